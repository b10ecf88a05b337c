"""Lines that part rooms where no wall stands: from wall ends on to the next wall, as far as they part two rooms."""

import itertools
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from shapely import STRtree, prepare, unary_union
from shapely.geometry import LineString, Polygon, box
from shapely.geometry import Point as Spot
from shapely.geometry.base import BaseGeometry

from archdesk.geometry.lines import crossing, direction, middle, moved, turn
from archdesk.geometry.polygons import polygons_in
from archdesk.interpret.offline.assembly.joining import Union
from archdesk.interpret.offline.evidence import WallPiece
from archdesk.model.shapes import Point, distance

PASSAGE = 1.3  # metres of gap that parts two rooms although no leaf was seen
OPEN_PLAN = 7.5  # metres of gap that parts two rooms where each has its name, or that is a front of glass
AHEAD = 0.015  # metres before a wall's end where another wall would stand if they met
SQUARE = math.radians(60)  # the least angle of a corner of glass
LEVEL = math.radians(85)  # the least angle between a front of glass and the walls that it ends at
LINE = 0.01  # half the width that a parting line is drawn with
BESIDE = 0.04  # metres; a line is a cell's border when it is so near
TWO_ROOMS = 2.0  # square metres that each of two parts of an open plan has
OPEN_SHARE = 0.3  # of the outline; a nameless face so open to the outside is a court or a porch
ROUNDING = 1.15  # of a printed area; rooms are measured between other faces than ours
SLIVER = 0.04  # square metres

OUTSIDE = -1


def find_bridges(walls: Sequence[WallPiece], footprints: Sequence[BaseGeometry]) -> tuple[list[LineString], list[LineString]]:
    """Lines from wall ends on to the next wall: short ones from free ends, which part rooms, and others, which may."""
    tree = STRtree(footprints)
    short: list[LineString] = []
    long: list[LineString] = []
    open_rays: list[tuple[Point, Point]] = []
    for number, wall in enumerate(walls):
        if wall.bulge:
            continue
        for tip, axis in ((wall.start, direction(wall.end, wall.start)), (wall.end, direction(wall.start, wall.end))):
            if any(int(i) != number for i in tree.query(Spot(moved(tip, axis, AHEAD)), predicate="intersects")):
                continue
            ray = LineString([tip, moved(tip, axis, OPEN_PLAN)])
            hits = [footprints[int(i)] for i in tree.query(ray, predicate="intersects") if int(i) != number]
            parts = [ray.intersection(shape.difference(Spot(tip).buffer(AHEAD))) for shape in hits]
            reach = min((float(Spot(tip).distance(part)) for part in parts if not part.is_empty), default=OPEN_PLAN)
            if reach >= OPEN_PLAN:
                open_rays.append((tip, axis))
                continue
            line = LineString([moved(tip, axis, -2 * LINE), moved(tip, axis, reach + 2 * LINE)])
            corner = any(int(i) != number for i in tree.query(Spot(moved(tip, axis, -AHEAD)), predicate="intersects"))
            (short if reach <= PASSAGE and not corner else long).append(line)
    return short, long + _glass_corners(open_rays)


def find_cells(barriers: Sequence[BaseGeometry]) -> list[Polygon]:
    """The faces between the barriers that do not lie open to the outside."""
    barrier = unary_union(barriers)
    x0, y0, x1, y1 = barrier.bounds
    free = polygons_in(box(x0 - 1, y0 - 1, x1 + 1, y1 + 1).difference(barrier))
    return [cell for cell in free if cell.bounds[0] > x0 - LINE and cell.area > SLIVER]


def keep_lines(
    cells: Sequence[Polygon],
    lines: Sequence[LineString],
    seeds: Sequence[Point],
    areas: Sequence[tuple[Point, float]] = (),
) -> list[LineString]:
    """What remains of the lines when cells are joined across them.

    They are not joined where both hold a seed, where one is the outside, or beyond the area printed in one of them.
    """
    pieces = _pieces(lines)
    sides = _sides(cells, pieces)
    named = [_holds(cell, seeds) for cell in cells]
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for piece, pair in zip(pieces, sides, strict=True):
        shared[pair] += float(piece.length)
    outside = _open_cells(cells, named, shared)
    groups = Union(len(cells))
    claimed = [name and cell.area >= TWO_ROOMS for name, cell in zip(named, cells, strict=True)]
    sizes = [float(cell.area) for cell in cells]
    limits = [_limit(cell, areas) for cell in cells]
    for (i, j), _ in sorted(shared.items(), key=lambda entry: (-entry[1], entry[0])):
        if i in outside or j in outside or groups.root(i) == groups.root(j):
            continue
        a, b = groups.root(i), groups.root(j)
        whole, limit = sizes[a] + sizes[b], min(limits[a], limits[b])
        if not (claimed[a] and claimed[b]) and (whole <= limit or min(sizes[a], sizes[b]) < TWO_ROOMS):
            groups.join(a, b)
            root = groups.root(a)
            claimed[root], sizes[root], limits[root] = claimed[a] or claimed[b], whole, limit
    owner = {i: OUTSIDE if i in outside else groups.root(i) for i in range(len(cells))} | {OUTSIDE: OUTSIDE}
    return [piece for piece, (i, j) in zip(pieces, sides, strict=True) if owner[i] != owner[j] or piece.length < BESIDE]


def _glass_corners(rays: Sequence[tuple[Point, Point]]) -> list[LineString]:
    """Corners and fronts of glass: rays from two walls that hit no wall but one another, or that end side by side."""
    corners: list[LineString] = []
    for (tip, axis), (other, line) in itertools.combinations(rays, 2):
        cut = crossing(tip, axis, other, line)
        if cut and all(AHEAD < along < OPEN_PLAN for along in cut) and turn(axis, line) > SQUARE:
            ends = moved(tip, axis, -2 * LINE), moved(other, line, -2 * LINE)
            corners.append(LineString([ends[0], moved(tip, axis, cut[0]), ends[1]]))
        elif distance(tip, other) < OPEN_PLAN and _are_level(tip, axis, other, line):
            corners.append(LineString([moved(tip, axis, -2 * LINE), moved(other, line, -2 * LINE)]))
    return corners


def _are_level(tip: Point, axis: Point, other: Point, line: Point) -> bool:
    """Whether two walls end side by side."""
    front = direction(tip, other)
    return turn(front, axis) > LEVEL and turn(front, line) > LEVEL


def _pieces(lines: Sequence[LineString]) -> list[LineString]:
    """The lines cut wherever they cross or bend."""
    whole = unary_union(lines) if lines else LineString()
    parts = [whole] if whole.geom_type == "LineString" else list(whole.geoms)
    return [LineString(pair) for part in parts for pair in itertools.pairwise(part.coords)]


def _sides(cells: Sequence[Polygon], pieces: Sequence[LineString]) -> list[tuple[int, int]]:
    """The cells on the two sides of each piece, the outside where there is none."""
    tree = STRtree(list(cells))
    sides: list[tuple[int, int]] = []
    for piece in pieces:
        start, end = piece.coords[0], piece.coords[-1]
        axis, centre = direction(start, end), middle(start, end)
        found = [_cell_at(tree, centre, axis, side) for side in (1, -1)]
        sides.append((min(found), max(found)))
    return sides


def _cell_at(tree: STRtree, centre: Point, axis: Point, side: int) -> int:
    for aside in (2 * LINE, BESIDE):
        hits = tree.query(Spot(moved(centre, axis, 0.0, side * aside)), predicate="intersects")
        if len(hits):
            return int(min(hits))
    return OUTSIDE


def _open_cells(cells: Sequence[Polygon], named: Sequence[bool], shared: Mapping[tuple[int, int], float]) -> set[int]:
    """The outside with the nameless cells that lie open to it."""
    outside = {OUTSIDE}
    while True:
        opened = [0.0] * len(cells)
        for (i, j), length in shared.items():
            if (i in outside) != (j in outside):
                opened[j if i in outside else i] += length
        more = {
            i
            for i, cell in enumerate(cells)
            if i not in outside and not named[i] and opened[i] >= OPEN_SHARE * cell.exterior.length
        }
        if not more:
            return outside
        outside |= more


def _limit(cell: Polygon, areas: Sequence[tuple[Point, float]]) -> float:
    """How large a room may grow by its printed area; a cell that is larger already has its area misread."""
    printed = [ROUNDING * area for place, area in areas if cell.contains(Spot(place))]
    return max((limit for limit in printed if limit >= cell.area), default=math.inf)


def _holds(cell: Polygon, seeds: Sequence[Point]) -> bool:
    prepare(cell)
    return any(cell.contains(Spot(seed)) for seed in seeds)
