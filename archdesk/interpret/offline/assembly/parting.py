"""Cells between walls and lines that may part rooms, and which of the lines do."""

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shapely import STRtree, points, unary_union
from shapely.geometry import LineString, Polygon, box
from shapely.geometry import Point as Spot
from shapely.geometry.base import BaseGeometry

from archdesk.geometry.lines import direction, middle, moved
from archdesk.geometry.polygons import polygons_in
from archdesk.interpret.offline.assembly.bridges import LINE, Bridge
from archdesk.interpret.offline.assembly.regions import OUTSIDE, Ground, part_cells
from archdesk.model.shapes import Point

BESIDE = 0.04  # metres; a line is a cell's border when it is so near
OPEN_SHARE = 0.4  # of the outline; a nameless face so open to the outside is a court or a porch
SLIVER = 0.0005  # square metres; narrower strips between two lines are cells, or what is beside them would seem to lie open
NECK = 0.25  # metres; nobody passes, and no room goes on, where two cells touch less
SEAL = 1.5 * LINE  # half the width of what joins two cells again where a line parts none
NEAR = 1e-4  # metres


@dataclass(frozen=True, slots=True)
class Seeds:
    """Where a plan's rooms tell of themselves: the places of names and of printed areas that part rooms.

    ``inside`` are places that only tell that a room is there.
    """

    names: tuple[Point, ...] = ()
    areas: tuple[tuple[Point, float], ...] = ()
    inside: tuple[Point, ...] = ()


def find_cells(barriers: Sequence[BaseGeometry]) -> list[Polygon]:
    """The faces between the barriers that do not lie open to the outside."""
    barrier = unary_union(barriers)
    x0, y0, x1, y1 = barrier.bounds
    free = polygons_in(box(x0 - 1, y0 - 1, x1 + 1, y1 + 1).difference(barrier))
    return [cell for cell in free if cell.bounds[0] > x0 - LINE and cell.area > SLIVER]


def part_rooms(
    cells: Sequence[Polygon], bridges: Sequence[Bridge], seeds: Seeds
) -> tuple[list[BaseGeometry], list[LineString]]:
    """The cells joined to rooms across the lines that part none, and the lines that do."""
    pieces, costs = _pieces(bridges)
    sides = _sides(cells, pieces)
    told = _told(cells, seeds)
    lengths, prices = _borders(pieces, costs, sides)
    outside = _open_cells(cells, [ground.is_inside for ground in told], lengths)
    passed = {pair: price for pair, price in prices.items() if lengths[pair] >= NECK}
    owner = dict(enumerate(part_cells(told, passed, outside))) | {OUTSIDE: OUTSIDE}
    rooms: dict[int, list[BaseGeometry]] = defaultdict(list)
    for number, cell in enumerate(cells):
        rooms[owner[number]].append(cell)
    for piece, (i, j) in zip(pieces, sides, strict=True):
        if owner[i] == owner[j]:
            rooms[owner[i]].append(piece.buffer(SEAL, cap_style="square"))
    kept = [piece for piece, (i, j) in zip(pieces, sides, strict=True) if owner[i] != owner[j]]
    return [unary_union(parts) for room, parts in sorted(rooms.items()) if room != OUTSIDE], kept


def _pieces(bridges: Sequence[Bridge]) -> tuple[list[LineString], list[float]]:
    """The lines cut wherever they cross or bend, and what a metre of each piece costs."""
    if not bridges:
        return [], []
    lines = [bridge.line for bridge in bridges]
    whole = unary_union(lines)
    parts = [whole] if whole.geom_type == "LineString" else list(whole.geoms)
    pieces = [LineString(pair) for part in parts for pair in itertools.pairwise(part.coords)]
    tree = STRtree(lines)
    middles = [piece.interpolate(0.5, normalized=True).buffer(NEAR) for piece in pieces]
    drawn = [[bridges[int(i)].cost for i in tree.query(spot, predicate="intersects")] for spot in middles]
    return pieces, [min(costs, default=1.0) for costs in drawn]


def _borders(
    pieces: Sequence[LineString], costs: Sequence[float], sides: Sequence[tuple[int, int]]
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], float]]:
    """How long the lines between each two cells are, and what they cost; lines side by side count once."""
    between: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, pair in enumerate(sides):
        between[pair].append(number)
    lengths: dict[tuple[int, int], float] = {}
    prices: dict[tuple[int, int], float] = {}
    for pair, members in between.items():
        drawn = sum(float(pieces[i].length) for i in members)
        band = unary_union([pieces[i].buffer(BESIDE, cap_style="flat") for i in members])
        lengths[pair] = min(drawn, float(band.area) / (2 * BESIDE))
        prices[pair] = lengths[pair] * sum(float(pieces[i].length) * costs[i] for i in members) / max(drawn, NEAR)
    return lengths, prices


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


def _told(cells: Sequence[Polygon], seeds: Seeds) -> list[Ground]:
    """What each cell holds of the seeds, in their order."""
    names = _held(cells, seeds.names)
    areas = _held(cells, [place for place, _ in seeds.areas])
    inside = _held(cells, seeds.inside)
    return [
        Ground(
            float(cell.area),
            len(names[i]),
            tuple(seeds.areas[k][1] for k in areas[i]),
            bool(names[i] or areas[i] or inside[i]),
        )
        for i, cell in enumerate(cells)
    ]


def _held(cells: Sequence[Polygon], places: Sequence[Point]) -> dict[int, list[int]]:
    """The numbers of the places that each cell holds."""
    held: dict[int, list[int]] = defaultdict(list)
    if places and cells:
        spots = STRtree(points(places))
        for cell, place in sorted(spots.query(list(cells), predicate="contains").T.tolist()):
            held[cell].append(place)
    return held
