"""Which files a command line means, and what their results are called."""

from collections.abc import Iterable
from pathlib import Path

PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".heic", ".heif")
DRAWINGS = frozenset((*PICTURES, ".pdf", ".svg", ".svgz", ".dxf", ".dwg", ".ifc", ".ifczip"))
"""What a folder is searched for; a file named outright is tried whatever its name."""


def gather(paths: Iterable[Path]) -> tuple[Path, ...]:
    """All files meant, folders searched by their files' endings, each file once and in order."""
    found = [file for path in paths for file in (_search(path) if path.is_dir() else (path,))]
    return tuple(dict.fromkeys(found))


def name_outputs(sources: Iterable[Path], out: Path | None) -> tuple[Path, ...]:
    """For each source the path of its results without their endings: two of one stem in a folder become ``stem-2``."""
    taken: set[Path] = set()
    return tuple(_free_name((out or source.parent) / (source.stem or source.name), taken) for source in sources)


def _free_name(wanted: Path, taken: set[Path]) -> Path:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = wanted.with_name(f"{wanted.name}-{number}")
    taken.add(name)
    return name


def _search(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix.lower() in DRAWINGS and file.is_file())
