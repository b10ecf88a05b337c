"""The panels around the centre and their places."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from archdesk.gui.look.icons import draw_icon

_AREA = Qt.DockWidgetArea
_PLACES = {
    "queueDock": ("Queue", "queue", _AREA.LeftDockWidgetArea, "Ctrl+Shift+Q"),
    "buildingDock": ("Building", "layers", _AREA.RightDockWidgetArea, "Ctrl+Shift+B"),
    "propsDock": ("Properties", "properties", _AREA.RightDockWidgetArea, "Ctrl+Shift+P"),
    "issuesDock": ("Checks", "checks", _AREA.BottomDockWidgetArea, "Ctrl+Shift+C"),
    "logDock": ("Log", "log", _AREA.BottomDockWidgetArea, "Ctrl+Shift+L"),
}
_WIDTHS = {"queueDock": 340, "buildingDock": 270}
_HEIGHTS = {"buildingDock": 420, "propsDock": 260}
_BOTTOM = 170
_COLLAPSED = ("issuesDock", "logDock")


class Docks:
    """The docks by their names; ``arrange`` puts all to the places they have at first."""

    def __init__(self, window: QMainWindow, panels: dict[str, QWidget]) -> None:
        self._window = window
        window.setCorner(Qt.Corner.BottomLeftCorner, _AREA.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, _AREA.RightDockWidgetArea)
        self._docks = {name: _make(window, name, panels[name]) for name in _PLACES}
        self.arrange()
        self.refresh_icons()

    def __getitem__(self, name: str) -> QDockWidget:
        return self._docks[name]

    @property
    def toggles(self) -> tuple[QAction, ...]:
        return tuple(dock.toggleViewAction() for dock in self._docks.values())

    def arrange(self) -> None:
        for name, dock in self._docks.items():
            dock.setFloating(False)
            self._window.addDockWidget(_PLACES[name][2], dock)
            dock.setVisible(name not in _COLLAPSED)
        self._window.tabifyDockWidget(self._docks["issuesDock"], self._docks["logDock"])
        self._docks["issuesDock"].raise_()
        self._resize(_WIDTHS, Qt.Orientation.Horizontal)
        self._resize(_HEIGHTS, Qt.Orientation.Vertical)
        self._resize({"issuesDock": _BOTTOM}, Qt.Orientation.Vertical)

    def count_checks(self, number: int) -> None:
        self._docks["issuesDock"].setWindowTitle(f"Checks ({number})" if number else "Checks")

    def refresh_icons(self) -> None:
        for name, dock in self._docks.items():
            dock.toggleViewAction().setIcon(draw_icon(_PLACES[name][1]))

    def _resize(self, sizes: dict[str, int], direction: Qt.Orientation) -> None:
        self._window.resizeDocks([self._docks[name] for name in sizes], list(sizes.values()), direction)


def _make(window: QMainWindow, name: str, panel: QWidget) -> QDockWidget:
    title, _, _, keys = _PLACES[name]
    dock = QDockWidget(title, window)
    dock.setObjectName(name)
    dock.setAccessibleName(title)
    dock.setWidget(panel)
    toggle = dock.toggleViewAction()
    toggle.setShortcut(keys)
    toggle.setToolTip(f"Show or hide {title.lower()} ({keys})")
    toggle.setStatusTip(f"Show or hide {title.lower()}")
    return dock
