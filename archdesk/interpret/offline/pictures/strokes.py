"""Straight strokes among the thin marks of a picture, by the middles of their ends."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.ink import Mask

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


def find_strokes(marks: Mask) -> Strokes:
    """All straight strokes of the marks."""
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE).detect(np.asarray(255 * (1 - marks), np.uint8))[0]
    ends = np.zeros((0, 4)) if found is None else np.asarray(found.reshape(-1, 4), np.float64)
    return Strokes(ends[:, :2], ends[:, 2:])
