"""The main job in the real window: files in, the queue at work, drawing and building seen, models out."""

import os
import signal
import time
from pathlib import Path

import psutil
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from archdesk.gui.dialogs.exporting import Wish, export
from archdesk.gui.look.theme import Look
from archdesk.model.job import JobState
from tests.integration.desk import PATIENCE, Desk, wait_until_final
from tests.validator import validate

LONGEST_STALL = 1.0  # seconds; on a free machine it is under 0.1, see tests/benchmarks/window.py
TICK = 10  # milliseconds


class Watchdog:
    """Notes the longest time that the event loop did not come round."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def test_a_pile_of_files_becomes_buildings_that_can_be_exported(
    qtbot: QtBot, desk: Desk, samples: Path, tmp_path: Path, artefacts: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing follows")
    watchdog = Watchdog()

    desk.window.take_over([samples / "house.pdf", samples / "house.dxf", broken])
    wait_until_final(qtbot, desk, 3)
    stall = watchdog.longest
    qtbot.wait(3000)
    for look in (Look.LIGHT, Look.DARK):
        desk.theme.wear(look)
        qtbot.wait(500)
        desk.window.grab().save(str(artefacts / f"window-{look.value}.png"))
    done = export(Wish(tuple(job for job in desk.window.jobs.jobs if job.state is JobState.DONE), tmp_path))

    assert [JobState.DONE, JobState.DONE, JobState.FAILED] == desk.states
    assert not done.failures
    assert 2 == len(done.files)
    assert all((0, 0) == (r.errors, r.warnings) for r in map(validate, done.files))
    assert stall < LONGEST_STALL


def test_a_worker_killed_in_the_middle_loses_nothing(qtbot: QtBot, desk: Desk, samples: Path) -> None:
    desk.window.take_over([samples / "house.jpg"])
    qtbot.waitUntil(lambda: JobState.RUNNING in desk.states, timeout=PATIENCE)
    victims = [child for child in psutil.Process().children(recursive=True) if "worker" in child.cmdline()]

    for victim in victims:
        os.kill(victim.pid, signal.SIGKILL)

    assert victims
    wait_until_final(qtbot, desk, 1)
    assert [JobState.DONE] == desk.states


def test_a_queue_goes_on_where_it_was_after_the_window_was_closed(qtbot: QtBot, samples: Path, tmp_path: Path) -> None:
    first = Desk(tmp_path / "home")
    qtbot.addWidget(first.window)
    first.window.take_over([samples / "house.pdf", samples / "house.jpg"])
    qtbot.waitUntil(lambda: 2 == len(first.states), timeout=PATIENCE)
    first.close()

    second = Desk(tmp_path / "home")
    qtbot.addWidget(second.window)
    try:
        wait_until_final(qtbot, second, 2)
        assert [JobState.DONE, JobState.DONE] == second.states
    finally:
        second.close()
