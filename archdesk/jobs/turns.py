"""How a job begins, begins anew and ends."""

import dataclasses
import uuid
from pathlib import Path

from archdesk.jobs.store import safe_name
from archdesk.jobs.wire import Answer
from archdesk.model.job import Job, JobState, Outcome
from archdesk.model.options import Options
from archdesk.model.problems import Cancelled


def new_job(source: Path, options: Options, place: int, now: float) -> Job:
    return Job(
        id=uuid.uuid4().hex,
        name=safe_name(source.name),
        source=source.absolute(),
        sha256="",
        options=options,
        state=JobState.WAITING,
        order=place,
        created=now,
    )


def afresh(job: Job) -> Job:
    """The job as if it had never been started."""
    return dataclasses.replace(
        job,
        state=JobState.WAITING,
        attempts=0,
        started=None,
        finished=None,
        progress=None,
        outcome=None,
        failure=None,
    )


def ended(job: Job, answer: Answer, folder: Path, now: float) -> Job:
    """The job with its final answer."""
    state = JobState.CANCELLED if answer.cancelled else JobState.FAILED if answer.failure else JobState.DONE
    return dataclasses.replace(
        job,
        state=state,
        finished=now,
        folder=folder,
        outcome=answer.outcome and _as_seen_here(answer.outcome, folder, now - (job.started or now)),
        failure=Cancelled().failure() if answer.cancelled else answer.failure,
    )


def _as_seen_here(outcome: Outcome, folder: Path, seconds: float) -> Outcome:
    """The worker's outcome with our own path to its folder and the time that both stages took."""
    return dataclasses.replace(outcome, folder=folder, seconds=max(outcome.seconds, seconds))
