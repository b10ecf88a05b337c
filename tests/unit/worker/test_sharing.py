from pathlib import Path

import pytest

from archdesk.jobs import wire
from archdesk.jobs.wire import Message
from archdesk.model.document import Page, Text
from archdesk.model.problems import Cancelled
from archdesk.model.progress import Progress
from archdesk.model.reading import PageReading
from archdesk.worker.sharing import SharedPages, help_with_page
from tests.unit.worker.fakes import JOB, MESSAGE, TICKET, FakeBench

PAGE = Message(JOB, wire.page_stage(1), 1, TICKET)


class Listener:
    def report(self, progress: Progress) -> None:
        pass


def page(number: int) -> Page:
    return Page(number, 10, 10, texts=(Text("words", (0, 0), 1, 1),))


def crew_of(bench: FakeBench, invited: list[Message]) -> SharedPages:
    return SharedPages(bench, MESSAGE, invited.extend)  # type: ignore[arg-type]


def read(bench: FakeBench, count: int, invited: list[Message]) -> tuple[PageReading, ...]:
    pages = [page(number) for number in range(count)]
    return crew_of(bench, invited).read_pages(pages, lambda one, _: PageReading(one.number, seen="mine"), Listener())


def test_nobody_is_invited_to_a_short_document(tmp_path: Path) -> None:
    invited: list[Message] = []

    assert ["mine", "mine"] == [reading.seen for reading in read(FakeBench(tmp_path), 2, invited)]
    assert not invited


def test_the_pages_of_a_long_document_are_offered_but_for_the_first_one(tmp_path: Path) -> None:
    invited: list[Message] = []

    readings = read(FakeBench(tmp_path), 4, invited)

    assert [0, 1, 2, 3] == [reading.page for reading in readings]
    assert ["page_3", "page_2", "page_1"] == [message.stage for message in invited]


def test_what_another_process_has_read_is_taken_over_and_swept_away(tmp_path: Path) -> None:
    bench = FakeBench(tmp_path)
    bench.store.write_page_reading(JOB, TICKET, PageReading(2, seen="another's"))
    bench.store.write_page_reading(JOB, "c" * 12, PageReading(1, seen="out of date"))

    assert ["mine", "mine", "another's", "mine"] == [reading.seen for reading in read(bench, 4, [])]
    assert not list(bench.store.folder(JOB).glob(".page-*"))


def test_a_helper_leaves_its_reading_for_the_documents_own_process(tmp_path: Path) -> None:
    bench = FakeBench(tmp_path)

    help_with_page(bench, PAGE)  # type: ignore[arg-type]

    assert PageReading(1, seen="a letter") == bench.store.page_reading(JOB, TICKET, 1)
    assert 1 == bench.claims.released


@pytest.mark.parametrize("error", [ValueError("odd"), Cancelled(), ConnectionError("gone")])
def test_a_helper_that_fails_leaves_the_page_to_the_documents_own_process(tmp_path: Path, error: Exception) -> None:
    bench = FakeBench(tmp_path, error)

    help_with_page(bench, PAGE)  # type: ignore[arg-type]

    assert bench.store.page_reading(JOB, TICKET, 1) is None
    assert bench.store.answer(JOB) is None
    assert 1 == bench.claims.released


def test_a_page_that_ended_a_helper_before_is_not_tried_by_another(tmp_path: Path) -> None:
    bench = FakeBench(tmp_path)
    bench.claims.starts = 2

    help_with_page(bench, PAGE)  # type: ignore[arg-type]

    assert 0 == bench.runs


def test_nobody_helps_with_a_document_that_is_understood(tmp_path: Path) -> None:
    bench = FakeBench(tmp_path)
    bench.store.mark_understood(JOB)

    help_with_page(bench, PAGE)  # type: ignore[arg-type]

    assert 0 == bench.runs
