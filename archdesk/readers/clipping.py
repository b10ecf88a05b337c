"""Marks cut at the window they are seen through."""

import itertools
from collections.abc import Iterator

from archdesk.model.shapes import Box, Point, Ring


def meeting(box: Box, other: Box) -> Box | None:
    """What two boxes share; None where they lie apart."""
    x0, y0, x1, y1 = max(box.x0, other.x0), max(box.y0, other.y0), min(box.x1, other.x1), min(box.y1, other.y1)
    return Box(x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def clip_path(path: tuple[Point, ...], window: Box) -> Iterator[tuple[Point, ...]]:
    """The pieces of an open polyline that lie in the window."""
    if len(path) > 1 and _holds(window, path):
        yield path
        return
    piece: list[Point] = []
    for start, end in itertools.pairwise(path):
        kept = _clip_segment(start, end, window)
        if kept is None or (piece and piece[-1] != kept[0]):
            if len(piece) > 1:
                yield tuple(piece)
            piece = []
        if kept is not None:
            piece = [*(piece or [kept[0]]), kept[1]]
    if len(piece) > 1:
        yield tuple(piece)


def _holds(window: Box, path: tuple[Point, ...]) -> bool:
    xs, ys = zip(*path, strict=True)
    return bool(window.x0 <= min(xs) and max(xs) <= window.x1 and window.y0 <= min(ys) and max(ys) <= window.y1)


def clip_ring(ring: Ring, window: Box) -> Ring:
    """The part of a ring in the window, by Sutherland and Hodgman; empty where there is none."""
    points = list(ring)
    for axis, limit, side in ((0, window.x0, 1), (0, window.x1, -1), (1, window.y0, 1), (1, window.y1, -1)):
        points = _clip_half(points, axis, limit, side)
    return tuple(points) if len(points) > 2 else ()


def _clip_half(points: list[Point], axis: int, limit: float, side: int) -> list[Point]:
    kept: list[Point] = []
    for start, end in zip(points[-1:] + points[:-1], points, strict=True):
        inside = side * (end[axis] - limit) >= 0
        if inside != (side * (start[axis] - limit) >= 0):
            share = (limit - start[axis]) / (end[axis] - start[axis])
            kept.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
        if inside:
            kept.append(end)
    return kept


def _clip_segment(start: Point, end: Point, window: Box) -> tuple[Point, Point] | None:
    """Liang and Barsky."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    sides = (
        (-dx, start[0] - window.x0),
        (dx, window.x1 - start[0]),
        (-dy, start[1] - window.y0),
        (dy, window.y1 - start[1]),
    )
    for run, room in sides:
        if run == 0:
            if room < 0:
                return None
            continue
        share = room / run
        if run < 0:
            first = max(first, share)
        else:
            last = min(last, share)
    if first > last:
        return None
    kept_start = start if first == 0 else (start[0] + first * dx, start[1] + first * dy)
    kept_end = end if last == 1 else (start[0] + last * dx, start[1] + last * dy)
    return kept_start, kept_end
