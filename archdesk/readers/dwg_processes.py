"""Programs that work on a DWG in a process of their own: held to a time, to memory, and to the size of what they write."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

LONGEST = 90  # seconds; a house takes one
_STEP = 0.1  # seconds between looks at a person's wish to stop
_KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "SYSTEMROOT")
_BLOCK = 512  # bytes; POSIX counts the size of files in these
_REHEARSAL = "archdesk.readers.dwg_rehearsal"


def run_held(command: Sequence[str], folder: Path, largest: int, look: Callable[[], None]) -> int | None:
    """Run a program in a folder; its exit code, below 0 where a signal ended it, None where it took too long.

    ``largest`` is how many bytes a file may have that it writes. ``look`` is called several times a second, and may raise
    to stop the program.

    Raises:
        OSError: the program cannot be started.
    """
    if os.name == "posix":
        held = f'ulimit -c 0; ulimit -f {largest // _BLOCK}; ulimit -t {LONGEST}; exec "$@"'
        command = ["sh", "-c", held, "sh", *command]
    with subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            return _awaited(process, look)
        finally:
            _end(process)


def rehearse(source: Path, look: Callable[[], None]) -> int | None:
    """Decode the file in a process of its own; the answer is that of ``run_held``."""
    return run_held([sys.executable, "-m", _REHEARSAL, str(source)], source.parent, 0, look)


def _environment(home: Path) -> dict[str, str]:
    """Nothing of the user's own but what a program needs to start."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | {"HOME": str(home), "TMPDIR": str(home)}


def _awaited(process: subprocess.Popen[bytes], look: Callable[[], None]) -> int | None:
    for _ in range(round(LONGEST / _STEP)):
        look()
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=_STEP)
    return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and all that it started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
