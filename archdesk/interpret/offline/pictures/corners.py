"""Square cells at which walls end: posts, and the corners between hollow walls."""

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.pictures.hollows import pens_around, without_signs
from archdesk.interpret.offline.pictures.ink import Ink, Mask
from archdesk.interpret.offline.pictures.masks import grown

SIDES = (0.05, 0.5)  # metres of the shorter side
LONGEST_POST, LONGEST_CORNER = 0.75, 1.2  # metres
SQUARE = 2.0  # times as long as wide at most
WHOLE = 0.85  # of its box
TOUCHED, TURNING = 0.25, 0.15  # of each of two sides of a post, and of a corner drawn by a bold pen
WALLED = 0.6  # of a side that no pen need draw
GOES_ON = 0.6  # metres that a wall goes on from a post, over so much of its side:
SIDE = 0.25
THROUGH = 0.95  # of that way is wall


def find_corners(ink: Ink, walls: Mask, hollow: Mask, bold: float, line: float, unit: float) -> Mask:
    """The cells at the ends of ``walls`` and of the ``hollow`` ones among them.

    ``bold`` is the pen of what is cut, or 0, and ``line`` the plain pen, in working pixels; ``unit`` is metres a working pixel.
    """
    found = find_components(np.asarray(1 - (without_signs(ink.dark, line, unit) | walls), np.uint8), 4)
    sides = found.stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]] * unit
    area = found.stats[:, cv2.CC_STAT_AREA] * unit**2
    likely = (sides.min(axis=1) >= SIDES[0]) & (sides.min(axis=1) <= SIDES[1]) & (area >= WHOLE * sides.prod(axis=1))
    likely &= sides.max(axis=1) <= LONGEST_CORNER
    square = (sides.max(axis=1) <= LONGEST_POST) & (sides.max(axis=1) <= SQUARE * sides.min(axis=1))
    gap = round(line) + 2
    near, near_hollow = (np.pad(grown(mask, gap - 1), 1) for mask in (walls, hollow))
    posts = np.zeros(found.count, bool)
    for number in (int(each) for each in np.flatnonzero(likely) if each):
        x, y, width, height = box = tuple(int(value) for value in found.stats[number, :4])
        touched = _touched(near, box)
        if square[number] and sum(touch >= TOUCHED for touch in touched) >= 2:
            posts[number] = _goes_on(walls, (x, y, width, height), gap, unit)
        if bold and not posts[number] and sum(touch >= TURNING for touch in _touched(near_hollow, box)) >= 2:
            pens = pens_around(ink.tone, box, line)
            posts[number] = all(pen >= bold or touch >= WALLED for pen, touch in zip(pens, touched, strict=True))
    return found.paint(posts)


def _touched(near: Mask, box: tuple[int, ...]) -> list[float]:
    """How much of the upper and lower, left and right side of a box touches a mask, which is padded by a pixel."""
    x, y, width, height = box
    around = near[y : y + height + 2, x : x + width + 2]
    return [float(edge.mean()) for edge in (around[0, 1:-1], around[-1, 1:-1], around[1:-1, 0], around[1:-1, -1])]


def _goes_on(walls: Mask, box: tuple[int, int, int, int], gap: int, unit: float) -> bool:
    """Whether a wall runs from one side of a box away from it."""
    x, y, width, height = box
    far = round(GOES_ON / unit)
    rows, columns = walls[y : y + height], walls[:, x : x + width]
    ways = (
        rows[:, x + width + gap : x + width + far],
        rows[:, max(0, x - far) : max(0, x - gap)],
        columns[y + height + gap : y + height + far].T,
        columns[max(0, y - far) : max(0, y - gap)].T,
    )
    return any(_leads(way, far - gap) for way in ways)


def _leads(way: NDArray[np.uint8], length: int) -> bool:
    return way.shape[1] >= length and float((way.mean(axis=1) >= THROUGH).mean()) >= SIDE
