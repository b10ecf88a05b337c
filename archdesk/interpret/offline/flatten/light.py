"""The light on a sheet made even, so that paper is equally white everywhere."""

import cv2
import numpy as np
from numpy.typing import NDArray

CELLS = 250  # along the longest side, in each of which the paper's brightness is measured
INK_CELLS = 9  # cells: broader than any filled wall, narrower than a shadow
SOFTNESS = 1.0  # cells
BLUR = 1.0  # pixels of the original: what the glass of a scanner or a lens does to a line
SHARPENING = 2.0  # times the difference to the blurred picture
DARKEST = 0.005  # of the pixels are as dark as the ink is black
BLACK = 20
GRAIN = 5.0  # times the middle deviation of paper, which its grain hardly ever exceeds
WHITE = 250  # what paper becomes, so that its grain still shows
DARKEST_PAPER = 90  # darker is drawn white on black, or no paper


def even_light(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture divided by its paper's brightness nearby; as it is where it is drawn on black."""
    height, width = picture.shape
    grid = max(1, max(height, width) // CELLS)
    small = cv2.resize(picture, (max(1, width // grid), max(1, height // grid)), interpolation=cv2.INTER_AREA)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((INK_CELLS, INK_CELLS), np.uint8))
    paper = cv2.GaussianBlur(closed, (0, 0), SOFTNESS)
    if float(np.median(paper)) < DARKEST_PAPER:
        return picture
    ground = cv2.resize(np.maximum(paper, 1), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(picture, ground, scale=WHITE), np.uint8)


def sharpen(picture: NDArray[np.uint8], factor: float) -> NDArray[np.uint8]:
    """A picture of even light with its ink black and its lines as thin as they were before a lens blurred them.

    ``factor`` is pixels of the picture a pixel of what the lens gave.
    """
    grey = picture.astype(np.float32)
    grey += SHARPENING * (grey - cv2.GaussianBlur(grey, (0, 0), BLUR * factor))
    sample = grey[::4, ::4]
    black = max(float(np.quantile(sample, DARKEST)), 0.0)
    grain = float(np.median(np.abs(sample - np.median(sample))))
    white = WHITE - GRAIN * grain
    contrast = (WHITE - BLACK) / max(white - black, WHITE / 4)
    return np.asarray(np.clip(WHITE - contrast * (white - grey), 0, WHITE), np.uint8)
