"""Programs that turn a DWG into a DXF, where the user has one: ODA File Converter, or LibreDWG's dwg2dxf."""

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from archdesk.readers.dxf import LARGEST_DXF
from archdesk.readers.processes import LONGEST, Bounds, run_held

_BY_SIGNAL = 128  # what a shell adds to the number of the signal that ended its program
_MEMORY = 8 << 30  # bytes of address space, of which a program with a window reserves far more than it uses


@dataclass(frozen=True, slots=True)
class Converter:
    """A program, and its arguments for a source file and a target folder."""

    name: str
    program: str
    arguments: Callable[[Path, Path], Sequence[str]]

    def command(self, source: Path, target: Path) -> list[str]:
        return [self.program, *self.arguments(source, target)]


def find_converter() -> Converter | None:
    """The best converter on the search path, if any."""
    oda, libre = shutil.which("ODAFileConverter"), shutil.which("dwg2dxf")
    if oda:
        return Converter("ODA File Converter", oda, _for_oda)
    return Converter("dwg2dxf", libre, _for_libredwg) if libre else None


def convert(converter: Converter, source: Path, look: Callable[[], None], seconds: float = LONGEST) -> Path | None:
    """The DXF that the converter makes beside the source; None where it makes none in time.

    ``look`` is called several times a second, and may raise to stop the converter.
    """
    target = source.parent / "converted"
    target.mkdir()
    command = _with_display(converter.command(source, target))
    try:
        end = run_held(command, source.parent, Bounds(LARGEST_DXF, _MEMORY, seconds), look)
    except OSError:
        return None
    if end is None or end < 0 or end > _BY_SIGNAL:
        return None  # what it wrote breaks off; a code of its own may be a warning alone
    made = sorted(target.glob("*.dxf"))
    return made[0] if made and made[0].is_file() and made[0].stat().st_size else None


def _for_oda(source: Path, target: Path) -> Sequence[str]:
    """Folders, version and format; no subfolders, with its audit, and only this file."""
    return str(source.parent), str(target), "ACAD2018", "DXF", "0", "1", source.name


def _for_libredwg(source: Path, target: Path) -> Sequence[str]:
    return "-y", "-o", str(target / "drawing.dxf"), str(source)


def _with_display(command: list[str]) -> list[str]:
    """ODA File Converter opens a window, even for one file; without a screen it needs one that is not seen."""
    hidden = shutil.which("xvfb-run")
    if hidden is None or "ODAFileConverter" not in Path(command[0]).name or os.environ.get("DISPLAY"):
        return command
    return [hidden, "-a", *command]
