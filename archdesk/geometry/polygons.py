"""Polygons of the plane, by shapely: footprints of walls, pieces, rings."""

import math

from shapely import make_valid
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from archdesk.geometry.lines import beside, direction, middle, moved
from archdesk.model.shapes import Point, Ring, area_of, distance

ARC_STEP = math.radians(7.5)  # a chord deviates by 0.2 % of the radius


def arc_points(start: Point, end: Point, bulge: float) -> tuple[Point, ...]:
    """The points of an arc by its bulge as in DXF, its two ends among them."""
    chord = distance(start, end)
    if abs(bulge) < 1e-6 or chord == 0.0:
        return start, end
    sweep = 4 * math.atan(bulge)
    axis = direction(start, end)
    centre = moved(middle(start, end), axis, 0.0, chord / 2 * (1 - bulge * bulge) / (2 * bulge))
    radius = distance(centre, start)
    first = math.atan2(start[1] - centre[1], start[0] - centre[0])
    steps = max(2, math.ceil(abs(sweep) / ARC_STEP))
    turns = (first + sweep * i / steps for i in range(1, steps))
    return start, *((centre[0] + radius * math.cos(t), centre[1] + radius * math.sin(t)) for t in turns), end


def footprint(start: Point, end: Point, thickness: float, bulge: float = 0.0) -> BaseGeometry:
    """The ground a wall stands on, cut off flat at its ends."""
    if abs(bulge) < 1e-6:
        axis, half = direction(start, end), thickness / 2
        return Polygon(
            [moved(start, axis, 0, half), moved(start, axis, 0, -half), moved(end, axis, 0, -half), moved(end, axis, 0, half)]
        )
    return LineString(arc_points(start, end, bulge)).buffer(thickness / 2, cap_style="flat", join_style="mitre")


def polygon_of(ring: Ring) -> BaseGeometry:
    """A valid area from any ring; empty where the ring has no area."""
    shape = Polygon(ring) if len(ring) >= 3 else Polygon()
    return shape if shape.is_valid else make_valid(shape)


def polygons_in(shape: BaseGeometry) -> tuple[Polygon, ...]:
    """The polygons that a shape is made of; lines and points are left out."""
    if shape.geom_type == "Polygon":
        return () if shape.is_empty else (shape,)
    return tuple(part for piece in getattr(shape, "geoms", ()) for part in polygons_in(piece))


def ring_of(line: BaseGeometry) -> Ring:
    """The corners of a closed line, counter-clockwise, the first not repeated."""
    ring = tuple((float(x), float(y)) for x, y in list(line.coords)[:-1])
    return ring if area_of(ring) > 0 else ring[::-1]


def straightened(ring: Ring, tolerance: float) -> Ring:
    """The ring without corners that lie on the line between their neighbours, within the tolerance."""
    corners = list(ring)
    at = 0
    while len(corners) > 3 and at < len(corners):
        before, here, after = corners[at - 1], corners[at], corners[(at + 1) % len(corners)]
        if abs(beside(before, direction(before, after), here)) <= tolerance:
            del corners[at]
            at = max(0, at - 1)
        else:
            at += 1
    return tuple(corners)
