"""Progress on its way from a worker to the app, and the wish to stop on its way back."""

import contextlib
import json
import logging
import time
from collections.abc import Callable

import redis

from archdesk.jobs import wire
from archdesk.jobs.wire import Message
from archdesk.model.problems import Cancelled
from archdesk.model.progress import Progress, Stage
from archdesk.records import progress_to_json

log = logging.getLogger(__name__)

SELDOM = 0.1  # seconds; a person sees no more, and each report costs a way to Redis and back


class ClaimLost(Exception):
    """Another process has taken the work over; what this one does is void."""


class QueueReporter:
    """Tells of one stage's progress; never fails because nobody listens."""

    def __init__(
        self,
        connection: redis.Redis,
        message: Message,
        began: float,
        note: Callable[[Progress], None],
        is_lost: Callable[[], bool],
    ) -> None:
        self._redis, self._message, self._began, self._note, self._is_lost = connection, message, began, note, is_lost
        self._last = 0.0
        self._stage: Stage | None = None

    def report(self, progress: Progress) -> None:
        """Pass the progress on.

        Raises:
            Cancelled: a person stopped the job.
            ClaimLost: the job is somebody else's now.
        """
        if self._is_lost():
            raise ClaimLost
        now = time.monotonic()
        if progress.stage is self._stage and now - self._last < SELDOM:
            return
        self._stage, self._last = progress.stage, now
        if self._tell(progress):
            raise Cancelled

    def _tell(self, progress: Progress) -> bool:
        """Write the progress; returns whether the work is to stop."""
        record = {"ticket": self._message.ticket, "began": self._began, "progress": progress_to_json(progress)}
        try:
            with self._redis.pipeline(transaction=False) as pipe:
                pipe.set(wire.progress_key(self._message.job), json.dumps(record), ex=wire.KEPT)
                pipe.exists(wire.cancel_key(self._message.job))
                is_unwanted = bool(pipe.execute()[1])
            self._note(progress)
        except (redis.RedisError, OSError) as error:
            log.debug("Progress was not told: %s", type(error).__name__)
            return False
        return is_unwanted


class HelpersReporter:
    """Of a process that helps with a page: it tells nothing, and hears when the work is to stop."""

    def __init__(self, connection: redis.Redis, job: str, is_lost: Callable[[], bool]) -> None:
        self._redis, self._job, self._is_lost = connection, job, is_lost

    def report(self, progress: Progress) -> None:
        """Go on, or stop.

        Raises:
            Cancelled: a person stopped the job.
            ClaimLost: somebody else reads the page now.
        """
        del progress
        if self._is_lost():
            raise ClaimLost
        with contextlib.suppress(redis.RedisError, OSError):
            if self._redis.exists(wire.cancel_key(self._job)):
                raise Cancelled
