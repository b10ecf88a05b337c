"""Conversions in the terminal: the same stages as in the window, in processes of their own."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from archdesk.cli.building import build_options
from archdesk.cli.crew import convert_all
from archdesk.cli.inputs import gather, name_outputs
from archdesk.cli.options import FORMATS, LENGTH, PAGES, SCALE
from archdesk.cli.show import Display
from archdesk.cli.tasks import Answer, Task, beside
from archdesk.export.extras import check_extras
from archdesk.model.exports import ExportFormat
from archdesk.model.options import Interpreter, Options
from archdesk.model.problems import Failure
from archdesk.model.style import BuildStyle
from archdesk.model.units import Unit
from archdesk.pipeline.limits import Limits
from archdesk.pipeline.workspace import model_path, plan_path

LONGEST = 180.0  # seconds for one document
ENDINGS = (".glb", ".plan.json")


@dataclass(frozen=True, slots=True)
class Target:
    """Where the results of a document go: a path without its endings, and the formats wanted beside the GLB."""

    path: Path
    also: tuple[ExportFormat, ...]
    print_scale: float = 1.0

    @property
    def files(self) -> tuple[Path, ...]:
        return (*(self.path.with_name(self.path.name + ending) for ending in ENDINGS), *self.extra)

    @property
    def written(self) -> tuple[Path, ...]:
        """Those that are there."""
        return tuple(path for path in self.files if path.exists())

    @property
    def extra(self) -> tuple[Path, ...]:
        return tuple(path for kind in self.also for path in kind.files(self.path))


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="The folder for results (else beside each file).")
@click.option("--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="How many documents at once.")
@click.option("--scale", type=SCALE, help="The drawing's scale, as 1:100.")
@click.option("--unit", type=click.Choice([unit.value for unit in Unit]), help="What one unit of a CAD drawing is.")
@click.option("--storey-height", type=LENGTH, help="Floor to floor, as 2.7 or 8' 10\".")
@click.option("--pages", type=PAGES, default="", help="Which pages, as 1-3,5.")
@click.option("--interpreter", type=click.Choice([kind.value for kind in Interpreter]), default="offline")
@click.option("--also", type=FORMATS, default="", help="More formats beside the GLB, as obj,stl.")
@click.option("--print-scale", type=SCALE, default=1.0, help="The scale of a model to be printed (STL), as 1:100.")
@build_options
@click.option("--force", is_flag=True, help="Write over results that are there.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each document on standard output.")
@click.option("--seconds", type=click.FloatRange(1), default=LONGEST, help="How long one document may take.")
def convert(
    files: tuple[Path, ...],
    out: Path | None,
    jobs: int,
    scale: float | None,
    unit: str | None,
    storey_height: float | None,
    pages: tuple[int, ...],
    interpreter: str,
    also: tuple[ExportFormat, ...],
    print_scale: float,
    force: bool,
    as_json: bool,
    seconds: float,
    style: BuildStyle,
) -> None:
    """Turn drawings into 3D models: FILES are drawings, or folders that are searched for them."""
    check_extras(also)
    options = Options(scale, Unit(unit) if unit else None, storey_height, pages, Interpreter(interpreter), style)
    sources = gather(files)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    targets = tuple(Target(path, also, print_scale) for path in name_outputs(sources, out))
    with Display(sources, as_json=as_json) as display, tempfile.TemporaryDirectory(prefix="archdesk-") as work:
        limits = Limits(seconds=seconds)
        _share_cores(jobs)
        for number, answer in _results(sources, targets, Path(work), options, jobs, limits, display, force=force):
            display.ended(number, answer, targets[number].written if answer.failure is None else ())
        failed = display.failed
    sys.exit(1 if failed or not sources else 0)


def _results(
    sources: tuple[Path, ...],
    targets: tuple[Target, ...],
    work: Path,
    options: Options,
    jobs: int,
    limits: Limits,
    display: Display,
    *,
    force: bool,
) -> Iterator[tuple[int, Answer]]:
    refused = {n: reason for n in range(len(sources)) if (reason := _refusal(n, sources, targets[n], force=force))}
    for number, reason in refused.items():
        yield number, Answer(0.0, failure=reason)
    numbers = [n for n in range(len(sources)) if n not in refused]
    tasks = [_task(sources[n], _folder(work, n), options, targets[n]) for n in numbers]
    for place, answer in convert_all(tasks, jobs, limits, lambda p, progress: display.progressed(numbers[p], progress)):
        yield numbers[place], _delivered(answer, tasks[place].folder, targets[numbers[place]])


def _task(source: Path, folder: Path, options: Options, target: Target) -> Task:
    return Task(source.absolute(), folder, options, target.also, target.path.name, target.print_scale)


def _delivered(answer: Answer, folder: Path, target: Target) -> Answer:
    """Move a task's results to their names, each aside first, so that none is ever half there."""
    try:
        if answer.failure is None:
            more = Target(beside(folder, target.path.name), target.also).extra
            for made, final in zip((model_path(folder), plan_path(folder), *more), target.files, strict=True):
                if made.exists():
                    _copy(made, final)
    except OSError as error:
        return Answer(answer.seconds, failure=_not_written(target.path, error))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return answer


def _copy(made: Path, final: Path) -> None:
    aside = final.with_name(f".{final.name}.part")
    try:
        shutil.copyfile(made, aside)
        aside.replace(final)
    finally:
        aside.unlink(missing_ok=True)


def _refusal(number: int, sources: tuple[Path, ...], target: Target, *, force: bool) -> Failure | None:
    source, drawings = sources[number], {one.resolve() for one in sources}
    own = next((path for path in target.files if path.resolve() in drawings), None)
    if own is not None:
        return Failure(
            "ARC-412",
            f"{own.name} is a drawing to be converted, and would be written over.",
            "Choose another folder with --out.",
        )
    if not source.exists():
        return Failure("ARC-110", f"The file was not found: {source.name}.", "Check the name and the folder.")
    there = next((path for path in target.files if path.exists()), None)
    if there is not None and not force:
        return Failure(
            "ARC-410", f"{there.name} is there already.", "Choose another folder with --out, or allow it with --force."
        )
    return None


def _not_written(target: Path, error: OSError) -> Failure:
    return Failure(
        "ARC-411",
        f"The results of {target.name} could not be written: {error.strerror}.",
        "Check the folder and the disk's space.",
    )


def _folder(work: Path, number: int) -> Path:
    folder = work / str(number)
    folder.mkdir()
    return folder


def _share_cores(jobs: int) -> None:
    """Keep the processes' own threads from fighting over the cores."""
    threads = str(max(1, (os.cpu_count() or 1) // jobs))
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"):
        os.environ.setdefault(name, threads)
