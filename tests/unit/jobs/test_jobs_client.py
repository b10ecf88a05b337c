# ruff: noqa: ARG002 - a fake takes what the real one takes
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from archdesk.jobs import wire
from archdesk.jobs.broker import News, Sign
from archdesk.jobs.client import FEWEST_PUBLISHED, JobsClient
from archdesk.jobs.flights import BETWEEN_STAGES
from archdesk.jobs.ledger import Ledger
from archdesk.jobs.store import Store
from archdesk.jobs.troubles import QueueUnreachable, UnknownJob
from archdesk.jobs.wire import Answer, Claim
from archdesk.model.job import Job, JobState, Outcome
from archdesk.model.options import Options
from archdesk.model.problems import Failure
from archdesk.model.progress import Progress, Stage


class FakeBroker:
    """Redis in memory, which can be off."""

    def __init__(self) -> None:
        self.is_off = False
        self.published: list[tuple[str, int, tuple[str, ...]]] = []
        self.news: dict[str, News] = {}
        self.lying: set[str] = set()
        self.flags: set[str] = set()

    def prepare(self) -> None:
        self._reach()

    def publish(self, job: str, ticket: str, attempt: int, stages: tuple[str, ...], *, is_fresh: bool) -> None:
        self._reach()
        self.published.append((job, attempt, stages))
        self.lying.add(wire.task_id(job, ticket, stages[0]))

    def look(self, tickets: Mapping[str, str]) -> dict[str, News]:
        self._reach()
        return {job: self.news.get(job, News()) for job in tickets}

    def claims(self, jobs: Iterable[str]) -> dict[str, Claim]:
        return {}

    def waiting(self) -> set[str]:
        return self.lying

    def handed_out(self) -> set[str]:
        return set()

    def ask_to_stop(self, job: str) -> None:
        self._reach()
        self.flags.add(job)

    def void(self, job: str) -> None:
        self._reach()
        self.lying = {task for task in self.lying if not task.startswith(job)}

    def signs(self) -> tuple[Sign, ...]:
        return ()

    def close(self) -> None:
        pass

    def _reach(self) -> None:
        if self.is_off:
            raise QueueUnreachable(where="nowhere")


class Desk:
    """A client with a fake Redis and a clock of its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.broker, self.now = home, FakeBroker(), 100.0
        self.store = Store(home)
        self.client = self.open()
        self._drops = 0

    def open(self) -> JobsClient:
        return JobsClient(Ledger(self.home / "ledger.sqlite"), self.store, self.broker, lambda: self.now)  # type: ignore[arg-type]

    def reopen(self) -> None:
        self.client.close()
        self.client = self.open()

    def drawing(self, words: str = "") -> Path:
        self._drops += 1
        path = self.home / f"plan {self._drops}.dxf"
        path.write_text(words or str(self._drops))
        return path

    def submit(self) -> Job:
        return self.client.submit(self.drawing(), Options())

    def poll(self, later: float = 0.2) -> tuple[Job, ...]:
        self.now += later
        return self.client.poll()

    def run(self, job: Job) -> Job:
        self.broker.news[job.id] = News(Progress(Stage.WALLS, 0.4), 50.0)
        self.broker.lying.clear()
        self.poll()
        return self.client.job(job.id)

    def end(self, job: Job, answer: Answer | None = None) -> Job:
        for name in ("model.glb", "plan.json"):
            (self.store.folder(job.id) / name).write_text("x")
        self.broker.news[job.id] = News(answer=answer or Answer(outcome=Outcome(Path("/remote"), 1, 2.0, 0, 3.0)))
        self.poll()
        return self.client.job(job.id)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.client.close()


def test_a_submitted_document_is_published_as_both_stages(desk: Desk) -> None:
    job = desk.submit()

    assert [(job.id, 1, wire.STAGES)] == desk.broker.published
    assert job.state is JobState.WAITING


def test_progress_and_the_end_arrive_by_polling(desk: Desk) -> None:
    job = desk.submit()

    running = desk.run(job)
    assert (JobState.RUNNING, 50.0) == (running.state, running.started)
    assert running.progress == Progress(Stage.WALLS, 0.4)
    done = desk.end(job)
    assert done.state is JobState.DONE
    assert done.outcome is not None
    assert desk.store.folder(job.id) == done.outcome.folder
    assert desk.poll() == ()


def test_what_cannot_be_read_is_a_failed_job_that_says_why_and_can_be_retried(desk: Desk) -> None:
    job = desk.client.submit(desk.home / "missing.pdf", Options())
    assert job.failure is not None
    assert job.failure.code == "ARC-110"

    (desk.home / "missing.pdf").write_text("here now")
    desk.client.retry(job.id)
    desk.poll()

    assert [(job.id, 1, wire.STAGES)] == desk.broker.published


def test_added_documents_have_rows_at_once_and_are_copied_by_polls(desk: Desk) -> None:
    jobs = desk.client.add([desk.drawing() for _ in range(3)], Options())

    assert jobs == desk.client.jobs()
    assert desk.broker.published == []
    desk.poll()
    assert len(desk.broker.published) == 3


def test_only_a_few_messages_wait_in_redis(desk: Desk) -> None:
    jobs = [desk.submit() for _ in range(FEWEST_PUBLISHED + 3)]

    assert len(desk.broker.published) == FEWEST_PUBLISHED
    desk.end(jobs[0])
    assert jobs[FEWEST_PUBLISHED].id == desk.broker.published[-1][0]


def test_an_identical_document_is_answered_at_once(desk: Desk) -> None:
    first = desk.client.submit(desk.drawing("same"), Options())
    desk.end(first)

    second = desk.client.submit(desk.drawing("same"), Options())
    other = desk.client.submit(desk.drawing("same"), Options(scale=50.0))

    assert second.state is JobState.DONE
    assert second.outcome is not None
    assert second.outcome.model.read_text() == "x"
    assert other.state is JobState.WAITING


def test_a_cached_result_that_is_gone_is_made_again(desk: Desk) -> None:
    first = desk.client.submit(desk.drawing("same"), Options())
    desk.end(first)
    (desk.store.folder(first.id) / "model.glb").unlink()

    assert desk.client.submit(desk.drawing("same"), Options()).state is JobState.WAITING


def test_without_redis_jobs_wait_and_go_on_when_it_is_back(desk: Desk) -> None:
    desk.broker.is_off = True
    job = desk.submit()
    desk.poll(2.0)
    assert not desk.client.health.is_connected
    assert desk.client.job(job.id).state is JobState.WAITING

    desk.broker.is_off = False
    desk.poll(2.0)

    assert desk.client.health.is_connected
    assert job.id in [published[0] for published in desk.broker.published]


def test_a_lost_message_is_published_again_and_given_up_after_three_times(desk: Desk) -> None:
    job = desk.submit()
    for _ in range(wire.MOST_STARTS):
        desk.broker.lying.clear()
        desk.poll(BETWEEN_STAGES + 1.1)

    assert [1, 2, 3] == [attempt for _, attempt, _ in desk.broker.published]
    failure = desk.client.job(job.id).failure
    assert failure is not None
    assert failure.code == "ARC-903"


def test_a_lost_second_half_is_published_alone(desk: Desk) -> None:
    job = desk.run(desk.submit())
    desk.store.mark_understood(job.id)

    desk.poll(BETWEEN_STAGES + 1.1)

    assert (job.id, 2, wire.STAGES[1:]) == desk.broker.published[-1]


def test_an_answer_that_redis_lost_is_read_from_the_disk(desk: Desk) -> None:
    job = desk.run(desk.submit())
    desk.store.write_answer(job.id, Answer(failure=Failure("ARC-1", "a", "b")))

    desk.poll(BETWEEN_STAGES + 1.1)

    assert desk.client.job(job.id).failure == Failure("ARC-1", "a", "b")


def test_a_waiting_job_is_cancelled_at_once_and_its_message_is_void(desk: Desk) -> None:
    job = desk.submit()

    assert desk.client.cancel(job.id).state is JobState.CANCELLED
    assert desk.broker.lying == set()


def test_a_running_job_is_stopping_until_its_worker_says_so(desk: Desk) -> None:
    job = desk.run(desk.submit())

    assert desk.client.cancel(job.id).state is JobState.STOPPING
    assert {job.id} == desk.broker.flags
    assert desk.end(job, Answer(cancelled=True)).state is JobState.CANCELLED


def test_a_stopping_job_whose_worker_vanished_is_cancelled(desk: Desk) -> None:
    job = desk.run(desk.submit())
    desk.client.cancel(job.id)

    desk.poll(BETWEEN_STAGES + 1.1)

    assert desk.client.job(job.id).state is JobState.CANCELLED


def test_retry_forgets_the_old_result_and_takes_new_wishes(desk: Desk) -> None:
    job = desk.end(desk.submit())
    desk.store.mark_understood(job.id)

    again = desk.client.retry(job.id, Options(scale=200.0))

    assert (JobState.WAITING, None) == (again.state, again.outcome)
    assert desk.store.options(job.id).scale == 200.0
    assert (job.id, 1, wire.STAGES) == desk.broker.published[-1]


def test_removed_jobs_come_back_with_undo_and_are_gone_after_a_restart(desk: Desk) -> None:
    waiting, done = desk.submit(), desk.end(desk.submit())
    desk.client.remove([waiting.id, done.id])
    assert desk.client.jobs() == ()
    with pytest.raises(UnknownJob):
        desk.client.job(done.id)

    desk.client.restore([waiting.id])
    desk.reopen()

    (left,) = desk.client.jobs()
    assert left.id == waiting.id
    assert not desk.store.folder(done.id).exists()


def test_jobs_can_be_moved_and_keep_their_order(desk: Desk) -> None:
    jobs = [desk.submit() for _ in range(3)]

    desk.client.move(jobs[2].id, 0)
    desk.reopen()

    assert [jobs[2].id, jobs[0].id, jobs[1].id] == [job.id for job in desk.client.jobs()]


def test_a_held_queue_starts_nothing_new(desk: Desk) -> None:
    desk.client.hold(is_held=True)
    job = desk.submit()
    assert desk.broker.published == []

    desk.client.hold(is_held=False)

    assert job.id == desk.broker.published[0][0]


def test_after_a_crash_running_jobs_start_again_and_finished_ones_are_done(desk: Desk) -> None:
    running, finished, stopping = (desk.run(desk.submit()) for _ in range(3))
    desk.client.cancel(stopping.id)
    desk.store.write_answer(finished.id, Answer(outcome=Outcome(Path("/remote"), 1, 2.0, 0, 3.0)))

    desk.reopen()

    states = {job.id: job.state for job in desk.client.jobs()}
    assert states == {running.id: JobState.WAITING, finished.id: JobState.DONE, stopping.id: JobState.CANCELLED}
