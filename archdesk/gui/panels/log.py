"""The log panel: what happened, newest last."""

import logging

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_MOST_LINES = 5000


class LogPanel(QPlainTextEdit):
    """Read only; can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("logPanel")
        self.setAccessibleName("Log")
        self.setReadOnly(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setMaximumBlockCount(_MOST_LINES)
        self.setPlaceholderText("No messages")
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))

    @Slot(str)
    def write(self, line: str) -> None:
        self.appendPlainText(line)


class LogRelay(QObject):
    """Brings log records of any thread to the window.

    Signals:
        line_written(str): one formatted record.
    """

    line_written = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handler = _Handler(self)

    def listen(self, name: str) -> None:
        logging.getLogger(name).addHandler(self._handler)

    def stop(self, name: str) -> None:
        logging.getLogger(name).removeHandler(self._handler)


class _Handler(logging.Handler):
    def __init__(self, relay: LogRelay) -> None:
        super().__init__(logging.INFO)
        self._relay = relay
        self.setFormatter(logging.Formatter("%(asctime)s  %(message)s", datefmt="%H:%M:%S"))

    def emit(self, record: logging.LogRecord) -> None:
        self._relay.line_written.emit(self.format(record))
