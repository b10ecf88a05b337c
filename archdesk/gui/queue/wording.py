"""What a row of the queue says about its job."""

import enum
from dataclasses import dataclass

from archdesk.model.job import Job, JobState, Outcome
from archdesk.model.progress import Progress

_SURE_ENOUGH = 0.1  # the share of a conversion after which the time left can be told
_SECONDS_ROUNDED = 10
_MINUTE = 60.0
_LONGEST_TOLD = 3600.0  # seconds; a guess beyond this tells nothing
_STATES = {
    JobState.RUNNING: "running",
    JobState.WAITING: "waiting",
    JobState.DONE: "ready",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "stopped",
    JobState.STOPPING: "stopped",
}


class Tone(enum.Enum):
    """What a state asks of a person."""

    QUIET = "quiet"
    BUSY = "busy"
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Row:
    """A job in words: ``fraction`` is None where no bar is shown."""

    name: str
    words: str
    time: str
    icon: str
    tone: Tone
    fraction: float | None = None


def describe(job: Job, place: int, now: float, *, workers_up: bool = True, is_held: bool = False) -> Row:
    """The row of a job; ``place`` counts the waiting jobs from 1, ``is_held`` tells that none of them is started now."""
    match job.state:
        case JobState.WAITING if is_held:
            return Row(job.name, "Paused", "", "pause", Tone.QUIET)
        case JobState.WAITING:
            return Row(job.name, _waiting(place, workers_up=workers_up), "", "clock", Tone.QUIET)
        case JobState.RUNNING:
            return _running(job, now)
        case JobState.STOPPING:
            return Row(job.name, "Stopping…", "", "stop", Tone.QUIET)
        case JobState.CANCELLED:
            return Row(job.name, "Stopped", "", "cancelled", Tone.QUIET)
        case JobState.FAILED:
            reason = job.failure.summary if job.failure else "The conversion ended without a reason."
            return Row(job.name, reason, "", "failed", Tone.ERROR)
        case JobState.DONE:
            return _done(job)


def spoken(row: Row) -> str:
    """The row as a screen reader says it."""
    percent = "" if row.fraction is None else f", {round(row.fraction * 100)} percent"
    return f"{row.name}, {row.words}{percent}"


def state_word(job: Job) -> str:
    """The state as the line of the whole queue counts it, and as the filter finds it."""
    return _STATES[job.state]


def summary(jobs: tuple[Job, ...]) -> str:
    """The whole queue in one line."""
    if not jobs:
        return "No plans"
    words = [state_word(job) for job in jobs]
    counted = ((words.count(word), word) for word in dict.fromkeys(_STATES.values()))
    return " · ".join(f"{number} {word}" for number, word in counted if number)


def plural(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def duration(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{max(1, round(seconds))} s"
    minutes, rest = divmod(round(seconds), round(_MINUTE))
    return f"{minutes} min {rest:02d} s"


def _waiting(place: int, *, workers_up: bool) -> str:
    if not workers_up:
        return "Waiting for a worker"
    return "Waiting, next" if place == 1 else f"Waiting, {place - 1} before it"


def _running(job: Job, now: float) -> Row:
    progress = job.progress
    if progress is None:
        return Row(job.name, "Starting…", "", "running", Tone.BUSY, 0.0)
    stage = progress.stage.value.capitalize().replace("3d", "3D")
    words = f"{stage} · {progress.note}" if progress.note else stage
    return Row(job.name, words, _time_left(job, progress, now), "running", Tone.BUSY, min(1.0, max(0.0, progress.fraction)))


def _time_left(job: Job, progress: Progress, now: float) -> str:
    if job.started is None or progress.fraction < _SURE_ENOUGH:
        return ""
    passed = max(0.0, now - job.started)
    left = passed * (1 - progress.fraction) / progress.fraction
    if left > _LONGEST_TOLD:
        return ""
    if left < _SECONDS_ROUNDED:
        return "a few seconds"
    if left < _MINUTE:
        return f"≈ {round(left / _SECONDS_ROUNDED) * _SECONDS_ROUNDED} s"
    return f"≈ {round(left / _MINUTE)} min"


def _done(job: Job) -> Row:
    if job.outcome is None:
        return Row(job.name, "Ready", "", "done", Tone.OK)
    doubtful = job.outcome.warnings > 0
    icon, tone = ("warning", Tone.WARNING) if doubtful else ("done", Tone.OK)
    return Row(job.name, _found(job.outcome), duration(job.outcome.seconds), icon, tone)


def _found(outcome: Outcome) -> str:
    parts = [plural(outcome.storeys, "storey"), f"{outcome.area:.0f} m²"]
    if outcome.warnings:
        parts.append(f"{outcome.warnings} to check")
    return " · ".join(parts)
