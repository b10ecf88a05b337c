"""A whole ArchDesk of its own: the real command, killed in the middle, started again, and told to end."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.validator import validate

PATIENCE = 120.0  # seconds; a cold start on a busy machine


class Session:
    """One run of ``archdesk`` with its own home, seen from outside: its ledger and its family of processes."""

    def __init__(self, home: Path, *files: Path) -> None:
        self.home = home
        self.log = home.with_name(f"{home.name}.log").open("ab")
        self.process = subprocess.Popen(archdesk(*files), env=environment(home), stdout=self.log, stderr=self.log)
        self.family: set[psutil.Process] = set()

    @property
    def states(self) -> dict[str, str]:
        """The state of each job by the name of its document."""
        ledger = self.home / "ledger.sqlite"
        if not ledger.exists():
            return {}
        with contextlib.closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as database:
            try:
                return dict(database.execute("SELECT name, state FROM job ORDER BY place").fetchall())
            except sqlite3.OperationalError:  # it is being made
                return {}

    def until(self, is_so: Callable[[dict[str, str]], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so(self.states):
            assert self.process.poll() is None, "the window ended by itself"
            assert time.monotonic() < end, self.states
            self.family |= set(psutil.Process(self.process.pid).children(recursive=True))
            time.sleep(0.05)

    def end(self, how: signal.Signals) -> list[psutil.Process]:
        """End it; the processes that are still there some seconds later are returned."""
        self.family |= set(psutil.Process(self.process.pid).children(recursive=True))
        self.process.send_signal(how)
        self.process.wait(PATIENCE)
        _, alive = psutil.wait_procs(self.family, timeout=15)
        return alive

    def close(self) -> None:
        if self.process.poll() is None:
            self.end(signal.SIGKILL)
        self.log.close()


def archdesk(*files: Path) -> list[str]:
    return [sys.executable, "-m", "archdesk", *map(str, files)]


def environment(home: Path) -> dict[str, str]:
    runtime = home.with_name("runtime")
    runtime.mkdir(exist_ok=True, mode=0o700)
    own = {"ARCHDESK_HOME": str(home), "ARCHDESK_WORKERS": "1", "TMPDIR": str(runtime), "XDG_RUNTIME_DIR": str(runtime)}
    return os.environ | own


@pytest.fixture
def pile(samples: Path, tmp_path: Path) -> list[Path]:
    """Three documents that differ, for equal ones are converted once."""
    files = [tmp_path / f"house {number}.pdf" for number in range(3)]
    for number, file in enumerate(files):
        file.write_bytes((samples / "house.pdf").read_bytes() + b"%% %d\n" % number)
    return files


@pytest.fixture
def sessions() -> Iterator[list[Session]]:
    opened: list[Session] = []
    yield opened
    for session in opened:
        session.close()


def test_a_window_killed_in_the_middle_goes_on_at_the_next_start(
    sessions: list[Session], pile: list[Path], tmp_path: Path
) -> None:
    home, originals = tmp_path / "home", [file.read_bytes() for file in pile]
    sessions.append(first := Session(home, *pile))
    first.until(lambda states: "done" in states.values() and len(states) == len(pile))
    unfinished = [name for name, state in first.states.items() if state != "done"]

    assert not first.end(signal.SIGKILL)
    assert unfinished

    sessions.append(second := Session(home))
    second.until(lambda states: set(states.values()) == {"done"})
    assert [file.name for file in pile] == list(second.states)
    models = sorted((home / "jobs").glob("*/*.glb"))
    assert len(pile) == len(models)
    assert all((0, 0) == (report.errors, report.warnings) for report in map(validate, models))

    late = tmp_path / "late.pdf"
    late.write_bytes(b"%PDF-1.7\nnothing follows")
    handed = subprocess.run(archdesk(late), env=environment(home), timeout=PATIENCE, check=False)
    second.until(lambda states: states.get("late.pdf") == "failed")
    assert 0 == handed.returncode

    assert not second.end(signal.SIGTERM)
    assert 0 == second.process.returncode
    assert not list((tmp_path / "runtime").glob("archdesk-*"))
    assert not [left for left in ("run", "children.json", "window.lock") if (home / left).exists()]
    assert originals == [file.read_bytes() for file in pile]
