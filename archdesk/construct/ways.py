"""The line walked up a stair by its corners: sharp ones over landings, rounded ones where treads wind."""

import itertools
import math
from collections.abc import Sequence

from archdesk.model.shapes import Point, distance

_TURN = math.radians(50)  # a smaller turn of the walking line is no corner
_BEND = math.radians(5)  # a smaller one is no part of a rounded corner
_HALF = math.radians(135)  # a rounded corner that turns further has two sides
_EVEN = 0.03  # of its radius by which a line that winds all the way leaves its circle
_FEWEST = 6  # points of such a line

Corners = tuple[tuple[Point, ...], frozenset[int]]
"""The ends and corners, and the numbers of those that are rounded."""


def corners_of(direction: Sequence[Point]) -> Corners:
    """A walking line without its small bends."""
    points = list(dict.fromkeys(direction))
    kept, wound = points[:1], set[int]()
    for run in _runs(points):
        if len(run) == 1:
            kept.append(points[run[0]])
            continue
        for corner in _sharpened(points, run):
            wound.add(len(kept))
            kept.append(corner)
    return (*kept, points[-1]), frozenset(wound)


def middle_of(direction: Sequence[Point]) -> Point | None:
    """About what a line winds from its start to its end; None where it has straight parts or corners."""
    points = list(dict.fromkeys(direction))
    if len(points) < _FEWEST or len({_bend(*points[i - 1 : i + 2]) > 0 for i in range(1, len(points) - 1)}) > 1:
        return None
    centre = _centre(points[0], points[len(points) // 2], points[-1])
    if centre is None:
        return None
    radius = distance(centre, points[0])
    is_even = all(abs(distance(centre, point) - radius) < _EVEN * radius for point in points)
    longest = max(distance(a, b) for a, b in itertools.pairwise(points))
    return centre if is_even and longest < radius else None


def _runs(points: Sequence[Point]) -> list[range]:
    """The inner points that make a corner: one that is sharp, or several that bend to one side."""
    bends = [_bend(*points[i - 1 : i + 2]) for i in range(1, len(points) - 1)]
    runs: list[range] = []
    i = 0
    while i < len(bends):
        j = i + 1
        while j < len(bends) and abs(bends[i]) > _BEND and abs(bends[j]) > _BEND and bends[j] * bends[i] > 0:
            j += 1
        inner = bends[i:j]
        if max(map(abs, inner)) > _TURN:
            runs += [range(k + 1, k + 2) for k in range(i, j) if abs(bends[k]) > _TURN]
        elif abs(sum(inner)) > _TURN:
            runs.append(range(i + 1, j + 1))
        i = j
    return runs


def _sharpened(points: Sequence[Point], run: range) -> list[Point]:
    """The corner, or the two of a half turn, where the straight parts before and behind a rounded one would meet."""
    first, last = run[0], run[-1]
    before, after = (points[first - 1], points[first]), (points[last], points[last + 1])
    turn = sum(_bend(*points[i - 1 : i + 2]) for i in run)
    if abs(turn) < _HALF:
        return [_crossing(before, after) or points[run[len(run) // 2]]]
    angle = math.atan2(before[1][1] - before[0][1], before[1][0] - before[0][0])
    ahead = math.cos(angle), math.sin(angle)
    top = max((points[i] for i in run), key=lambda point: point[0] * ahead[0] + point[1] * ahead[1])
    across = top, (top[0] + math.cos(angle + turn / 2), top[1] + math.sin(angle + turn / 2))
    return [corner for line in (before, after) if (corner := _crossing(line, across)) is not None]


def _bend(a: Point, b: Point, c: Point) -> float:
    turn = math.atan2(c[1] - b[1], c[0] - b[0]) - math.atan2(b[1] - a[1], b[0] - a[0])
    return math.remainder(turn, 2 * math.pi)


def _crossing(one: tuple[Point, Point], other: tuple[Point, Point]) -> Point | None:
    """Where two lines cross when led on; None where they are level."""
    (x0, y0), (x1, y1) = one
    (u0, v0), (u1, v1) = other
    cross = (x1 - x0) * (v1 - v0) - (y1 - y0) * (u1 - u0)
    if abs(cross) < 1e-9:
        return None
    t = ((u0 - x0) * (v1 - v0) - (v0 - y0) * (u1 - u0)) / cross
    return x0 + t * (x1 - x0), y0 + t * (y1 - y0)


def _centre(a: Point, b: Point, c: Point) -> Point | None:
    """The middle of the circle through three points."""
    d = 2 * (a[0] * (b[1] - c[1]) + b[0] * (c[1] - a[1]) + c[0] * (a[1] - b[1]))
    if abs(d) < 1e-9:
        return None
    p, q, r = (x * x + y * y for x, y in (a, b, c))
    x = (p * (b[1] - c[1]) + q * (c[1] - a[1]) + r * (a[1] - b[1])) / d
    y = (p * (c[0] - b[0]) + q * (a[0] - c[0]) + r * (b[0] - a[0])) / d
    return x, y
