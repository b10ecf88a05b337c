"""What a window does with the queue, without the window: real Valkey, real workers whose conversion misbehaves on purpose."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from archdesk.jobs.client import JobsClient, open_client
from archdesk.jobs.processes import Processes
from archdesk.model.job import Job, JobState
from archdesk.model.options import Options

WORKER = (sys.executable, str(Path(__file__).with_name("queue_worker.py")))
PATIENCE = 40.0  # seconds; a busy machine is slow


class App:
    """A queue and its processes in a home of their own."""

    def __init__(self, home: Path, workers: int = 1) -> None:
        self.home = home
        self.processes = Processes(home, workers, command=WORKER)
        self.processes.start()
        self.client: JobsClient = open_client(home, self.processes.url)
        self._drops = 0

    def drop(self, words: str) -> Job:
        self._drops += 1
        source = self.home / f"drawing {self._drops}.dxf"
        source.write_text(f"{words} {self._drops}")
        return self.client.submit(source, Options())

    def until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end, [(job.state, job.failure) for job in self.client.jobs()]
            self.client.poll()
            self.processes.watch()
            time.sleep(0.05)

    def until_state(self, job: Job, *states: JobState) -> Job:
        self.until(lambda: self.client.job(job.id).state in states)
        return self.client.job(job.id)

    def finish(self, job: Job) -> Job:
        return self.until_state(job, JobState.DONE, JobState.FAILED, JobState.CANCELLED)

    def starts(self, job: Job) -> int:
        return len((self.home / "jobs" / job.id / "starts.txt").read_text())

    def server_process(self) -> psutil.Process:
        (found,) = [child for child in psutil.Process().children() if "server" in child.name()]
        return found

    def close(self) -> None:
        self.client.close()
        self.processes.stop()
