"""Borders of hatches in a DWG: arcs that run clockwise, which the library draws on the wrong side.

A DWG counts the angles of a clockwise arc clockwise, too; ezdwg 0.17 takes them as they stand. What it draws is a run of
points that begins and ends at the right places mirrored at the arc's own horizontal axis.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]

_SAME = 1e-3  # of an arc's radius, between ends that meet
_EVEN = 1e-4  # in radians, and as a share of the length, between the chords of one arc
_WIDEST = math.radians(45)  # between the chords of a sampled arc; corners turn farther


@dataclass(frozen=True, slots=True)
class _Arc:
    """A run of points on a circle, clockwise, by the numbers of its first and last point."""

    first: int
    last: int
    centre: Point
    radius: float

    def mirrored(self, point: Point) -> Point:
        return point[0], 2 * self.centre[1] - point[1]

    def meets(self, one: Point, other: Point) -> bool:
        return math.dist(one, other) < _SAME * self.radius


def mend_border(points: Sequence[Point]) -> list[Point]:
    """The closed border with its clockwise arcs where they belong; arcs that meet what is beside them are left alone."""
    ring = [point for point, before in zip(points, (None, *points), strict=False) if point != before]
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    arcs = _clockwise_arcs(ring)
    ends = {number: arc.mirrored(ring[number]) for arc in arcs for number in (arc.first, arc.last)}
    mended, done = list[Point](), 0
    for arc in arcs:
        if _is_astray(arc, ring, ends):
            mended += ring[done : arc.first] + _mirrored_back(arc, ring)
            done = arc.last + 1
    return mended + ring[done:]


def _clockwise_arcs(ring: Sequence[Point]) -> list[_Arc]:
    arcs, first = [], 0
    while first + 2 < len(ring):
        last = first + 2
        turn = _turn(ring, first)
        if not _is_even(ring, first) or not -_WIDEST < turn < -_EVEN:
            first += 1
            continue
        while last + 1 < len(ring) and _is_even(ring, last - 1) and abs(_turn(ring, last - 1) - turn) < _EVEN:
            last += 1
        arcs.append(_arc(ring, first, last, turn))
        first = last
    return arcs


def _is_even(ring: Sequence[Point], first: int) -> bool:
    one, other = math.dist(ring[first], ring[first + 1]), math.dist(ring[first + 1], ring[first + 2])
    return abs(one - other) < _EVEN * one


def _turn(ring: Sequence[Point], first: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = ring[first : first + 3]
    return math.remainder(math.atan2(cy - by, cx - bx) - math.atan2(by - ay, bx - ax), math.tau)


def _arc(ring: Sequence[Point], first: int, last: int, turn: float) -> _Arc:
    """The circle through two points of a run: its centre lies to their right, as far as their chord's turn says."""
    (ax, ay), (bx, by) = ring[first : first + 2]
    depth = 1 / (2 * math.tan(-turn / 2))
    centre = (ax + bx) / 2 + (by - ay) * depth, (ay + by) / 2 - (bx - ax) * depth
    return _Arc(first, last, centre, math.dist(centre, ring[first]))


def _is_astray(arc: _Arc, ring: Sequence[Point], ends: dict[int, Point]) -> bool:
    """Whether both ends meet their neighbours only when they are mirrored."""
    verdicts = []
    for end, beside in ((arc.first, arc.first - 1), (arc.last, arc.last + 1)):
        number = beside % len(ring)
        mirrored = arc.mirrored(ring[end])
        if arc.meets(mirrored, ring[end]):
            continue  # on the axis itself
        if arc.first <= number <= arc.last:
            return False
        verdicts.append(any(arc.meets(mirrored, other) for other in (ring[number], ends.get(number, ring[number]))))
    return bool(verdicts) and all(verdicts)


def _mirrored_back(arc: _Arc, ring: Sequence[Point]) -> list[Point]:
    """Clockwise from one mirrored end to the other, in steps like those of the run."""
    x, y = arc.centre
    start, end = (math.atan2(y - ring[number][1], ring[number][0] - x) for number in (arc.first, arc.last))
    sweep = (start - end) % math.tau
    steps = max(2, math.ceil(sweep * arc.radius / math.dist(*ring[arc.first : arc.first + 2])))
    angles = (start - sweep * step / steps for step in range(steps + 1))
    return [(x + arc.radius * math.cos(angle), y + arc.radius * math.sin(angle)) for angle in angles]
