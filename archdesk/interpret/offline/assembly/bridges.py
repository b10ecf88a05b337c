"""Lines that may part rooms where no wall stands: from wall ends and corners on to the next wall, and fronts of glass."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shapely import STRtree
from shapely.geometry import LineString
from shapely.geometry import Point as Spot
from shapely.geometry.base import BaseGeometry

from archdesk.geometry.lines import crossing, direction, moved, turn
from archdesk.interpret.offline.evidence import WallPiece
from archdesk.model.shapes import Point, distance

PASSAGE = 0.9  # metres of gap that parts two rooms although no leaf was seen
OPEN_PLAN = 7.5  # metres of gap that parts two rooms where each has its name, or that is a front of glass
AHEAD = 0.015  # metres before a wall's end where another wall would stand if they met
SQUARE = math.radians(60)  # the least angle of a corner
LEVEL = math.radians(85)  # the least angle between a front of glass and the walls that it ends at
LINE = 0.01  # half the width that a parting line is drawn with
INSET = 0.15  # metres; a front of glass stands so far behind the ends of its walls, or in the middle of thinner ones

ONWARD = 1.0  # what a metre of each kind of line costs: a wall's own line on from its free end
BEHIND_CORNER = 1.6  # on behind the wall that it meets in a corner
FRONT = 1.5  # across the wall's end

Ray = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Bridge:
    """A line that may part two rooms, and what a metre of it costs."""

    line: LineString
    cost: float


@dataclass(frozen=True, slots=True)
class _End:
    """An end of a straight wall: its tip and the direction out of the wall."""

    number: int
    wall: WallPiece
    tip: Point
    axis: Point


@dataclass(frozen=True, slots=True)
class _Look:
    """A ray from beside or behind a wall's end; a line along it begins at the root, and a metre of it costs so much."""

    origin: Point
    axis: Point
    root: Point
    cost: float


class _Ground:
    """The walls' footprints, to look along rays between them."""

    def __init__(self, footprints: Sequence[BaseGeometry]) -> None:
        self._shapes = footprints
        self._tree = STRtree(footprints)

    def at(self, point: Point) -> list[int]:
        """The numbers of the walls that stand at a point."""
        return [int(i) for i in self._tree.query(Spot(point), predicate="intersects")]

    def reach(self, tip: Point, axis: Point, number: int | None = None) -> float:
        """How far one sees along a ray to the next wall that is not the ray's own; OPEN_PLAN at most."""
        ray = LineString([tip, moved(tip, axis, OPEN_PLAN)])
        hits = (self._shapes[int(i)] for i in self._tree.query(ray, predicate="intersects") if int(i) != number)
        parts = [ray.intersection(shape.difference(Spot(tip).buffer(AHEAD))) for shape in hits]
        return min((float(Spot(tip).distance(part)) for part in parts if not part.is_empty), default=OPEN_PLAN)


def find_bridges(walls: Sequence[WallPiece], footprints: Sequence[BaseGeometry]) -> tuple[list[LineString], list[Bridge]]:
    """Short lines from free wall ends, which part rooms, and others, which may."""
    ground = _Ground(footprints)
    short: list[LineString] = []
    long: list[Bridge] = []
    looks: list[_Look] = []
    open_ends: list[Ray] = []
    for end in _ends(walls):
        others = [i for i in ground.at(moved(end.tip, end.axis, AHEAD)) if i != end.number]
        if others:
            looks += _behind_corners(end, [walls[i] for i in others], ground)
            continue
        reach = ground.reach(end.tip, end.axis, end.number)
        if reach < OPEN_PLAN:
            line = LineString([moved(end.tip, end.axis, -2 * (LINE + AHEAD)), moved(end.tip, end.axis, reach + 2 * LINE)])
            is_corner = any(i != end.number for i in ground.at(moved(end.tip, end.axis, -AHEAD)))
            if reach <= PASSAGE and not is_corner:
                short.append(line)
            else:
                long.append(Bridge(line, ONWARD))
            continue
        open_ends.append((end.tip, end.axis))
        looks += _sides(end, ground)
    open_sides: list[_Look] = []
    for look in looks:
        seen = ground.reach(look.origin, look.axis)
        if seen < OPEN_PLAN:
            line = LineString([look.root, moved(look.origin, look.axis, seen + 2 * LINE)])
            long.append(Bridge(line, look.cost))
        else:
            open_sides.append(look)
    long += [Bridge(line, ONWARD) for line in _glass_corners(open_ends)]
    return short, long + [Bridge(line, FRONT) for line in _glass_returns(open_ends, open_sides)]


def _ends(walls: Sequence[WallPiece]) -> Iterator[_End]:
    for number, wall in enumerate(walls):
        if not wall.bulge:
            yield _End(number, wall, wall.start, direction(wall.end, wall.start))
            yield _End(number, wall, wall.end, direction(wall.start, wall.end))


def _behind_corners(end: _End, others: Sequence[WallPiece], ground: _Ground) -> Iterator[_Look]:
    """Where the wall's line comes out behind the walls that it makes a corner with."""
    for other in others:
        if other.bulge or turn(direction(other.start, other.end), end.axis) <= SQUARE:
            continue
        if min(distance(other.start, end.tip), distance(other.end, end.tip)) >= other.thickness + end.wall.thickness:
            continue
        behind = moved(end.tip, end.axis, other.thickness + 2 * AHEAD)
        if not ground.at(behind):
            yield _Look(behind, end.axis, end.tip, BEHIND_CORNER)


def _sides(end: _End, ground: _Ground) -> Iterator[_Look]:
    """The two rays across a wall's end, where nothing stands beside it."""
    inset = min(end.wall.thickness / 2, INSET)
    for side in (1, -1):
        face = moved(end.tip, end.axis, -inset, side * (end.wall.thickness / 2 + 2 * AHEAD))
        if not ground.at(face):
            across = (-end.axis[1] * side, end.axis[0] * side)
            yield _Look(face, across, moved(face, across, -2 * (LINE + AHEAD)), FRONT)


def _glass_corners(rays: Sequence[Ray]) -> Iterator[LineString]:
    """Corners and fronts of glass: rays from two walls that hit no wall but one another, or that end side by side."""
    for i, j in _within_reach([tip for tip, _ in rays], [tip for tip, _ in rays]):
        if i >= j:
            continue
        (tip, axis), (other, line) = rays[i], rays[j]
        cut = _meeting(tip, axis, other, line)
        if cut is not None:
            yield LineString([moved(tip, axis, -2 * LINE), cut, moved(other, line, -2 * LINE)])
        elif distance(tip, other) < OPEN_PLAN and _are_level(tip, axis, other, line):
            yield LineString([moved(tip, axis, -2 * LINE), moved(other, line, -2 * LINE)])


def _glass_returns(ends: Sequence[Ray], sides: Sequence[_Look]) -> Iterator[LineString]:
    """Corners of glass between the line of one wall and a line across or behind another one's end."""
    for i, j in _within_reach([tip for tip, _ in ends], [look.origin for look in sides]):
        (tip, axis), look = ends[i], sides[j]
        cut = _meeting(tip, axis, look.origin, look.axis)
        if cut is not None:
            yield LineString([moved(tip, axis, -2 * LINE), cut, look.root])


def _within_reach(places: Sequence[Point], others: Sequence[Point]) -> list[tuple[int, int]]:
    """The numbers of those from which two rays can meet, in order."""
    if not places or not others:
        return []
    tree = STRtree([Spot(place) for place in others])
    found = tree.query([Spot(place) for place in places], predicate="dwithin", distance=2 * OPEN_PLAN)
    return sorted((int(i), int(j)) for i, j in found.T)


def _meeting(tip: Point, axis: Point, other: Point, line: Point) -> Point | None:
    """Where two rays meet at a corner, if they do within reach."""
    cut = crossing(tip, axis, other, line)
    if cut and all(AHEAD < along < OPEN_PLAN for along in cut) and turn(axis, line) > SQUARE:
        return moved(tip, axis, cut[0])
    return None


def _are_level(tip: Point, axis: Point, other: Point, line: Point) -> bool:
    """Whether two walls end side by side."""
    front = direction(tip, other)
    return turn(front, axis) > LEVEL and turn(front, line) > LEVEL
