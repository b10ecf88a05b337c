"""The system's wish that the program ends: on log-out, at shutdown, from a terminal."""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_WISHES = ("SIGTERM", "SIGINT", "SIGHUP")  # by name, for not every system has all of them


class Farewell(QObject):
    """Turns signals of the system into one of Qt, for Python's handlers run only when the event loop does.

    Signals:
        asked(): the program is to end now, without a question.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ear, self._mouth = socket.socketpair()
        for end in (self._ear, self._mouth):
            end.settimeout(0)
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)

    def listen(self) -> None:
        """From now on; only the main thread may call it."""
        signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        for name in _WISHES:
            if (number := getattr(signal, name, None)) is not None:
                signal.signal(number, lambda *_: None)

    def stop(self) -> None:
        """What the system wishes is again done as it always is."""
        signal.set_wakeup_fd(-1)
        for name in _WISHES:
            if (number := getattr(signal, name, None)) is not None:
                signal.signal(number, signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL)
        self._notifier.setEnabled(False)
        self._ear.close()
        self._mouth.close()

    @Slot()
    def _hear(self) -> None:
        wishes = {getattr(signal, name, None) for name in _WISHES}
        if wishes & set(self._ear.recv(64)):
            self.asked.emit()
