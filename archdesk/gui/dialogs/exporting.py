"""Models into a chosen folder: names, files that are there already, copies written aside and renamed, and more formats."""

import enum
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from archdesk.model.exports import ExportFormat
from archdesk.model.job import Job, Outcome
from archdesk.model.options import Options
from archdesk.model.problems import ExportError
from archdesk.model.style import PLAIN, BuildStyle
from archdesk.records import options_to_json

PATTERN = "{name}"
_MOST_LINES = 3  # of what is told about them
_LONGEST = 300.0  # seconds for all formats of one building
TOKENS = ("{name}", "{date}", "{storeys}")


class IfThere(enum.Enum):
    """What to do about a file that is there already."""

    KEEP_BOTH = "keep both"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be exported, where to, made in which style, and in which formats beside the GLB.

    A print is reduced by its scale, 100 for 1:100.
    """

    jobs: tuple[Job, ...]
    folder: Path
    pattern: str = PATTERN
    if_there: IfThere = IfThere.KEEP_BOTH
    also: tuple[ExportFormat, ...] = ()
    style: BuildStyle = PLAIN
    print_scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Exported:
    """The files written, and by the names of their plans what could not be, with the reason, and what to look at."""

    folder: Path
    files: tuple[Path, ...]
    failures: tuple[tuple[str, str], ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()


class NothingToExport(ExportError):
    code = "ARC-420"
    summary = "The model of {name} is no longer there."
    hint = "Choose Retry to build it again."


class BesideFailed(ExportError):
    code = "ARC-421"
    summary = "The other formats were not all written. {reason}"
    hint = "Check the folder and the disk's space, and export again."


@dataclass(frozen=True, slots=True)
class Order:
    """Formats to be written; the building is made anew and saved as a GLB too where there is a style."""

    also: tuple[ExportFormat, ...]
    style: BuildStyle | None = None
    print_scale: float = 1.0


Beside = Callable[[Path, Path, Order], tuple[str, ...]]
"""Writes a conversion's folder to a path without its ending, and returns the doubts; raises ExportError where it cannot."""


def write_apart(folder: Path, target: Path, order: Order) -> tuple[str, ...]:
    """Write in a process of its own: the libraries that build and write have no place in the window.

    Raises:
        BesideFailed: something was not written.
    """
    words = ",".join(kind.word for kind in order.also)
    command = [sys.executable, "-m", "archdesk", "beside", str(folder), str(target.absolute()), words, str(order.print_scale)]
    if order.style is not None:
        command.append(options_to_json(Options(style=order.style)))
    try:
        done = subprocess.run(command, capture_output=True, timeout=_LONGEST, check=False)
    except subprocess.TimeoutExpired as error:
        raise BesideFailed(reason="It took too long.") from error
    if done.returncode:
        raise BesideFailed(reason=" ".join(done.stderr.decode(errors="replace").splitlines()[-_MOST_LINES:]))
    return tuple(done.stdout.decode(errors="replace").splitlines())


def export(wish: Wish, beside: Beside = write_apart) -> Exported:
    """Save each job's model, and write the other formats; one that cannot be written does not hold up the others.

    A model is copied where it was made in the style that is wished.
    """
    files: list[Path] = []
    failures: list[tuple[str, str]] = []
    doubts: list[tuple[str, str]] = []
    for job, target in plan_targets(wish):
        outcome, is_copied = _outcome_of(job), wish.style == job.options.style
        try:
            if outcome is None:
                raise NothingToExport(name=job.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            if is_copied:
                _copy(outcome.model, target)
                files.append(target)
            if wish.also or not is_copied:
                order = Order(wish.also, None if is_copied else wish.style, wish.print_scale)
                doubts += ((job.name, text) for text in beside(outcome.folder, target.with_suffix(""), order))
            if not is_copied:
                files.append(target)
        except ExportError as error:
            failures.append((job.name, str(error)))
        except OSError as error:
            failures.append((job.name, error.strerror or str(error)))
    return Exported(wish.folder, tuple(files), tuple(failures), tuple(doubts))


def plan_targets(wish: Wish) -> tuple[tuple[Job, Path], ...]:
    """Where each model would go; two of one name never meet, and no drawing is written over."""
    taken: set[Path] = set()
    targets: list[tuple[Job, Path]] = []
    for job in wish.jobs:
        target = wish.folder / f"{file_stem(wish.pattern, job)}.glb"
        while target in taken or _is_refused(target, wish):
            target = _next_name(target)
        taken.add(target)
        targets.append((job, target))
    return tuple(targets)


def find_existing(wish: Wish) -> tuple[Path, ...]:
    """The files that the wish would meet in the folder."""
    stems = dict.fromkeys(file_stem(wish.pattern, job) for job in wish.jobs)
    return tuple(path for stem in stems for path in _files(wish.folder / f"{stem}.glb", wish) if path.exists())


def file_stem(pattern: str, job: Job) -> str:
    storeys = job.outcome.storeys if job.outcome else 0
    date = time.strftime("%Y-%m-%d", time.localtime(job.finished))
    named = pattern.replace("{name}", Path(job.name).stem).replace("{date}", date).replace("{storeys}", str(storeys))
    safe = "".join("_" if sign in '/\\:*?"<>|' or not sign.isprintable() else sign for sign in named).strip(" .")
    return safe or "model"


def exportable(jobs: Iterable[Job]) -> tuple[Job, ...]:
    return tuple(job for job in jobs if job.outcome is not None)


def _is_refused(target: Path, wish: Wish) -> bool:
    files, sources = _files(target, wish), {job.source.resolve() for job in wish.jobs}
    is_there = wish.if_there is IfThere.KEEP_BOTH and any(path.exists() for path in files)
    return is_there or any(path.resolve() in sources for path in files)


def _files(target: Path, wish: Wish) -> tuple[Path, ...]:
    """All files of one building: its GLB, and what is wanted beside it."""
    return (target, *(path for kind in wish.also for path in kind.files(target.with_suffix(""))))


def _outcome_of(job: Job) -> Outcome | None:
    return job.outcome if job.outcome is not None and job.outcome.model.is_file() else None


def _copy(model: Path, target: Path) -> None:
    aside = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(model, aside)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _next_name(target: Path) -> Path:
    stem, dash, number = target.stem.rpartition("-")
    if dash and number.isdigit():
        return target.with_name(f"{stem}-{int(number) + 1}{target.suffix}")
    return target.with_name(f"{target.stem}-2{target.suffix}")
