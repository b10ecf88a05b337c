"""Names and messages shared by the app and its workers: pure data, JSON only."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from archdesk.model.job import Outcome
from archdesk.model.problems import Failure
from archdesk.records import failure_from_json, failure_to_json, outcome_from_json, outcome_to_json

QUEUE = "archdesk"
PROCESS_DOCUMENT = "process_document"
GENERATE_3D_MODEL = "generate_3d_model"
STAGES = (PROCESS_DOCUMENT, GENERATE_3D_MODEL)
READ_PAGE = "read_page"

READING_PRIORITY = 5  # kombu's Redis transport takes the smallest number first:
BUILDING_PRIORITY = 0  # a document that was read is built before the next one is read

MOST_STARTS = 3  # a stage that was started three times and never ended is given up
SOFT_LIMIT = 540  # seconds; the conversion is told to stop
HARD_LIMIT = 600  # seconds; its process is ended
VISIBILITY_TIMEOUT = 900  # seconds until Redis hands out a message again that nobody acknowledged
LONGEST_RETRY_DELAY = 120  # seconds
KEPT = 86_400  # seconds that answers and flags stay in Redis; the ledger keeps them for good

LEASE = 10.0  # seconds that a claim lives without being renewed
BEAT = 1.0  # seconds between two signs of life of a worker's process
SILENCE = 6.0  # seconds without a sign of life after which a worker counts as gone

WORKERS = "archdesk:workers"
"""A sorted set: the names of workers' processes by the time of their last sign of life."""

_PAGE = re.compile(r"page_(\d{1,5})")
_JOB_ID = re.compile(r"[0-9a-f]{32}")
_TICKET = re.compile(r"[0-9a-f]{12}")

CELERY_SETTINGS: Mapping[str, object] = {
    "task_default_queue": QUEUE,
    "task_default_priority": READING_PRIORITY,
    "task_serializer": "json",
    "result_serializer": "json",
    "event_serializer": "json",
    "accept_content": ["json"],
    "result_accept_content": ["json"],
    "task_publish_retry": False,  # the ledger is published again by the reconciler
    "broker_connection_timeout": 5,
    "visibility_timeout": VISIBILITY_TIMEOUT,
    "broker_transport_options": {
        "visibility_timeout": VISIBILITY_TIMEOUT,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "socket_timeout": 5,
        "socket_connect_timeout": 5,
        "socket_keepalive": True,
        "health_check_interval": 10,
        "priority_steps": [BUILDING_PRIORITY, READING_PRIORITY],
        "client_name": "archdesk",
    },
    "enable_utc": True,
}

WORKER_SETTINGS: Mapping[str, object] = {
    "task_acks_late": True,
    "task_acks_on_failure_or_timeout": True,
    "task_reject_on_worker_lost": False,  # loops for ever on a poisonous document
    "task_retry_on_worker_lost": True,
    "task_track_started": False,
    "task_soft_time_limit": SOFT_LIMIT,
    "task_time_limit": HARD_LIMIT,
    "result_expires": KEPT,
    "result_backend_always_retry": True,
    "result_backend_max_retries": 20,
    "result_backend_transport_options": {
        "visibility_timeout": VISIBILITY_TIMEOUT,
        "socket_timeout": 5,
        "socket_connect_timeout": 5,
        "socket_keepalive": True,
        "health_check_interval": 10,
    },
    "worker_prefetch_multiplier": 1,
    "worker_lost_wait": 1.0,
    "worker_proc_alive_timeout": 120,  # the imports of a cold disk
    "worker_max_tasks_per_child": 100,
    "worker_max_memory_per_child": 1_500_000,  # KiB, looked at after each task
    "worker_soft_shutdown_timeout": 3.0,
    "worker_cancel_long_running_tasks_on_connection_loss": False,  # claims make a second run harmless
    "worker_hijack_root_logger": False,
    "worker_redirect_stdouts": False,
    "worker_send_task_events": False,
    "broker_connection_retry_on_startup": True,
    "broker_connection_max_retries": None,
}


@dataclass(frozen=True, slots=True)
class Message:
    """What a task is told: ids only. A ticket is one publication; an older one than the job's current is void."""

    job: str
    stage: str
    attempt: int
    ticket: str

    @property
    def task_id(self) -> str:
        return task_id(self.job, self.ticket, self.stage)

    def as_arguments(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a stage: an outcome, a failure, a stop, or (of the first stage) none of them: go on."""

    outcome: Outcome | None = None
    failure: Failure | None = None
    cancelled: bool = False

    @property
    def is_final(self) -> bool:
        return self.cancelled or self.outcome is not None or self.failure is not None


GO_ON = Answer()


@dataclass(frozen=True, slots=True)
class Claim:
    """Who works on a job: one process of one machine, and the worker that it belongs to; ``born`` tells reused ids apart."""

    ticket: str
    stage: str
    host: str
    process: int
    born: float
    worker: int


def is_message(job: str, stage: str, ticket: str) -> bool:
    """Ids become file names and keys, so that anything else than ours is refused."""
    is_known = stage in STAGES or _PAGE.fullmatch(stage) is not None
    return bool(_JOB_ID.fullmatch(job) and _TICKET.fullmatch(ticket)) and is_known


def page_stage(page: int) -> str:
    """What the reading of one page of a long document is called; it is a part of the first stage."""
    return f"page_{page}"


def page_of(stage: str) -> int | None:
    found = _PAGE.fullmatch(stage)
    return int(found[1]) if found else None


def task_id(job: str, ticket: str, stage: str) -> str:
    return f"{job}.{ticket}.{stage}"


def result_key(task: str) -> str:
    """Where Celery's Redis backend keeps a task's result."""
    return f"celery-task-meta-{task}"


def ticket_key(job: str) -> str:
    return f"archdesk:ticket:{job}"


def claim_key(job: str, stage: str = PROCESS_DOCUMENT) -> str:
    """One claim for a job's two stages, and one for each page that its workers share."""
    return f"archdesk:claim:{job}" if stage in STAGES else f"archdesk:claim:{job}:{stage}"


def starts_key(job: str, stage: str) -> str:
    return f"archdesk:starts:{job}:{stage}"


def cancel_key(job: str) -> str:
    return f"archdesk:cancel:{job}"


def progress_key(job: str) -> str:
    return f"archdesk:progress:{job}"


def worker_key(name: str) -> str:
    return f"archdesk:worker:{name}"


def queue_keys() -> tuple[str, ...]:
    """The lists in which kombu's Redis transport keeps waiting messages, one a priority."""
    return QUEUE, f"{QUEUE}\x06\x16{READING_PRIORITY}"


def answer_to_record(answer: Answer) -> dict[str, object]:
    return {
        "outcome": answer.outcome and outcome_to_json(answer.outcome),
        "failure": answer.failure and failure_to_json(answer.failure),
        "cancelled": answer.cancelled,
    }


def answer_from_record(record: Mapping[str, object]) -> Answer:
    """The answer that a task's result or an answer file holds.

    Raises:
        ArchDeskError: the record is damaged.
    """
    outcome, failure = record.get("outcome"), record.get("failure")
    return Answer(
        outcome_from_json(outcome) if isinstance(outcome, str) else None,
        failure_from_json(failure) if isinstance(failure, str) else None,
        bool(record.get("cancelled")),
    )


def claim_to_json(claim: Claim) -> str:
    return json.dumps(asdict(claim), sort_keys=True)


def claim_from_json(text: str | bytes) -> Claim | None:
    """The claim, or none where the text is not one of ours."""
    try:
        return Claim(**json.loads(text))
    except (ValueError, TypeError):
        return None
