"""A long document's pages, read by two workers at once, also where one of them dies."""

import contextlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from archdesk.model.job import Job, JobState
from tests.integration.queue_app import App

PAGES = 8


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with contextlib.closing(App(tmp_path, workers=2)) as app:
        app.until(lambda: len(app.client.health.ready) == 2)
        yield app


def _readers(app: App, job: Job) -> dict[int, str]:
    """Which process read which page."""
    lines = (app.home / "jobs" / job.id / "read.txt").read_text().splitlines()
    return {int(page): process for page, process in map(str.split, lines)}


def _told(app: App, job: Job) -> str:
    return (app.home / "jobs" / job.id / "told.txt").read_text()


ALL_TOLD = " ".join(f"{page}:page {page}" for page in range(PAGES))


def test_two_workers_share_the_pages_of_a_long_document(app: App) -> None:
    job = app.finish(app.drop(f"pages {PAGES}"))

    assert job.state is JobState.DONE, job.failure
    assert _told(app, job) == ALL_TOLD
    shares = Counter(_readers(app, job).values())
    assert 2 == len(shares)
    assert min(shares.values()) >= PAGES // 4
    assert not list((app.home / "jobs" / job.id).glob(".page-*"))


def test_a_helper_that_dies_costs_nothing_but_time(app: App) -> None:
    job = app.finish(app.drop(f"trap {PAGES}"))

    assert job.state is JobState.DONE, job.failure
    assert (app.home / "jobs" / job.id / "trapped.txt").exists()
    assert _told(app, job) == ALL_TOLD


def test_two_long_documents_are_read_beside_each_other(app: App) -> None:
    jobs = [app.drop(f"pages {PAGES}") for _ in range(2)]

    assert 2 * [JobState.DONE] == [app.finish(job).state for job in jobs]
    assert 2 * [ALL_TOLD] == [_told(app, job) for job in jobs]
