"""Where a storey has no floor: over the stairs that come up to it, and in rooms open to below."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

import shapely
from shapely import LineString, Polygon

from archdesk.construct.flights import Flight, landing_areas
from archdesk.construct.slabs import area_of, opened
from archdesk.model.floorplan import Room

_OPEN = re.compile(
    r"\bvoid\b|\bopen (to|below)\b|double height|\bvide\b|\bluftraum\b|\bgalerie offen\b|\bvuoto\b|\bhueco\b|doble altura",
    re.IGNORECASE,
)
"""What plans call a room without a floor, in the usual languages of Europe."""


_NEAR = 1e-3
_CRACK = 0.3  # metres; two flights this near twice over have a narrow well that is left open with them


def is_void(room: Room) -> bool:
    return bool(_OPEN.search(room.name))


def voids_of(rooms: Iterable[Room], flights: Iterable[Flight]) -> list[Polygon]:
    """The areas without a floor, of a storey's rooms and over the stairs that come up to it."""
    wells = [part for well, _ in _wells(flights) for part in opened(well)]
    return wells + [area for room in rooms if is_void(room) for area in area_of(room.polygon, room.holes)]


def edges_of(rooms: Iterable[Room], flights: Iterable[Flight]) -> Iterator[shapely.Geometry]:
    """The edges of voids where one may fall; the edge where a stair arrives is free."""
    for well, last in _wells(flights):
        free = shapely.union_all([side for area in area_of(last.stair.polygon) for side in _arrivals(area, last)])
        for part in opened(well):
            yield part.exterior.difference(free.buffer(_NEAR))
    for room in rooms:
        if is_void(room):
            for area in area_of(room.polygon, room.holes):
                yield area.exterior


def _wells(flights: Iterable[Flight]) -> Iterator[tuple[shapely.Geometry, Flight]]:
    """The area of each stairway, with its last flight; a crack between flights is no floor."""
    ways: dict[int, list[Flight]] = {}
    for flight in flights:
        if flight.stairway is not None:
            ways.setdefault(flight.stairway, []).append(flight)
    for held in ways.values():
        areas = [area for flight in held for area in (*area_of(flight.stair.polygon), *landing_areas(flight))]
        if areas:
            joined = shapely.union_all(areas).buffer(_CRACK, join_style="mitre").buffer(-_CRACK, join_style="mitre")
            yield joined if len(held) > 1 else shapely.union_all(areas), max(held, key=lambda flight: flight.top)


def _arrivals(area: Polygon, flight: Flight) -> Sequence[LineString]:
    """The edge to which a stair leads up, or both its ends where the way is not told."""
    sides = [LineString(pair) for pair in itertools.pairwise(area.exterior.coords)]
    if flight.direction:
        end = shapely.Point(flight.direction[-1])
        return [min(sides, key=lambda side: (round(side.distance(end), 3), -side.length))]
    return sorted(sides, key=lambda side: side.length)[:2]
