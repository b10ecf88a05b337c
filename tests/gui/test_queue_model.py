"""The queue as a list model, and what its rows say."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from archdesk.gui.queue.model import ROW_ROLE, THUMBNAIL_ROLE, JobListModel
from archdesk.gui.queue.panel import JobFilter
from archdesk.gui.queue.wording import describe, summary
from archdesk.model.job import JobState
from tests.gui.fakes_gui import done_job, failed_job, make_job, running_job


@pytest.fixture
def jobs(qapp: QApplication, qtmodeltester: ModelTester) -> JobListModel:
    model = JobListModel(qapp)
    qtmodeltester.check(model)
    return model


def names(model: JobListModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_jobs_stand_in_the_order_of_the_queue(jobs: JobListModel) -> None:
    jobs.show_jobs([make_job("b", name="b.pdf", order=2), make_job("a", name="a.pdf", order=1)])

    assert ["a.pdf", "b.pdf"] == names(jobs)


def test_a_row_stays_the_same_row_when_the_queue_is_shuffled(jobs: JobListModel) -> None:
    jobs.show_jobs([make_job("a", name="a.pdf", order=1), make_job("b", name="b.pdf", order=2)])
    kept = QPersistentModelIndex(jobs.index(0))

    jobs.show_jobs([make_job("a", name="a.pdf", order=9), make_job("b", name="b.pdf", order=2), make_job("c", order=5)])

    assert kept.data() == "a.pdf"
    assert kept.row() == 2


def test_a_changed_job_repaints_its_row_only(qtbot, jobs: JobListModel) -> None:
    jobs.show_jobs([make_job("a", order=1), make_job("b", order=2), make_job("c", order=3)])

    with qtbot.waitSignal(jobs.dataChanged) as changed:
        jobs.show_job(running_job("b", order=2))

    assert (1, 1) == (changed.args[0].row(), changed.args[1].row())


def test_a_removed_job_leaves_the_list(jobs: JobListModel) -> None:
    jobs.show_jobs([make_job("a", name="a.pdf", order=1), make_job("b", name="b.pdf", order=2)])

    jobs.show_jobs([make_job("b", name="b.pdf", order=2)])

    assert ["b.pdf"] == names(jobs)


def test_an_unknown_job_becomes_a_row(jobs: JobListModel) -> None:
    jobs.show_job(make_job("a", name="a.pdf"))

    assert ["a.pdf"] == names(jobs)


def test_a_screen_reader_hears_name_stage_and_percent(jobs: JobListModel) -> None:
    jobs.show_jobs([running_job("a", 0.62, name="flat.pdf")])

    said = jobs.index(0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert said == "flat.pdf, Finding walls · page 2 of 4, 62 percent"


def test_a_thumbnail_comes_once_it_is_read(qtbot, jobs: JobListModel, tmp_path: Path) -> None:
    QImage(40, 30, QImage.Format.Format_RGB32).save(str(tmp_path / "thumbnail.png"))
    jobs.show_jobs([done_job("a", tmp_path)])

    qtbot.waitUntil(lambda: jobs.index(0).data(THUMBNAIL_ROLE) is not None)

    assert jobs.index(0).data(THUMBNAIL_ROLE).width() > 0


def test_waiting_rows_say_so_when_no_worker_runs(jobs: JobListModel) -> None:
    jobs.show_jobs([make_job("a")])

    jobs.show_workers(up=False)

    assert jobs.index(0).data(ROW_ROLE).words == "Waiting for a worker"


def test_the_filter_looks_at_names_and_states(jobs: JobListModel) -> None:
    jobs.show_jobs([make_job("a", name="villa.pdf", order=1), failed_job("b", name="letter.pdf", order=2)])
    chosen = JobFilter(jobs)

    chosen.look_for("no floor plan")
    assert [chosen.index(0, 0).data()] == ["letter.pdf"]
    chosen.look_for("VILLA")
    assert [chosen.index(0, 0).data()] == ["villa.pdf"]
    chosen.look_for("failed")
    assert [chosen.index(row, 0).data() for row in range(chosen.rowCount())] == ["letter.pdf"]


@pytest.mark.parametrize(
    ("job", "words"),
    [
        (make_job("a"), "Waiting, 1 before it"),
        (running_job("a"), "Finding walls · page 2 of 4"),
        (make_job("a", JobState.STOPPING), "Stopping…"),
        (make_job("a", JobState.CANCELLED), "Stopped"),
        (failed_job("a"), "No floor plan was found on 4 pages."),
        (done_job("a", Path("x")), "2 storeys · 214 m²"),
        (done_job("a", Path("x"), warnings=3), "2 storeys · 214 m² · 3 to check"),
    ],
)
def test_a_row_says_its_state_in_words(job, words: str) -> None:
    assert words == describe(job, 2, 2.0).words


def test_a_result_with_doubts_never_looks_like_a_plain_success() -> None:
    assert describe(done_job("a", Path("x"), warnings=1), 0, 0).icon == "warning"


def test_the_time_left_is_told_only_once_it_can_be() -> None:
    assert describe(running_job("a", 0.05), 0, 31.0).time == ""
    assert describe(running_job("a", 0.5), 0, 31.0).time == "≈ 30 s"


def test_the_queue_sums_up_in_one_line(tmp_path: Path) -> None:
    jobs = (running_job("a"), make_job("b"), make_job("c"), done_job("d", tmp_path), failed_job("e"))

    assert summary(jobs) == "1 running · 2 waiting · 1 ready · 1 failed"
