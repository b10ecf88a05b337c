"""What of the dropped files and folders is a plan: told by name, and by the first bytes where the name says nothing."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = frozenset(
    ".pdf .png .jpg .jpeg .jpe .tif .tiff .webp .bmp .heic .heif .svg .dxf .dwg .ifc .ifczip".split()  # noqa: SIM905 - reads better
)
DIALOG_FILTER = "Floor plans (" + " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES)) + ");;All files (*)"
_MARKS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"II*\x00",
    b"MM\x00*",
    b"BM",
    b"<svg",
    b"AutoCAD Binary DXF",
    b"AC10",
    b"ISO-10303-21",
)
_MOST = 5000  # plans from one drop; a whole disk dropped by mistake stops here
_HEAD = 64


@dataclass(frozen=True, slots=True)
class Intake:
    """The plans found, in the order of their names, and what was left out."""

    plans: tuple[Path, ...]
    skipped: tuple[Path, ...]


def take_in(paths: Iterable[Path]) -> Intake:
    """Search files and folders, folders to their depth; hidden files are no plans and not counted."""
    plans: list[Path] = []
    skipped: list[Path] = []
    for path in _files(paths):
        (plans if len(plans) < _MOST and _is_plan(path) else skipped).append(path)
    return Intake(tuple(dict.fromkeys(plans)), tuple(skipped))


def guess_count(paths: Iterable[Path]) -> tuple[int, int]:
    """How many files and how many folders are carried, told by their names alone."""
    known = list(paths)
    folders = sum(not path.suffix and path.is_dir() for path in known)
    return len(known) - folders, folders


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            for folder, below, names in os.walk(path):
                below[:] = sorted(name for name in below if not name.startswith("."))
                yield from (Path(folder) / name for name in sorted(names) if not name.startswith("."))
        else:
            yield path


def _is_plan(path: Path) -> bool:
    return path.is_file() if path.suffix.lower() in SUFFIXES else _starts_like_a_plan(path)


def _starts_like_a_plan(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).lstrip()
    except OSError:
        return False
    return head.startswith(_MARKS)
