"""Openings on their walls: the wall each lies in, its place there, no two in one place."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from shapely import STRtree, linestrings, points
from shapely.geometry import Point as Spot

from archdesk.geometry.lines import along, beside, direction, middle, moved, turn
from archdesk.geometry.polygons import footprint
from archdesk.interpret.offline.evidence import OpeningFind, WallPiece
from archdesk.model.floorplan import DOOR_HEAD, WINDOW_HEAD, WINDOW_SILL, Hinge, Opening, OpeningKind, Swing
from archdesk.model.shapes import Point, distance

ASLANT = math.radians(12)  # an opening is read no straighter than this
ASIDE = 0.05  # metres that an opening's middle may lie beside its wall
BOUND = 0.3  # metres within which a wall must stand beside an opening that has a wall of its own
NARROWEST = 0.2  # metres; a slit window
OVERLAP = 0.25  # the share of the narrower of two openings that may be given up to the other
REVEAL = 0.08  # metres between an opening as read and the wall's end beside it
JAMB = 0.01  # metres of wall left at a wall's end, so that an opening stays a hole

_OTHER_HINGE = {Hinge.START: Hinge.END, Hinge.END: Hinge.START}
_OTHER_SWING = {Swing.LEFT: Swing.RIGHT, Swing.RIGHT: Swing.LEFT}


@dataclass(frozen=True, slots=True)
class Hosted:
    """An opening on wall ``wall`` from ``first`` to ``last`` along its path."""

    find: OpeningFind
    wall: int
    first: float
    last: float
    turned: bool


def keep_bounded(
    walls: Sequence[WallPiece], finds: Sequence[OpeningFind]
) -> tuple[tuple[WallPiece, ...], tuple[OpeningFind, ...]]:
    """Walls and openings without those openings that stand free: a wall made of an opening alone must end at walls."""
    shapes = [footprint(wall.start, wall.end, wall.thickness, wall.bulge) for wall in walls]
    tree = STRtree(shapes)
    alone: set[int] = set()
    lost: set[OpeningFind] = set()
    for find, host in zip(finds, _best_walls(walls, finds), strict=True):
        if host is None:
            lost.add(find)
            continue
        wall = walls[host]
        if distance(wall.start, wall.end) > distance(find.start, find.end) + BOUND / 2:
            continue
        if not all(_stands_at(tree, host, end) for end in (wall.start, wall.end)):
            alone.add(host)
            lost.add(find)
    kept = tuple(wall for i, wall in enumerate(walls) if i not in alone)
    return kept, tuple(find for find in finds if find not in lost)


def _stands_at(tree: STRtree, host: int, end: tuple[float, float]) -> bool:
    return any(int(i) != host for i in tree.query(Spot(end).buffer(BOUND), predicate="intersects"))


def widen_to_jambs(finds: Sequence[OpeningFind], pieces: Sequence[WallPiece]) -> tuple[OpeningFind, ...]:
    """The openings with their ends put where a piece of wall ends close by."""
    ends = [(piece, tip) for piece in pieces if not piece.bulge for tip in (piece.start, piece.end)]
    if not ends:
        return tuple(finds)
    tree = STRtree([Spot(tip) for _, tip in ends])
    return tuple(_widened(find, tree, ends) for find in finds)


def _widened(find: OpeningFind, tree: STRtree, ends: Sequence[tuple[WallPiece, Point]]) -> OpeningFind:
    axis, length = direction(find.start, find.end), distance(find.start, find.end)
    places = [0.0, length]
    for side, tip in enumerate((find.start, find.end)):
        near = [ends[int(i)] for i in tree.query(Spot(tip).buffer(REVEAL + find.thickness), predicate="intersects")]
        jambs = [
            along(find.start, axis, end)
            for piece, end in near
            if turn(axis, direction(piece.start, piece.end)) < ASLANT
            and abs(beside(find.start, axis, end)) < piece.thickness / 2
            and (along(find.start, axis, middle(piece.start, piece.end)) > length / 2) == bool(side)
        ]
        jamb = min(jambs, key=lambda place: abs(place - places[side]), default=places[side])
        if abs(jamb - places[side]) <= REVEAL:
            places[side] = jamb
    return replace(find, start=moved(find.start, axis, places[0]), end=moved(find.start, axis, places[1]))


def host_openings(walls: Sequence[WallPiece], finds: Sequence[OpeningFind]) -> tuple[Hosted, ...]:
    """Each opening on its wall, in the walls' order; of two in one place the surer stays."""
    taken: dict[int, list[Hosted]] = {}
    surest = sorted(finds, key=lambda find: (-find.confidence, find.start, find.end))
    for find, number in zip(surest, _best_walls(walls, surest), strict=True):
        if number is None:
            continue
        hosted = _cleared(_place(walls, number, find), taken.get(number, []))
        if hosted is not None:
            taken.setdefault(number, []).append(hosted)
    return tuple(hosted for number in sorted(taken) for hosted in sorted(taken[number], key=lambda hosted: hosted.first))


def opening_of(hosted: Hosted, name: str, wall: str) -> Opening:
    """The opening as the plan records it, its height by its kind."""
    find = hosted.find
    window = find.kind is OpeningKind.WINDOW
    hinge, swing = find.hinge, find.swing
    if hosted.turned:
        hinge = _OTHER_HINGE[hinge] if hinge else None
        swing = _OTHER_SWING.get(swing, swing) if swing else None
    return Opening(
        name,
        find.kind,
        wall,
        (hosted.first + hosted.last) / 2,
        hosted.last - hosted.first,
        WINDOW_SILL if window else 0.0,
        WINDOW_HEAD if window else DOOR_HEAD,
        hinge,
        swing,
        find.leaves,
        find.confidence,
    )


def _best_walls(walls: Sequence[WallPiece], finds: Sequence[OpeningFind]) -> list[int | None]:
    """For each opening the wall that most of it lies in."""
    near: list[list[int]] = [[] for _ in finds]
    if walls and finds:
        tree = STRtree(linestrings([(wall.start, wall.end) for wall in walls]))
        reach = max(wall.thickness for wall in walls) / 2 + 2 * ASIDE
        spots = points([middle(find.start, find.end) for find in finds])
        lengths = np.array([distance(find.start, find.end) for find in finds])
        for find, wall in tree.query(spots, predicate="dwithin", distance=reach + lengths / 2).T.tolist():
            near[find].append(wall)
    return [_best_wall(walls, sorted(rows), find) for find, rows in zip(finds, near, strict=True)]


def _best_wall(walls: Sequence[WallPiece], near: Sequence[int], find: OpeningFind) -> int | None:
    best, most = None, 0.5 * distance(find.start, find.end)
    for number in near:
        wall = walls[number]
        axis = direction(wall.start, wall.end)
        if wall.bulge or turn(axis, direction(find.start, find.end)) > ASLANT:
            continue
        aside = abs(beside(wall.start, axis, middle(find.start, find.end)))
        if aside > wall.thickness / 2 + ASIDE:
            continue
        first, last = sorted((along(wall.start, axis, find.start), along(wall.start, axis, find.end)))
        overlap = min(last, distance(wall.start, wall.end)) - max(first, 0.0) - aside / 2
        if overlap > most:
            best, most = number, overlap
    return best


def _place(walls: Sequence[WallPiece], number: int, find: OpeningFind) -> Hosted | None:
    wall = walls[number]
    axis, length = direction(wall.start, wall.end), distance(wall.start, wall.end)
    start, end = along(wall.start, axis, find.start), along(wall.start, axis, find.end)
    first, last = max(min(start, end), JAMB), min(max(start, end), length - JAMB)
    return Hosted(find, number, first, last, start > end) if last - first >= NARROWEST else None


def _cleared(hosted: Hosted | None, others: list[Hosted]) -> Hosted | None:
    """The opening cut back from its neighbours; None where too little is left."""
    if hosted is None:
        return None
    first, last = hosted.first, hosted.last
    for other in others:
        common = min(last, other.last) - max(first, other.first)
        if common <= -JAMB:
            continue
        if common > OVERLAP * min(last - first, other.last - other.first):
            return None
        if first < other.first:
            last = other.first - JAMB
        else:
            first = other.last + JAMB
    return Hosted(hosted.find, hosted.wall, first, last, hosted.turned) if last - first >= NARROWEST else None
