"""Walls filled with a slanting hatch: groups of alike white cells between its strokes."""

import cv2
import numpy as np

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.pictures.cells import Cells
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.masks import with_lines
from archdesk.interpret.offline.pictures.ridges import close_by_disc, reach

HATCH_CELLS = 60  # a hatched drawing has hundreds
LEAST_CLOSING = 6  # pixels: two strokes of a hatch that has no clear ground between them
GROUP_CELLS = 5  # cells of one hatched wall at least
HATCH_TURN = np.radians(28)  # how far the strokes of a hatch may lie from 45 degrees to the axes


def find_hatched(cells: Cells, limit: float, line: float) -> Mask:
    """Groups of slanting white cells, closed over the lines between them."""
    long, short, turn = cells.moments()
    slant = np.abs(np.mod(turn, np.pi / 2) - np.pi / 4)
    chosen = (short < limit / 2) & (long > 1.4 * short) & (slant < HATCH_TURN) & (long < 2 * limit) & (cells.area >= 6)
    if chosen.sum() < HATCH_CELLS:
        return np.zeros(cells.shape, np.uint8)
    width = float(np.median(short[chosen]))
    chosen &= (short < 3 * width) & (short > width / 3)
    closed = close_by_disc(cells.paint(chosen), max(width + 2, LEAST_CLOSING))
    found = find_components(closed, 8)
    labels, stats, count = found.labels, found.stats, found.count
    first = np.zeros(cells.count, np.int64)
    first[cells.owner] = labels.ravel()[cells.pixels]
    members = np.bincount(first[chosen], minlength=count)
    deepest = np.zeros(count, np.float32)
    inner = np.flatnonzero(closed)
    np.maximum.at(deepest, np.asarray(labels.ravel()[inner], np.int64), reach(closed).ravel()[inner])
    longest = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    keep = (members >= GROUP_CELLS) & (2 * deepest <= limit) & (longest > 0.35 * limit)
    if members[keep].sum() < HATCH_CELLS:
        return np.zeros(cells.shape, np.uint8)
    return with_lines(found.paint(keep), line)
