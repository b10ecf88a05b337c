"""Stairs as drawn in plan: the edges of treads, and the line walked up with an arrow."""

import math
from collections.abc import Iterator

from shapely import LineString

from archdesk.geometry.lines import direction, moved
from archdesk.geometry.polygons import polygon_of
from archdesk.model.floorplan import Stair
from archdesk.model.shapes import Point

_TREAD = 0.27  # metres: a usual tread, where the number of risers is not known
_MOST = 60  # edges of one flight
_ARROW = 0.2  # metres


def stair_lines(stair: Stair) -> Iterator[tuple[Point, ...]]:
    """Nothing where the way up is not known."""
    if len(stair.direction) < 2:
        return
    way, area = LineString(stair.direction), polygon_of(stair.polygon)
    count = min(_MOST, stair.risers or math.ceil(way.length / _TREAD))
    reach = math.hypot(area.bounds[2] - area.bounds[0], area.bounds[3] - area.bounds[1]) if not area.is_empty else 0.0
    for number in range(1, count):
        place, next_ = (way.interpolate((number + step) / count, normalized=True) for step in (0.0, 0.01))
        here = (place.x, place.y)
        axis = direction(here, (next_.x, next_.y))
        across = LineString([moved(here, axis, 0.0, reach), moved(here, axis, 0.0, -reach)]).intersection(area)
        pieces = [piece for piece in getattr(across, "geoms", (across,)) if piece.length > 0 and piece.distance(place) < _ARROW]
        yield from (tuple((x, y) for x, y in piece.coords) for piece in pieces[:1])
    last, tip = stair.direction[-2:]
    axis = direction(last, tip)
    yield stair.direction
    yield moved(tip, axis, -_ARROW, _ARROW / 2), tip, moved(tip, axis, -_ARROW, -_ARROW / 2)
