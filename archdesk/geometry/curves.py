"""Curves: circular arcs recognised, made and flattened."""

import math
from dataclasses import dataclass

from archdesk.model.shapes import Affine, Point, distance

FULL_TURN = 2 * math.pi
FLATNESS = 0.002  # of the radius: how far a chord may lie off its arc; a full circle becomes 50 chords
_ROUNDNESS = 0.01  # of the radius: quarter arcs drawn as Béziers stay within 0.0003, files round their numbers
_STRAIGHTEST = 0.02  # radians; a flatter piece of circle cannot be told from a line
_MOST_CHORDS = 64  # one Bézier never needs more at any size that is drawn
_SKEW = 1e-3  # of the scale; a rounder or flatter circle cannot be told from a true one
_TANGENT = 0.2  # radians between a Bézier's handle and the circle's tangent, at most
_SAMPLES = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class CircularArc:
    """A piece of a circle; ``sweep`` is signed, positive from the x axis towards the y axis."""

    centre: Point
    radius: float
    start: float
    sweep: float

    @property
    def rising(self) -> tuple[float, float]:
        """Its angles with the smaller first, whatever way it runs."""
        first, last = sorted((self.start, self.start + self.sweep))
        turns = FULL_TURN * math.floor(first / FULL_TURN)
        return first - turns, min(last - turns, first - turns + FULL_TURN)

    def at(self, share: float) -> Point:
        """The point after this share of the sweep."""
        angle = self.start + share * self.sweep
        return self.centre[0] + self.radius * math.cos(angle), self.centre[1] + self.radius * math.sin(angle)

    def points(self, flatness: float = FLATNESS) -> tuple[Point, ...]:
        """Points along the arc, ends included; chords stay within this share of the radius."""
        step = 2 * math.acos(1 - min(flatness, 0.5))
        count = max(1, math.ceil(abs(self.sweep) / step))
        return tuple(self.at(i / count) for i in range(count + 1))

    def joined(self, after: "CircularArc", tolerance: float) -> "CircularArc | None":
        """This arc run on by the next one, where both lie on one circle and turn one way."""
        if self.sweep * after.sweep <= 0 or abs(self.sweep + after.sweep) > FULL_TURN * 1.001:
            return None
        if abs(self.radius - after.radius) > tolerance or distance(self.centre, after.centre) > tolerance:
            return None
        if distance(self.at(1), after.at(0)) > tolerance:
            return None
        sweep = max(-FULL_TURN, min(FULL_TURN, self.sweep + after.sweep))
        return CircularArc(self.centre, self.radius, self.start, sweep)

    def mapped(self, by: Affine) -> "CircularArc | None":
        """The arc under a map that keeps circles round; None under any other."""
        size = by.factor**2
        if abs(by.a * by.b + by.d * by.e) > _SKEW * size or abs(by.a**2 + by.d**2 - by.b**2 - by.e**2) > _SKEW * size:
            return None
        centre, first = by.apply(self.centre), by.apply(self.at(0))
        start = math.atan2(first[1] - centre[1], first[0] - centre[0])
        return CircularArc(centre, self.radius * by.factor, start, math.copysign(self.sweep, self.sweep * by.determinant))


def arc_through(first: Point, middle: Point, last: Point) -> CircularArc | None:
    """The arc from first to last by way of middle; None where they lie on a line."""
    ax, ay = middle[0] - first[0], middle[1] - first[1]
    bx, by = last[0] - first[0], last[1] - first[1]
    cross = 2 * (ax * by - ay * bx)
    if abs(cross) <= 1e-12 * max(ax * ax + ay * ay, bx * bx + by * by, 1e-300):
        return None
    a, b = ax * ax + ay * ay, bx * bx + by * by
    centre = first[0] + (by * a - ay * b) / cross, first[1] + (ax * b - bx * a) / cross
    start = math.atan2(first[1] - centre[1], first[0] - centre[0])
    end = math.atan2(last[1] - centre[1], last[0] - centre[0])
    sweep = (end - start) % FULL_TURN if cross > 0 else -((start - end) % FULL_TURN)
    return CircularArc(centre, distance(centre, first), start, sweep)


def arc_from_bulge(first: Point, last: Point, bulge: float) -> CircularArc | None:
    """The arc that a polyline's bulge means; None for a straight piece."""
    if abs(bulge) < 1e-9 or first == last:
        return None
    dx, dy = last[0] - first[0], last[1] - first[1]
    middle = (first[0] + last[0] + dy * bulge) / 2, (first[1] + last[1] - dx * bulge) / 2
    return arc_through(first, middle, last)


def arc_from_bezier(p: Point, q: Point, r: Point, s: Point) -> CircularArc | None:
    """The circular arc that a cubic Bézier draws, None where it draws anything else."""
    middle = on_bezier(p, q, r, s, 0.5)
    arc = arc_through(p, middle, s)
    if arc is None or abs(arc.sweep) < _STRAIGHTEST:
        return None
    slack = _ROUNDNESS * arc.radius
    for share in _SAMPLES:
        if abs(distance(arc.centre, on_bezier(p, q, r, s, share)) - arc.radius) > slack:
            return None
    # a Bézier that leaves the circle's tangent at an end only crosses it there
    if not (_leaves_along(arc, p, q) and _leaves_along(arc, s, r)):
        return None
    return arc


def on_bezier(p: Point, q: Point, r: Point, s: Point, t: float) -> Point:
    """The point of a cubic Bézier at its parameter."""
    u = 1 - t
    a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    return a * p[0] + b * q[0] + c * r[0] + d * s[0], a * p[1] + b * q[1] + c * r[1] + d * s[1]


def flatten_bezier(p: Point, q: Point, r: Point, s: Point, tolerance: float) -> tuple[Point, ...]:
    """Points along a cubic Bézier without its first, near enough that chords stay within the tolerance."""
    # the second differences bound how far a chord lies off a cubic (Wang's formula)
    bend = max(
        math.hypot(p[0] - 2 * q[0] + r[0], p[1] - 2 * q[1] + r[1]),
        math.hypot(q[0] - 2 * r[0] + s[0], q[1] - 2 * r[1] + s[1]),
    )
    count = min(max(1, math.ceil(math.sqrt(0.75 * bend / tolerance))), _MOST_CHORDS)
    return (*(on_bezier(p, q, r, s, i / count) for i in range(1, count)), s)


def _leaves_along(arc: CircularArc, end: Point, handle: Point) -> bool:
    hx, hy = handle[0] - end[0], handle[1] - end[1]
    reach = math.hypot(hx, hy)
    if reach < 1e-9 * arc.radius:
        return False
    radial = abs(hx * (end[0] - arc.centre[0]) + hy * (end[1] - arc.centre[1])) / (reach * arc.radius)
    return radial < math.sin(_TANGENT)
