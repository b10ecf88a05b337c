"""Walls filled with a slanting hatch: groups of alike white cells between its strokes."""

import cv2
import numpy as np

from archdesk.interpret.offline.pictures.cells import Cells
from archdesk.interpret.offline.pictures.groups import group_cells
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.masks import with_lines

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
    groups = group_cells(cells, chosen, max(width + 2, LEAST_CLOSING))
    stats, members = groups.found.stats, groups.members
    longest = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    keep = (members >= GROUP_CELLS) & (groups.thick <= limit) & (longest > 0.35 * limit)
    if members[keep].sum() < HATCH_CELLS:
        return np.zeros(cells.shape, np.uint8)
    return with_lines(groups.found.paint(keep), line)
