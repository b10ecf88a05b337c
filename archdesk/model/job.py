"""A document in the queue: what was asked, how far it is, what became of it."""

import enum
from dataclasses import dataclass
from pathlib import Path

from archdesk.model.options import Options
from archdesk.model.problems import Failure, Issue
from archdesk.model.progress import Progress


class JobState(enum.Enum):
    WAITING = "waiting"
    RUNNING = "running"
    STOPPING = "stopping"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        return self in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a finished conversion left, and the numbers a queue row shows.

    ``folder`` holds model.glb, plan.json, thumbnail.png and the page pictures; ``doubts`` are about the building alone.
    """

    folder: Path
    storeys: int
    area: float
    warnings: int
    seconds: float
    doubts: tuple[Issue, ...] = ()

    @property
    def model(self) -> Path:
        return self.folder / "model.glb"

    @property
    def plan(self) -> Path:
        return self.folder / "plan.json"

    @property
    def thumbnail(self) -> Path:
        return self.folder / "thumbnail.png"


@dataclass(frozen=True, slots=True)
class Job:
    """One document to convert; times are seconds since the epoch, order is the place in the queue."""

    id: str
    name: str
    source: Path
    sha256: str
    options: Options
    state: JobState
    order: int
    created: float
    started: float | None = None
    finished: float | None = None
    attempts: int = 0
    progress: Progress | None = None
    outcome: Outcome | None = None
    failure: Failure | None = None
    folder: Path | None = None
