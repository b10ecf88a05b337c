"""The last net: what went wrong unforeseen is said calmly, and the window lives on."""

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

log = logging.getLogger(__name__)


class Net(QObject):
    """Catches what nobody caught, in any thread.

    Signals:
        caught(str): a traceback.
    """

    caught = Signal(str)

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._shown: QMessageBox | None = None
        self.caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def spread(self) -> None:
        sys.excepthook = self.catch
        threading.excepthook = self._catch_in_thread

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        words = "".join(traceback.format_exception(kind, error, trace))
        log.error("Uncaught: %s", words)
        self.caught.emit(words)

    def _catch_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.catch(caught.exc_type, caught.exc_value, caught.exc_traceback)

    @Slot(str)
    def _show(self, words: str) -> None:
        if self._shown is not None and self._shown.isVisible():
            return
        self._shown = problem_box(words, self._window)
        self._shown.open()


def problem_box(words: str, parent: QWidget | None) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("ArchDesk")
    box.setText("Something went wrong that should not.")
    box.setInformativeText("Your plans and results are safe. You can go on working; if it happens again, restart ArchDesk.")
    box.setDetailedText(words)
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    return box
