"""The bundled Redis and the workers, started, watched and stopped with the app."""

import contextlib
import fcntl
import logging
import os
import time
from dataclasses import dataclass
from pathlib import Path

from archdesk.jobs.children import Children
from archdesk.jobs.redis_server import Server, choose_server
from archdesk.jobs.restarts import Restarts
from archdesk.jobs.troubles import AlreadyOpen, NoServer, QueueUnreachable, WorkersKeepEnding
from archdesk.jobs.workers import COMMAND, Workers
from archdesk.model.problems import Failure, QueueError

log = logging.getLogger(__name__)

MISSES = 3  # unanswered looks at a server before it is started again


@dataclass(frozen=True, slots=True)
class Condition:
    """How the processes are: which server, whether it answers, how many workers run, and what is wrong in words."""

    server: str
    is_server_alive: bool
    workers: int
    wanted: int
    trouble: Failure | None = None


class Processes:
    """All that runs for one app beside itself. One thread owns it, and lives as long as the app."""

    def __init__(self, data: Path, workers: int, url: str | None = None, command: tuple[str, ...] = COMMAND) -> None:
        self._data, self._wanted, self._given, self._command = data, workers, url, command
        self._children = Children(data / "children.json")
        self._restarts = Restarts()
        self._misses = 0
        self._lock: int | None = None
        self._server: Server | None = None
        self._workers: Workers | None = None

    def start(self) -> None:
        """Start the server and the workers.

        Raises:
            QueueError: another app has the data folder, or no Redis can be had.
        """
        self._data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._take_lock()
        try:
            if ended := self._children.end_stale():
                log.info("Ended %d processes of an earlier run", ended)
            self._server = choose_server(self._given, self._data)
            self._note(self._server.start())
            self._workers = self._new_workers(self._server.url)
            self._workers.start()
        except QueueError:
            self.stop()
            raise

    @property
    def url(self) -> str:
        """The address of the queue, password included.

        Raises:
            NoServer: nothing was started.
        """
        if self._server is None:
            raise NoServer(reason="it was not started")
        return self._server.url

    @property
    def worker_processes(self) -> tuple[int, ...]:
        return self._workers.processes if self._workers else ()

    def watch(self) -> Condition:
        """Look after everything; to be called every second or two."""
        if self._server is None or self._workers is None:
            trouble = NoServer(reason="it was not started").failure()
            return Condition("none", is_server_alive=False, workers=0, wanted=self._wanted, trouble=trouble)
        is_alive = self._look_after(self._server)
        self._workers.watch()
        return Condition(
            self._server.name, is_alive, len(self._workers.processes), self._wanted, self._trouble(is_server_alive=is_alive)
        )

    def mend(self) -> Condition:
        """Start again what was given up: the button of the banner."""
        self._restarts.forget()
        if self._workers is not None:
            self._workers.mend()
        return self.watch()

    def stop(self) -> None:
        """End all processes; harmless when nothing runs."""
        if self._workers is not None:
            self._workers.stop()
        if self._server is not None:
            self._server.stop()
        self._workers = self._server = None
        if self._lock is not None:
            self._children.clear()
            os.close(self._lock)
            self._lock = None

    def _look_after(self, server: Server) -> bool:
        if server.is_alive():
            self._misses = 0
            return True
        self._misses += 1
        if not server.has_ended and self._misses < MISSES:
            return False
        now = time.monotonic()
        if self._misses in (1, MISSES):
            self._restarts.note(now)
        if self._restarts.is_due(now):
            with contextlib.suppress(QueueError):
                self._note(server.start())
                self._misses = 0
                return True
            self._restarts.note(now)
        return False

    def _trouble(self, *, is_server_alive: bool) -> Failure | None:
        if not is_server_alive:
            return QueueUnreachable(where=self.url.rpartition("@")[2]).failure()
        if self._workers is not None and self._workers.is_given_up:
            return WorkersKeepEnding().failure()
        return None

    def _new_workers(self, url: str) -> Workers:
        environment = {
            "ARCHDESK_REDIS_URL": url,
            "ARCHDESK_HOME": str(self._data),
            "REMAP_SIGTERM": "SIGQUIT",  # Celery then gives a running document some seconds and puts it back
            "OMP_NUM_THREADS": "1",  # the workers share the cores; more threads than those only wait for each other
        }
        return Workers(self._wanted, environment, self._data / "logs", self._children, self._command)

    def _note(self, process: int | None) -> None:
        if process is not None:
            self._children.add(process)

    def _take_lock(self) -> None:
        lock = os.open(self._data / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(lock)
            raise AlreadyOpen from error
        self._lock = lock
