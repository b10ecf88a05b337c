# ruff: noqa: ARG005 - a fake takes what the real one takes
import errno
from pathlib import Path

import pytest
from celery.exceptions import Ignore, SoftTimeLimitExceeded

from archdesk.jobs import wire
from archdesk.jobs.store import Store
from archdesk.jobs.wire import Answer, Message
from archdesk.model.problems import Cancelled
from archdesk.model.progress import Progress, Stage
from archdesk.pipeline.crew import Alone
from archdesk.readers.base import Encrypted
from archdesk.worker.app import make_app
from archdesk.worker.reporter import ClaimLost, QueueReporter
from archdesk.worker.tasks import Work, _answer, _building, _run, _understanding
from tests.unit.worker.fakes import JOB, MESSAGE, OUTCOME, TICKET, FakeBench, FakeRedis, FakeRequest, FakeTask


def understand(bench: FakeBench, starts: int = 1) -> Answer:
    return attempt(bench, starts, _understanding(bench, Alone()))  # type: ignore[arg-type]


def attempt(bench: FakeBench, starts: int, work: Work) -> Answer:
    reporter = QueueReporter(bench.connection, MESSAGE, 0.0, lambda progress: None, lambda: False)  # type: ignore[arg-type]
    return _answer(bench, FakeTask(), JOB, starts, lambda job: work(job, reporter))  # type: ignore[arg-type]


def test_a_document_that_is_understood_goes_on_and_is_not_understood_twice(tmp_path: Path) -> None:
    bench = FakeBench(tmp_path)

    assert wire.GO_ON == understand(bench)
    assert wire.GO_ON == understand(bench)
    assert bench.runs == 1


def test_a_built_model_is_written_down_beside_it(tmp_path: Path) -> None:
    bench = FakeBench(tmp_path)

    answer = attempt(bench, 1, _building(bench))  # type: ignore[arg-type]

    assert Answer(outcome=OUTCOME) == answer == bench.store.answer(JOB)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Encrypted(), "ARC-104"),
        (MemoryError(), "ARC-901"),
        (SoftTimeLimitExceeded(), "ARC-902"),
        (OSError(errno.ENOSPC, "No space left on device"), "ARC-410"),
    ],
)
def test_errors_become_words(tmp_path: Path, error: BaseException, code: str) -> None:
    failure = understand(FakeBench(tmp_path, error)).failure

    assert failure is not None
    assert code == failure.code


@pytest.mark.expects_warnings
def test_a_mistake_becomes_words_and_a_trace(tmp_path: Path) -> None:
    failure = understand(FakeBench(tmp_path, ValueError("odd"))).failure

    assert failure is not None
    assert failure.code == "ARC-900"
    assert "ValueError: odd" in failure.detail


@pytest.mark.expects_warnings
def test_what_can_heal_leaves_the_task_until_its_last_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = FakeBench(tmp_path, ConnectionError("gone"))
    with pytest.raises(ConnectionError):
        understand(bench)

    monkeypatch.setattr(FakeRequest, "retries", 2)

    assert understand(bench).failure is not None


def test_a_stopped_document_is_cancelled(tmp_path: Path) -> None:
    assert Answer(cancelled=True) == understand(FakeBench(tmp_path, Cancelled()))


def test_a_flag_set_before_the_start_stops_it(tmp_path: Path) -> None:
    bench = FakeBench(tmp_path)
    bench.connection.values[wire.cancel_key(JOB)] = 1

    assert Answer(cancelled=True) == understand(bench)
    assert bench.runs == 0


def test_a_document_that_ended_three_processes_is_not_started_again(tmp_path: Path) -> None:
    bench = FakeBench(tmp_path)

    failure = understand(bench, starts=4).failure

    assert failure is not None
    assert failure.code == "ARC-903"
    assert bench.runs == 0


def test_a_message_without_a_claim_is_ignored(tmp_path: Path) -> None:
    bench = FakeBench(tmp_path)
    bench.claims.is_free = False

    with pytest.raises(Ignore):
        _run(bench, FakeTask(), MESSAGE, _understanding(bench, Alone()))  # type: ignore[arg-type]
    assert bench.runs == 0


@pytest.mark.expects_warnings
def test_a_forged_message_is_refused(tmp_path: Path) -> None:
    forged = Message("../" * 10, wire.PROCESS_DOCUMENT, 1, TICKET)

    with pytest.raises(Ignore):
        _run(FakeBench(tmp_path), FakeTask(), forged, _understanding)  # type: ignore[arg-type]


def test_a_claim_is_released_whatever_happens(tmp_path: Path) -> None:
    bench = FakeBench(tmp_path, ConnectionError())

    with pytest.raises(ConnectionError):
        _run(bench, FakeTask(), MESSAGE, _understanding(bench, Alone()))  # type: ignore[arg-type]
    assert bench.claims.released == 1


def test_a_flag_is_seen_at_the_next_report(tmp_path: Path) -> None:
    connection = FakeRedis()
    reporter = QueueReporter(connection, MESSAGE, 0.0, lambda progress: None, lambda: False)  # type: ignore[arg-type]
    reporter.report(Progress(Stage.READING, 0.1))
    connection.values[wire.cancel_key(JOB)] = 1

    reporter.report(Progress(Stage.READING, 0.2))
    with pytest.raises(Cancelled):
        reporter.report(Progress(Stage.SCALE, 0.2))


def test_work_that_was_taken_over_stops() -> None:
    reporter = QueueReporter(FakeRedis(), MESSAGE, 0.0, lambda progress: None, lambda: True)  # type: ignore[arg-type]

    with pytest.raises(ClaimLost):
        reporter.report(Progress(Stage.READING, 0.1))


def test_the_worker_knows_the_two_tasks_by_their_names_and_retries_them(tmp_path: Path) -> None:
    app = make_app("redis://127.0.0.1:1/0", Store(tmp_path), "worker", lambda: None)  # type: ignore[arg-type,return-value]

    for name in wire.STAGES:
        task = app.tasks[name]
        assert task.acks_late
        assert task.retry_on_worker_lost
        assert task.max_retries == wire.MOST_STARTS - 1
