"""Small work off the window's thread: a function in a pool thread, its result in a slot."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

log = logging.getLogger(__name__)


class Errand(QObject):
    """One call of a function in a pool thread.

    Signals:
        finished(object): what the function returned.
        failed(str): what went wrong, in words.
    """

    finished = Signal(object)
    failed = Signal(str)

    def __init__(self, function: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._runner = _Runner(function, self)

    def start(self) -> "Errand":
        self.finished.connect(self.deleteLater)
        self.failed.connect(self.deleteLater)
        QThreadPool.globalInstance().start(self._runner)
        return self


class _Runner(QRunnable):
    """The part of an errand that the pool owns; it may outlive the window."""

    def __init__(self, function: Callable[[], object], errand: Errand) -> None:
        super().__init__()
        self._function = function
        self._errand = errand

    def run(self) -> None:
        try:
            result = self._function()
        except Exception as error:  # noqa: BLE001 - a pool thread's error must reach the window, whatever it is
            log.info("An errand failed: %s", error)
            self._tell(self._errand_failed, str(error))
            return
        self._tell(self._errand_finished, result)

    def _errand_failed(self, words: object) -> None:
        self._errand.failed.emit(words)

    def _errand_finished(self, result: object) -> None:
        self._errand.finished.emit(result)

    def _tell(self, say: Callable[[object], None], what: object) -> None:
        try:
            say(what)
        except RuntimeError:
            log.debug("The window that asked is gone")
