"""Straight strokes among the thin marks of a picture, by the middles of their ends."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.ink import Mask

MOST_PIXELS = 6_000_000  # searched at once

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Strokes:
    """Strokes as arrays of (strokes, 2); a thick one is seen twice, along its two edges."""

    start: Numbers
    end: Numbers

    @property
    def length(self) -> Numbers:
        return np.asarray(np.hypot(*(self.end - self.start).T))

    def between(self, shortest: float, longest: float) -> "Strokes":
        """Those of a length."""
        length = self.length
        return self.where((length >= shortest) & (length <= longest))

    def where(self, kept: NDArray[np.bool_]) -> "Strokes":
        return Strokes(self.start[kept], self.end[kept])


def find_strokes(marks: Mask, longest: float) -> Strokes:
    """The straight strokes of the marks; ``longest`` pixels is how long a stroke is sure to be found whole.

    A large picture is searched in bands, since the search takes twenty bytes and more for each pixel that it sees at once.
    """
    height, width = marks.shape
    core = max(MOST_PIXELS // width, math.ceil(longest), 1)
    if core >= height:
        return _strokes_in(marks)
    bands = [_strokes_of_band(marks, top, top + core, math.ceil(longest)) for top in range(0, height, core)]
    return Strokes(np.concatenate([band.start for band in bands]), np.concatenate([band.end for band in bands]))


def _strokes_of_band(marks: Mask, top: int, bottom: int, reach: int) -> Strokes:
    """Those whose middle lies between two rows; the search sees ``reach`` rows more on either side."""
    first = max(0, top - reach)
    found = _strokes_in(marks[first : bottom + reach])
    middle = (found.start[:, 1] + found.end[:, 1]) / 2 + first
    found = found.where((middle >= top) & (middle < bottom))
    moved = np.array((0, first))
    return Strokes(found.start + moved, found.end + moved)


def _strokes_in(marks: Mask) -> Strokes:
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE).detect(np.where(marks, np.uint8(0), np.uint8(255)))[0]
    ends = np.zeros((0, 4)) if found is None else np.asarray(found.reshape(-1, 4), np.float64)
    return Strokes(ends[:, :2], ends[:, 2:])
