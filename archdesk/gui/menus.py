"""The menu bar, the tool bar and the queue's context menu, filled from the actions."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from archdesk.gui.actions import Actions

_LINE = "|"
_FILE = "add_plans add_folder paste sample | export export_all | preferences | quit"
_REVEAL = "reveal_source reveal_result details"
_QUEUE = f"filter pause | retry retry_failed cancel | move_up move_down | remove clear_finished | {_REVEAL}"
_VIEW = "show_plan show_model show_both | fit view_top view_front view_right view_iso | next_check previous_check |"
_MENUS = {"File": _FILE, "Queue": _QUEUE, "View": _VIEW, "Help": "sample | about"}
_ROW = f"export | retry cancel move_up move_down | {_REVEAL} | remove"
_TOOLS = "add_plans add_folder | export export_all | pause retry cancel"
_TOOLS_RIGHT = "show_plan show_model show_both"
_ICON_ONLY = ("add_folder", "export_all", "pause", "retry", "cancel")


def fill_menu_bar(window: QMainWindow, actions: Actions, panes: tuple[QAction, ...]) -> None:
    for title, names in _MENUS.items():
        menu = window.menuBar().addMenu(f"&{title}")
        _fill(menu, names, actions)
        if title == "View":
            menu.addMenu("Panels").addActions(panes)
            menu.addActions(actions.some("reset_layout", "full_screen"))


def make_tool_bar(window: QMainWindow, actions: Actions, panes: tuple[QAction, ...]) -> QToolBar:
    bar = CalmToolBar("Tools", window)
    bar.setObjectName("mainToolBar")
    bar.setMovable(False)
    bar.setIconSize(QSize(20, 20))
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setContentsMargins(6, 4, 6, 4)
    _fill(bar, _TOOLS, actions)
    stretch = QWidget(bar)
    stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(stretch)
    _fill(bar, _TOOLS_RIGHT, actions)
    bar.addSeparator()
    bar.addActions(panes)
    for action in (*actions.some(*_ICON_ONLY), *panes):
        button = bar.widgetForAction(action)
        if isinstance(button, QToolButton):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setAccessibleName(action.text())
    window.addToolBar(bar)
    return bar


class CalmToolBar(QToolBar):
    """A tool bar on the window's own ground, without the style's shading."""

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())


def make_row_menu(parent: QWidget, actions: Actions) -> QMenu:
    menu = QMenu(parent)
    _fill(menu, _ROW, actions)
    return menu


def _fill(place: QMenu | QToolBar, names: str, actions: Actions) -> None:
    for name in names.split():
        if name == _LINE:
            place.addSeparator()
        else:
            place.addAction(actions[name])
