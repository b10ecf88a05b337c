"""Lines of text in a small picture, found by a network that marks lettering pixel by pixel (DBNet)."""

import cv2
import numpy as np

from archdesk.interpret.offline.lettering import networks
from archdesk.interpret.offline.lettering.boxes import Corners, Picture
from archdesk.interpret.offline.lettering.networks import Tensor

STEP = 32  # pixels; the network halves its picture five times
LETTERING = 0.3  # of certainty, for a pixel
LINE = 0.5  # of certainty on average, for a box
SHRUNK = 1.6  # the network marks the core of a line: the line is larger by this share of area over perimeter
THINNEST = 3.0  # pixels across a core
MOST_LINES = 1000


def find_lines(picture: Picture) -> list[Corners]:
    """Boxes whose first corner is the upper left one; the picture's sides are multiples of 32 pixels."""
    surely = networks.find(as_tensor(picture))
    marked = cv2.dilate((surely > LETTERING).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(marked, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    boxes = (_line_around(np.asarray(contour, np.int32), surely) for contour in contours[:MOST_LINES])
    return [box for box in boxes if box is not None]


def as_tensor(picture: Picture) -> Tensor:
    """From grey levels to three like layers from -1 to 1."""
    layer = picture.astype(np.float32) * np.float32(2 / 255) - 1
    return np.ascontiguousarray(np.broadcast_to(layer, (1, 3, *picture.shape)))


def _line_around(contour: np.ndarray, surely: Tensor) -> Corners | None:
    centre, (width, height), angle = cv2.minAreaRect(contour)
    core = np.asarray(cv2.boxPoints((centre, (width, height), angle)), np.float32)
    if min(width, height) < THINNEST or _certainty(core, surely) < LINE:
        return None
    margin = SHRUNK * width * height / (width + height)
    return _upper_left_first(np.asarray(cv2.boxPoints((centre, (width + margin, height + margin), angle)), np.float32))


def _certainty(box: Corners, surely: Tensor) -> float:
    low = np.maximum(np.floor(box.min(axis=0)).astype(int), 0)
    high = np.minimum(np.ceil(box.max(axis=0)).astype(int) + 1, surely.shape[::-1])
    inside = np.zeros((high[1] - low[1], high[0] - low[0]), np.uint8)
    cv2.fillPoly(inside, [np.asarray(box - low, np.int32)], 1)
    return float(cv2.mean(surely[low[1] : high[1], low[0] : high[0]], inside)[0])


def _upper_left_first(box: Corners) -> Corners:
    across = box[np.argsort(box[:, 0], kind="stable")]
    left, right = (half[np.argsort(half[:, 1], kind="stable")] for half in (across[:2], across[2:]))
    return np.stack((left[0], right[0], right[1], left[1]))
