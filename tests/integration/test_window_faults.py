"""The real window while its server dies, and exports that have no room."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from pytestqt.qtbot import QtBot

from archdesk.gui.dialogs.exporting import Wish, export
from archdesk.model.job import JobState
from tests.integration.desk import PATIENCE, Desk, wait_until_final
from tests.validator import validate

ROOM = 4096  # bytes that a file may have while there is no room


@contextmanager
def no_room() -> Iterator[None]:
    """Every file of this process ends after a few kilobytes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_server_killed_in_the_middle_loses_nothing_and_a_full_disk_leaves_no_half_model(
    qtbot: QtBot, desk: Desk, samples: Path, tmp_path: Path
) -> None:
    pile = [tmp_path / f"house {number}.pdf" for number in range(3)]
    for number, file in enumerate(pile):
        file.write_bytes((samples / "house.pdf").read_bytes() + b"%% %d\n" % number)
    desk.window.take_over(pile)
    qtbot.waitUntil(lambda: JobState.RUNNING in desk.states, timeout=PATIENCE)
    (server,) = [child for child in psutil.Process().children() if "server" in child.name()]

    server.kill()
    wait_until_final(qtbot, desk, len(pile))

    assert len(pile) * [JobState.DONE] == desk.states
    jobs = tuple(desk.window.jobs.jobs)
    with no_room():
        full = export(Wish(jobs, tmp_path / "out"))
    assert [job.name for job in jobs] == [name for name, _ in full.failures]
    assert all(reason for _, reason in full.failures)
    assert not list((tmp_path / "out").iterdir())
    later = export(Wish(jobs, tmp_path / "out"))
    assert len(pile) == len(later.files)
    assert all((0, 0) == (report.errors, report.warnings) for report in map(validate, later.files))
