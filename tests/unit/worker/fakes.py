# ruff: noqa: ARG002, ARG005 - a fake takes what the real one takes
"""A worker's process without Redis."""

from pathlib import Path

from archdesk.jobs import wire
from archdesk.jobs.store import Store
from archdesk.jobs.wire import Claim, Message
from archdesk.model.floorplan import Survey
from archdesk.model.job import Outcome
from archdesk.model.options import Options
from archdesk.model.progress import Progress, Reporter, Stage
from archdesk.model.reading import PageReading
from archdesk.pipeline.crew import Crew
from archdesk.worker.claims import Taken
from archdesk.worker.conversion import Conversion

JOB, TICKET = "a" * 32, "b" * 12
MESSAGE = Message(JOB, wire.PROCESS_DOCUMENT, 1, TICKET)
OUTCOME = Outcome(Path("/f"), 1, 2.0, 3, 4.0)


class FakeRedis:
    """The few commands that the reporter and the tasks use."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}
        self._answers: list[object] = []

    def exists(self, key: str) -> int:
        found = int(key in self.values)
        self._answers.append(found)
        return found

    def set(self, key: str, value: object, ex: int | None = None) -> None:
        self.values[key] = value
        self._answers.append(True)

    def pipeline(self, transaction: bool) -> "FakeRedis":
        self._answers = []
        return self

    def execute(self) -> list[object]:
        return self._answers

    def __enter__(self) -> "FakeRedis":
        return self

    def __exit__(self, *_: object) -> None:
        pass


class FakeClaims:
    starts = 1
    is_free = True
    released = 0

    def take(self, message: Message) -> Taken | None:
        return Taken(Claim(TICKET, message.stage, "host", 2, 3.0, 4), self.starts) if self.is_free else None

    def release(self, job: str, claim: Claim) -> None:
        self.released += 1


class FakePulse:
    is_claim_lost = False

    def working(self, job: str, claim: Claim) -> "FakePulse":
        return self

    def hold(self, claim: Claim) -> None:
        pass

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        pass


class FakeRequest:
    retries = 0


class FakeTask:
    request = FakeRequest()
    max_retries = 2

    def update_state(self, state: str, meta: dict[str, object]) -> None:
        pass


class FakeBench:
    """A worker's process without Redis, whose understanding raises what the test wants."""

    def __init__(self, home: Path, error: BaseException | None = None) -> None:
        self.store, self.connection, self.claims, self.pulse = Store(home), FakeRedis(), FakeClaims(), FakePulse()
        self.error, self.runs = error, 0
        source = home / "plan.dxf"
        source.write_text("drawing")
        self.store.take_in(JOB, source, Options())

    def conversion(self) -> Conversion:
        return Conversion(self._understand, lambda folder, options, reporter: OUTCOME, self._read_page)

    def _understand(self, source: Path, folder: Path, options: Options, reporter: Reporter, crew: Crew) -> Survey:
        self.runs += 1
        reporter.report(Progress(Stage.READING, 0.1))
        if self.error is not None:
            raise self.error
        return None  # type: ignore[return-value]

    def _read_page(self, source: Path, number: int, options: Options, reporter: Reporter) -> PageReading:
        self.runs += 1
        reporter.report(Progress(Stage.WALLS, 0.1))
        if self.error is not None:
            raise self.error
        return PageReading(number, seen="a letter")
