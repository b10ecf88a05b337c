"""The worker processes of this machine: started, watched, ended."""

import contextlib
import logging
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from archdesk.jobs.children import Children, end_all
from archdesk.jobs.restarts import Restarts

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "archdesk", "worker")


@dataclass(slots=True)
class _Slot:
    name: str
    process: "subprocess.Popen[bytes] | None" = None
    restarts: Restarts = field(default_factory=Restarts)


class Workers:
    """So many workers of one child process each.

    Linux ends a worker when the *thread* that started it ends: start and watch them from one that lives as long as the app.
    """

    def __init__(
        self, count: int, environment: Mapping[str, str], logs: Path, children: Children, command: tuple[str, ...]
    ) -> None:
        self._environment, self._logs, self._children, self._command = dict(environment), logs, children, command
        self._slots = [_Slot(f"worker-{number + 1}") for number in range(count)]

    def start(self) -> None:
        self._logs.mkdir(parents=True, exist_ok=True)
        for slot in self._slots:
            self._launch(slot)

    def watch(self) -> None:
        """Start again what ended, with growing pauses."""
        now = time.monotonic()
        for slot in self._slots:
            if slot.process is not None and slot.process.poll() is not None:
                log.info("%s ended with %s", slot.name, slot.process.returncode)
                slot.process = None
                slot.restarts.note(now)
            if slot.process is None and slot.restarts.is_due(now):
                self._launch(slot)

    def mend(self) -> None:
        """Start again also what was given up."""
        for slot in self._slots:
            slot.restarts.forget()
        self.watch()

    @property
    def processes(self) -> tuple[int, ...]:
        return tuple(slot.process.pid for slot in self._slots if slot.process is not None and slot.process.poll() is None)

    @property
    def is_given_up(self) -> bool:
        return any(slot.restarts.is_given_up for slot in self._slots)

    def stop(self) -> None:
        """End all, what they convert too: the ledger knows what to do again."""
        alive = []
        for process in self.processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                alive.append(psutil.Process(process))
        end_all(alive)
        for slot in self._slots:
            if slot.process is not None:
                slot.process.wait()
                slot.process = None

    def _launch(self, slot: _Slot) -> None:
        command = [*self._command, "--name", slot.name, "--parent", str(os.getpid())]
        with (self._logs / f"{slot.name}.out").open("wb") as output:
            slot.process = subprocess.Popen(
                command,
                env=os.environ | self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._children.add(slot.process.pid)
