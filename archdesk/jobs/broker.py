"""The app's way to Redis: publishing stages, and reading what became of them by plain GETs."""

import contextlib
import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import redis
from celery import Celery, chain
from kombu.exceptions import OperationalError

from archdesk.jobs import wire
from archdesk.jobs.troubles import GivenUp, LostByQueue, QueueUnreachable, TooLong
from archdesk.jobs.wire import Answer, Claim, Message
from archdesk.model.problems import ArchDeskError
from archdesk.model.progress import Progress
from archdesk.records import progress_from_json

TICKET_KEPT = 7 * wire.KEPT
# What a task ends with whose queue went away: Celery 5.7 rejects it where it cannot put its next try into the queue.
_QUEUE_AWAY = frozenset(
    {
        "Reject",
        "OperationalError",
        "ConnectionError",
        "ConnectionRefusedError",
        "ConnectionResetError",
        "BrokenPipeError",
        "TimeoutError",
        "BusyLoadingError",
    }
)
_SIGNAL = re.compile(r"\((SIG\w+)\)")
_TASK_ID = re.compile(rb"[0-9a-f]{32}\.[0-9a-f]{12}\.[0-9a-z_]+")


@dataclass(frozen=True, slots=True)
class News:
    """What Redis tells of one job's current ticket; ``began`` is seconds since the epoch."""

    progress: Progress | None = None
    began: float | None = None
    answer: Answer | None = None
    is_retrying: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of life of a worker's process that is ready for documents."""

    name: str
    host: str
    process: int
    job: str | None
    peak: int


class Broker:
    """One connection for one thread; every call ends within seconds, dead Redis or not."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._redis = redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2, health_check_interval=10)
        self._app = self._new_app()

    def close(self) -> None:
        self._redis.close()
        self._app.close()

    def ping(self) -> None:
        """See that Redis answers.

        Raises:
            QueueUnreachable: it does not.
        """
        with self._reaching():
            self._redis.ping()

    def prepare(self) -> None:
        """Make the first publication as quick as the others: Celery imports and connects late.

        Raises:
            QueueUnreachable: Redis does not answer.
        """
        with self._reaching(), self._app.amqp.producer_pool.acquire(block=True) as producer:
            producer.connection.ensure_connection(max_retries=1)
            chain(self._app.signature(wire.PROCESS_DOCUMENT), app=self._app).freeze()

    def publish(self, job: str, ticket: str, attempt: int, stages: tuple[str, ...], *, is_fresh: bool) -> None:
        """Put a job's stages into the queue as one chain; older tickets of the job become void.

        Raises:
            QueueUnreachable: it may or may not have been published; publishing again is harmless.
        """
        with self._reaching():
            forgotten = [wire.starts_key(job, stage) for stage in wire.STAGES] if is_fresh else []
            with self._redis.pipeline() as pipe:
                pipe.set(wire.ticket_key(job), ticket, ex=TICKET_KEPT)
                pipe.delete(wire.cancel_key(job), wire.progress_key(job), *forgotten)
                pipe.execute()
            self._send([Message(job, stage, attempt, ticket) for stage in stages])

    def look(self, tickets: Mapping[str, str]) -> dict[str, News]:
        """The news of many jobs by one MGET."""
        jobs = list(tickets.items())
        keys = [key for job, ticket in jobs for key in _keys(job, ticket)]
        with self._reaching():
            values = self._redis.mget(keys) if keys else []
        size = len(wire.STAGES) + 1
        return {job: _news(ticket, values[size * n : size * (n + 1)]) for n, (job, ticket) in enumerate(jobs)}

    def claims(self, jobs: Iterable[str]) -> dict[str, Claim]:
        """The live claims among these jobs."""
        names = list(jobs)
        with self._reaching():
            texts = self._redis.mget([wire.claim_key(job) for job in names]) if names else []
        found = {job: wire.claim_from_json(text) for job, text in zip(names, texts, strict=True) if text}
        return {job: claim for job, claim in found.items() if claim is not None}

    def waiting(self) -> set[str]:
        """The ids of tasks that lie in the queue."""
        with self._reaching():
            lists = [self._redis.lrange(key, 0, -1) for key in wire.queue_keys()]
        return {_task_id(_bytes(text)) for texts in lists for text in texts}

    def handed_out(self) -> set[str]:
        """The ids of tasks that a worker took and has not acknowledged; the worker may be dead."""
        with self._reaching():
            return {_task_id(_bytes(text)) for text in self._redis.hvals("unacked")}

    def ask_to_stop(self, job: str) -> None:
        with self._reaching():
            self._redis.set(wire.cancel_key(job), 1, ex=wire.KEPT)

    def void(self, job: str) -> None:
        """Make every published message of a job void; a task that has just begun is told to stop."""
        with self._reaching(), self._redis.pipeline() as pipe:
            pipe.delete(wire.ticket_key(job), wire.progress_key(job))
            pipe.set(wire.cancel_key(job), 1, ex=wire.KEPT)
            pipe.execute()

    def signs(self) -> tuple[Sign, ...]:
        """The workers' processes that are ready."""
        with self._reaching():
            names = [_name(member) for member in self._redis.zrangebyscore(wire.WORKERS, time.time() - 60, "+inf")]
            texts = self._redis.mget([wire.worker_key(name) for name in names]) if names else []
        return tuple(Sign(name, **json.loads(text)) for name, text in zip(names, texts, strict=True) if text)

    def _send(self, messages: list[Message]) -> None:
        signatures = [
            self._app.signature(
                message.stage,
                kwargs=message.as_arguments(),
                task_id=message.task_id,
                queue=wire.QUEUE,
                priority=wire.READING_PRIORITY if message.stage == wire.PROCESS_DOCUMENT else wire.BUILDING_PRIORITY,
            )
            for message in messages
        ]
        published = chain(*signatures, app=self._app) if len(signatures) > 1 else signatures[0]
        published.apply_async(retry=False)

    @contextlib.contextmanager
    def _reaching(self) -> Iterator[None]:
        try:
            yield
        except (redis.RedisError, OperationalError, OSError) as error:
            # A producer whose connection broke does not mend itself (Celery 5.7): it is made anew.
            self._app.close()
            self._app = self._new_app()
            raise QueueUnreachable(where=_without_password(self._url)) from error

    def _new_app(self) -> Celery:
        # No result backend: with one, a dead Redis leaves the app broken for its whole life.
        app = Celery("archdesk", broker=self._url, backend="disabled://", set_as_current=False)
        app.conf.update(**wire.CELERY_SETTINGS)
        return app


def _keys(job: str, ticket: str) -> list[str]:
    return [wire.progress_key(job), *(wire.result_key(wire.task_id(job, ticket, stage)) for stage in wire.STAGES)]


def _news(ticket: str, values: list[bytes | str | None]) -> News:
    record, *results = values
    progress, began = _progress(ticket, record)
    metas = [json.loads(result) for result in results if result]
    answers = [answer for meta in metas if (answer := _answer(meta)) is not None and answer.is_final]
    return News(progress, began, answers[0] if answers else None, any(meta.get("status") == "RETRY" for meta in metas))


def _progress(ticket: str, record: bytes | str | None) -> tuple[Progress | None, float | None]:
    found = json.loads(record) if record else {}
    if found.get("ticket") != ticket:
        return None, None
    return progress_from_json(found["progress"]), float(found["began"])


def _answer(meta: Mapping[str, object]) -> Answer | None:
    match meta:
        case {"status": "SUCCESS", "result": dict() as record}:
            try:
                return wire.answer_from_record(record)
            except ArchDeskError as error:
                return Answer(failure=error.failure())
        case {"status": "FAILURE", "result": {"exc_type": str(kind)}} if kind in _QUEUE_AWAY:
            return None  # the job is nowhere, but it has not failed
        case {"status": "FAILURE" | "REVOKED", "result": dict() as error}:
            return Answer(failure=_worded(str(error.get("exc_type")), str(error.get("exc_message"))).failure())
        case _:
            return None


def _worded(kind: str, message: str) -> ArchDeskError:
    if kind == "TimeLimitExceeded":
        return TooLong()
    if kind == "WorkerLostError":
        found = _SIGNAL.search(message)
        return GivenUp(times=wire.MOST_STARTS, reason=found[1] if found else "its process ended")
    return LostByQueue(reason=f"{kind} {message}".strip())


def _task_id(message: bytes) -> str:
    found = _TASK_ID.search(message)
    return found[0].decode() if found else ""


def _bytes(value: bytes | str) -> bytes:
    return value.encode() if isinstance(value, str) else value


def _name(member: object) -> str:
    return member.decode() if isinstance(member, bytes) else str(member)


def _without_password(url: str) -> str:
    return re.sub(r"//[^@/]*@", "//", url)
