"""What the terminal asks of its processes, and what they answer; light, for both sides."""

import importlib
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from archdesk.model.exports import ExportFormat
from archdesk.model.options import Options
from archdesk.model.problems import Failure, Issue
from archdesk.pipeline.limits import Limits

BUG = Failure(
    "ARC-900",
    "ArchDesk made a mistake on this document.",
    "The other documents are not touched by it. Please report the document's kind and the details.",
)
NO_MEMORY = Failure(
    "ARC-901",
    "The document needs more memory than one document may take.",
    "Convert fewer pages at once, or scan it at a lower resolution.",
)


@dataclass(frozen=True, slots=True)
class Task:
    """One document, the empty folder that its results go to, and what is wanted beside the GLB, under which name."""

    source: Path
    folder: Path
    options: Options
    also: tuple[ExportFormat, ...] = ()
    name: str = "model"
    print_scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a task; ``failure`` None means that the folder holds the results."""

    seconds: float
    issues: tuple[Issue, ...] = ()
    storeys: int = 0
    failure: Failure | None = None


def beside(folder: Path, name: str) -> Path:
    """Where a task leaves what is wanted beside the GLB, without the endings; files in it speak of each other by name."""
    return folder / "beside" / name


def begin(pipe: Connection, parent: int, limits: Limits) -> None:
    """What a new process runs; the import waits until here, for it costs seconds that the parent need not spend."""
    importlib.import_module("archdesk.cli.child").serve(pipe, parent, limits)
