"""The process that converts documents for the terminal, one after another."""

import logging
import os
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

from archdesk.cli.tasks import BUG, NO_MEMORY, Answer, Task, beside
from archdesk.model.problems import ArchDeskError, Failure
from archdesk.model.progress import Progress
from archdesk.pipeline.beside import write_beside
from archdesk.pipeline.build import build
from archdesk.pipeline.limits import Limits, die_with_parent, hold_to
from archdesk.pipeline.understand import understand

log = logging.getLogger(__name__)


class PipeReporter:
    """Sends progress to the parent; the parent stops the work by ending the process."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def report(self, progress: Progress) -> None:
        self._pipe.send(progress)


def serve(pipe: Connection, parent: int, limits: Limits) -> None:
    """Answer tasks from the pipe until it closes."""
    die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hold_to(limits)
    logging.basicConfig(level=logging.CRITICAL)
    os.environ["PYTHONWARNINGS"] = "ignore"
    try:
        while True:
            task: Task = pipe.recv()
            pipe.send(_answer(task, PipeReporter(pipe)))
    except (EOFError, BrokenPipeError):
        return


def _answer(task: Task, reporter: PipeReporter) -> Answer:
    began = time.monotonic()
    try:
        survey = understand(task.source, task.folder, task.options, reporter)
        outcome = build(task.folder, task.options, reporter, has_thumbnail=False)
        target = beside(task.folder, task.name)
        target.parent.mkdir()
        unwritten = write_beside(task.folder, target, task.also, task.print_scale)
    except ArchDeskError as error:
        return Answer(time.monotonic() - began, failure=error.failure())
    except MemoryError:
        return Answer(time.monotonic() - began, failure=NO_MEMORY)
    except RecursionError as error:
        return Answer(time.monotonic() - began, failure=_bug(error))
    except Exception as error:  # noqa: BLE001 - the door: whatever happened, the next document goes on
        return Answer(time.monotonic() - began, failure=_bug(error))
    return Answer(time.monotonic() - began, (*survey.issues, *outcome.doubts, *unwritten), len(survey.storeys))


def _bug(error: BaseException) -> Failure:
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    where = f" in {Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else ""
    return Failure(BUG.code, BUG.summary, BUG.hint, f"{type(error).__name__}: {error}{where}"[:500])
