"""DWG files of R13 to 2018: by a converter that the user has installed, else entity by entity."""

import shutil
import sys
import tempfile
from pathlib import Path

from archdesk.model.document import Document, Format, Page
from archdesk.model.options import Options
from archdesk.model.problems import Issue, ReadError, Severity
from archdesk.model.progress import Reporter
from archdesk.readers.base import Damaged, TooSlow
from archdesk.readers.dwg_converters import convert, find_converter
from archdesk.readers.dwg_drawing import rebuild
from archdesk.readers.dwg_header import check_header, is_cut_off
from archdesk.readers.dwg_library import opened
from archdesk.readers.dxf import open_dxf
from archdesk.readers.dxf_page import bounded, read_page
from archdesk.readers.paging import chosen_pages, tell_page
from archdesk.readers.processes import LONGEST, Bounds, run_held
from archdesk.readers.sources import describe

_CUT_OFF = "it ends before its drawing does"
_REHEARSAL = "archdesk.readers.dwg_rehearsal"
_MEMORY = 2 << 30  # bytes of address space to rehearse in; the largest house takes a quarter of them


def read_dwg(source: Path, folder: Path, options: Options, reporter: Reporter) -> Document:
    """The drawing as one page.

    Raises:
        ReadError: it is of another version, protected, damaged, too large, or nothing is in it.
        Cancelled: the reporter was told to stop.
    """
    issues: list[Issue] = []
    chosen_pages(1, options, issues)
    tell_page(reporter, 0, 1)
    check_header(source)
    with tempfile.TemporaryDirectory(prefix="archdesk-dwg-") as scratch:
        page = _converted(_copied(source, Path(scratch) / "to-convert"), folder, issues, reporter)
        page = page or _decoded(_copied(source, Path(scratch) / "to-decode"), folder, issues, reporter)
    return Document(describe(source, Format.DWG), (page,), tuple(issues))


def _copied(source: Path, folder: Path) -> Path:
    """A copy for one program alone, with a name that every library and converter can open."""
    folder.mkdir()
    return Path(shutil.copyfile(source, folder / "drawing.dwg"))


def _converted(source: Path, folder: Path, issues: list[Issue], reporter: Reporter) -> Page | None:
    """The page as a converter makes it; None where there is none, or it makes none that can be read."""
    converter = find_converter()
    target = convert(converter, source, lambda: tell_page(reporter, 0, 1)) if converter else None
    if converter is None or target is None:
        return None
    said: list[Issue] = []
    try:
        with bounded("DWG"):
            drawing, plain = open_dxf(target, said)
            page = read_page(drawing, "DWG", folder, said, plain)
    except ReadError:
        return None
    count = sum(len(block) for block in drawing.blocks)
    issues.append(Issue("entities-counted", f"{converter.name} converted {count:,} entities of the DWG.", Severity.INFO))
    issues.extend(said)
    return page


def _decoded(source: Path, folder: Path, issues: list[Issue], reporter: Reporter) -> Page:
    try:
        _rehearse(source, reporter)
        with bounded("DWG"):
            with opened(str(source)) as contents:
                drawing, tally = rebuild(contents)
            issues.extend(tally.issues())
            return read_page(drawing, "DWG", folder, issues)
    except Damaged as error:
        if is_cut_off(source):
            raise Damaged(kind="DWG", seen=_CUT_OFF) from error
        raise


def _rehearse(source: Path, reporter: Reporter) -> None:
    """Decode the file once in a process of its own, which a damaged one may end."""
    command = [sys.executable, "-m", _REHEARSAL, str(source)]
    end = run_held(command, source.parent, Bounds(file_size=0, memory=_MEMORY), lambda: tell_page(reporter, 0, 1))
    if end is None:
        raise TooSlow(kind="DWG", seen=f"more than {LONGEST:.0f} seconds", way_out="Save the drawing as DXF, and drop that.")
    if end:
        raise Damaged(kind="DWG", seen="its tables contradict each other")
