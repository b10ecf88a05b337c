"""Several deaths in one pile of documents, messages that nobody of ours sent, and a server's data cut short."""

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from celery import Celery

from archdesk.jobs import wire
from archdesk.jobs.processes import Processes
from archdesk.jobs.redis_server import answers
from archdesk.model.job import JobState
from tests.integration.queue_app import App

PILE = 8


class Bomb:
    """Unpickled, it leaves a file behind."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.target,)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with contextlib.closing(App(tmp_path)) as app:
        app.until(lambda: len(app.client.health.ready) == 1)
        yield app


def test_a_pile_outlives_the_deaths_of_worker_child_and_server(app: App) -> None:
    jobs = [app.drop("slow 0.3") for _ in range(PILE)]

    app.until_state(jobs[0], JobState.RUNNING)
    (worker,) = app.processes.worker_processes
    child = psutil.Process(worker).children()[0]
    child.kill()
    app.until_state(jobs[2], JobState.RUNNING)
    os.kill(app.processes.worker_processes[0], signal.SIGKILL)
    app.until_state(jobs[4], JobState.RUNNING)
    app.server_process().kill()

    assert PILE * [JobState.DONE] == [app.finish(job).state for job in jobs]
    results = sorted(file.name for job in jobs for file in (app.home / "jobs" / job.id).rglob("*.glb"))
    assert PILE * ["model.glb"] == results


def test_messages_that_are_not_ours_do_no_harm(app: App, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    stranger = Celery(broker=app.processes.url)
    stranger.conf.update(wire.CELERY_SETTINGS)
    outside = {"job": "../../etc", "stage": wire.PROCESS_DOCUMENT, "attempt": 1, "ticket": "0" * 12}

    stranger.send_task(wire.PROCESS_DOCUMENT, kwargs=outside, queue=wire.QUEUE)
    stranger.send_task(wire.PROCESS_DOCUMENT, args=["no", "arguments", 7], queue=wire.QUEUE)
    stranger.send_task("os.system", args=[f"touch {trace}"], queue=wire.QUEUE)
    stranger.send_task(wire.PROCESS_DOCUMENT, args=[Bomb(trace)], queue=wire.QUEUE, serializer="pickle")
    stranger.close()

    (worker,) = app.processes.worker_processes
    assert app.finish(app.drop("fine")).state is JobState.DONE
    assert not trace.exists()
    assert (worker,) == app.processes.worker_processes


@pytest.mark.expects_warnings
@pytest.mark.parametrize("kept", [0.02, 0.5, 0.97])
def test_a_server_whose_data_were_cut_short_comes_back(app: App, kept: float) -> None:
    jobs = [app.drop("slow 0.3") for _ in range(3)]
    app.until_state(jobs[0], JobState.RUNNING)
    app.close()
    for file in (app.home / "redis" / "appendonlydir").glob("*.aof"):
        os.truncate(file, int(file.stat().st_size * kept))

    with contextlib.closing(App(app.home)) as second:
        assert answers(second.processes.url)
        assert 3 * [JobState.DONE] == [second.finish(job).state for job in second.client.jobs()]


def test_a_home_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, where a folder should be")

    with pytest.raises(OSError, match="home"):
        Processes(tmp_path / "home", workers=0).start()
