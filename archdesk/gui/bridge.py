"""Between the window and the queue: wishes go one way, news the other; whoever answers lives in another thread."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from archdesk.model.job import Job
from archdesk.model.options import Options
from archdesk.model.problems import Failure


@dataclass(frozen=True, slots=True)
class ServiceState:
    """Whether the queue works: Redis answers, so many workers are ready of so many wanted."""

    redis_up: bool = False
    workers_ready: int = 0
    workers_wanted: int = 0
    remote: bool = False
    starting: bool = True
    reason: str = ""

    @property
    def is_down(self) -> bool:
        return not self.starting and (not self.redis_up or self.workers_ready == 0)


@dataclass(frozen=True, slots=True)
class Intaken:
    """What became of added files: jobs made, how many of them were known before, and what could not be added."""

    jobs: tuple[Job, ...] = ()
    known: int = 0
    failures: tuple[tuple[Path, Failure], ...] = ()


class Bridge(QObject):
    """What the window knows of the queue.

    Signals:
        jobs_changed(list): the whole queue.
        job_changed(Job): one job is new or different.
        service_changed(ServiceState): Redis or the workers came or went.
        files_taken_in(Intaken): the files of one submission are in the queue.
        refused(Failure): a wish could not be granted.

    The signals whose names end in "wanted" are for the one who answers.
    """

    jobs_changed = Signal(list)
    job_changed = Signal(object)
    service_changed = Signal(object)
    files_taken_in = Signal(object)
    refused = Signal(object)

    submit_wanted = Signal(list, object)
    cancel_wanted = Signal(list)
    retry_wanted = Signal(list)
    remove_wanted = Signal(list)
    restore_wanted = Signal(list)
    move_wanted = Signal(str, int)
    hold_wanted = Signal(bool)
    mend_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_answered = False
        self._early: list[tuple[list[Path], Options]] = []

    def begin(self) -> None:
        """Someone answers from now on; what was submitted before is handed over."""
        self._is_answered = True
        for paths, options in self._early:
            self.submit_wanted.emit(paths, options)
        self._early.clear()

    def submit(self, paths: Iterable[Path], options: Options) -> None:
        if self._is_answered:
            self.submit_wanted.emit(list(paths), options)
        else:
            self._early.append((list(paths), options))

    def cancel(self, jobs: Iterable[str]) -> None:
        self.cancel_wanted.emit(list(jobs))

    def retry(self, jobs: Iterable[str]) -> None:
        self.retry_wanted.emit(list(jobs))

    def remove(self, jobs: Iterable[str]) -> None:
        self.remove_wanted.emit(list(jobs))

    def restore(self, jobs: Iterable[str]) -> None:
        self.restore_wanted.emit(list(jobs))

    def move(self, job: str, steps: int) -> None:
        """Move a job up (negative) or down in the queue."""
        self.move_wanted.emit(job, steps)

    def hold(self, *, held: bool) -> None:
        """Start no more plans, or go on; what runs goes on to its end."""
        self.hold_wanted.emit(held)

    def mend(self) -> None:
        """Start Redis and the workers again."""
        self.mend_wanted.emit()
