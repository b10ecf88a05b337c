"""Windows in hollow walls: two strips beside one pane of glass, together as wide as the wall that goes on beyond them."""

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.cells import Cells
from archdesk.interpret.offline.pictures.ink import Mask

FILLED = 0.85  # of its box: a straight strip
SLENDER = 2.0  # times as long as wide
THICKEST_GLASS = 4.0  # plain lines: two lines of glass that have run into one
ALIKE = 0.1  # of its length, by which one strip may be longer than the other
GOES_ON = 0.85  # of the ground beyond an end that is wall

Boxes = NDArray[np.int64]
"""First and last along, low and high across, a row a strip."""


def find_sashes(cells: Cells, chosen: NDArray[np.bool_], walls: Mask, line: float) -> NDArray[np.bool_]:
    """Which of the chosen cells lie beside glass; ``walls`` are all that were found, ``line`` is the plain pen in pixels."""
    found = np.zeros(cells.count, bool)
    names = np.flatnonzero(chosen)
    x0, y0, x1, y1 = boxes = cells.boxes[:, names]
    filled = cells.area[names] >= FILLED * (x1 - x0) * (y1 - y0)
    for along, across, mask in ((boxes[::2], boxes[1::2], walls), (boxes[1::2], boxes[::2], walls.T)):
        length, width = along[1] - along[0], across[1] - across[0]
        strips = np.flatnonzero(filled & (length >= SLENDER * width))
        for one, other in _pairs(np.vstack((along, across)).T[strips], line):
            if _goes_on(np.vstack((along, across)).T[strips[[one, other]]], mask, round(2 * line) + 2):
                found[names[strips[[one, other]]]] = True
    return found


def _pairs(strips: Boxes, line: float) -> list[tuple[int, int]]:
    """Strips that lie beside one another, as long as each other, with no more than glass between."""
    pairs: list[tuple[int, int]] = []
    for i, (first, last, _, high) in enumerate(strips):
        slack = max(line + 1, ALIKE * (last - first))
        glass = strips[:, 2] - high
        beside = (np.abs(strips[:, 0] - first) <= slack) & (np.abs(strips[:, 1] - last) <= slack)
        pairs += [(i, int(j)) for j in np.flatnonzero(beside & (glass > 0) & (glass <= THICKEST_GLASS * line + 2))]
    return pairs


def _goes_on(pair: Boxes, walls: Mask, step: int) -> bool:
    """Whether wall fills the whole width beyond both ends of two strips."""
    low, high = int(pair[:, 2].min()), int(pair[:, 3].max())
    ends = (max(0, int(pair[:, 0].min()) - 2 * step), int(pair[:, 1].max()) + step)
    return all(float(walls[low:high, end : end + step].mean() if end < walls.shape[1] else 0) >= GOES_ON for end in ends)
