"""A drawing in ezdxf's hands as one page: the model space, or the first layout that is drawn on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from archdesk.model.document import Page
from archdesk.model.problems import Issue
from archdesk.readers.base import NothingInside, TooDeep, TooLarge
from archdesk.readers.cleaning import FARTHEST, cleaned, visible
from archdesk.readers.drawing import draw_page, main_view
from archdesk.readers.dxf_blocks import BlockCounter
from archdesk.readers.dxf_marks import Drafter
from archdesk.readers.dxf_plain import NO_LINES, PlainLines
from archdesk.readers.dxf_style import Frame, Styles

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
_SMALLEST_UNIT = 0.001  # metres, where the file says nothing of its unit


@contextmanager
def bounded(kind: str) -> Iterator[None]:
    """Say it in words when a drawing is too deep or too large for the interpreter itself.

    Raises:
        ReadError: it is.
    """
    try:
        yield
    except RecursionError as error:
        raise TooDeep(kind=kind, seen="its entities contain each other") from error
    except MemoryError as error:
        raise TooLarge(seen="its drawing does not fit into memory", way_out="Save only the floor plan itself.") from error


def read_page(drawing: Any, kind: str, folder: Path, issues: list[Issue], plain: PlainLines = NO_LINES) -> Page:
    """The page, in drawing units with y up; its picture is written into the folder. ``plain`` are lines of its model.

    Raises:
        ReadError: nothing is in it, or its blocks stand for too much.
    """
    unit = _METRES.get(int(drawing.header.get("$INSUNITS", 0) or 0))
    farthest = FARTHEST / (unit or _SMALLEST_UNIT)
    styles = Styles(drawing)
    solids = links = 0
    for layout in _layouts(drawing):
        counter = BlockCounter(drawing, kind)
        lines = plain if layout.is_modelspace else NO_LINES
        counter.check(layout, len(lines.lines))
        drafter = Drafter(drawing, styles)
        drafter.draw(lines.among(layout), Frame())
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
            return replace(page, picture=draw_page(page, marks, 0, folder, view))
        solids, links = solids + drafter.solids, links + drafter.links + len(drafter.missing)
    raise NothingInside(kind=kind, seen=_why_nothing(solids, links))


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
