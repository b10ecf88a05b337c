"""Small words at the window's edges: time left, tips, buttons."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QStatusTipEvent
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel

from archdesk.gui.dialogs.details import DetailsDialog
from archdesk.gui.dialogs.export import ExportDialog
from archdesk.gui.dialogs.preferences import Preferences, PreferencesDialog
from archdesk.gui.look.theme import Look
from archdesk.gui.queue.wording import describe
from tests.gui.conftest import House
from tests.gui.fakes_gui import done_job, failed_job, running_job


def test_a_time_left_that_nobody_can_believe_is_not_told() -> None:
    job = running_job("a", 0.5)

    assert "≈ 2 min" == describe(job, 1, now=121.0).time
    assert "" == describe(job, 1, now=90_000.0).time


def test_a_tip_does_not_run_into_the_summary_of_the_queue(house: House) -> None:
    QApplication.sendEvent(house.window, QStatusTipEvent("Add every plan of a folder"))

    assert "" == house.window.status.currentMessage()


@pytest.mark.parametrize("number", range(3))
def test_buttons_of_dialogs_carry_no_icons_of_another_look(qtbot, tmp_path: Path, number: int) -> None:
    makers = (
        lambda: ExportDialog((done_job("a", tmp_path),), (tmp_path,), "{name}"),
        lambda: PreferencesDialog(Preferences(Look.DARK, 2, "")),
        lambda: DetailsDialog(failed_job("a")),
    )
    dialog: QDialog = makers[number]()
    qtbot.addWidget(dialog)

    assert all(button.icon().isNull() for button in dialog.findChild(QDialogButtonBox).buttons())


def test_a_long_reason_is_shown_whole(house: House) -> None:
    reason = "This kind of file is not known: a text file with a long reason, though its name ends in .pdf. " * 2
    job = failed_job("f", name="letter.pdf")
    house.queue.put(replace(job, failure=replace(job.failure, summary=reason)))
    QApplication.processEvents()

    cut = [
        label
        for label in house.window.stage.job_page.findChildren(QLabel)
        if label.height() < label.heightForWidth(label.width())
    ]

    assert [] == cut


def test_the_rows_of_a_narrow_queue_fit_its_width(house: House) -> None:
    house.queue.put(*(failed_job(f"f{number}", name="a drawing with a long name.pdf", order=number) for number in range(30)))
    house.window.queue.list_view.setFixedWidth(190)
    QApplication.processEvents()
    shown = house.window.queue.list_view

    assert shown.visualRect(shown.model().index(0, 0)).right() <= shown.viewport().width()
    assert not shown.horizontalScrollBar().isVisible()
