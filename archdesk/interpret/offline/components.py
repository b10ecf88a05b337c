"""Marks that hang together in a picture of zeros and ones."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Components:
    """Components by number; number 0 is the ground, of which nothing is told.

    ``labels`` holds each pixel's number, ``stats`` a row for each component: its left, top, width, height and area in
    pixels (the columns of OpenCV's ``CC_STAT_*``), ``rows`` the mean row of its pixels.
    """

    labels: NDArray[np.int32]
    stats: NDArray[np.int64]
    rows: NDArray[np.float64]

    @property
    def count(self) -> int:
        """With the ground."""
        return len(self.stats)

    def paint(self, chosen: NDArray[np.bool_]) -> Mask:
        """The chosen components; the ground is never painted, whatever is chosen."""
        colours = chosen.astype(np.uint8)
        colours[0] = 0
        return colours[self.labels]


def find_components(mask: Mask, connectivity: int) -> Components:
    """The components of a mask whose pixels touch at 4 sides, or at 8 sides and corners.

    OpenCV's own statistics visit every pixel of the ground as well, which takes five times as long as the labels do;
    these are summed over level runs of pixels.
    """
    count, found = cv2.connectedComponents(mask, connectivity=connectivity)
    labels = np.asarray(found, np.int32)
    row, first, last = _level_runs(mask)
    names = labels[row, first].astype(np.intp)
    low = np.full((2, count), max(mask.shape), np.int64)
    high = np.zeros((2, count), np.int64)
    np.minimum.at(low[0], names, first)
    np.minimum.at(low[1], names, row)
    np.maximum.at(high[0], names, last)
    np.maximum.at(high[1], names, row + 1)
    area = np.bincount(names, weights=last - first, minlength=count)
    rows = np.bincount(names, weights=(last - first) * row, minlength=count) / np.maximum(area, 1)
    stats = np.vstack((low, high - low, area)).astype(np.int64).T
    stats[0] = 0
    return Components(labels, stats, rows)


def _level_runs(mask: Mask) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The row, the first column and the column after the last of each level stretch of marked pixels."""
    height, width = mask.shape
    padded = np.zeros((height, width + 2), np.uint8)
    padded[:, 1:-1] = mask
    flat = padded.ravel()
    edges = np.flatnonzero(flat[1:] != flat[:-1])
    row, first = np.divmod(edges[::2], width + 2)
    return row, first, first + edges[1::2] - edges[::2]
