"""The queue behind the window: loaded while the window is shown already, started, and stopped with it."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QObject, Slot

from archdesk.gui.background import Errand
from archdesk.gui.bridge import Bridge

_QUEUE = "archdesk.gui.answerer"  # by name, for Celery and Redis take a second to load


class Thread(Protocol):
    def start(self) -> None: ...
    def stop(self) -> None: ...


class Serving(QObject):
    """Answers the bridge from ``start`` to ``stop``."""

    def __init__(self, bridge: Bridge, data_folder: Path, workers: int, url: str | None) -> None:
        super().__init__()
        self._bridge, self._data_folder, self._workers, self._url = bridge, data_folder, workers, url
        self._thread: Thread | None = None
        self._is_stopped = False

    @Slot()
    def start(self) -> None:
        errand = Errand(lambda: import_module(_QUEUE).make_thread, self)
        errand.finished.connect(self._begin)
        errand.start()

    def stop(self) -> None:
        """Returns when the processes have ended."""
        self._is_stopped = True
        if self._thread is not None:
            self._thread.stop()

    @Slot(object)
    def _begin(self, make: object) -> None:
        if self._is_stopped:
            return
        make_thread = cast("Callable[[Bridge, Path, int, str | None], Thread]", make)
        self._thread = make_thread(self._bridge, self._data_folder, self._workers, self._url)
        self._thread.start()
        self._bridge.begin()
