"""How far points lie from the nearest mark of a picture, kept in a quarter of the memory that whole distances take."""

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.sampling import values_at

STEPS = 254  # one less than a byte holds: the last one says "farther"


class Nearness:
    """Distances in pixels up to ``most``, in steps of a 254th of it; what lies farther counts as infinitely far."""

    def __init__(self, marks: Mask, most: float) -> None:
        self._step = most / STEPS
        far = np.asarray(cv2.distanceTransform(1 - marks, cv2.DIST_L2, 3), np.float32)
        np.minimum(far, 2 * most, out=far)  # larger ones would wrap around, and without a mark all are huge
        self._steps = np.asarray(cv2.convertScaleAbs(far, alpha=1 / self._step), np.uint8)

    def at(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Distances for points (..., 2), x and y last."""
        steps = values_at(self._steps, points)
        return np.where(steps > STEPS, np.inf, steps * self._step)
