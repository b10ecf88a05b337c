"""A plan drawn in one of many hands: marks in metres, pens in millimetres of paper."""

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

from shapely import LineString, MultiLineString, Polygon
from shapely.geometry.base import BaseGeometry

from tests.golden import furniture
from tests.golden.marks import BLACK, Area, Colour, Line, Mark, Words
from tests.golden.plans import Plan, Point, Span

ARC_PIECES = 24
TITLE_DROP = 2.3  # metres below the plan
CHAIN_DROP = 1.0


@dataclass(frozen=True)
class Style:
    """How one office draws: walls filled, hatched or hollow, and what else stands on the sheet."""

    fill: Colour | None = None
    outline: float | None = 0.18
    hatch: float | None = None  # millimetres of paper between the strokes
    hatch_pen: float = 0.13
    insulation: bool = False
    ink: Colour = BLACK
    arc_ink: Colour = BLACK
    panes: int = 2
    is_furnished: bool = False
    is_tiled: bool = False
    is_framed: bool = False
    has_chains: bool = False
    has_names: bool = False
    has_areas: bool = False


def draw(plan: Plan, style: Style, scale: float) -> list[Mark]:
    """All marks of a plan at 1 : ``scale``, in the plan's metres."""
    marks: list[Mark] = []
    if style.is_tiled:
        marks += furniture.tiles(plan)
    marks += draw_walls(plan.walls, style, scale)
    if style.insulation:
        marks += (Line(line, 0.18, style.ink) for line in _zigzags(plan))
    for span in plan.spans:
        marks += _door(span, style) if span.hole.kind == "door" else _window(span, style)
    if style.is_furnished:
        marks += furniture.furnish(plan)
    if style.has_names:
        marks += _names(plan, style)
    if style.has_chains:
        marks += _chains(plan, style)
    if style.is_framed:
        marks += furniture.bubbles(plan)
    if plan.title:
        middle = (min(plan.chains[0]) + max(plan.chains[0])) / 2
        marks.append(Words(f"{plan.title}   1:{scale:g}", plan.put((middle, -TITLE_DROP)), 0.35, plan.turn))
    return marks


def draw_walls(walls: BaseGeometry, style: Style, scale: float) -> Iterator[Mark]:
    """The walls' outlines or fills, and their hatch at 1 : ``scale``."""
    pieces = list(walls.geoms) if hasattr(walls, "geoms") else [walls]
    for piece in pieces:
        yield Area(piece, style.fill, style.outline, style.ink)
    if style.hatch:
        step = style.hatch / 1000 * scale
        yield from (Line(line, style.hatch_pen, style.ink) for line in _strokes(walls, step))


def _strokes(walls: BaseGeometry, step: float) -> Iterator[tuple[Point, ...]]:
    """Strokes at 45 degrees across the walls."""
    x0, y0, x1, y1 = walls.bounds
    reach, apart = (x1 - x0) + (y1 - y0), step * math.sqrt(2)
    starts = [x0 - (y1 - y0) + apart * i for i in range(math.ceil(reach / apart) + 1)]
    grid = MultiLineString([((x, y0), (x + y1 - y0, y1)) for x in starts])
    yield from _lines(grid.intersection(walls))


def _zigzags(plan: Plan) -> Iterator[tuple[Point, ...]]:
    """Insulation as a zigzag along the middle third of the shell."""
    reach, step = plan.thickness / 6, plan.thickness / 3
    solid = plan.outer.difference(plan.gaps.buffer(0.02, join_style="mitre"))
    for start, end in itertools.pairwise((*plan.shell, plan.shell[0])):
        length = math.dist(start, end)
        c, s = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        stops = [(step * i, reach * (-1) ** i) for i in range(int(length / step))]
        points = [plan.put((start[0] + c * a - s * b, start[1] + s * a + c * b)) for a, b in stops]
        yield from _lines(LineString(points).intersection(solid))


def _lines(shape: BaseGeometry) -> Iterator[tuple[Point, ...]]:
    for part in shape.geoms if hasattr(shape, "geoms") else [shape]:
        if isinstance(part, LineString) and part.length > 0:
            yield tuple(part.coords)


def _door(span: Span, style: Style) -> Iterator[Mark]:
    yield Line((span.hinge, span.tip), 0.25, style.ink)
    yield Line(quarter(span.hinge, span.tip, span.jamb), 0.18, style.arc_ink, is_arc=True)


def quarter(hinge: Point, tip: Point, jamb: Point) -> tuple[Point, ...]:
    """The path of a door's edge from open to shut."""
    first = math.atan2(tip[1] - hinge[1], tip[0] - hinge[0])
    last = math.atan2(jamb[1] - hinge[1], jamb[0] - hinge[0])
    turn, radius = math.remainder(last - first, math.tau), math.dist(hinge, tip)
    angles = [first + turn * i / ARC_PIECES for i in range(ARC_PIECES + 1)]
    return tuple((hinge[0] + radius * math.cos(a), hinge[1] + radius * math.sin(a)) for a in angles)


def _window(span: Span, style: Style) -> Iterator[Mark]:
    half = span.thickness / 2
    inner = (-0.03, 0.03) if style.panes == 2 else (0.0,)
    for across in (-half, *inner, half):
        yield Line((span.at(0, across), span.at(span.hole.width, across)), 0.18, style.ink)
    for along in (0.0, span.hole.width):
        yield Line((span.at(along, -half), span.at(along, half)), 0.18, style.ink)


def _names(plan: Plan, style: Style) -> Iterator[Mark]:
    for name in plan.names:
        x, y = name.place
        yield Words(name.words, plan.put((x, y)), 0.28, plan.turn)
        if style.has_areas:
            yield Words(f"{plan.room_at(name.place).area:.1f} m²", plan.put((x, y - 0.42)), 0.22, plan.turn)


def _chains(plan: Plan, style: Style) -> Iterator[Mark]:
    """A dimension chain below and one at the left, from face to face, with slanting ticks."""
    for axis, stops in enumerate(plan.chains):
        place = (lambda v: (v, -CHAIN_DROP)) if axis == 0 else (lambda v: (-CHAIN_DROP, v))
        yield Line(tuple(plan.put(place(stop)) for stop in (stops[0], stops[-1])), 0.13, style.ink)
        for stop in stops:
            x, y = place(stop)
            away = ((x, y - 0.15), (x, y + 0.5)) if axis == 0 else ((x - 0.15, y), (x + 0.5, y))
            yield Line(tuple(plan.put(p) for p in ((x - 0.1, y - 0.1), (x + 0.1, y + 0.1))), 0.25, style.ink)
            yield Line(tuple(plan.put(p) for p in away), 0.13, style.ink)
        for a, b in itertools.pairwise(stops):
            x, y = place((a + b) / 2)
            at = (x, y + 0.2) if axis == 0 else (x - 0.2, y)
            yield Words(f"{b - a:.2f}", plan.put(at), 0.22, plan.turn + 90 * axis)


def outline(polygon: Polygon) -> Iterator[tuple[Point, ...]]:
    """A polygon's rings without their last point."""
    for ring in (polygon.exterior, *polygon.interiors):
        yield tuple(ring.coords)[:-1]
