"""Programs that work on a file in a process of their own: held to a time, to memory, and to the size of what they write."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST = 90.0  # seconds; a house takes one
_STEP = 0.1  # seconds between looks at a person's wish to stop
_KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "SYSTEMROOT")
_BLOCK = 512  # bytes; POSIX counts the size of files in these
_KIBIBYTE = 1024  # bytes; shells count memory in these


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many bytes each file may have that a program writes, how many of address space it may take, and its seconds."""

    file_size: int
    memory: int
    seconds: float = LONGEST


def run_held(command: Sequence[str], folder: Path, bounds: Bounds, look: Callable[[], None]) -> int | None:
    """Run a program in a folder; its exit code, below 0 where a signal ended it, None where it took too long.

    ``look`` is called several times a second, and may raise to stop the program. Windows holds it to the time alone.

    Raises:
        OSError: the program cannot be started.
    """
    if os.name == "posix":
        held = _limits(bounds) + 'exec "$@"'
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
            return _awaited(process, bounds.seconds, look)
        finally:
            _end(process)


def _limits(bounds: Bounds) -> str:
    """A limit that a system does not know, such as macOS that of address space, is left out there."""
    limits = {"c": 0, "f": bounds.file_size // _BLOCK, "t": round(bounds.seconds) + 1, "v": bounds.memory // _KIBIBYTE}
    return "".join(f"ulimit -{letter} {limit} 2>/dev/null; " for letter, limit in limits.items())


def _environment(home: Path) -> dict[str, str]:
    """Nothing of the user's own but what a program needs to start."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | {"HOME": str(home), "TMPDIR": str(home)}


def _awaited(process: subprocess.Popen[bytes], seconds: float, look: Callable[[], None]) -> int | None:
    for _ in range(max(1, round(seconds / _STEP))):
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
