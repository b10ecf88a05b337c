"""SVG files, in user units of the root with y down."""

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

import svgelements

from archdesk.model.document import Document, Format, Page
from archdesk.model.drawn import DrawnPlan
from archdesk.model.options import Options
from archdesk.model.problems import Issue
from archdesk.model.progress import Reporter
from archdesk.model.shapes import Box
from archdesk.model.units import Unit
from archdesk.readers.base import Damaged, NothingInside, TooDeep
from archdesk.readers.cleaning import cleaned, visible
from archdesk.readers.drawing import draw_page, main_view
from archdesk.readers.drawn import with_plan
from archdesk.readers.paging import chosen_pages, tell_page
from archdesk.readers.sources import describe
from archdesk.readers.svg_marks import Place, Tracer
from archdesk.readers.svg_safety import load_svg, tag_of

_FARTHEST = 1e9  # user units
_PIXEL = Unit.INCH.metres / 96  # the pixel of the web
_LENGTH = re.compile(r"\s*([-+]?\d*\.?\d+(?:e[-+]?\d+)?)\s*([a-z%]*)\s*", re.IGNORECASE)
_METRES = {"mm": 0.001, "cm": 0.01, "in": Unit.INCH.metres, "pt": Unit.INCH.metres / 72, "pc": Unit.INCH.metres / 6}
_SHEETS = (0.841, 0.594, 0.420, 0.297, 0.210, 0.148)  # metres across, A0 to A5 (ISO 216)
_SQUARE = 2**0.5  # their length to their breadth
_SLACK = 0.001  # metres; the series is rounded to millimetres
_PLACED = ("x", "y", "dx", "dy", "rotate", "transform")
_FAULTS = (ValueError, TypeError, AttributeError, KeyError, IndexError, ArithmeticError)


def read_svg(source: Path, folder: Path, options: Options, reporter: Reporter) -> Document | DrawnPlan:
    """The drawing as one page; with its plan where ArchDesk made it.

    Raises:
        ReadError: it is damaged, too large, or nothing is in it.
        Cancelled: the reporter was told to stop.
    """
    issues: list[Issue] = []
    chosen_pages(1, options, issues)
    tell_page(reporter, 0, 1)
    root = load_svg(source)
    view, paper_unit = _view(root)
    try:
        drawing = _parsed(root, view)
        tracer = Tracer(folder)
        tracer.trace(drawing, Place())
    except RecursionError as error:
        raise TooDeep(kind="SVG", seen="its groups contain each other") from error
    page = _page(tracer, view, paper_unit, folder, issues)
    return with_plan(Document(describe(source, Format.SVG), (page,), tuple(issues)), source, options)


def _parsed(root: Element, view: Box | None) -> Any:
    """The elements in user units: the root's own scaling to paper is taken away."""
    for text in [element for element in root.iter() if tag_of(element) in {"text", "tspan"}]:
        _join_words(text)
    root.attrib.pop("preserveAspectRatio", None)
    if view is not None:
        root.set("viewBox", f"0 0 {view.width} {view.height}")
        root.set("width", str(view.width))
        root.set("height", str(view.height))
    else:
        for name in ("viewBox", "width", "height"):
            root.attrib.pop(name, None)
    try:
        return svgelements.SVG.parse(io.StringIO(tostring(root, encoding="unicode")), reify=True)
    except _FAULTS as error:
        raise Damaged(kind="SVG", seen="its shapes cannot be followed") from error


def _join_words(text: Element) -> None:
    """Take the words of parts that have no place of their own into the text itself."""
    if len(text) and not any(part.get(name) for part in text.iter() if part is not text for name in _PLACED):
        words = "".join(text.itertext())
        for part in list(text):
            text.remove(part)
        text.text = words


def _page(tracer: Tracer, view: Box | None, paper_unit: float | None, folder: Path, issues: list[Issue]) -> Page:
    marks, astray = cleaned(tracer.marks, _FARTHEST)
    if not visible(marks):
        seen = "it only links to pictures elsewhere" if tracer.links else "it draws nothing"
        raise NothingInside(kind="SVG", seen=seen)
    if astray or tracer.faulty:
        issues.append(Issue("shapes-damaged", f"{astray + tracer.faulty} damaged shapes were left out."))
    if tracer.links:
        issues.append(Issue("pictures-lost", f"{tracer.links} pictures are only linked and not in the file."))
    extent = view or main_view(marks)
    page = Page(
        0,
        extent.width,
        extent.height,
        tuple(marks.strokes),
        tuple(marks.arcs),
        tuple(marks.fills),
        tuple(marks.texts),
        tuple(marks.rasters),
        paper_unit=paper_unit,
    )
    return replace(page, picture=draw_page(page, marks, 0, folder))


def _view(root: Element) -> tuple[Box | None, float | None]:
    """The root's view in user units, and metres of paper a unit where a size on paper is given."""
    width, height = _length(root.get("width")), _length(root.get("height"))
    numbers = [float(number) for number in re.findall(r"[-+]?\d*\.?\d+(?:e[-+]?\d+)?", root.get("viewBox", ""))]
    if len(numbers) == 4 and numbers[2] > 0 and numbers[3] > 0:
        view = Box(numbers[0], numbers[1], numbers[0] + numbers[2], numbers[1] + numbers[3])
        size = _paper_size(width, height)
        return view, size[0] / view.width if size else None
    if width is None or height is None:
        return None, None
    sizes = [number * _METRES.get(unit, _PIXEL) / _PIXEL for number, unit in (width, height)]
    return Box(0.0, 0.0, *sizes), _PIXEL if _paper_size(width, height) else None


def _paper_size(width: tuple[float, str] | None, height: tuple[float, str] | None) -> tuple[float, float] | None:
    """The size on paper in metres: given as such, or in pixels that make up a sheet of the A series."""
    if width is None or height is None:
        return None
    across, down = (number * _METRES.get(unit, _PIXEL) for number, unit in (width, height))
    is_sheet = any(
        abs(max(across, down) - sheet * _SQUARE) < _SLACK and abs(min(across, down) - sheet) < _SLACK for sheet in _SHEETS
    )
    return (across, down) if width[1] in _METRES or is_sheet else None


def _length(text: str | None) -> tuple[float, str] | None:
    """A length as number and unit; None where there is none, or only a share."""
    found = _LENGTH.fullmatch(text or "")
    if found is None or found[2] == "%" or float(found[1]) <= 0:
        return None
    return float(found[1]), found[2].lower()
