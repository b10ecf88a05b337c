"""The thread that answers the bridge, run in the test's own thread with a client that keeps jobs in memory."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from archdesk.gui.answerer import Answerer
from archdesk.gui.bridge import Bridge
from archdesk.jobs.client import Health
from archdesk.jobs.processes import Condition
from archdesk.jobs.troubles import AlreadyOpen, NoServer, UnknownJob
from archdesk.model.job import Job, JobState
from archdesk.model.options import Options
from archdesk.model.problems import QueueError
from tests.gui.fakes_gui import make_job


class FakeClient:
    def __init__(self) -> None:
        self.kept: dict[str, Job] = {}
        self.health = Health(None, ())
        self.changed: list[Job] = []
        self.is_closed = self.is_held = False

    def jobs(self) -> tuple[Job, ...]:
        return tuple(sorted(self.kept.values(), key=lambda job: job.order))

    def add(self, sources: Sequence[Path], options: Options) -> tuple[Job, ...]:
        first = len(self.kept)
        new = tuple(
            replace(make_job(f"j{first + n}", name=path.name, source=path, order=first + n), options=options)
            for n, path in enumerate(sources)
        )
        self.kept.update({job.id: job for job in new})
        return new

    def poll(self) -> tuple[Job, ...]:
        changed, self.changed = tuple(self.changed), []
        return changed

    def cancel(self, job: str) -> Job:
        if job not in self.kept:
            raise UnknownJob
        self.kept[job] = replace(self.kept[job], state=JobState.CANCELLED)
        return self.kept[job]

    def move(self, job: str, place: int) -> tuple[Job, ...]:
        order = [one for one in self.jobs() if one.id != job]
        order.insert(place, self.kept[job])
        self.kept = {one.id: replace(one, order=n) for n, one in enumerate(order)}
        return self.jobs()

    def hold(self, *, is_held: bool) -> None:
        self.is_held = is_held

    def close(self) -> None:
        self.is_closed = True


class FakeServants:
    def __init__(self, error: QueueError | None = None) -> None:
        self.url = "redis://127.0.0.1:1/0"
        self.error = error
        self.calls: list[str] = []
        self.condition = Condition("bundled", is_server_alive=True, workers=2, wanted=2)

    def start(self) -> None:
        self.calls.append("start")
        if self.error is not None:
            raise self.error

    def watch(self) -> Condition:
        return self.condition

    def mend(self) -> Condition:
        self.calls.append("mend")
        return self.condition

    def stop(self) -> None:
        self.calls.append("stop")


class Stand:
    """An answerer with its fakes, and what the bridge was told."""

    def __init__(self, error: QueueError | None = None) -> None:
        self.bridge, self.client, self.servants = Bridge(), FakeClient(), FakeServants(error)
        self.states, self.refusals, self.queues = [], [], []
        self.bridge.service_changed.connect(self.states.append)
        self.bridge.refused.connect(self.refusals.append)
        self.bridge.jobs_changed.connect(self.queues.append)
        self.answerer = Answerer(self.bridge, self.servants, lambda _: self.client, remote=False)
        self.bridge.begin()


@pytest.fixture
def stand(qapp) -> Stand:
    stand = Stand()
    stand.answerer.start()
    yield stand
    stand.answerer.stop()


def test_submitted_files_become_rows_and_are_summed_up(qtbot, stand: Stand) -> None:
    with qtbot.waitSignal(stand.bridge.files_taken_in) as taken:
        stand.bridge.submit([Path("a.pdf"), Path("b.pdf")], Options())
    assert ["a.pdf", "b.pdf"] == [job.name for job in stand.queues[-1]]
    assert taken.args[0].known == 0

    with qtbot.waitSignal(stand.bridge.files_taken_in) as taken:
        stand.bridge.submit([Path("a.pdf")], Options())

    assert taken.args[0].known == 1


def test_changed_jobs_are_told_one_by_one(qtbot, stand: Stand) -> None:
    stand.client.changed = [make_job("a")]

    with qtbot.waitSignal(stand.bridge.job_changed) as told:
        pass

    assert told.args[0].id == "a"


def test_a_wish_for_a_job_that_is_gone_is_refused_in_words(stand: Stand) -> None:
    stand.bridge.cancel(["gone"])

    assert [UnknownJob().failure()] == stand.refusals


def test_a_job_moves_by_steps(stand: Stand) -> None:
    stand.bridge.submit([Path("a.pdf"), Path("b.pdf")], Options())

    stand.bridge.move("j1", -1)

    assert ["b.pdf", "a.pdf"] == [job.name for job in stand.queues[-1]]


def test_a_paused_queue_stays_paused_when_the_queue_is_mended(stand: Stand) -> None:
    stand.bridge.hold(held=True)
    assert stand.client.is_held

    stand.client.is_held = False
    stand.answerer.start()
    assert stand.client.is_held

    stand.bridge.hold(held=False)
    assert not stand.client.is_held


def test_mending_starts_the_workers_again(qtbot, stand: Stand) -> None:
    qtbot.waitUntil(lambda: bool(stand.states))

    stand.bridge.mend()

    assert "mend" in stand.servants.calls


def test_without_a_server_the_ledger_is_shown_and_the_reason_told(qapp) -> None:
    stand = Stand(NoServer(reason="none was found"))

    stand.answerer.start()

    assert stand.states[-1].is_down
    assert stand.queues == [[]]
    assert len(stand.refusals) == 1
    stand.answerer.stop()


def test_a_folder_that_another_app_has_is_not_touched(qapp) -> None:
    stand = Stand(AlreadyOpen())

    stand.answerer.start()

    assert not stand.queues
    stand.answerer.stop()


def test_stopping_closes_the_client_and_ends_the_processes(qapp) -> None:
    stand = Stand()
    stand.answerer.start()

    stand.answerer.stop()

    assert stand.client.is_closed
    assert stand.servants.calls[-1] == "stop"
