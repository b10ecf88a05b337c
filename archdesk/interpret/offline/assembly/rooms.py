"""Rooms: the faces that walls close, with gaps bridged and open plans parted between their names."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from shapely import STRtree, prepare, unary_union
from shapely.geometry import LineString, Polygon, box
from shapely.geometry import Point as Spot
from shapely.geometry.base import BaseGeometry

from archdesk.geometry.lines import crossing, direction, moved, turn
from archdesk.geometry.polygons import footprint, polygons_in, ring_of, straightened
from archdesk.interpret.offline.evidence import Closing, WallPiece
from archdesk.model.shapes import Point, Ring

SMALLEST = 0.8  # square metres; a toilet or a shaft one can stand in
NARROWEST = 0.4  # metres; a niche or a wall's hollow is no room
PASSAGE = 1.3  # metres of gap that parts two rooms although no leaf was seen
OPEN_PLAN = 7.5  # metres of gap that parts two rooms where both have a name, or that is a front of glass
AHEAD = 0.05  # metres before a wall's end where another wall would stand if they met
SQUARE = math.radians(60)  # the least angle of a corner of glass
TWO_ROOMS = 2.0  # square metres that each of two named parts of an open plan has
LINE = 0.01  # half the width that a parting line is drawn with
SEAM = 0.004  # metres by which walls are grown so that touching ones leave no slit
NIB = 0.06  # half the width of a notch that is no part of a room's outline
STRAIGHT = 0.012  # metres that a corner may stand off its neighbours' line and still be dropped
OPEN_SHARE = 0.35  # a nameless face that is this open to the outside is a court or a porch


@dataclass(frozen=True, slots=True)
class Face:
    """The ground of a room."""

    ring: Ring
    holes: tuple[Ring, ...]
    confidence: float

    @property
    def shape(self) -> Polygon:
        return Polygon(self.ring, self.holes)


def close_faces(walls: Sequence[WallPiece], closings: Sequence[Closing], names: Sequence[Point]) -> tuple[Face, ...]:
    """The faces that are rooms, the largest first; ``names`` are the places of room names."""
    if not walls:
        return ()
    footprints = [footprint(wall.start, wall.end, wall.thickness + 2 * SEAM, wall.bulge) for wall in walls]
    solid = unary_union(footprints)
    passages, prolongations = _bridges(walls, footprints)
    weak = [*prolongations, *(LineString([line.start, line.end]) for line in closings)]
    firm = unary_union([solid, *(line.buffer(LINE) for line in passages)])
    cells = _cells(unary_union([firm, *(line.buffer(LINE) for line in weak)]))
    merged = _merge(cells, weak, firm, names)
    faces = [face for shape, openness in merged if (face := _face(shape, openness)) is not None]
    return tuple(sorted(faces, key=lambda face: -face.shape.area))


def _bridges(walls: Sequence[WallPiece], footprints: Sequence[BaseGeometry]) -> tuple[list[LineString], list[LineString]]:
    """Lines from wall ends on to the next wall: short ones, which part rooms, and long ones, which may."""
    tree = STRtree(footprints)
    short: list[LineString] = []
    long: list[LineString] = []
    open_rays: list[tuple[Point, Point]] = []
    for number, wall in enumerate(walls):
        if wall.bulge:
            continue
        for tip, axis in ((wall.start, direction(wall.end, wall.start)), (wall.end, direction(wall.start, wall.end))):
            ahead = Spot(moved(tip, axis, AHEAD))
            if any(int(i) != number for i in tree.query(ahead, predicate="intersects")):
                continue
            ray = LineString([tip, moved(tip, axis, OPEN_PLAN)])
            hits = [footprints[int(i)] for i in tree.query(ray, predicate="intersects") if int(i) != number]
            ahead_of = [ray.intersection(shape.difference(Spot(tip).buffer(AHEAD))) for shape in hits]
            reach = min((float(Spot(tip).distance(part)) for part in ahead_of if not part.is_empty), default=OPEN_PLAN)
            if reach < OPEN_PLAN:
                line = LineString([moved(tip, axis, -2 * LINE), moved(tip, axis, reach + 2 * LINE)])
                (short if reach <= PASSAGE else long).append(line)
            else:
                open_rays.append((tip, axis))
    return short, long + _open_corners(open_rays)


def _open_corners(rays: Sequence[tuple[Point, Point]]) -> list[LineString]:
    """Corners of glass: rays from two walls that hit no wall but one another."""
    corners: list[LineString] = []
    for place, (tip, axis) in enumerate(rays):
        for other, line in rays[place + 1 :]:
            cut = crossing(tip, axis, other, line)
            if cut and all(AHEAD < along < OPEN_PLAN for along in cut) and turn(axis, line) > SQUARE:
                corners.append(
                    LineString([moved(tip, axis, -2 * LINE), moved(tip, axis, cut[0]), moved(other, line, -2 * LINE)])
                )
    return corners


def _cells(barrier: BaseGeometry) -> list[Polygon]:
    """The faces of the barrier that do not lie open to the outside."""
    x0, y0, x1, y1 = barrier.bounds
    frame = box(x0 - 1, y0 - 1, x1 + 1, y1 + 1)
    free = polygons_in(frame.difference(barrier))
    return [cell for cell in free if cell.bounds[0] > x0 - LINE and cell.area > 4 * LINE]


def _merge(
    cells: list[Polygon], weak: list[LineString], firm: BaseGeometry, names: Sequence[Point]
) -> list[tuple[BaseGeometry, float]]:
    """Cells joined across weak lines unless both are named; with each the share of its outline that is open to the outside."""
    named = [_is_named(cell, names) for cell in cells]
    owner = list(range(len(cells)))
    grown = [cell.buffer(3 * LINE) for cell in cells]
    tree = STRtree(grown)
    shared: list[tuple[float, int, int, LineString]] = []
    loose = [0.0] * len(cells)
    for line in weak:
        beside = [int(i) for i in tree.query(line, predicate="intersects")]
        common = {
            (i, j): float(grown[i].intersection(grown[j]).intersection(line).length) for i in beside for j in beside if i < j
        }
        shared += [(length, i, j, line) for (i, j), length in common.items() if length > 6 * LINE]
        for i in beside:
            within = sum(length for pair, length in common.items() if i in pair)
            loose[i] += max(0.0, float(grown[i].intersection(line).length) - within)
    seams: list[list[BaseGeometry]] = [[] for _ in cells]
    for _, i, j, line in sorted(shared, key=lambda entry: -entry[0]):
        a, b = _root(owner, i), _root(owner, j)
        if a == b:
            seams[a].append(line)
        elif not (named[a] and named[b]):
            owner[b] = a
            named[a] = named[a] or named[b]
            seams[a] += [*seams[b], line]
    groups: dict[int, list[int]] = {}
    for i in range(len(cells)):
        groups.setdefault(_root(owner, i), []).append(i)
    result = []
    for root, members in groups.items():
        shape = unary_union([cells[i] for i in members])
        if len(members) > 1:
            whole = unary_union([shape, *(line.buffer(2 * LINE, cap_style="flat") for line in seams[root])])
            shape = whole.difference(firm).buffer(-3 * LINE).buffer(3 * LINE, join_style="mitre").intersection(whole)
            shape = max(polygons_in(shape), key=lambda part: part.area, default=Polygon())
        openness = sum(loose[i] for i in members) / max(shape.length, LINE)
        if named[root] or openness < OPEN_SHARE:
            result.append((shape, openness))
    return result


def _root(owner: list[int], i: int) -> int:
    while owner[i] != i:
        i = owner[i]
    return i


def _is_named(cell: Polygon, names: Sequence[Point]) -> bool:
    prepare(cell)
    return cell.area >= TWO_ROOMS and any(cell.contains(Spot(name)) for name in names)


def _face(shape: BaseGeometry, openness: float) -> Face | None:
    """The room's outline without notches; None where it is too small or too narrow for a room."""
    opened = shape.buffer(-NIB, join_style="mitre").buffer(NIB, join_style="mitre")
    whole = max(polygons_in(opened), key=lambda part: part.area, default=None)
    if whole is None or whole.area < SMALLEST or whole.buffer(-NARROWEST / 2).is_empty:
        return None
    holes = tuple(ring_of(hole) for hole in whole.interiors if Polygon(hole).area > NARROWEST * NARROWEST / 4)
    grown = Polygon(straightened(ring_of(whole.exterior), STRAIGHT), holes).buffer(SEAM, join_style="mitre")
    outline = max(polygons_in(grown), key=lambda part: part.area)
    return Face(
        straightened(ring_of(outline.exterior), STRAIGHT),
        tuple(straightened(ring_of(hole), STRAIGHT) for hole in outline.interiors),
        max(0.3, 0.95 - openness),
    )
