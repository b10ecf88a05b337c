"""Toasts: a short message at the bottom of the window, with one button at most."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_TIME = 6000
_FROM_BOTTOM = 46
_WIDEST = 640


class Toast(QFrame):
    """One at a time, bottom centre, gone after six seconds."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        self._does: Callable[[], None] | None = None
        self._words = QLabel(self)
        self._button = QPushButton(self)
        self._button.setFlat(True)
        self._button.setAccessibleName("Act on this message")
        self._button.clicked.connect(self._do)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 10, 12, 10)
        layout.setSpacing(16)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._button)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_TIME)
        self._clock.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.refresh_icons()
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    @property
    def button(self) -> QPushButton:
        return self._button

    def say(self, words: str, button: str = "", does: Callable[[], None] | None = None) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._does = does
        self._place()
        self.show()
        self.raise_()
        self._clock.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self.parent() and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        window = cast("QWidget", self.parent())
        width = min(self.sizeHint().width(), _WIDEST, window.width() - _FROM_BOTTOM)
        self.resize(width, self.sizeHint().height())
        self.move((window.width() - width) // 2, window.height() - self.height() - _FROM_BOTTOM)

    def refresh_icons(self) -> None:
        """Text on ground turned round, so that it stands out in either look."""
        palette = QApplication.palette()
        ground, ink = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)
        self.setStyleSheet(
            f"#toast {{ background: {ground.name()}; border-radius: 8px; }} #toast QLabel {{ color: {ink.name()}; }}"
            f"#toast QPushButton {{ color: {ink.name()}; border: 1px solid {ink.name()}; "
            "border-radius: 5px; padding: 4px 10px; }"
        )

    @Slot()
    def _do(self) -> None:
        self.hide()
        if self._does is not None:
            self._does()
