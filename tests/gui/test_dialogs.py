"""Preferences, details, the last net, the log, and what the window remembers."""

import logging
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox

from archdesk.gui.dialogs.details import DetailsDialog, job_facts
from archdesk.gui.dialogs.exporting import Wish
from archdesk.gui.dialogs.preferences import Preferences, PreferencesDialog
from archdesk.gui.dialogs.problem import Net
from archdesk.gui.look.theme import Look
from archdesk.gui.memory import Memory
from archdesk.gui.panels.facts import element_facts, scale_words
from archdesk.gui.panels.log import LogPanel, LogRelay
from tests.gui.fakes_gui import failed_job, make_survey


def test_preferences_come_back_after_a_restart(qapp, tmp_path: Path) -> None:
    chosen = Preferences(Look.DARK, 3, "redis://host:6379/0")

    Memory(tmp_path / "window.ini").remember_preferences(chosen)

    assert Memory(tmp_path / "window.ini").preferences(workers=1) == chosen


def test_odd_entries_count_as_never_said(qapp, tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[General]\nlook=plaid\n[queue]\nworkers=many\n")

    assert Memory(tmp_path / "window.ini").preferences(workers=2) == Preferences(Look.SYSTEM, 2, "")


def test_export_folders_are_remembered_the_last_first(qapp, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "window.ini")

    for name in ("one", "two", "one"):
        memory.remember_export(Wish((), tmp_path / name))

    assert (tmp_path / "one", tmp_path / "two") == memory.export_folders


def test_the_preferences_dialog_gives_what_was_chosen(qtbot) -> None:
    dialog = PreferencesDialog(Preferences(Look.LIGHT, 2, ""))
    qtbot.addWidget(dialog)

    dialog.findChild(QComboBox).setCurrentIndex(2)

    assert Preferences(Look.DARK, 2, "") == dialog.preferences


def test_details_of_a_failure_give_reason_hint_and_code(qtbot) -> None:
    dialog = DetailsDialog(failed_job("a"))
    qtbot.addWidget(dialog)

    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))

    assert "No floor plan was found on 4 pages." in said
    assert "Check that the file holds a drawing" in said
    assert ("Code", "ARC-204") in job_facts(failed_job("a"))


@pytest.mark.expects_warnings
def test_what_nobody_caught_is_said_calmly(qtbot) -> None:
    net = Net()

    with qtbot.waitSignal(net.caught):
        try:
            int("one by nought")
        except ValueError:
            net.catch(*sys.exc_info())

    qtbot.waitUntil(lambda: any(isinstance(w, QMessageBox) for w in qtbot_windows()))
    box = next(w for w in qtbot_windows() if isinstance(w, QMessageBox))
    assert "one by nought" in box.detailedText()
    assert "safe" in box.informativeText()
    box.close()


def qtbot_windows() -> list:
    from PySide6.QtWidgets import QApplication

    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def test_log_lines_of_any_thread_reach_the_panel(qtbot) -> None:
    panel, relay = LogPanel(), LogRelay()
    qtbot.addWidget(panel)
    relay.line_written.connect(panel.write)
    relay.listen("archdesk.test")
    logging.getLogger("archdesk.test").setLevel(logging.INFO)

    logging.getLogger("archdesk.test").info("Reading house.pdf")

    relay.stop("archdesk.test")
    assert "Reading house.pdf" in panel.toPlainText()


def test_an_element_is_described_in_words_with_units() -> None:
    heading, facts = element_facts(make_survey(), "gd1")

    assert heading == "Door gd1"
    assert ("Width", "0.90 m") in facts
    assert ("Confidence", "50%") in facts


def test_an_unknown_scale_says_so() -> None:
    assert scale_words(None) == "Scale unknown"
