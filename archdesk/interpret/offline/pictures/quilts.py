"""Walls with insulation drawn as a zigzag or a wave: two cells that interlock along a straight strip."""

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.cells import Cells

FILLED = 0.7  # of the strip that two cells fill together; the rest is lines
EACH = 0.2  # of it, that either fills at least
SLENDER = 1.2  # times as long as wide
ALIKE = 0.1  # of its length, by which one cell may be longer than the other


def find_quilted(cells: Cells, fits: NDArray[np.bool_], line: float, widest: float) -> NDArray[np.bool_]:
    """Which of the cells that fit lie on the two sides of insulation, in a wall of at most ``widest`` pixels.

    ``line`` is the plain pen in pixels.
    """
    found = np.zeros(cells.count, bool)
    names = np.flatnonzero(fits)
    boxes, area = cells.boxes[:, names], cells.area[names]
    for along, across in ((boxes[::2], boxes[1::2]), (boxes[1::2], boxes[::2])):
        for i in range(names.size):
            low, high = np.minimum(across[0], across[0, i]), np.maximum(across[1], across[1, i])
            first, last = np.minimum(along[0], along[0, i]), np.maximum(along[1], along[1, i])
            slack = np.maximum(line + 1, ALIKE * (last - first))
            alike = (np.abs(along[0] - along[0, i]) <= slack) & (np.abs(along[1] - along[1, i]) <= slack)
            strip = (high - low) * (last - first)
            straight = (last - first >= SLENDER * (high - low)) & (high - low <= widest)
            locked = (across[0] > across[0, i]) & (across[0] < across[1, i]) & (across[1] > across[1, i])
            shared = (area + area[i] >= FILLED * strip) & (np.minimum(area, area[i]) >= EACH * strip)
            for j in np.flatnonzero(alike & straight & locked & shared):
                found[names[[i, int(j)]]] = True
    return found
