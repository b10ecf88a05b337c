"""Lines of other things that passed for walls: the edge of the plot around a house, a car or a basin in one of its rooms."""

import statistics
from collections.abc import Iterable, Sequence

import numpy as np
from shapely import STRtree, unary_union
from shapely.geometry import Point as Spot
from shapely.geometry.base import BaseGeometry

from archdesk.geometry.lines import middle
from archdesk.geometry.polygons import footprint, polygons_in
from archdesk.interpret.offline.evidence import OpeningFind, WallPiece
from archdesk.model.floorplan import OpeningKind
from archdesk.model.shapes import distance

TOUCH = 0.05  # metres between walls that hang together
THIN = 0.3  # of the outer walls' thickness: a bold line on the plot
OUTER = 0.75  # of the length of a house's walls is thinner than its outer ones
FEWEST_STROKES = 6  # pieces of a drawn thing, and
SHORT = 0.6  # metres: what half of them are shorter than
LARGEST = 5.5  # metres of a thing in a room, a car


def find_strangers(walls: Sequence[WallPiece], finds: Sequence[OpeningFind]) -> frozenset[WallPiece]:
    """The walls that are not the house's own; in metres.

    What stands free of the house, as thin as no outer wall is, and without a door is a stranger if it lies outside
    or is a heap of short strokes.
    """
    groups = _groups(walls)
    if len(groups) < 2:
        return frozenset()
    house = max(groups, key=lambda group: _ground(walls, group).area)
    outer = _thickness(walls, house, OUTER)
    doors = [Spot(middle(find.start, find.end)).buffer(TOUCH) for find in finds if find.kind is OpeningKind.DOOR]
    bare = [group for group in groups if group is not house and _is_bare_line(walls, group, outer, doors)]
    others = [group for group in groups if group not in bare]
    hull = unary_union([_ground(walls, group) for group in others]).convex_hull
    strange = [group for group in bare if _is_heap(walls, group) or not _ground(walls, group).intersects(hull)]
    return frozenset(walls[i] for group in strange for i in group)


def without_openings_in(strangers: Iterable[WallPiece], finds: Sequence[OpeningFind]) -> tuple[OpeningFind, ...]:
    """The openings that are in none of those walls."""
    ground = unary_union([_shape(wall) for wall in strangers])
    return tuple(find for find in finds if not ground.intersects(Spot(middle(find.start, find.end))))


def _groups(walls: Sequence[WallPiece]) -> list[list[int]]:
    """The walls that hang together, by number."""
    spots = [_shape(wall).buffer(TOUCH / 2) for wall in walls]
    parts = polygons_in(unary_union(spots))
    groups: dict[int, list[int]] = {}
    for wall, part in sorted(STRtree(parts).query(spots, predicate="intersects").T.tolist()):
        groups.setdefault(part, []).append(wall)
    return list(groups.values())


def _ground(walls: Sequence[WallPiece], group: Sequence[int]) -> BaseGeometry:
    return unary_union([_shape(walls[i]) for i in group])


def _shape(wall: WallPiece) -> BaseGeometry:
    return footprint(wall.start, wall.end, wall.thickness, wall.bulge)


def _thickness(walls: Sequence[WallPiece], group: Sequence[int], share: float) -> float:
    """The thickness that so much of the length of walls does not exceed."""
    found = sorted((walls[i] for i in group), key=lambda wall: wall.thickness)
    lengths = np.cumsum([_length(wall) for wall in found])
    return found[int(np.searchsorted(lengths, share * lengths[-1]))].thickness


def _is_heap(walls: Sequence[WallPiece], group: Sequence[int]) -> bool:
    """Whether walls are no larger than a thing in a room, and most of them short strokes."""
    x0, y0, x1, y1 = _ground(walls, group).bounds
    if len(group) < FEWEST_STROKES or max(x1 - x0, y1 - y0) > LARGEST:
        return False
    return statistics.median(_length(walls[i]) for i in group) < SHORT


def _is_bare_line(walls: Sequence[WallPiece], group: Sequence[int], outer: float, doors: Sequence[BaseGeometry]) -> bool:
    """Whether walls are thin beside the house's, and without a door."""
    ground = _ground(walls, group)
    return _thickness(walls, group, 0.5) <= THIN * outer and not any(ground.intersects(door) for door in doors)


def _length(wall: WallPiece) -> float:
    return distance(wall.start, wall.end)
