"""How wide the strokes of a picture are, and which width parts walls from lines."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.ink import Mask

THINNEST_WALL = 0.05  # a partition, in metres
WIDEST_WALL = 0.7  # an old house's outer wall, in metres
LONG_STROKE = 0.03  # of the picture's longest side; letters and symbols are shorter
PARTITION_SHARE = 0.8  # of a partition's width: the cut that leaves it and takes lines away


@dataclass(frozen=True, slots=True)
class Widths:
    """In working pixels: the pen of plain lines, the least width of a filled wall, the largest wall met."""

    line: float
    cut: float
    widest: float


def reach(mask: Mask) -> NDArray[np.float32]:
    """The distance of each marked pixel to the nearest unmarked one."""
    return np.asarray(cv2.distanceTransform(mask, cv2.DIST_L2, 5), np.float32)


def measure_widths(dark: Mask, unit: float | None) -> Widths:
    """Widths of the strokes; ``unit`` is metres a working pixel where it is known."""
    distances = reach(dark)
    ridge = (distances >= cv2.dilate(distances, np.ones((3, 3), np.uint8))) & (distances > 0)
    ridge &= _long_strokes(dark)
    widths = np.round(2 * distances[ridge] - 1).astype(int)
    counts = np.bincount(widths, minlength=8)[:200].astype(float)
    line = float(counts[:6].argmax()) if counts[:6].any() else 1.0
    cut = _cut_between(counts, line) if unit is None else _physical_cut(counts, line, unit)
    thick = widths[widths >= cut]
    widest = float(np.quantile(thick, 0.97)) if thick.size else cut
    return Widths(line, cut, widest)


def open_by_disc(mask: Mask, width: float) -> Mask:
    """What is left of a mask where a disc of this width fits in."""
    core = np.asarray(reach(mask) < width / 2 + 0.25, np.uint8)
    if core.all():
        return np.zeros_like(mask)
    near = cv2.distanceTransform(core, cv2.DIST_L2, 5) <= width / 2 + 0.5
    return np.asarray(near, np.uint8) & mask


def close_by_disc(mask: Mask, width: float) -> Mask:
    """The mask with all holes filled into which no disc of this width fits."""
    return np.asarray(1 - open_by_disc(np.asarray(1 - mask, np.uint8), width), np.uint8)


def _long_strokes(dark: Mask) -> NDArray[np.bool_]:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    long = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) >= LONG_STROKE * max(dark.shape)
    return np.asarray(long[labels])


def _physical_cut(counts: NDArray[np.float64], line: float, unit: float) -> float:
    return float(np.clip(THINNEST_WALL / unit, max(3.0, 1.6 * line + 1), max(4.0, 0.12 / unit)))


def _cut_between(counts: NDArray[np.float64], line: float) -> float:
    """Most of the first peak of the histogram beyond the lines' own."""
    smooth = np.convolve(counts, (0.5, 1, 0.5), "same")
    valley = int(line) + 2
    while valley + 1 < smooth.size and smooth[valley + 1] <= smooth[valley]:
        valley += 1
    tail = smooth[valley:]
    if tail.sum() < 0.01 * smooth.sum() or not tail.any():
        return 2 * line + 2
    peak = valley
    while peak + 1 < smooth.size and smooth[peak + 1] >= smooth[peak]:
        peak += 1
    return max(3.0, PARTITION_SHARE * peak)
