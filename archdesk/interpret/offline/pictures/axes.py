"""The directions in which a picture's walls run, and the picture seen along one of them."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.model.shapes import Affine, Point

STEP = 0.5  # degrees in one bin of the histogram
SHARE = 0.03  # of the edge pixels: the least that makes a direction
LEVEL = 0.4  # degrees: a picture turned by less need not be turned back
MOST_AXES = 3


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A mask turned so that one system of walls lies level, and the map from its coordinates back to the picture's."""

    mask: Mask
    back: Affine
    angle: float

    def to_picture(self, point: Point) -> Point:
        return self.back.apply(point)


def find_axes(mask: Mask) -> list[float]:
    """Angles of wall systems in degrees from -45 to 45, rows down, the most frequent first."""
    soft = cv2.GaussianBlur(mask * np.uint8(255), (0, 0), 1.5)
    steep = np.flatnonzero((soft > 0) & (soft < 255))  # few pixels of a drawing: all others are even
    across, down = (cv2.Sobel(soft, cv2.CV_16S, i, 1 - i).ravel()[steep].astype(np.float32) for i in (1, 0))
    strength = np.hypot(across, down)
    edge = strength > 0.5 * strength.max(initial=1)
    angles = np.degrees(np.arctan2(down[edge], across[edge])) % 90
    bins = int(90 / STEP)
    counts = np.bincount(np.round(angles / STEP).astype(int) % bins, minlength=bins).astype(float)
    smooth = counts + np.roll(counts, 1) + np.roll(counts, -1)
    found: list[float] = []
    total = max(1.0, counts.sum())
    while len(found) < MOST_AXES and smooth.max() > SHARE * total:
        top = int(smooth.argmax())
        near = [(top + k) % bins for k in (-1, 0, 1)]
        shift = np.average((-1, 0, 1), weights=counts[near] + 1e-9)
        angle = (top + shift) * STEP
        found.append(angle if angle <= 45 else angle - 90)
        smooth[[(top + k) % bins for k in range(-10, 11)]] = 0
    return found


def view_along(mask: Mask, angle: float) -> View:
    """The mask with lines at this angle (degrees, rows down) made level."""
    if abs(angle) < LEVEL:
        return View(mask, Affine(), 0.0)
    height, width = mask.shape
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    across, down = math.ceil(width * abs(c) + height * abs(s)), math.ceil(width * abs(s) + height * abs(c))
    forth = Affine(c, s, 0, -s, c, 0)
    middle = forth.apply((width / 2, height / 2))
    forth = Affine(c, s, across / 2 - middle[0], -s, c, down / 2 - middle[1])
    # Pixel centres lie half a pixel inside: the warp counts from centres, our points from corners.
    x, y = forth.apply((0.5, 0.5))
    matrix = np.array([[c, s, x - 0.5], [-s, c, y - 0.5]])
    turned = cv2.warpAffine(mask * np.uint8(255), matrix, (across, down), flags=cv2.INTER_LINEAR)
    return View(np.asarray(turned > 127, np.uint8), forth.inverse, angle)
