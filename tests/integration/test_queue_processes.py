"""The queue with a real Valkey and real worker processes, and everything that may die in it."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from archdesk.model.job import JobState
from archdesk.model.options import Options
from tests.integration.queue_app import WORKER, App


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with contextlib.closing(App(tmp_path_factory.mktemp("home"))) as app:
        app.until(lambda: len(app.client.health.ready) == 1)
        yield app


def test_a_dropped_document_goes_through_both_stages(app: App) -> None:
    job = app.finish(app.drop("fine"))

    assert job.state is JobState.DONE
    assert job.outcome is not None
    assert job.outcome.model.read_bytes() == b"glTF"


def test_an_identical_document_is_done_at_once(app: App) -> None:
    first = app.drop("fine")
    app.finish(first)

    second = app.client.submit(first.source, Options())

    assert JobState.DONE is second.state
    assert second.outcome is not None
    assert second.outcome.folder != app.client.job(first.id).folder
    assert second.outcome.model.read_bytes() == b"glTF"


def test_an_error_of_ours_arrives_in_its_own_words(app: App) -> None:
    job = app.finish(app.drop("locked"))

    assert job.failure is not None
    assert job.failure.code == "ARC-104"
    assert app.starts(job) == 1


def test_a_mistake_is_worded_for_people_and_keeps_its_trace(app: App) -> None:
    job = app.finish(app.drop("bug"))

    assert job.failure is not None
    assert job.failure.code == "ARC-900"
    assert "not thought of" in job.failure.detail


def test_a_running_document_is_stopped_and_can_be_started_again(app: App) -> None:
    job = app.drop("slow 3")
    app.until_state(job, JobState.RUNNING)

    assert app.client.cancel(job.id).state is JobState.STOPPING
    assert app.finish(job).state is JobState.CANCELLED
    app.client.retry(job.id)
    assert app.finish(job).state is JobState.DONE


def test_a_document_that_does_not_listen_is_ended(app: App) -> None:
    job = app.drop("deaf 60")
    app.until_state(job, JobState.RUNNING)

    app.client.cancel(job.id)

    assert app.finish(job).state is JobState.CANCELLED


def test_a_document_that_kills_its_process_is_tried_three_times(app: App) -> None:
    job, after = app.drop("poison"), app.drop("fine")

    job, after = app.finish(job), app.finish(after)

    assert job.failure is not None
    assert job.failure.code == "ARC-903"
    assert "SIGKILL" in job.failure.summary
    assert app.starts(job) == 3
    assert after.state is JobState.DONE


def test_what_a_killed_worker_was_at_is_done_by_the_next(app: App) -> None:
    job = app.drop("slow 2")
    app.until_state(job, JobState.RUNNING)

    (worker,) = app.processes.worker_processes
    os.kill(worker, signal.SIGKILL)

    assert app.finish(job).state is JobState.DONE
    assert app.starts(job) == 2


def test_a_killed_server_comes_back_and_nothing_is_lost(app: App) -> None:
    jobs = [app.drop("slow 0.5") for _ in range(3)]
    app.until_state(jobs[0], JobState.RUNNING)

    app.server_process().kill()

    assert {JobState.DONE} == {app.finish(job).state for job in jobs}


def test_what_can_heal_is_tried_again(app: App) -> None:
    job = app.finish(app.drop("heals"))

    assert job.state is JobState.DONE
    assert app.starts(job) == 2


def test_jobs_survive_closing_and_nothing_is_left_running(tmp_path: Path) -> None:
    first = App(tmp_path)
    family = psutil.Process().children(recursive=True)
    job = first.drop("slow 1")
    first.until_state(job, JobState.RUNNING)
    ours = [child for child in psutil.Process().children(recursive=True) if child not in family]
    first.close()
    assert not [child for child in ours if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]

    with contextlib.closing(App(tmp_path)) as second:
        (found,) = second.client.jobs()

        assert found.id == job.id
        assert second.finish(found).state is JobState.DONE


def test_everything_ends_with_an_app_that_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from archdesk.jobs.processes import Processes;"
        f"p = Processes(Path({str(tmp_path)!r}), 1, command=({sys.executable!r}, {WORKER[1]!r})); p.start();"
        "print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as app:
        assert app.stdout is not None
        assert app.stdout.readline() == b"up\n"
        time.sleep(1.0)
        family = psutil.Process(app.pid).children(recursive=True)
        app.kill()

    gone, alive = psutil.wait_procs(family, timeout=10)

    assert not alive
    assert len(gone) >= 2
