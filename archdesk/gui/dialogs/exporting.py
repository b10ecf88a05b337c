"""Models into a chosen folder: names, files that are there already, and copies written aside and renamed."""

import enum
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from archdesk.model.job import Job, Outcome
from archdesk.model.problems import ExportError

PATTERN = "{name}"
TOKENS = ("{name}", "{date}", "{storeys}")


class IfThere(enum.Enum):
    """What to do about a file that is there already."""

    KEEP_BOTH = "keep both"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be exported, and where to."""

    jobs: tuple[Job, ...]
    folder: Path
    pattern: str = PATTERN
    if_there: IfThere = IfThere.KEEP_BOTH


@dataclass(frozen=True, slots=True)
class Exported:
    """The files written, and the names of the plans that could not be, with the reason."""

    folder: Path
    files: tuple[Path, ...]
    failures: tuple[tuple[str, str], ...] = ()


class NothingToExport(ExportError):
    code = "ARC-420"
    summary = "The model of {name} is no longer there."
    hint = "Choose Retry to build it again."


def export(wish: Wish) -> Exported:
    """Copy each job's model; one that cannot be copied does not hold up the others."""
    files: list[Path] = []
    failures: list[tuple[str, str]] = []
    for job, target in plan_targets(wish):
        try:
            _copy(job, target)
            files.append(target)
        except ExportError as error:
            failures.append((job.name, str(error)))
        except OSError as error:
            failures.append((job.name, error.strerror or str(error)))
    return Exported(wish.folder, tuple(files), tuple(failures))


def plan_targets(wish: Wish) -> tuple[tuple[Job, Path], ...]:
    """Where each model would go; two of one name never meet."""
    taken: set[Path] = set()
    targets: list[tuple[Job, Path]] = []
    for job in wish.jobs:
        target = wish.folder / f"{file_stem(wish.pattern, job)}.glb"
        while target in taken or (wish.if_there is IfThere.KEEP_BOTH and target.exists()):
            target = _next_name(target)
        taken.add(target)
        targets.append((job, target))
    return tuple(targets)


def find_existing(wish: Wish) -> tuple[Path, ...]:
    """The files that the wish would meet in the folder."""
    stems = dict.fromkeys(file_stem(wish.pattern, job) for job in wish.jobs)
    return tuple(path for stem in stems if (path := wish.folder / f"{stem}.glb").exists())


def file_stem(pattern: str, job: Job) -> str:
    storeys = job.outcome.storeys if job.outcome else 0
    date = time.strftime("%Y-%m-%d", time.localtime(job.finished))
    named = pattern.replace("{name}", Path(job.name).stem).replace("{date}", date).replace("{storeys}", str(storeys))
    safe = "".join("_" if sign in '/\\:*?"<>|' or not sign.isprintable() else sign for sign in named).strip(" .")
    return safe or "model"


def exportable(jobs: Iterable[Job]) -> tuple[Job, ...]:
    return tuple(job for job in jobs if job.outcome is not None)


def _copy(job: Job, target: Path) -> None:
    outcome: Outcome | None = job.outcome
    if outcome is None or not outcome.model.is_file():
        raise NothingToExport(name=job.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(outcome.model, aside)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _next_name(target: Path) -> Path:
    stem, dash, number = target.stem.rpartition("-")
    if dash and number.isdigit():
        return target.with_name(f"{stem}-{int(number) + 1}{target.suffix}")
    return target.with_name(f"{target.stem}-2{target.suffix}")
