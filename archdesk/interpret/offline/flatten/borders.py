"""The edges of a sheet that was photographed lying on something else."""

import itertools
import math

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.flatten.homography import Floats, Homography
from archdesk.interpret.offline.flatten.skew import shrunk

SIDE = 1000  # pixels of the longest side: enough for edges to be exact to a pixel or two of a photo
RING = 0.015  # of the picture's sides, around it: what a sheet under glass or a drawn picture fills with paper
DARKER = 25  # grey levels that a ground differs from paper by
SMALLEST = 0.25  # of the picture; a smaller sheet was not what the photo was taken of
STRAIGHT = 0.006  # of the longest side, by which a sheet's edge may be curled
CUT = 0.01  # of the sides: an edge nearer to the picture's border is where the photo ends, not the sheet
LIDS = 0.5  # of the ring must be ground; the bright rim of a scanner's lid is none
PAPERS = (math.sqrt(2), 11 / 8.5, 17 / 11)  # long side over short side
NEAR_PAPER = 0.05

Corners = Floats
"""Rows: top left, top right, bottom right, bottom left, as they lie in the picture."""


def find_sheet(picture: NDArray[np.uint8]) -> Corners | None:
    """The corners of a bright sheet on a darker ground, in pixels; None where the sheet fills the picture."""
    small = cv2.GaussianBlur(shrunk(picture, SIDE), (0, 0), 1.5)
    ring = _ring(np.asarray(small, np.uint8))
    middle = small[small.shape[0] // 5 : -small.shape[0] // 5, small.shape[1] // 5 : -small.shape[1] // 5]
    paper = float(np.quantile(middle, 0.7))
    if (ring < paper - DARKER).mean() < LIDS:
        return None
    limit = (paper + float(np.median(ring[ring < paper - DARKER]))) / 2
    outline = _outline(np.asarray(small > limit, np.uint8))
    corners = _corners(outline, small.shape) if outline is not None else None
    return None if corners is None else (corners + 0.5) * (picture.shape[1] / small.shape[1]) - 0.5


def _ring(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    wide = max(2, round(RING * max(picture.shape)))
    edges = picture[:wide], picture[-wide:], picture[:, :wide], picture[:, -wide:]
    return np.concatenate([edge.ravel() for edge in edges])


def _outline(bright: NDArray[np.uint8]) -> Floats | None:
    """The hull of the largest bright area, as points."""
    closed = cv2.morphologyEx(bright, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    contours, _ = cv2.findContours(np.asarray(closed, np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    largest = max(contours, key=lambda contour: cv2.contourArea(cv2.convexHull(contour)))
    return np.asarray(largest, float).reshape(-1, 2)


def _corners(outline: Floats, shape: tuple[int, ...]) -> Corners | None:
    hull = cv2.convexHull(outline.astype(np.float32))
    if cv2.contourArea(hull) < SMALLEST * shape[0] * shape[1]:
        return None
    rough = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, closed=True), closed=True).reshape(-1, 2).astype(float)
    if len(rough) != 4:
        return None
    lines = [_edge(outline, p, q, shape) for p, q in itertools.pairwise([*rough, rough[0]])]
    sides = [line for line in lines if line is not None]
    if len(sides) < 4:
        return None
    corners = np.array([_crossing(sides[i - 1], sides[i]) for i in range(4)])
    return _from_top_left(corners)


def _edge(outline: Floats, start: Floats, end: Floats, shape: tuple[int, ...]) -> Floats | None:
    """The line (through x, y; along u, v) of the outline's points between two corners; None where it is not straight."""
    length = float(np.linalg.norm(end - start))
    along = (end - start) / length
    away = outline - start
    place, off = away @ along, np.abs(away @ np.array([-along[1], along[0]]))
    beside = outline[(place > 0.08 * length) & (place < 0.92 * length) & (off < 0.03 * length)]
    if len(beside) < 0.3 * length:
        return None
    u, v, x, y = cv2.fitLine(beside.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel().tolist()
    misses = np.abs((beside - [x, y]) @ np.array([-v, u]))
    rows, columns = shape[:2]
    is_cut = min(x, y, columns - 1 - x, rows - 1 - y) < CUT * max(shape)
    return None if is_cut or np.quantile(misses, 0.8) > STRAIGHT * max(shape) else np.array([x, y, u, v])


def _crossing(one: Floats, other: Floats) -> Floats:
    t, _ = np.linalg.solve(np.column_stack((one[2:], -other[2:])), other[:2] - one[:2])
    return np.asarray(one[:2] + t * one[2:], float)


def _from_top_left(corners: Corners) -> Corners:
    centre = corners.mean(axis=0)
    round_about = corners[np.argsort(np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0]))]
    return np.asarray(np.roll(round_about, -int(np.argmin(round_about.sum(axis=1))), axis=0), float)


def lay_flat(corners: Corners) -> tuple[Homography, tuple[float, float]]:
    """The map that makes the sheet an upright rectangle from (0, 0), and that rectangle's size."""
    top, right, bottom, left = (float(np.linalg.norm(corners[i] - corners[(i + 1) % 4])) for i in range(4))
    width, height = (top + bottom) / 2, (left + right) / 2
    ratio = max(width, height) / min(width, height)
    paper = min(PAPERS, key=lambda each: abs(ratio / each - 1))
    if abs(ratio / paper - 1) < NEAR_PAPER:
        stretch = math.sqrt(paper / ratio)
        width, height = (width * stretch, height / stretch) if width > height else (width / stretch, height * stretch)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return Homography(cv2.getPerspectiveTransform(corners.astype(np.float32), target).astype(float)), (width, height)
