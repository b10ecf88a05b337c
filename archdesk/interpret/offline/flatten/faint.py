"""Lines fainter than the grain of their paper, told from it because they run on."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.components import find_components

Picture = NDArray[np.uint8]
Numbers = NDArray[np.float32]

WAYS = 16  # directions that lines are looked for in
HALF = 6  # cells: how far a line is followed to each side of a place; an arc of a door is straight so far
ASIDE = 3.0  # cells between a line and the paper beside it
CELL = 2  # pixels: a pen's width
DARKEST = 24.0  # grey levels below the paper beyond which ink needs no help, and would outweigh the rest
SURE, LIKELY = 9.0, 5.0  # times the spread of what paper alone answers
LEAST_STEP = 2.0  # grey levels, below which a picture's own rounding shows
LONGEST_SPECK = 18  # cells; fibres of the paper and the ends of letters are shorter
BESIDE = 2  # cells beside dark ink, whose own edges are no lines


def faint_lines(picture: Picture, white: int) -> Picture:
    """Zeros and ones: the lines of a picture that are lost in the grain of its paper, which is about ``white``."""
    height, width = picture.shape
    small = cv2.resize(picture, (max(1, width // CELL), max(1, height // CELL)), interpolation=cv2.INTER_AREA)
    depth = np.clip(white - small.astype(np.float32), -DARKEST, DARKEST)
    answer = _answers(depth)
    middle = float(np.median(answer))
    spread = max(1.5 * float(np.median(np.abs(answer - middle))), LEAST_STEP / SURE)
    likely = np.asarray(answer >= middle + LIKELY * spread, np.uint8)
    found = find_components(likely, 8)
    sides = found.stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    sure = np.bincount(found.labels[answer >= middle + SURE * spread].ravel(), minlength=found.count) > 0
    beside = cv2.dilate(np.asarray(depth >= DARKEST, np.uint8), np.ones((2 * BESIDE + 1,) * 2, np.uint8))
    lines = found.paint(sure & (sides >= LONGEST_SPECK))
    lines[beside > 0] = 0
    return np.asarray(cv2.resize(lines, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)


def _answers(depth: Numbers) -> Numbers:
    """By how much the fainter half of a short line through each place is darker than what lies on both its sides."""
    best = np.full(depth.shape, -np.inf, np.float32)
    for k in range(WAYS):
        turn = math.pi * k / WAYS
        near, far = (cv2.filter2D(depth, -1, _stroke(turn, first, 0.0)) for first in (0, -HALF))
        left, right = (cv2.filter2D(depth, -1, _stroke(turn, -HALF, aside, 2 * HALF)) for aside in (-ASIDE, ASIDE))
        np.maximum(best, cv2.min(near, far) - cv2.max(left, right), out=best)
    return best


def _stroke(turn: float, first: float, aside: float, length: float = HALF) -> Numbers:
    """The kernel that takes the mean along a line one cell wide, ``length`` on from ``first``, ``aside`` its middle."""
    reach = math.ceil(HALF + ASIDE)
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    ahead, beside = x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn)
    weight = np.clip(1 - np.abs(beside - aside), 0, 1) * ((ahead >= first) & (ahead <= first + length))
    return np.asarray(weight / weight.sum(), np.float32)
