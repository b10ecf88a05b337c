"""The straight lines of a drawing that run along and across its sheet, and the map that makes them level and upright."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from archdesk.interpret.offline.flatten.homography import Floats, Homography
from archdesk.interpret.offline.flatten.skew import shrunk

SIDE = 1600  # pixels of the longest side in which lines are sought
SHORTEST = 0.025  # of the longest side: letters have shorter strokes
WIDEST_TURN = math.radians(5)  # away from the expected direction; more is a line of another family
SLACK = 0.003  # radians: how exactly the lines of one family are parallel
FEWEST = 8  # lines of each family, enough to fit four numbers
CERTAIN_SWING = 0.006  # radians that the picture's edges lean more than its middle: what rounding never makes
CERTAIN_GAIN = 0.75  # of the misfit is left when lines really lean towards each other
SHEAR = 0.004  # radians by which along and across may differ from a right angle on a sheet under glass


def find_lines(picture: NDArray[np.uint8]) -> Floats:
    """The long straight edges of a picture as rows (x0, y0, x1, y1) in its pixels."""
    small = shrunk(picture, SIDE)
    factor = small.shape[1] / picture.shape[1]
    found, *_ = cv2.createLineSegmentDetector().detect(small)
    lines = (np.asarray([] if found is None else found, float).reshape(-1, 4) + 0.5) / factor - 0.5
    long = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]) >= SHORTEST * max(picture.shape)
    return np.asarray(lines[long], float)


def straighten(lines: Floats, skew: float, size: tuple[int, int], *, leaning: bool) -> Homography:
    """The map that makes lines near ``skew`` (degrees) level, and those across them upright.

    Lengths keep their size in the middle of the picture of ``size`` (width, height). ``leaning`` allows for lines that
    lean towards each other, as in photos; it is used only where the lines show it clearly.
    """
    width, height = size
    half = max(width, height) / 2
    centred = (lines - [width / 2, height / 2] * 2) / half
    level, upright = _family(centred, math.radians(skew)), _family(centred[:, [1, 0, 3, 2]], -math.radians(skew))
    numbers = _fit(level, upright, math.tan(math.radians(skew)), leaning=leaning)
    to_centre = np.array([[1 / half, 0, -width / 2 / half], [0, 1 / half, -height / 2 / half], [0, 0, 1]])
    return Homography(np.linalg.inv(to_centre) @ _matrix(numbers) @ to_centre)


def _family(lines: Floats, angle: float) -> Floats:
    """The lines near the angle, each from left to right."""
    turned = np.where((lines[:, 2] < lines[:, 0])[:, None], lines[:, [2, 3, 0, 1]], lines)
    angles = np.arctan2(turned[:, 3] - turned[:, 1], turned[:, 2] - turned[:, 0])
    return np.asarray(turned[np.abs(angles - angle) < WIDEST_TURN])


def _fit(level: Floats, upright: Floats, slope: float, *, leaning: bool) -> Floats:
    """The slopes of both families and the two numbers of perspective; see ``_matrix``."""
    start = np.array([slope, -slope, 0.0, 0.0])
    if len(level) + len(upright) < FEWEST:
        return start
    weights = [np.sqrt(np.hypot(f[:, 2] - f[:, 0], f[:, 3] - f[:, 1])) for f in (level, upright)]

    def misfits(numbers: Floats) -> Floats:
        g, h = numbers[2:] if len(numbers) == 4 else (0.0, 0.0)
        slopes = _slopes(level, numbers[0], g, h), _slopes(upright, numbers[1], h, g)
        return np.concatenate([w * s for w, s in zip(weights, slopes, strict=True)])

    flat = least_squares(misfits, start[:2], loss="cauchy", f_scale=SLACK * 0.3)
    flat_fit = np.concatenate((flat.x, (0.0, 0.0)))
    if leaning and min(len(level), len(upright)) >= FEWEST:
        bent = least_squares(misfits, [*flat.x, 0.0, 0.0], loss="cauchy", f_scale=SLACK * 0.3)
        if np.abs(bent.x[2:]).max() > CERTAIN_SWING and bent.cost < CERTAIN_GAIN * flat.cost:
            return np.asarray(bent.x, float)
    if abs(flat.x[0] + flat.x[1]) < SHEAR or not leaning or min(len(level), len(upright)) < FEWEST:
        share = len(level) / (len(level) + len(upright))
        turn = share * flat.x[0] - (1 - share) * flat.x[1]
        return np.array([turn, -turn, 0.0, 0.0])
    return flat_fit


def _slopes(lines: Floats, slope: float, along: float, across: float) -> Floats:
    """How steep lines are after the map; ``along`` and ``across`` are the perspective's two numbers."""
    first, last = (
        (lines[:, i + 1] - slope * lines[:, i]) / (1 + along * lines[:, i] + across * lines[:, i + 1]) for i in (0, 2)
    )
    return np.asarray((last - first) / (lines[:, 2] - lines[:, 0]))


def _matrix(numbers: Floats) -> Floats:
    """The map: level lines of slope a become level, upright ones of slope b upright; g and h are the perspective."""
    a, b, g, h = numbers
    along, across = math.hypot(1, a), math.hypot(1, b)
    return np.array([[1 / across, -b / across, 0], [-a / along, 1 / along, 0], [g, h, 1]])
