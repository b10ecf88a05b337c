"""The banner: one line above the centre when the queue needs help, with the button that mends it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from archdesk.gui.bridge import ServiceState
from archdesk.gui.look.icons import draw_icon, draw_pixmap
from archdesk.gui.look.palettes import blend, state_colours

_ICON = 20


class Banner(QFrame):
    """Never modal; closed by a person it stays away until the state changes.

    Signals:
        mend_wanted(): the button was pressed.
    """

    mend_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAutoFillBackground(True)
        self._icon = QLabel(self)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._mend = QPushButton(self)
        self._mend.setObjectName("mendButton")
        self._mend.setAccessibleName("Mend the queue")
        self._mend.clicked.connect(self.mend_wanted)
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._close.setAccessibleName("Close this message")
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._mend)
        layout.addWidget(self._close)
        self._shown = ""
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_service(self, state: ServiceState) -> None:
        words, button = trouble(state)
        if words == self._shown:
            return
        self._shown = words
        self._words.setText(words)
        self._mend.setText(button)
        self.refresh_icons()
        self.setVisible(bool(words))

    def refresh_icons(self) -> None:
        window = QApplication.palette()
        colour = state_colours(window).warning
        self._icon.setPixmap(draw_pixmap("warning", _ICON, colour, self.devicePixelRatioF()))
        self._close.setIcon(draw_icon("close"))
        palette = QPalette()
        ground = blend(window.color(QPalette.ColorRole.Window), colour, 0.13)
        palette.setColor(QPalette.ColorRole.Window, ground)
        self.setPalette(palette)


def trouble(state: ServiceState) -> tuple[str, str]:
    """What is wrong with the queue in words, and the button that mends it; both empty if nothing is."""
    if not state.is_down:
        return "", ""
    where = "the queue at the given address" if state.remote else "the queue"
    if not state.redis_up:
        reason = f" {state.reason}" if state.reason else ""
        return f"ArchDesk cannot reach {where}.{reason} Your plans wait; finished buildings can be used.", "Connect again"
    if state.remote:
        return "No worker answers on the other machines. Your plans wait; finished buildings can be used.", "Try again"
    return "No worker is running. Your plans wait; finished buildings can be used.", "Start workers"
