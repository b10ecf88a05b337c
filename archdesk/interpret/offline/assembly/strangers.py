"""Lines of other things that passed for walls: the edge of the plot around a house, a car or a basin in one of its rooms."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Walls that hang together, and the ground they stand on."""

    walls: tuple[WallPiece, ...]
    ground: BaseGeometry

    def thickness(self, share: float) -> float:
        """The thickness that so much of the length of walls does not exceed."""
        found = sorted(self.walls, key=lambda wall: wall.thickness)
        lengths = np.cumsum([_length(wall) for wall in found])
        return found[int(np.searchsorted(lengths, share * lengths[-1]))].thickness


def find_strangers(walls: Sequence[WallPiece], finds: Sequence[OpeningFind]) -> frozenset[WallPiece]:
    """The walls that are not the house's own; in metres.

    What stands free of the house, as thin as no outer wall is, and without a door is a stranger if it lies outside
    or is a heap of short strokes.
    """
    groups = _groups(walls)
    if len(groups) < 2:
        return frozenset()
    house = max(groups, key=lambda group: group.ground.area)
    outer = house.thickness(OUTER)
    doors = [Spot(middle(find.start, find.end)).buffer(TOUCH) for find in finds if find.kind is OpeningKind.DOOR]
    bare = [group for group in groups if group is not house and _is_bare_line(group, outer, doors)]
    hull = unary_union([group.ground for group in groups if group not in bare]).convex_hull
    strange = [group for group in bare if _is_heap(group) or not group.ground.intersects(hull)]
    return frozenset(wall for group in strange for wall in group.walls)


def without_openings_in(strangers: Iterable[WallPiece], finds: Sequence[OpeningFind]) -> tuple[OpeningFind, ...]:
    """The openings that are in none of those walls."""
    ground = unary_union([_shape(wall) for wall in strangers])
    return tuple(find for find in finds if not ground.intersects(Spot(middle(find.start, find.end))))


def _groups(walls: Sequence[WallPiece]) -> list[_Group]:
    """The walls that hang together."""
    shapes = [_shape(wall) for wall in walls]
    spots = [shape.buffer(TOUCH / 2) for shape in shapes]
    parts = polygons_in(unary_union(spots))
    members: dict[int, list[int]] = {}
    for wall, part in sorted(STRtree(parts).query(spots, predicate="intersects").T.tolist()):
        members.setdefault(part, []).append(wall)
    return [_Group(tuple(walls[i] for i in each), unary_union([shapes[i] for i in each])) for each in members.values()]


def _shape(wall: WallPiece) -> BaseGeometry:
    return footprint(wall.start, wall.end, wall.thickness, wall.bulge)


def _is_heap(group: _Group) -> bool:
    """Whether walls are no larger than a thing in a room, and most of them short strokes."""
    x0, y0, x1, y1 = group.ground.bounds
    if len(group.walls) < FEWEST_STROKES or max(x1 - x0, y1 - y0) > LARGEST:
        return False
    return statistics.median(_length(wall) for wall in group.walls) < SHORT


def _is_bare_line(group: _Group, outer: float, doors: Sequence[BaseGeometry]) -> bool:
    """Whether walls are thin beside the house's, and without a door."""
    return group.thickness(0.5) <= THIN * outer and not any(group.ground.intersects(door) for door in doors)


def _length(wall: WallPiece) -> float:
    return distance(wall.start, wall.end)
