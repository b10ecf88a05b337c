"""Stand-ins for what the window works with: a queue that answers at once, and views that take notes."""

import itertools
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel

from archdesk.gui.bridge import Bridge, Intaken, ServiceState
from archdesk.gui.views import Views
from archdesk.model.document import Format, Source
from archdesk.model.floorplan import (
    FloorPlan,
    Opening,
    OpeningKind,
    Room,
    Scale,
    ScaleMethod,
    Sheet,
    Survey,
    Use,
    Wall,
)
from archdesk.model.job import Job, JobState, Outcome
from archdesk.model.options import Options
from archdesk.model.problems import Failure, Issue
from archdesk.model.progress import Progress, Stage
from archdesk.model.shapes import Affine

READY = ServiceState(redis_up=True, workers_ready=2, workers_wanted=2, starting=False)
NO_WORKERS = ServiceState(redis_up=True, workers_ready=0, workers_wanted=2, starting=False)
NO_REDIS = ServiceState(redis_up=False, workers_ready=0, workers_wanted=2, starting=False)


class FakeQueue(QObject):
    """Answers a bridge in the window's own thread, without files, Redis or workers."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.bridge = bridge
        self.jobs: dict[str, Job] = {}
        self.removed: dict[str, Job] = {}
        self.wishes: list[tuple[object, ...]] = []
        self._numbers = itertools.count(1)
        bridge.submit_wanted.connect(self._submit)
        bridge.cancel_wanted.connect(lambda jobs: self._set_all("cancel", jobs, JobState.CANCELLED))
        bridge.retry_wanted.connect(lambda jobs: self._set_all("retry", jobs, JobState.WAITING))
        bridge.remove_wanted.connect(self._remove)
        bridge.restore_wanted.connect(self._restore)
        bridge.move_wanted.connect(lambda job, steps: self.wishes.append(("move", job, steps)))
        bridge.hold_wanted.connect(lambda held: self.wishes.append(("hold", held)))
        bridge.mend_wanted.connect(lambda: self.wishes.append(("mend",)))
        bridge.begin()

    def put(self, *jobs: Job) -> None:
        self.jobs.update({job.id: job for job in jobs})
        self.bridge.jobs_changed.emit(list(self.jobs.values()))

    def change(self, job: Job) -> None:
        self.jobs[job.id] = job
        self.bridge.job_changed.emit(job)

    def _submit(self, paths: list[Path], options: Options) -> None:
        new = []
        for path in paths:
            number = next(self._numbers)
            new.append(make_job(f"new{number}", name=path.name, source=path, order=1000 + number))
        self.wishes.append(("submit", tuple(paths), options))
        self.put(*new)
        self.bridge.files_taken_in.emit(Intaken(tuple(new)))

    def _set_all(self, wish: str, jobs: list[str], state: JobState) -> None:
        self.wishes.append((wish, *jobs))
        for job in jobs:
            self.change(replace(self.jobs[job], state=state))

    def _remove(self, jobs: list[str]) -> None:
        self.wishes.append(("remove", *jobs))
        self.removed.update({job: self.jobs.pop(job) for job in jobs})
        self.bridge.jobs_changed.emit(list(self.jobs.values()))

    def _restore(self, jobs: list[str]) -> None:
        self.wishes.append(("restore", *jobs))
        self.put(*(self.removed.pop(job) for job in jobs))


class FakePlan(QLabel):
    element_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__("Plan")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.notes: list[tuple[object, ...]] = []

    def show_page(self, picture_path: Path, picture_to_page: Affine) -> None:
        self.notes.append(("page", picture_path, picture_to_page))

    def show_storey(self, storey: FloorPlan | None) -> None:
        self.notes.append(("storey", storey.name if storey else None))

    def clear(self) -> None:
        self.notes.append(("clear",))

    def fit(self) -> None:
        self.notes.append(("fit",))

    def select_element(self, element: str) -> None:
        self.notes.append(("select", element))


class FakeModel(QLabel):
    element_picked = Signal(str, str, dict)
    loading_failed = Signal(str)
    parts_known = Signal(object)

    def __init__(self) -> None:
        super().__init__("Model")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.notes: list[tuple[object, ...]] = []

    def show_model(self, path: Path | None) -> None:
        self.notes.append(("model", path))

    def warm_up(self) -> None:
        self.notes.append(("warm",))

    def select_element(self, element: str) -> None:
        self.notes.append(("select", element))

    def set_storey_visible(self, storey: str, visible: bool) -> None:
        self.notes.append(("storey", storey, visible))

    def set_kind_visible(self, kind: str, visible: bool) -> None:
        self.notes.append(("kind", kind, visible))

    def view_top(self) -> None:
        self.notes.append(("top",))

    def view_front(self) -> None:
        self.notes.append(("front",))

    def view_right(self) -> None:
        self.notes.append(("right",))

    def view_iso(self) -> None:
        self.notes.append(("iso",))

    def fit(self) -> None:
        self.notes.append(("fit",))


FAKE_VIEWS = Views(FakePlan, FakeModel)


def make_job(job: str, state: JobState = JobState.WAITING, *, name: str = "house.pdf", order: int = 1, **fields: object) -> Job:
    source = fields.pop("source", Path("/plans") / name)
    return Job(id=job, name=name, source=source, sha256="0", options=Options(), state=state, order=order, created=1.0, **fields)  # type: ignore[arg-type]


def running_job(job: str, fraction: float = 0.5, **fields: object) -> Job:
    return make_job(job, JobState.RUNNING, started=1.0, progress=Progress(Stage.WALLS, fraction, "page 2 of 4"), **fields)


def failed_job(job: str, **fields: object) -> Job:
    failure = Failure("ARC-204", "No floor plan was found on 4 pages.", "Check that the file holds a drawing seen from above.")
    return make_job(job, JobState.FAILED, failure=failure, **fields)


def done_job(job: str, folder: Path, *, warnings: int = 0, **fields: object) -> Job:
    outcome = Outcome(folder=folder, storeys=2, area=214.0, warnings=warnings, seconds=3.4)
    return make_job(job, JobState.DONE, outcome=outcome, finished=5.0, **fields)


def make_survey() -> Survey:
    sheet = Sheet(0, 1000, 800, Affine(a=0.01, e=-0.01, f=8))
    scale = Scale(0.01, ScaleMethod.DIMENSION_TEXT, 0.97, ("9,20 m between two walls",))
    ground = FloorPlan("Ground floor", 0, sheet, scale, 0.0, 2.7, *_parts("g"))
    upper = FloorPlan("Upper floor", 1, sheet, scale, 2.7, 2.7, *_parts("u"))
    issues = (
        Issue("door-uncertain", "The door between kitchen and hall may be a passage.", storey=0, element="gd1"),
        Issue("area-differs", "The kitchen's printed area differs from the measured one by 4%.", storey=1, element="ur1"),
    )
    return Survey(Source("house.pdf", "0" * 64, Format.PDF), (ground, upper), issues)


def _parts(prefix: str) -> tuple[tuple[Wall, ...], tuple[Opening, ...], tuple[Room, ...]]:
    corners = ((0.0, 0.0), (9.2, 0.0), (9.2, 6.4), (0.0, 6.4))
    walls = tuple(
        Wall(f"{prefix}w{number}", (corners[number - 1], corners[number % 4]), 0.3, exterior=True) for number in range(1, 5)
    )
    door = Opening(f"{prefix}d1", OpeningKind.DOOR, f"{prefix}w1", 2.0, 0.9, confidence=0.5)
    window = Opening(f"{prefix}o1", OpeningKind.WINDOW, f"{prefix}w2", 3.0, 1.4, sill=0.9)
    room = Room(f"{prefix}r1", corners, 58.9, name="Kitchen", use=Use.KITCHEN, printed_area=60.0)
    return walls, (door, window), (room,)
