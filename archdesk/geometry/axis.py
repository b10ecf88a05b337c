"""A wall's centre line, straight, bent or curved, and places along it."""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon

from archdesk.model.floorplan import Wall
from archdesk.model.shapes import Point, distance, length_of

_STRAIGHT = 1e-3  # a bulge below this bends a wall of 10 m by 5 mm
_STEP = math.radians(5)  # the turn of one flat piece of a curved wall


@dataclass(frozen=True, slots=True)
class Place:
    """A point on an axis and the direction there, in radians."""

    point: Point
    angle: float

    def shifted(self, along: float, across: float) -> Point:
        """The point so far along the direction and to its left."""
        c, s = math.cos(self.angle), math.sin(self.angle)
        return self.point[0] + along * c - across * s, self.point[1] + along * s + across * c

    @property
    def direction(self) -> Point:
        """The direction as a unit vector."""
        return math.cos(self.angle), math.sin(self.angle)


@dataclass(frozen=True, slots=True)
class Axis:
    """``points`` are the corners, on the arc where ``centre`` is known."""

    points: tuple[Point, ...]
    length: float
    centre: Point | None = None
    sweep: float = 0.0

    @property
    def is_straight(self) -> bool:
        return len(self.points) == 2

    @property
    def chord_angle(self) -> float:
        (x0, y0), (x1, y1) = self.points[0], self.points[-1]
        return math.atan2(y1 - y0, x1 - x0)

    def at(self, offset: float) -> Place:
        """The place so many metres from the start; before the start and behind the end the axis runs on straight."""
        if self.centre is not None:
            return self._at_arc(offset)
        rest = offset
        for p, q in zip(self.points, self.points[1:], strict=False):
            piece = distance(p, q)
            if rest <= piece or q == self.points[-1]:
                angle = math.atan2(q[1] - p[1], q[0] - p[0])
                return Place((p[0] + rest * math.cos(angle), p[1] + rest * math.sin(angle)), angle)
            rest -= piece
        raise AssertionError("an axis has two points")

    def _at_arc(self, offset: float) -> Place:
        assert self.centre is not None
        (x, y), (cx, cy) = self.points[0], self.centre
        start = math.atan2(y - cy, x - cx)
        angle = start + self.sweep * offset / self.length
        radius = self.length / abs(self.sweep)
        return Place(
            (cx + radius * math.cos(angle), cy + radius * math.sin(angle)), angle + math.copysign(math.pi / 2, self.sweep)
        )

    def offsets(self, start: float, end: float) -> list[float]:
        """Both offsets and those of the corners between them."""
        if self.centre is not None:
            steps = [self.length * i / (len(self.points) - 1) for i in range(1, len(self.points) - 1)]
        else:
            steps = list(np.cumsum([distance(p, q) for p, q in zip(self.points, self.points[1:], strict=False)])[:-1])
        return [start, *(step for step in steps if start < step < end), end]

    def strip(self, start: float, end: float, reach: float) -> Polygon:
        """The area within ``reach`` of the axis between two offsets."""
        places = [self.at(offset) for offset in self.offsets(start, end)]
        is_smooth = self.is_straight or (self.centre is not None and self.length > abs(self.sweep) * reach)
        if not is_smooth:
            bent = shapely.LineString([place.point for place in places])
            return bent.buffer(reach, cap_style="flat", join_style="mitre")
        left = [place.shifted(0, reach) for place in places]
        right = [place.shifted(0, -reach) for place in places]
        return Polygon(right + left[::-1])

    def offset_of(self, point: Point) -> float:
        """The offset of the place on the axis beside a point."""
        if self.centre is not None:
            (x, y), (cx, cy) = self.points[0], self.centre
            turn = math.atan2(point[1] - cy, point[0] - cx) - math.atan2(y - cy, x - cx)
            turn = math.remainder(turn - self.sweep / 2, 2 * math.pi) + self.sweep / 2
            return turn / self.sweep * self.length
        if self.is_straight:
            (x, y), angle = self.points[0], self.chord_angle
            return (point[0] - x) * math.cos(angle) + (point[1] - y) * math.sin(angle)
        return float(shapely.LineString(self.points).project(shapely.Point(point)))


def place_on(wall: Wall, offset: float, aside: float = 0.0) -> Point:
    """The place so many metres along a wall, and aside to its left."""
    return axis_of(wall).at(offset).shifted(0.0, aside)


def axis_of(wall: Wall) -> Axis:
    """The axis of a wall; a curved one is flattened."""
    if abs(wall.bulge) < _STRAIGHT or len(wall.path) != 2:
        return Axis(wall.path, length_of(wall.path))
    (x0, y0), (x1, y1) = wall.path
    chord, bulge = distance(wall.start, wall.end), wall.bulge
    rise = (1 - bulge * bulge) / (4 * bulge)
    centre = (x0 + x1) / 2 - (y1 - y0) * rise, (y0 + y1) / 2 + (x1 - x0) * rise
    sweep = 4 * math.atan(bulge)
    radius = chord * (1 + bulge * bulge) / (4 * abs(bulge))
    steps = max(4, math.ceil(abs(sweep) / _STEP))
    bare = Axis(wall.path, radius * abs(sweep), centre, sweep)
    inner = tuple(bare.at(bare.length * i / steps).point for i in range(1, steps))
    return Axis((wall.start, *inner, wall.end), bare.length, centre, sweep)
