"""The understood plan as SVG: a group for each storey and kind, one hundredth of its size on paper."""

import math
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from archdesk.export.enclosing import plan_record
from archdesk.export.opening_drawing import Arc, Line
from archdesk.export.plan_drawing import Layer, Mark, Outline, StoreyDrawing, Words, draw_plans, one_line
from archdesk.export.whole import write_whole
from archdesk.model.floorplan import Survey
from archdesk.model.shapes import Affine, Box, Point
from archdesk.seals import seal

_MILLIMETRES = 10.0  # of paper to a metre, at 1:100
_MARGIN = 2.0  # metres around the plans; their titles stand in it
_CAPITALS = 0.72  # of a font's size, the height of its capitals
_PENS = {Layer.WALLS: 0.35, Layer.COLUMNS: 0.35}  # millimetres
_PEN = 0.18
_FILL = "#9a9a9a"


def write_svg(survey: Survey, target: Path) -> None:
    """Write the storeys beside each other; a user unit is a millimetre of paper, 0.1 m of the building.

    The plan itself lies in the metadata.

    Raises:
        ModelNotWritten: the file could not be written.
    """
    drawings = draw_plans(survey)
    box = _box(drawings)
    to_paper = Affine(_MILLIMETRES, 0.0, -_MILLIMETRES * box.x0, 0.0, -_MILLIMETRES, _MILLIMETRES * box.y1)
    width, height = (f"{_MILLIMETRES * size:.2f}" for size in (box.width, box.height))
    body = (line for drawing in drawings for line in _storey(drawing, Affine(c=drawing.shift).then(to_paper)))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">'
    title = f"<title>{escape(one_line(survey.source.name))}, 1:100</title>"
    above, below = (_lines(head, title, "<metadata>"), _lines("</metadata>", *body, "</svg>"))
    write_whole(target, above + seal(above + below, plan_record(survey, drawings, to_paper)) + below)


def _lines(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _box(drawings: tuple[StoreyDrawing, ...]) -> Box:
    if not drawings:
        return Box(0.0, 0.0, 1.0, 1.0)
    x1 = max(one.box.x1 + one.shift for one in drawings)
    y0, y1 = min(one.box.y0 for one in drawings), max(one.box.y1 for one in drawings)
    return Box(drawings[0].box.x0 + drawings[0].shift, y0, x1, y1).grown(_MARGIN)


def _storey(drawing: StoreyDrawing, to_paper: Affine) -> Iterator[str]:
    yield f'<g class="storey" data-name={quoteattr(drawing.name)}>'
    for layer in Layer:
        marks = [mark for own, mark in drawing.marks if own is layer]
        if marks:
            pen = _PENS.get(layer, _PEN)
            # The outlines of rooms are there for styles; in a plan they would cross openings like panes.
            colour = "none" if layer is Layer.ROOMS else layer.colour
            style = f'fill="none" stroke="{colour}" stroke-width="{pen}" stroke-linejoin="round"'
            yield f'<g class="{layer.title.lower()}" {style}>'
            yield from (_part(mark, layer, to_paper) for mark in marks)
            yield "</g>"
    yield "</g>"


def _part(mark: Mark, layer: Layer, to_paper: Affine) -> str:
    match mark:
        case Outline(rings, is_filled):
            path = " ".join(f"M{_points(to_paper.apply_all(ring))}Z" for ring in rings)
            fill = f' fill="{_FILL}" fill-rule="evenodd"' if is_filled else ""
            return f'<path d="{path}"{fill}/>'
        case Line(points):
            return f'<polyline points="{_points(to_paper.apply_all(points))}"/>'
        case Arc(centre, radius, start, end):
            angles = (math.radians(start), math.radians(end))
            tips = [(centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in angles]
            first, last = to_paper.apply_all(tips)
            reach, is_large = f"{radius * _MILLIMETRES:.3f}", int((end - start) % 360 > 180)
            return f'<path d="M{_points((first,))} A{reach} {reach} 0 {is_large} 0 {_points((last,))}"/>'
        case Words(words, place, height):
            size = height * _MILLIMETRES / _CAPITALS
            x, y = to_paper.apply(place)
            about = f'x="{x:.3f}" y="{y + _CAPITALS / 2 * size:.3f}" font-size="{size:.3f}" text-anchor="middle"'
            return f'<text {about} font-family="sans-serif" stroke="none" fill="{layer.colour}">{escape(words)}</text>'


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{x:.3f},{y:.3f}" for x, y in points)
