"""One window for each data folder: a second start hands its files to the first."""

import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 2000  # milliseconds for the first window to take the files
_LARGEST = 1_000_000  # bytes of one message


class SingleInstance(QObject):
    """Signals:
    files_handed_over(list): a second start sent these paths; an empty list only wants the window raised.
    """

    files_handed_over = Signal(list)

    def __init__(self, data_folder: Path) -> None:
        super().__init__()
        data_folder.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(data_folder / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._name = "archdesk-" + hashlib.sha256(str(data_folder.resolve()).encode()).hexdigest()[:16]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._receive)

    def claim(self) -> bool:
        """True if this is the first window; it listens from now on."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def hand_over(self, paths: tuple[Path, ...]) -> bool:
        """Send the paths to the first window; False if it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE):
            return False
        socket.write(json.dumps([str(path.absolute()) for path in paths]).encode() + b"\n")
        sent = socket.waitForBytesWritten(_PATIENCE)
        socket.disconnectFromServer()
        return sent

    def release(self) -> None:
        self._server.close()
        self._lock.unlock()

    @Slot()
    def _receive(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)
            self._take(socket)

    @Slot()
    def _read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        line = bytes(socket.readLine(_LARGEST).data())
        try:
            names = json.loads(line)
        except ValueError:
            return
        if isinstance(names, list):
            self.files_handed_over.emit([Path(name) for name in names if isinstance(name, str)])
