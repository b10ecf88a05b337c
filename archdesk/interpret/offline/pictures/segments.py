"""Thin straight lines of a picture that may be dimension lines, parted at their ticks."""

import itertools

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.evidence import Segment
from archdesk.interpret.offline.pictures.axes import View, find_axes, view_along
from archdesk.interpret.offline.pictures.ink import Mask, read_ink
from archdesk.interpret.offline.pictures.ridges import open_by_disc
from archdesk.model.shapes import Point

SHORTEST = 0.012  # of the picture's longest side: half a metre on a sheet that shows a house
THICKEST = 5  # pixels: plain lines are thinner, also where a picture was scanned
TURNED = 0.8  # degrees by which a sheet must lie askew before it is worth turning
TICK = 4  # pixels beside a line where its ticks still show ink


def dimension_segments(picture: NDArray[np.uint8]) -> tuple[Segment, ...]:
    """The thin lines along the sheet's main directions, in pixels (y down): from tick to tick, and whole."""
    ink = read_ink(picture, ())
    dark, corner = _inked(ink.dark)
    thick = open_by_disc(dark, THICKEST + 0.5)
    near = np.asarray(cv2.dilate(thick, np.ones((3, 3), np.uint8)), np.uint8)
    thin = np.asarray(dark & (1 - near), np.uint8)
    angle = next(iter(find_axes(thin)), 0.0)
    view = view_along(thin, angle if abs(angle) >= TURNED else 0.0)
    shortest = max(12, round(SHORTEST * ink.longest))
    found: list[Segment] = []
    for mask, upright in ((view.mask, False), (np.ascontiguousarray(view.mask.T), True)):
        lines = [_ends(ends, view, corner, upright=upright) for ends in _level_lines(mask, shortest)]
        found += [Segment(_over(start, ink.factor), _over(end, ink.factor)) for start, end in lines]
    return tuple(found)


def _inked(mask: Mask) -> tuple[Mask, Point]:
    """The part of a mask that has marks, with some ground around it, and its corner."""
    x, y, width, height = cv2.boundingRect(mask)
    left, top = max(0, x - 3 * TICK), max(0, y - 3 * TICK)
    part = mask[top : y + height + 3 * TICK, left : x + width + 3 * TICK]
    return np.ascontiguousarray(part if part.size else mask), (float(left), float(top))


def _level_lines(mask: Mask, shortest: int) -> list[tuple[Point, Point]]:
    """The level lines of a mask and their parts between ticks."""
    lines = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    found = find_components(np.asarray(lines, np.uint8), 8)
    ends: list[tuple[Point, Point]] = []
    for (x, _, width, height, _), middle in list(zip(found.stats, found.rows, strict=True))[1:]:
        if height > THICKEST + 0.01 * width:
            continue
        ends += [((a, middle + 0.5), (b, middle + 0.5)) for a, b in _stretches(mask, int(x), int(x + width), float(middle))]
    return ends


def _stretches(mask: Mask, first: int, last: int, middle: float) -> list[tuple[float, float]]:
    ticks = _ticks(mask, first, last, round(middle))
    if len(ticks) < 2:
        return [(float(first), float(last))]
    parts = list(itertools.pairwise(ticks))
    return parts if len(parts) == 1 else [*parts, (ticks[0], ticks[-1])]


def _ticks(mask: Mask, first: int, last: int, row: int) -> list[float]:
    """Where marks stand on both sides of a line, upright, slanting or as dots."""
    left, right = max(0, first - 2 * TICK), min(mask.shape[1], last + 2 * TICK)
    sides: list[NDArray[np.bool_]] = []
    for away in (-TICK, TICK):
        if not 0 <= row + away < mask.shape[0]:
            return []
        marks = mask[row + away, left:right]
        sides.append(np.convolve(marks, np.ones(2 * TICK + 1), "same") > 0)
    both = np.concatenate(([0], (sides[0] & sides[1]).astype(np.int8), [0]))
    starts, stops = np.flatnonzero(np.diff(both) == 1), np.flatnonzero(np.diff(both) == -1)
    return [float(left + (a + b) / 2) for a, b in zip(starts, stops, strict=True) if b - a <= 6 * TICK]


def _ends(ends: tuple[Point, Point], view: View, corner: Point, *, upright: bool) -> list[Point]:
    points = [view.to_picture((y, x) if upright else (x, y)) for x, y in ends]
    return [(x + corner[0], y + corner[1]) for x, y in points]


def _over(point: Point, factor: float) -> Point:
    return point[0] / factor - 0.5, point[1] / factor - 0.5
