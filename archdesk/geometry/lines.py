"""Straight lines of the plane: directions, projections, crossings."""

import math

from archdesk.model.shapes import Point, distance


def direction(start: Point, end: Point) -> Point:
    """The unit vector from start to end; (1, 0) where they are one point."""
    length = distance(start, end)
    if length == 0.0:
        return 1.0, 0.0
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length


def along(origin: Point, axis: Point, point: Point) -> float:
    """How far the point lies from the origin along the axis."""
    return (point[0] - origin[0]) * axis[0] + (point[1] - origin[1]) * axis[1]


def beside(origin: Point, axis: Point, point: Point) -> float:
    """How far the point lies to the left of the axis."""
    return (point[1] - origin[1]) * axis[0] - (point[0] - origin[0]) * axis[1]


def moved(point: Point, axis: Point, by: float, aside: float = 0.0) -> Point:
    """The point moved along the axis, and aside to its left."""
    return point[0] + axis[0] * by - axis[1] * aside, point[1] + axis[1] * by + axis[0] * aside


def middle(p: Point, q: Point) -> Point:
    return (p[0] + q[0]) / 2, (p[1] + q[1]) / 2


def turn(first: Point, second: Point) -> float:
    """The angle between two undirected axes, 0 to pi/2."""
    cross = first[0] * second[1] - first[1] * second[0]
    dot = first[0] * second[0] + first[1] * second[1]
    return math.atan2(abs(cross), abs(dot))


def crossing(p: Point, axis: Point, q: Point, other: Point) -> tuple[float, float] | None:
    """How far along each axis, from p and from q, the two lines cross; None where they are parallel."""
    cross = axis[0] * other[1] - axis[1] * other[0]
    if abs(cross) < 1e-9:
        return None
    dx, dy = q[0] - p[0], q[1] - p[1]
    return (dx * other[1] - dy * other[0]) / cross, (dx * axis[1] - dy * axis[0]) / cross
