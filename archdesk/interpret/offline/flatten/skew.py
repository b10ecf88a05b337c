"""How far a sheet lies askew, by the line that most ink lies along."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

SIDE = 1000  # pixels of the longest side: lines of three pixels on A4 at 300 dpi are still one pixel wide
STEEPEST = 6.0  # degrees; nobody lays a sheet worse
COARSE, FINE = 0.5, 0.1  # degrees
THINNING = 1 / 3  # of the shrinkage: each pixel of the result still has nine or more to be mixed of
EDGE = 24  # grey levels within a pixel: more than noise of a scan or JPEG
MOST_EDGES = 30_000  # pixels; more say nothing new
FEWEST_EDGES = 400
LEAST_SHARE = 0.3  # of all edges run roughly along or across; else the drawing stands slanting on a straight sheet
SHARPER = 1.15  # times as sharp as upright: the lines then lie askew for certain


def measure_skew(picture: NDArray[np.uint8]) -> float:
    """The turn, in degrees x to y, of the directions along and across which most edges line up; 0 where upright fits."""
    small = shrunk(picture, SIDE)
    level = _edges(small, across=False)
    upright = _edges(small, across=True)
    if len(level) + len(upright) < FEWEST_EDGES or _square_share(small) < LEAST_SHARE:
        return 0.0

    def sharpness(angle: float) -> float:
        slope = math.tan(math.radians(angle))
        return _sharpness(level, slope) + _sharpness(upright, -slope)

    best = max(np.arange(-STEEPEST, STEEPEST + COARSE / 2, COARSE).tolist(), key=sharpness)
    best = max(np.arange(best - COARSE, best + COARSE + FINE / 2, FINE).tolist(), key=sharpness)
    return float(best) if sharpness(best) > SHARPER * sharpness(0.0) else 0.0


def shrunk(picture: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """The picture with a longest side of so many pixels at most."""
    factor = side / max(picture.shape)
    if factor >= 1:
        return picture
    step = int(THINNING / factor)  # a sheet of 40 megapixels is thinned out first, which takes no time
    thinned = picture[::step, ::step] if step > 1 else picture
    size = max(1, round(picture.shape[1] * factor)), max(1, round(picture.shape[0] * factor))
    return np.asarray(cv2.resize(thinned, size, interpolation=cv2.INTER_AREA), np.uint8)


def _edges(picture: NDArray[np.uint8], *, across: bool) -> NDArray[np.float32]:
    """Rows of (along, across) where level edges lie, or upright ones."""
    rise = cv2.Sobel(picture, cv2.CV_16S, int(across), int(not across), ksize=3)
    other = cv2.Sobel(picture, cv2.CV_16S, int(not across), int(across), ksize=3)
    rows, columns = np.nonzero((rise > 4 * EDGE) & (rise > 2 * np.abs(other)))
    step = len(rows) // MOST_EDGES + 1
    places = (rows, columns) if across else (columns, rows)
    return np.stack([place[::step] for place in places], axis=1).astype(np.float32)


def _square_share(picture: NDArray[np.uint8]) -> float:
    """The share of all edges that are nearer to level or upright than to a slant."""
    down, right = (np.abs(cv2.Sobel(picture, cv2.CV_16S, 1 - i, i, ksize=3)) for i in (1, 0))
    strong = np.maximum(down, right) > 4 * EDGE
    square = strong & ((down > 2 * right) | (right > 2 * down))
    return float(square.sum() / max(1, int(strong.sum())))


def _sharpness(edges: NDArray[np.float32], slope: float) -> float:
    """How much edges gather in few lines of that slope."""
    if not len(edges):
        return 0.0
    away = edges[:, 1] - np.float32(slope) * edges[:, 0]
    lines = np.bincount((away - away.min()).astype(np.int32)).astype(float)
    return float((lines**2).sum())
