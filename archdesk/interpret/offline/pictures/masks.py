"""Small steps with masks that many finders take."""

import cv2
import numpy as np

from archdesk.interpret.offline.pictures.ink import Mask


def grown(mask: Mask, radius: int) -> Mask:
    """The mask with all that lies within a square of this radius around its marks."""
    return np.asarray(cv2.dilate(mask, np.ones((2 * radius + 1,) * 2, np.uint8)), np.uint8)


def with_lines(mask: Mask, line: float) -> Mask:
    """The mask with the lines around it, whose pen is ``line`` pixels."""
    return grown(mask, round(line)) if mask.any() else mask
