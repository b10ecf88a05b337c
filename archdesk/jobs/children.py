"""The app's child processes on record, so that those of a former crash are found and ended."""

import contextlib
import json
from pathlib import Path

import psutil

from archdesk.jobs.owners import is_running

PATIENCE = 2.0  # seconds between the request to end and the end


class Children:
    """A file of process numbers and births."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._born: dict[int, float] = {}

    def add(self, process: int) -> None:
        with contextlib.suppress(psutil.Error):
            self._born[process] = psutil.Process(process).create_time()
        self._born = {number: born for number, born in self._born.items() if is_running(number, born)}
        self._path.write_text(json.dumps(list(self._born.items())), encoding="ascii")

    def end_stale(self) -> int:
        """End what an earlier app left behind; returns how many that were."""
        try:
            recorded = [(int(number), float(born)) for number, born in json.loads(self._path.read_text(encoding="ascii"))]
        except (OSError, ValueError, TypeError):
            return 0
        stale = [psutil.Process(number) for number, born in recorded if is_running(number, born)]
        end_all(stale)
        return len(stale)

    def clear(self) -> None:
        self._path.unlink(missing_ok=True)


def end_all(processes: list[psutil.Process]) -> None:
    """Ask processes to end, and end them and their own children when they do not."""
    family = list(processes)
    for process in processes:
        with contextlib.suppress(psutil.Error):
            family += process.children(recursive=True)
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    _, alive = psutil.wait_procs(family, timeout=PATIENCE)
    for process in alive:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=PATIENCE)
