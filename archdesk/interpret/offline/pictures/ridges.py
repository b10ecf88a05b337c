"""How wide the strokes of a picture are, and which width parts walls from lines."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.pictures.ink import Mask

THINNEST_WALL = 0.045  # a partition of glass or boards, in metres
WIDEST_WALL = 0.7  # an old house's outer wall, in metres
LONG_STROKE = 0.03  # of the picture's longest side; letters and symbols are shorter
PARTITION_SHARE = 0.7  # of a partition's width: the cut that leaves it and takes lines away
GENEROUS_SHARE = 0.55  # the same where partitions are far thicker than lines
BOLDEST_LINE = 5  # pixels
LEAST_CUT = 4.2  # pixels
COMMON = 0.5  # of all strokes: what the plain pen draws at least
PEAK = 0.08  # of all strokes beyond the lines: what the partitions are at least


@dataclass(frozen=True, slots=True)
class Widths:
    """In working pixels: the pen of plain lines, the least width of a filled wall, the largest wall met."""

    line: float
    cut: float
    widest: float


def reach(mask: Mask) -> NDArray[np.float32]:
    """The distance of each marked pixel to the nearest unmarked one."""
    if mask.all():  # without an unmarked pixel there are no distances: the picture's own size stands in for them
        return np.full(mask.shape, max(mask.shape), np.float32)
    box = _around_marks(mask)
    inner = np.asarray(cv2.distanceTransform(mask[box], cv2.DIST_L2, 5), np.float32)
    if inner.shape == mask.shape:
        return inner
    distances = np.zeros(mask.shape, np.float32)
    distances[box] = inner
    return distances


def ridge_widths(mask: Mask, chosen: Mask | None = None) -> NDArray[np.float32]:
    """The widths of a mask's strokes, one for each pixel of their middle lines, or only of those chosen."""
    distances = reach(mask)
    box = _around_marks(mask)
    inner = distances[box]
    ridge = (inner >= cv2.dilate(inner, np.ones((3, 3), np.uint8))) & (inner > 0)
    if chosen is not None:
        ridge &= chosen[box] > 0
    return np.asarray(2 * inner[ridge] - 1, np.float32)


def measure_widths(dark: Mask, unit: float | None) -> Widths:
    """Widths of the strokes; ``unit`` is metres a working pixel where it is known."""
    widths = np.round(ridge_widths(dark, _long_strokes(dark))).astype(int)
    counts = np.bincount(widths, minlength=8)[:200].astype(float)
    line = _line_width(counts)
    cut = _likely_cut(counts, line) if unit is None else _physical_cut(line, unit)
    thick = widths[widths >= cut]
    widest = float(np.quantile(thick, 0.97)) if thick.size else cut
    return Widths(line, cut, widest)


def open_by_disc(mask: Mask, width: float) -> Mask:
    """What is left of a mask where a disc of this width fits in."""
    opened = np.zeros_like(mask)
    core = np.asarray(reach(mask) >= width / 2 + 0.25, np.uint8)
    if core.any():
        box = _around_marks(core, math.ceil(width / 2) + 1)
        near = cv2.distanceTransform(1 - core[box], cv2.DIST_L2, 5) <= width / 2 + 0.5
        opened[box] = np.asarray(near, np.uint8) & mask[box]
    return opened


def close_by_disc(mask: Mask, width: float) -> Mask:
    """The mask with all holes filled into which no disc of this width fits."""
    return np.asarray(1 - open_by_disc(np.asarray(1 - mask, np.uint8), width), np.uint8)


def _long_strokes(dark: Mask) -> Mask:
    found = find_components(dark, 8)
    sides = found.stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    return found.paint(sides.max(axis=1) >= LONG_STROKE * max(dark.shape))


def _around_marks(mask: Mask, room: int = 2) -> tuple[slice, slice]:
    """The rows and columns that hold all marks and so many pixels of ground around them."""
    x, y, width, height = cv2.boundingRect(mask)
    return slice(max(0, y - room), y + height + room), slice(max(0, x - room), x + width + room)


def _line_width(counts: NDArray[np.float64]) -> float:
    """The pen of plain lines: the most frequent thin width, if it is frequent at all."""
    thin = counts[: BOLDEST_LINE + 1]
    return float(thin.argmax()) if thin.max() > COMMON * counts.sum() else 3.0


def _physical_cut(line: float, unit: float) -> float:
    return float(np.clip(THINNEST_WALL / unit, max(3.0, 1.3 * line + 1.5), max(4.0, 0.12 / unit)))


def _likely_cut(counts: NDArray[np.float64], line: float) -> float:
    """Somewhat less than the first peak of the histogram beyond the lines' own."""
    smooth = np.convolve(counts, (0.5, 1, 0.5), "same")
    first = max(BOLDEST_LINE, int(line) + 2)
    inner = smooth[first:-1]
    peaks = (inner >= smooth[first - 1 : -2]) & (inner >= smooth[first + 1 :]) & (inner > PEAK * counts[first:].sum())
    if not peaks.any():
        return max(2 * line + 2, LEAST_CUT)
    peak = first + int(peaks.argmax())
    return max(LEAST_CUT, min(PARTITION_SHARE * peak, max(GENEROUS_SHARE * peak, 7.0)))
