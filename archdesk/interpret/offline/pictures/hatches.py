"""Walls filled with a slanting hatch: groups of alike white cells between its strokes."""

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.cells import Cells
from archdesk.interpret.offline.pictures.groups import Groups, group_cells
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.masks import with_lines

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

HATCH_CELLS = 60  # a hatched drawing has hundreds
LEAST_CLOSING = 6  # pixels: two strokes of a hatch that has no clear ground between them
GROUP_CELLS = 5  # cells of one hatched wall at least
FAN = np.radians(10)  # of deviation from a group's mean turn; the hatch of a pier keeps within half of that
BROAD = 1.8  # times as thick as most hatched walls
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
    keep &= ~_are_fans(cells, chosen, turn, groups, keep)
    if members[keep].sum() < HATCH_CELLS:
        return np.zeros(cells.shape, np.uint8)
    return with_lines(groups.found.paint(keep), line)


def _are_fans(cells: Cells, chosen: Flags, turn: Numbers, groups: Groups, kept: Flags) -> Flags:
    """The groups whose cells spread as the treads of winding stairs do, on ground broader than most walls'."""
    owner = groups.of_cells(cells)
    weight, spin = np.where(chosen, cells.area, 0.0), np.exp(2j * turn)
    total, across, up = (np.bincount(owner, weight * part, len(kept)) for part in (1.0, spin.real, spin.imag))
    held = np.clip(np.hypot(across, up) / np.maximum(total, 1), 1e-6, 1)
    spread = np.sqrt(-2 * np.log(held)) / 2  # the circular standard deviation of turns without a sense
    if not kept.any():
        return kept
    usual = np.repeat(groups.thick[kept], groups.members[kept].astype(int))
    return np.asarray((spread > FAN) & (groups.thick > BROAD * np.median(usual)))
