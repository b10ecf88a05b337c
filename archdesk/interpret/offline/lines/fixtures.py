"""Fixtures: blocks whose names say what they are, of a size that such things have, and what a shape alone tells."""

import math
import re
from collections.abc import Iterator

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import FixtureFind
from archdesk.interpret.offline.lines.appliances import appliances
from archdesk.interpret.offline.lines.household import household_things
from archdesk.interpret.offline.lines.outlines import outlines
from archdesk.interpret.offline.lines.sanitary import sanitary_things
from archdesk.interpret.offline.lines.table import Floats, Frame, Lines
from archdesk.model.document import Page
from archdesk.model.furnishings import kinds_named

SURE = 0.9
SEEN = 0.7  # by its shape alone
SAME = 0.5  # of the smaller outline; so much of it in another of its kind is the same thing
ARC_PIECES = 8
_SIZES = {
    "toilet": (0.3, 0.7, 0.4, 0.95),
    "basin": (0.25, 0.8, 0.3, 1.7),
    "sink": (0.3, 0.8, 0.35, 1.7),
    "bath": (0.55, 1.9, 1.2, 2.3),
    "shower": (0.6, 1.5, 0.6, 2.1),
    "stove": (0.25, 0.8, 0.25, 1.3),
    "bed": (0.7, 2.5, 1.6, 3.6),
    "sofa": (0.6, 3.0, 1.1, 4.2),
    "chair": (0.35, 1.2, 0.35, 1.3),
    "table": (0.35, 3.0, 0.35, 5.0),
    "wardrobe": (0.3, 0.9, 0.6, 5.0),
    "car": (1.4, 2.5, 3.0, 6.0),
}
"""The least and most of each kind's shorter and longer side, in metres; beds with their tables, tables with their chairs."""
_OPENS = re.compile(r"door|wind|tuer|tür|fenst|port[ae]|puert|fenet|fenêt|vent", re.IGNORECASE)  # a part of the joinery


def find_fixtures(page: Page, lines: Lines, frame: Frame) -> tuple[FixtureFind, ...]:
    """The things in rooms, by their blocks' names or by their shapes, in page units; the angle is that of the longer side."""
    named_ones: list[tuple[str, shapely.Polygon]] = []
    for name, points in _blocks(page, frame):
        outline = shapely.MultiPoint(points).minimum_rotated_rectangle
        kind = _kind_of(name, outline) if isinstance(outline, shapely.Polygon) else ""
        if kind:
            named_ones.append((kind, outline))
    unnamed = list(_unnamed(page, lines, frame))
    finds, seen = _once(named_ones, unnamed)
    named = [_find(kind, outline, frame, SURE) for kind, outline in finds]
    return (*named, *(_find(kind, outline, frame, SEEN) for kind, outline in seen))


def _once(
    named: list[tuple[str, shapely.Polygon]], unnamed: list[tuple[str, shapely.Polygon]]
) -> tuple[list[tuple[str, shapely.Polygon]], list[tuple[str, shapely.Polygon]]]:
    """Of things in one place the first: of one kind among the named ones, of any kind among the others."""
    every = [*named, *unnamed]
    shapes = np.array([outline for _, outline in every], dtype=object)
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    earlier = other < one
    one, other = one[earlier], other[earlier]
    common = shapely.area(shapely.intersection(shapes[one], shapes[other]))
    same = common / np.minimum(shapely.area(shapes[one]), shapely.area(shapes[other])) > SAME
    rivals: dict[int, list[int]] = {}
    for i, k in zip(one[same].tolist(), other[same].tolist(), strict=True):
        if i >= len(named) or every[i][0] == every[k][0]:
            rivals.setdefault(i, []).append(k)
    kept: set[int] = set()
    for i in range(len(every)):
        if kept.isdisjoint(rivals.get(i, ())):
            kept.add(i)
    return [every[i] for i in sorted(kept) if i < len(named)], [every[i] for i in sorted(kept) if i >= len(named)]


def _unnamed(page: Page, lines: Lines, frame: Frame) -> Iterator[tuple[str, shapely.Polygon]]:
    drawn = outlines(page, frame)
    yield from appliances(drawn)
    yield from sanitary_things(drawn, lines)
    yield from household_things(drawn)


def _blocks(page: Page, frame: Frame) -> Iterator[tuple[str, Floats]]:
    """Each insert of a block whose name tells a thing, with its points in metres."""
    named = {stroke.block for stroke in page.strokes} | {arc.block for arc in page.arcs}
    things = {name for name in named if kinds_named(name) and not _OPENS.search(name)}
    points: dict[tuple[int, str], list[tuple[float, float]]] = {}
    for stroke in page.strokes:
        if stroke.block in things:
            points.setdefault((stroke.group, stroke.block), []).extend(stroke.points)
    for arc in page.arcs:
        if arc.block in things:
            stops = [arc.at(arc.start + arc.sweep * i / ARC_PIECES) for i in range(ARC_PIECES + 1)]
            points.setdefault((arc.group, arc.block), []).extend(stops)
    for (_, name), spots in points.items():
        metres = frame.inwards(np.array(spots))
        if np.isfinite(metres).all():
            yield name, metres


def _kind_of(name: str, outline: shapely.Polygon) -> str:
    """The first kind in the name that comes in the outline's size."""
    short, long = sorted(length for length, _ in _sides(outline))
    for kind in kinds_named(name):
        least, most, least_long, most_long = _SIZES[kind]
        if least <= short <= most and least_long <= long <= most_long:
            return kind
    return ""


def _sides(outline: shapely.Polygon) -> list[tuple[float, float]]:
    """Length and angle of a rectangle's two sides."""
    ring = shapely.get_coordinates(outline)
    return [(float(np.hypot(x, y)), math.degrees(math.atan2(y, x))) for x, y in (ring[1] - ring[0], ring[2] - ring[1])]


def _find(kind: str, outline: shapely.Polygon, frame: Frame, confidence: float) -> FixtureFind:
    angle = max(_sides(outline))[1] % 180
    ring = tuple(frame.outwards((float(x), float(y))) for x, y in shapely.get_coordinates(outline)[:-1])
    return FixtureFind(kind, ring, angle if frame.y_up else -angle, confidence)
