import contextlib
import sys
import time
from pathlib import Path

import psutil
import pytest

from archdesk.model.problems import Cancelled
from archdesk.readers.processes import Bounds, run_held

ROOMY = Bounds(file_size=2**20, memory=2**32, seconds=60)


def look_away() -> None: ...


def is_ended(file: Path) -> bool:
    """Whether the process ends soon whose number the file holds; the system takes a moment to bury it."""
    with contextlib.suppress(psutil.NoSuchProcess):
        gone, _ = psutil.wait_procs([psutil.Process(int(file.read_text()))], timeout=20)
        return bool(gone)
    return True


def test_a_program_runs_in_its_folder(tmp_path: Path) -> None:
    assert 0 == run_held(["sh", "-c", "echo done > made"], tmp_path, ROOMY, look_away)
    assert "done\n" == (tmp_path / "made").read_text()


def test_its_exit_code_is_told(tmp_path: Path) -> None:
    assert 3 == run_held(["sh", "-c", "exit 3"], tmp_path, ROOMY, look_away)


def test_it_gets_nothing_of_the_users_secrets_or_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "1234")

    run_held(["sh", "-c", 'echo "$SECRET:$HOME" > made'], tmp_path, ROOMY, look_away)

    assert f":{tmp_path}\n" == (tmp_path / "made").read_text()


def test_a_program_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    began = time.monotonic()

    end = run_held(["sh", "-c", "sleep 600 & echo $! > child; wait"], tmp_path, Bounds(2**20, 2**32, 1), look_away)

    assert end is None
    assert time.monotonic() - began < 30
    assert is_ended(tmp_path / "child")


def test_a_flood_is_stopped_at_the_size_that_a_file_may_have(tmp_path: Path) -> None:
    end = run_held(["sh", "-c", "exec yes > flood"], tmp_path, ROOMY, look_away)

    assert end
    assert ROOMY.file_size == (tmp_path / "flood").stat().st_size


def test_a_program_that_eats_memory_does_not_get_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", f"bytearray({2**31}); open('made', 'w').close()"]

    end = run_held(command, tmp_path, Bounds(2**20, 2**30), look_away)

    assert end
    assert not (tmp_path / "made").exists()


def test_a_person_who_cancels_ends_the_program(tmp_path: Path) -> None:
    def look() -> None:
        if (tmp_path / "child").exists() and (tmp_path / "child").read_text():
            raise Cancelled

    with pytest.raises(Cancelled):
        run_held(["sh", "-c", "echo $$ > child; sleep 600"], tmp_path, ROOMY, look)

    assert is_ended(tmp_path / "child")


def test_a_program_that_is_not_there_has_an_exit_code_of_its_own(tmp_path: Path) -> None:
    assert run_held([str(tmp_path / "none")], tmp_path, ROOMY, look_away)
