"""Thumbnails of finished buildings, read and scaled in pool threads."""

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader

from archdesk.gui.background import Errand

SIZE = QSize(128, 96)
_KEPT = 500
_Key = tuple[str, float]


class Thumbnails(QObject):
    """Pictures by job, the last few hundred kept.

    Signals:
        drawn(str): the picture of this job is there now.
    """

    drawn = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures: OrderedDict[_Key, QImage | None] = OrderedDict()

    def picture(self, job_id: str, path: Path, finished: float) -> QImage | None:
        """The picture if it is there; otherwise it is fetched and told of later. A job that ended anew has a new one."""
        key = (job_id, finished)
        if key not in self._pictures:
            self._pictures[key] = None
            if len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
            errand = Errand(lambda: (key, _read(path)), self)
            errand.finished.connect(self._keep)
            errand.start()
        return self._pictures[key]

    @Slot(object)
    def _keep(self, read: tuple[_Key, QImage]) -> None:
        key, picture = read
        if not picture.isNull():
            self._pictures[key] = picture
            self.drawn.emit(key[0])


def _read(path: Path) -> QImage:
    reader = QImageReader(str(path))
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(SIZE, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
