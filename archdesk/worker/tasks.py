"""The tasks, telling their progress as they go; an exception leaves them only where another try can help."""

import errno
import logging
import time
import traceback
from collections.abc import Callable, Sequence

import redis
from celery import Celery, Task, group
from celery.exceptions import Ignore, SoftTimeLimitExceeded
from kombu.exceptions import OperationalError

from archdesk.jobs import wire
from archdesk.jobs.store import Store, StoreFull
from archdesk.jobs.troubles import GivenUp, TooLong, TooMuchMemory
from archdesk.jobs.wire import Answer, Message, answer_from_record, answer_to_record
from archdesk.model.problems import ArchDeskError, Cancelled, Failure
from archdesk.model.progress import Progress, Reporter
from archdesk.pipeline.crew import Crew
from archdesk.worker.bench import Bench
from archdesk.worker.reporter import ClaimLost, QueueReporter
from archdesk.worker.sharing import SharedPages, help_with_page

log = logging.getLogger(__name__)

CAN_HEAL = (ConnectionError, TimeoutError, redis.ConnectionError, redis.TimeoutError, OperationalError)
DETAIL = 2_000  # signs of a traceback that travel with a failure
BUG = Failure(
    "ARC-900",
    "ArchDesk made a mistake on this document.",
    "The other documents are not touched by it. Please report the document's kind and the details.",
)
UNKNOWN_DOCUMENT = Failure(
    "ARC-904",
    "The worker does not find the document.",
    "Workers on other machines need the same data folder as the window.",
)

Work = Callable[[str, Reporter], Answer]


def add_tasks(app: Celery, bench: Bench) -> None:
    """Register the tasks; each runs in a process that the bench is set up in."""
    healing = {
        "bind": True,
        "shared": False,
        "autoretry_for": CAN_HEAL,
        "max_retries": wire.MOST_STARTS - 1,
        "retry_backoff": 5,
        "retry_backoff_max": wire.LONGEST_RETRY_DELAY,
        "retry_jitter": True,
        "default_retry_delay": 1,
    }

    @app.task(name=wire.PROCESS_DOCUMENT, **healing)  # type: ignore[untyped-decorator]
    def process_document(self: Task, job: str, stage: str, attempt: int, ticket: str) -> dict[str, object]:
        message = Message(job, stage, attempt, ticket)
        return _run(bench, self, message, _understanding(bench, SharedPages(bench, message, invite)))

    @app.task(name=wire.GENERATE_3D_MODEL, **healing)  # type: ignore[untyped-decorator]
    def generate_3d_model(
        self: Task, before: dict[str, object] | None = None, *, job: str, stage: str, attempt: int, ticket: str
    ) -> dict[str, object]:
        if before is not None and answer_from_record(before).is_final:
            return before
        return _run(bench, self, Message(job, stage, attempt, ticket), _building(bench))

    @app.task(name=wire.READ_PAGE, shared=False, ignore_result=True)  # type: ignore[untyped-decorator]
    def read_page(job: str, stage: str, attempt: int, ticket: str) -> None:
        if wire.is_message(job, stage, ticket):
            help_with_page(bench, Message(job, stage, attempt, ticket))

    def invite(pages: Sequence[Message]) -> None:
        signatures = (
            read_page.signature(
                kwargs=page.as_arguments(), task_id=page.task_id, queue=wire.QUEUE, priority=wire.BUILDING_PRIORITY
            )
            for page in pages
        )
        try:
            group(signatures, app=app).apply_async(retry=False)
        except CAN_HEAL as error:
            log.info("Nobody was invited to read pages: %s", error)


def _understanding(bench: Bench, crew: Crew) -> Work:
    def work(job: str, reporter: Reporter) -> Answer:
        store = bench.store
        document = store.document(job)
        if document is None:
            return Answer(failure=UNKNOWN_DOCUMENT)
        if not store.is_understood(job):
            bench.conversion().understand(document, store.folder(job), store.options(job), reporter, crew)
            store.mark_understood(job)
        return wire.GO_ON

    return work


def _building(bench: Bench) -> Work:
    def work(job: str, reporter: Reporter) -> Answer:
        store = bench.store
        return Answer(outcome=bench.conversion().build(store.folder(job), store.options(job), reporter))

    return work


def _run(bench: Bench, task: Task, message: Message, work: Work) -> dict[str, object]:
    """Do a stage under a claim and answer for it.

    Raises:
        Ignore: the message is void, or somebody else is at the work.
    """
    if not wire.is_message(message.job, message.stage, message.ticket):
        log.error("A message that is none of ours was refused")
        raise Ignore
    began = time.time()
    taken = bench.claims.take(message)
    if taken is None:
        raise Ignore
    reporter = QueueReporter(bench.connection, message, began, _teller(task), lambda: bench.pulse.is_claim_lost)
    try:
        with bench.pulse.working(message.job, taken.claim):
            answer = _answer(bench, task, message.job, taken.starts, lambda job: work(job, reporter))
    finally:
        bench.claims.release(message.job, taken.claim)
    return answer_to_record(answer)


def _answer(bench: Bench, task: Task, job: str, starts: int, work: Callable[[str], Answer]) -> Answer:
    known = bench.store.answer(job)
    if known is not None:
        return known
    try:
        answer = _forbidden(bench, job, starts) or work(job)
    except Cancelled:
        return Answer(cancelled=True)
    except ClaimLost:
        raise Ignore from None
    except CAN_HEAL as error:
        if task.request.retries < task.max_retries:
            raise
        answer = Answer(failure=_failure(error, bench.store))
    except Exception as error:  # noqa: BLE001 - a task is a door: every error is worded here
        answer = Answer(failure=_failure(error, bench.store))
    if answer.is_final:
        _write_down(bench.store, job, answer)
    return answer


def _forbidden(bench: Bench, job: str, starts: int) -> Answer | None:
    """Why the work is not to be started at all, if so."""
    if bench.connection.exists(wire.cancel_key(job)):
        return Answer(cancelled=True)
    if starts > wire.MOST_STARTS:
        return Answer(failure=GivenUp(times=wire.MOST_STARTS, reason="its worker was lost").failure())
    return None


def _failure(error: Exception, store: Store) -> Failure:
    match error:
        case ArchDeskError():
            return error.failure(_cause(error))
        case MemoryError():
            return TooMuchMemory().failure(_tail(error))
        case SoftTimeLimitExceeded():
            return TooLong().failure(_tail(error))
        case OSError(errno=errno.ENOSPC | errno.EDQUOT | errno.EROFS):
            return StoreFull(reason=error.strerror, folder=store.root).failure(_tail(error))
        case _:
            log.error("A mistake on a document", exc_info=error)
            return Failure(BUG.code, BUG.summary, BUG.hint, _tail(error))


def _tail(error: Exception) -> str:
    return "".join(traceback.format_exception(error))[-DETAIL:]


def _cause(error: Exception) -> str:
    return "" if error.__cause__ is None else f"{type(error.__cause__).__name__}: {error.__cause__}"[:DETAIL]


def _write_down(store: Store, job: str, answer: Answer) -> None:
    """Keep the answer beside the results, so that it survives the loss of Redis; a full disk loses only that."""
    try:
        store.write_answer(job, answer)
    except OSError as error:
        log.info("The answer was not kept on disk: %s", error.strerror)


def _teller(task: Task) -> Callable[[Progress], None]:
    def tell(progress: Progress) -> None:
        meta = {"stage": progress.stage.value, "fraction": progress.fraction, "note": progress.note}
        task.update_state(state="PROGRESS", meta=meta)

    return tell
