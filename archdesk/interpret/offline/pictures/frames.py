"""The frame that is drawn around a sheet with a bold pen: no wall, however thick."""

import cv2
import numpy as np

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.ridges import reach

LEAST_SIDE = 0.5  # of the picture's sides: a frame holds most of a sheet
EDGE = 0.02  # of the frame's shorter side: within it all its four lines lie
UNBROKEN = 0.95  # of each line; a house's outer walls have doors and windows
TITLE_BLOCK = 0.35  # of the frame's ink: the lines of a title block that hang on it
BOLDEST = 0.7  # of the widest wall inside


def without_frames(mask: Mask) -> Mask:
    """The mask without the rectangles that surround thicker walls, and touch none of them."""
    found = find_components(mask, 8)
    count, labels, stats = found.count, found.labels, found.stats
    height, width = mask.shape
    large = (stats[:, cv2.CC_STAT_WIDTH] >= LEAST_SIDE * width) & (stats[:, cv2.CC_STAT_HEIGHT] >= LEAST_SIDE * height)
    left = mask.copy()
    for name in (int(number) for number in np.flatnonzero(large) if number and count > 2):
        x, y, across, down, area = (int(value) for value in stats[name])
        part = labels[y : y + down, x : x + across]
        if _is_ring(part == name, area) and _holds_thicker(part, name, area / (2 * (across + down))):
            left[labels == name] = 0
    return left


def _is_ring(part: np.ndarray[tuple[int, int], np.dtype[np.bool_]], area: int) -> bool:
    """Whether a component runs along all four sides of its box, and hardly anywhere else."""
    edge = max(3, round(EDGE * min(part.shape)))
    lines = (part[:edge].any(axis=0), part[-edge:].any(axis=0), part[:, :edge].any(axis=1), part[:, -edge:].any(axis=1))
    inner = int(part[edge:-edge, edge:-edge].sum())
    return all(float(line.mean()) >= UNBROKEN for line in lines) and inner <= TITLE_BLOCK * area


def _holds_thicker(part: np.ndarray[tuple[int, int], np.dtype[np.int32]], name: int, thickness: float) -> bool:
    inside = np.asarray((part > 0) & (part != name), np.uint8)
    return bool(inside.any()) and thickness <= BOLDEST * (2 * float(reach(inside).max()) - 1)
