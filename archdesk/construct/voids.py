"""Where a storey has no floor: over the stairs that come up to it, and in rooms open to below."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

import shapely
from shapely import LineString, Polygon

from archdesk.construct.slabs import area_of
from archdesk.model.floorplan import Room, Stair

_OPEN = re.compile(
    r"\bvoid\b|\bopen (to|below)\b|double height|\bvide\b|\bluftraum\b|\bgalerie offen\b|\bvuoto\b|\bhueco\b|doble altura",
    re.IGNORECASE,
)
"""What plans call a room without a floor, in the usual languages of Europe."""


_NEAR = 1e-3


def is_void(room: Room) -> bool:
    return bool(_OPEN.search(room.name))


def voids_of(rooms: Iterable[Room], stairs: Iterable[Stair]) -> list[Polygon]:
    """The areas without a floor, of a storey's rooms and of the stairs that come up to it."""
    shapes = [area for stair in stairs for area in area_of(stair.polygon)]
    return shapes + [area for room in rooms if is_void(room) for area in area_of(room.polygon, room.holes)]


def edges_of(rooms: Iterable[Room], stairs: Iterable[Stair]) -> Iterator[shapely.Geometry]:
    """The edges of voids where one may fall; the edge where a stair arrives is free."""
    for stair in stairs:
        for area in area_of(stair.polygon):
            yield area.exterior.difference(shapely.union_all(_arrivals(area, stair)).buffer(_NEAR))
    for room in rooms:
        if is_void(room):
            for area in area_of(room.polygon, room.holes):
                yield area.exterior


def _arrivals(area: Polygon, stair: Stair) -> Sequence[LineString]:
    """The edge to which a stair leads up, or both its ends where the way is not told."""
    corners = area.exterior.coords
    sides = [LineString(pair) for pair in itertools.pairwise(corners)]
    if stair.direction:
        end = shapely.Point(stair.direction[-1])
        return [min(sides, key=lambda side: (side.distance(end), -side.length))]
    return sorted(sides, key=lambda side: side.length)[:2]
