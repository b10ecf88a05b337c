"""A crew of processes that convert documents, watched from outside: none can take the others down."""

import contextlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait

import psutil

from archdesk.cli.tasks import NO_MEMORY, Answer, Task, begin
from archdesk.model.problems import Failure
from archdesk.model.progress import Progress
from archdesk.pipeline.limits import Limits

WATCH_EVERY = 0.5  # seconds between looks at the clock and the memory

PATIENCE = 4  # times as long by the clock as a document may work: others may need the cores too

GRACE = 2.0  # seconds for a process to end by itself once its pipe is closed

TOO_SLOW = Failure(
    "ARC-902",
    "The document took more than {seconds:.0f} seconds of work and was stopped.",
    "Convert fewer pages at once (--pages), or a simpler version of the drawing.",
)
CRASHED = Failure(
    "ARC-903",
    "The document made its converter crash ({reason}).",
    "Open the document in the program that made it, save it again, and convert that.",
)

Heard = Callable[[int, Progress], None]


class Member:
    """One process of the crew and the task it has."""

    def __init__(self, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self._limits = limits
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=begin, args=(theirs, os.getpid(), limits), daemon=True)
        self._process.start()
        theirs.close()
        self.task: int | None = None
        self._began = self._worked_before = 0.0

    def give(self, number: int, task: Task) -> None:
        self.task, self._began = number, time.monotonic()
        with contextlib.suppress(psutil.Error):
            self._worked_before = _worked(psutil.Process(self._process.pid))
        self.pipe.send(task)

    def overstepped(self) -> Failure | None:
        """What limit the task at hand has overstepped, if any."""
        try:
            process = psutil.Process(self._process.pid)
            worked, resident = _worked(process) - self._worked_before, process.memory_info().rss
        except psutil.Error:
            return None
        if worked > self._limits.seconds or self.seconds > PATIENCE * self._limits.seconds:
            return _worded(TOO_SLOW, seconds=self._limits.seconds)
        return NO_MEMORY if resident > self._limits.resident else None

    def end(self) -> Failure:
        """Let the process end by itself, or end it, and say how it went."""
        self.pipe.close()
        self._process.join(timeout=GRACE)
        self.kill()
        return _worded(CRASHED, reason=_reason(self._process.exitcode))

    def kill(self) -> None:
        """End the process at once, in the middle of whatever it does."""
        self.pipe.close()
        if self._process.is_alive():
            self._process.kill()
        self._process.join()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began


def convert_all(tasks: Sequence[Task], jobs: int, limits: Limits, heard: Heard) -> Iterator[tuple[int, Answer]]:
    """Convert all tasks with so many processes; yields each task's number and answer as it ends."""
    waiting = list(range(len(tasks)))[::-1]
    crew = [Member(limits) for _ in range(min(jobs, len(tasks)))]
    try:
        while crew:
            for member in [m for m in crew if m.task is None]:
                if waiting:
                    number = waiting.pop()
                    member.give(number, tasks[number])
                else:
                    member.end()
                    crew.remove(member)
            yield from _round(crew, limits, heard)
    finally:
        for member in crew:
            member.kill()


def _round(crew: list[Member], limits: Limits, heard: Heard) -> Iterator[tuple[int, Answer]]:
    """Hear what the members say for a moment; replace those that ended or had to be ended."""
    ready = set(wait([member.pipe for member in crew], timeout=WATCH_EVERY)) if crew else set()
    for place, member in enumerate(crew):
        number, answer = member.task, _hear(member, heard) if member.pipe in ready else None
        failure = None if answer else member.overstepped()
        if failure is not None:
            member.kill()
            answer = Answer(member.seconds, failure=failure)
        if answer is not None and number is not None:
            if failure is not None or member.pipe.closed:
                crew[place] = Member(limits)
            member.task = None
            yield number, answer


def _hear(member: Member, heard: Heard) -> Answer | None:
    try:
        message = _received(member.pipe)
    except (EOFError, OSError):
        return Answer(member.seconds, failure=member.end())
    if isinstance(message, Answer):
        return message
    if member.task is not None:
        heard(member.task, message)
    return None


def _received(pipe: Connection) -> Answer | Progress:
    message: Answer | Progress = pipe.recv()
    return message


def _worked(process: psutil.Process) -> float:
    """Seconds of processor time so far."""
    times = process.cpu_times()
    return float(times.user + times.system)


def _worded(failure: Failure, **fields: object) -> Failure:
    return Failure(failure.code, failure.summary.format(**fields), failure.hint)


def _reason(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return f"signal {signal.Signals(-exit_code).name}"
    return f"exit code {exit_code}"
