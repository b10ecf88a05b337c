"""Boxes around lines of text, which may run at any angle."""

import itertools
import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""A grey picture."""

Corners = NDArray[np.float32]
"""Four corners around a line of text, from where it starts, along it, and round clockwise."""

TALL = 1.5  # a box taller than this many widths holds a line that runs upwards or downwards


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a line says; ``confidence`` from 0 to 1."""

    words: str
    confidence: float
    corners: Corners


def sides(box: Corners) -> tuple[float, float]:
    """The extents along the line and across it."""
    first, second, third, fourth = (float(np.linalg.norm(q - p)) for p, q in itertools.pairwise([*box, box[0]]))
    return max(first, third), max(second, fourth)


def is_tall(box: Corners) -> bool:
    along, across = sides(box)
    return across > TALL * along


def direction(box: Corners) -> float:
    """In radians, clockwise from the right."""
    along = box[1] - box[0]
    return math.atan2(float(along[1]), float(along[0]))


def runs_up(box: Corners) -> bool:
    return math.sin(direction(box)) < -math.sin(math.pi / 4)


def start_at_bottom(box: Corners) -> Corners:
    """The same box around a line that runs upwards."""
    return np.roll(box, 1, axis=0)


def shared_areas(box: Corners, others: NDArray[np.float32]) -> NDArray[np.float32]:
    """The areas that a box shares with each of many (boxes, 4, 2), as if all were upright."""
    low = np.maximum(box.min(axis=0), others.min(axis=1))
    high = np.minimum(box.max(axis=0), others.max(axis=1))
    return np.asarray(np.prod(np.maximum(high - low, 0), axis=1), np.float32)


def cut_out(picture: Picture, box: Corners) -> Picture:
    """The line's own picture, running from left to right."""
    width, height = (max(round(side), 1) for side in sides(box))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(box, target)
    crop = cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(crop, np.uint8)
