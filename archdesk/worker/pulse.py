"""Signs of life of a worker's process: its heartbeat, its claim, and the end of a document that does not stop."""

import contextlib
import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import redis

from archdesk.jobs import wire
from archdesk.jobs.owners import host_name
from archdesk.jobs.troubles import TooMuchMemory
from archdesk.jobs.wire import Claim
from archdesk.worker import limits
from archdesk.worker.claims import Claims

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Work:
    job: str
    claim: Claim
    others: tuple[Claim, ...] = ()
    lost: bool = False
    stop_wished: float | None = None


class Pulse(threading.Thread):
    """A thread of a process that converts; it beats also while a library is busy.

    ``give_up(job, error)`` writes down why the process is about to be ended.
    """

    def __init__(self, connection: redis.Redis, worker: str, give_up: Callable[[str, TooMuchMemory], None]) -> None:
        super().__init__(name="pulse", daemon=True)
        self._redis, self._claims, self._give_up = connection, Claims(connection), give_up
        self._name = f"{host_name()}:{worker}:{os.getpid()}"
        self._work: _Work | None = None

    @contextlib.contextmanager
    def working(self, job: str, claim: Claim) -> Iterator[None]:
        """Keep the claim alive inside the block."""
        self._work = _Work(job, claim)
        try:
            yield
        finally:
            self._work = None

    def hold(self, claim: Claim) -> None:
        """Keep one more claim on the same job alive, until the block of ``working`` ends."""
        if self._work is not None:
            self._work.others += (claim,)

    @property
    def is_claim_lost(self) -> bool:
        work = self._work
        return work is not None and work.lost

    def beat(self) -> None:
        """Show that this process is ready, and look after the document it is at."""
        work = self._work
        self._show(work)
        if work is None:
            return
        work.lost = not self._claims.renew(work.job, work.claim)
        for claim in work.others:
            self._claims.renew(work.job, claim)
        if work.stop_wished is None and self._redis.exists(wire.cancel_key(work.job)):
            work.stop_wished = time.monotonic()

    def run(self) -> None:
        """Beat until the process ends."""
        while True:
            try:
                self.beat()
            except redis.RedisError as error:
                log.debug("No sign of life: %s", type(error).__name__)
            self._guard()
            time.sleep(wire.BEAT)

    def _show(self, work: _Work | None) -> None:
        record = {"host": host_name(), "process": os.getpid(), "job": work and work.job, "peak": limits.peak_memory()}
        with self._redis.pipeline(transaction=False) as pipe:
            pipe.set(wire.worker_key(self._name), json.dumps(record), px=int(wire.SILENCE * 1000))
            pipe.zadd(wire.WORKERS, {self._name: time.time()})
            pipe.zremrangebyscore(wire.WORKERS, 0, time.time() - 10 * wire.SILENCE)
            pipe.execute()

    def _guard(self) -> None:
        work = self._work
        if work is None:
            return
        if limits.has_too_much_memory():
            if work.claim.stage in wire.STAGES:  # who helps with a page leaves the verdict to the document's own process
                self._give_up(work.job, TooMuchMemory())
            limits.end_this_process()
        if work.stop_wished is not None and time.monotonic() - work.stop_wished > limits.GRACE:
            limits.end_this_process()
