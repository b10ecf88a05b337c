"""The white cells that lines enclose: their width, length, turn and what they touch."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.ridges import reach

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The small white components of a picture; arrays are by cell, ``pixels`` and ``owner`` list their pixels.

    ``boxes`` are the left, top, right and bottom of each, a column a cell; the last two lie just beyond it.
    """

    area: Numbers
    width: Numbers
    edge: NDArray[np.bool_]
    pixels: NDArray[np.int64]
    owner: NDArray[np.int64]
    shape: tuple[int, int]
    boxes: NDArray[np.int64]

    @property
    def count(self) -> int:
        return int(self.area.size)

    @property
    def length(self) -> Numbers:
        """The length of a strip of the cell's area and width, however it bends."""
        return self.area / np.maximum(self.width, 1)

    @property
    def elongation(self) -> Numbers:
        return self.length / np.maximum(self.width, 1)

    def paint(self, chosen: NDArray[np.bool_]) -> Mask:
        mask = np.zeros(self.shape, np.uint8)
        mask.ravel()[self.pixels[chosen[self.owner]]] = 1
        return mask

    def shares(self, mask: Mask) -> Numbers:
        """The share of each cell that lies in a mask."""
        hits = np.bincount(self.owner, weights=mask.ravel()[self.pixels], minlength=self.count)
        return np.asarray(hits / np.maximum(self.area, 1))

    def touching(self, mask: Mask) -> Numbers:
        """The share of each cell's edge that lies in a mask."""
        owner = self.owner[self.edge]
        total = np.bincount(owner, minlength=self.count)
        hits = np.bincount(owner, weights=mask.ravel()[self.pixels[self.edge]], minlength=self.count)
        return np.asarray(hits / np.maximum(total, 1))

    def crowded(self, chosen: NDArray[np.bool_], radius: int) -> Numbers:
        """The share of each chosen cell's edge that has another chosen cell within a radius."""
        names = np.zeros(self.shape, np.float32)
        mine = chosen[self.owner]
        names.ravel()[self.pixels[mine]] = self.owner[mine] + 1
        kernel = np.ones((2 * radius + 1,) * 2, np.uint8)
        edge = mine & self.edge
        place, owner = self.pixels[edge], self.owner[edge]
        highest = cv2.dilate(names, kernel).ravel()[place] - 1
        names[names == 0] = self.count + 1
        lowest = cv2.erode(names, kernel).ravel()[place] - 1
        others = (highest != owner) | (lowest != owner)
        total = np.bincount(owner, minlength=self.count)
        return np.asarray(np.bincount(owner, weights=others, minlength=self.count) / np.maximum(total, 1))

    def moments(self) -> tuple[Numbers, Numbers, Numbers]:
        """Length, width and turn (radians, rows down) of the ellipses with the cells' second moments."""
        y, x = np.divmod(self.pixels, self.shape[1])
        n = np.maximum(self.area, 1)
        mean_x = np.bincount(self.owner, weights=x, minlength=self.count) / n
        mean_y = np.bincount(self.owner, weights=y, minlength=self.count) / n
        dx, dy = x - mean_x[self.owner], y - mean_y[self.owner]
        xx, yy, xy = (np.bincount(self.owner, weights=w, minlength=self.count) / n for w in (dx * dx, dy * dy, dx * dy))
        root = np.sqrt((xx - yy) ** 2 / 4 + xy**2)
        middle = (xx + yy) / 2
        long, short = np.sqrt(12 * (middle + root)), np.sqrt(12 * np.maximum(middle - root, 1 / 12))
        return long, short, 0.5 * np.arctan2(2 * xy, xx - yy)


def find_cells(mask: Mask, widest: float, smallest: int = 4) -> Cells:
    """The cells of the unmarked ground that may be parts of walls of at most this width; ``smallest`` counts pixels."""
    ground = np.asarray(1 - mask, np.uint8)
    found = find_components(ground, 4)
    area = found.stats[:, cv2.CC_STAT_AREA]
    small = (area >= smallest) & (area < 4 * widest * max(mask.shape))
    depth = reach(ground).ravel()
    flat = found.labels.ravel()
    pixels = np.flatnonzero(small[flat])
    number = np.cumsum(small) - 1
    owner = number[flat[pixels]]
    total = int(small.sum())
    deepest = np.zeros(total, np.float32)
    np.maximum.at(deepest, owner, depth[pixels])
    narrow = 2 * deepest - 1 <= widest
    kept = narrow[owner]
    pixels, renumber = pixels[kept], np.cumsum(narrow) - 1
    owner = renumber[owner[kept]]
    corner, size = np.split(found.stats[small][narrow, :4].T, 2)
    return Cells(
        np.bincount(owner, minlength=int(narrow.sum())).astype(float),
        np.asarray(2 * deepest[narrow] - 1, np.float64),
        depth[pixels] < 1.5,
        pixels,
        owner,
        (mask.shape[0], mask.shape[1]),
        np.vstack((corner, corner + size)),
    )
