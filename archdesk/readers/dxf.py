"""DXF files: the model space, or the first layout that is drawn on, in drawing units with y up."""

import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import ezdxf.recover
from ezdxf.filemanagement import readfile
from ezdxf.lldxf.const import DXFError

from archdesk.model.document import Document, Format, Page
from archdesk.model.options import Options
from archdesk.model.problems import Issue
from archdesk.model.progress import Reporter
from archdesk.readers.base import Damaged, NothingInside, TooDeep, TooLarge
from archdesk.readers.cleaning import FARTHEST, cleaned, visible
from archdesk.readers.drawing import draw_page, main_view
from archdesk.readers.dxf_blocks import BlockCounter
from archdesk.readers.dxf_marks import Drafter
from archdesk.readers.dxf_style import Frame, Styles
from archdesk.readers.paging import chosen_pages, tell_page
from archdesk.readers.sources import describe

LARGEST_DXF = 150 * 1024 * 1024  # bytes; ezdxf takes about twenty times as much memory
_METRES = {
    1: 0.0254,
    2: 0.3048,
    3: 1609.344,
    4: 0.001,
    5: 0.01,
    6: 1.0,
    7: 1000.0,
    8: 2.54e-8,
    9: 2.54e-5,
    10: 0.9144,
    11: 1e-10,
    12: 1e-9,
    13: 1e-6,
    14: 0.1,
    15: 10.0,
    16: 100.0,
    21: 0.3048006096,
}  # by $INSUNITS
_FAULTS = (DXFError, ValueError, TypeError, AttributeError, KeyError, IndexError, ArithmeticError, OSError, EOFError)
_SMALLEST_UNIT = 0.001  # metres, where the file says nothing of its unit


def read_dxf(source: Path, folder: Path, options: Options, reporter: Reporter) -> Document:
    """The drawing as one page.

    Raises:
        ReadError: it is damaged, too large, or nothing is in it.
        Cancelled: the reporter was told to stop.
    """
    issues: list[Issue] = []
    chosen_pages(1, options, issues)
    tell_page(reporter, 0, 1)
    try:
        drawing = _open(source, issues)
        return Document(describe(source, Format.DXF), (_read_page(drawing, folder, issues),), tuple(issues))
    except RecursionError as error:
        raise TooDeep(kind="DXF", seen="its entities contain each other") from error
    except MemoryError as error:
        raise TooLarge(seen="its drawing does not fit into memory", way_out="Save only the floor plan itself.") from error


def _open(source: Path, issues: list[Issue]) -> Any:
    logging.getLogger("ezdxf").setLevel(logging.ERROR)  # what it mends on its own is nothing to act on
    size = source.stat().st_size
    if size > LARGEST_DXF:
        seen = f"{size // 2**20} MB, and {LARGEST_DXF // 2**20} MB can be read"
        raise TooLarge(seen=seen, way_out="Purge what is not used, or save only the floor plan itself.")
    try:
        return readfile(source)
    except _FAULTS:
        return _recover(source, issues)


def _recover(source: Path, issues: list[Issue]) -> Any:
    try:
        drawing, _ = ezdxf.recover.read(io.BytesIO(_closed(source.read_bytes())))
    except _FAULTS as error:
        raise Damaged(kind="DXF", seen="its structure cannot be followed") from error
    issues.append(Issue("file-repaired", "The DXF was damaged; what could be saved of it was read."))
    return drawing


def _closed(data: bytes) -> bytes:
    """A text file that breaks off, ended after its last whole entity; ezdxf drops a section without an end."""
    lines = data.splitlines()
    if b"\0" in data or b"EOF" in (line.strip() for line in lines[-3:]):
        return data
    starts = (index for index in range((len(lines) - 1) // 2 * 2, -1, -2) if lines[index].strip() == b"0")
    return b"\n".join((*lines[: next(starts, 0)], b"0", b"ENDSEC", b"0", b"EOF", b""))


def _read_page(drawing: Any, folder: Path, issues: list[Issue]) -> Page:
    unit = _METRES.get(int(drawing.header.get("$INSUNITS", 0) or 0))
    farthest = FARTHEST / (unit or _SMALLEST_UNIT)
    styles = Styles(drawing)
    solids = links = 0
    for layout in _layouts(drawing):
        counter = BlockCounter(drawing)
        counter.check(layout)
        drafter = Drafter(drawing, styles)
        drafter.draw(layout, Frame())
        marks, astray = cleaned(drafter.marks, farthest)
        if visible(marks):
            _tell(issues, drafter, astray, counter)
            view = main_view(marks)
            page = Page(
                0,
                view.width,
                view.height,
                tuple(marks.strokes),
                tuple(marks.arcs),
                tuple(marks.fills),
                tuple(marks.texts),
                model_unit=unit,
                y_up=True,
                name=str(layout.name),
            )
            return replace(page, picture=draw_page(page, marks, 0, folder))
        solids, links = solids + drafter.solids, links + drafter.links + len(drafter.missing)
    raise NothingInside(kind="DXF", seen=_why_nothing(solids, links))


def _layouts(drawing: Any) -> Iterator[Any]:
    """The model space, then the sheets in their order."""
    yield drawing.modelspace()
    for name in drawing.layouts.names_in_taborder():
        if name.upper() != "MODEL":
            yield drawing.layouts.get(name)


def _tell(issues: list[Issue], drafter: Drafter, astray: int, counter: BlockCounter) -> None:
    """Say what is in the file and not in the page."""
    if astray:
        issues.append(Issue("coordinates-broken", f"{astray} lines with impossible coordinates were left out."))
    if drafter.faulty:
        issues.append(Issue("entities-damaged", f"{drafter.faulty} damaged entities were left out."))
    if counter.circles:
        issues.append(Issue("blocks-in-circles", "Blocks that contain themselves were drawn once."))
    if drafter.missing:
        issues.append(Issue("drawings-missing", f"{len(drafter.missing)} linked drawings or blocks are not in the file."))
    if drafter.solids or drafter.links:
        count = drafter.solids + drafter.links
        issues.append(Issue("entities-left-out", f"{count} 3D bodies, linked pictures or embedded objects were left out."))


def _why_nothing(solids: int, links: int) -> str:
    if solids:
        return "it holds 3D bodies and no lines"
    return "it holds only links to other drawings" if links else "it holds no lines that can be seen"
