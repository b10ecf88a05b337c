"""The light on a sheet made even, so that paper is equally white everywhere."""

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.components import find_components

CELLS = 250  # along the longest side, in each of which the paper's brightness is measured
INK_CELLS = 12  # cells: broader than any filled wall, narrower than a shadow
SOFTNESS = 1.0  # cells
BLUR = 1.0  # pixels of the original: what the glass of a scanner or a lens does to a line
SHARPENING = 2.0  # times the difference to the blurred picture
DARKEST = 0.005  # of the pixels are as dark as the ink is black
BLACK = 20
GRAIN = 5.0  # times the middle deviation of paper, which its grain hardly ever exceeds
SMOOTH = 1.2  # pixels of the original, over which grain is evened out
AREA = 5  # pixels of the original: thicker than lines, thinner than what is clear between the strokes of a hatch
LIKELY_FILL, SURE_FILL = 0.12, 0.25  # of black
DROWNED = 0.2  # of black: where grain reaches it, light fills are lost in it
EVEN_FILL = 0.58  # of an area; hatches are darker and lighter
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


def clear(picture: NDArray[np.uint8], factor: float) -> NDArray[np.uint8]:
    """A picture of even light with its ink black and its lines as thin as they were before a lens blurred them.

    ``factor`` is pixels of the picture a pixel of what the lens gave. Grey fills are kept where grain would drown them.
    """
    grey = picture.astype(np.float32)
    grey += SHARPENING * (grey - cv2.GaussianBlur(grey, (0, 0), BLUR * factor))
    white = WHITE - GRAIN * grain_of(grey)
    contrast = (WHITE - BLACK) / max(white - _black(grey), WHITE / 4)
    lines = np.asarray(np.clip(WHITE - contrast * (white - grey), 0, WHITE), np.uint8)
    return lines if WHITE - white < DROWNED * (WHITE - _black(picture)) else np.minimum(lines, _fills(picture, factor))


def _fills(picture: NDArray[np.uint8], factor: float) -> NDArray[np.uint8]:
    """What is filled with grey in a picture of even light, on white: areas show their tone through grain as no line does."""
    smooth = cv2.GaussianBlur(picture, (0, 0), SMOOTH * factor)
    smooth = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, np.ones((round(AREA * factor),) * 2, np.uint8)).astype(np.float32)
    depth = (WHITE - smooth) / max(WHITE - _black(picture), WHITE / 4)
    found = find_components(np.asarray(depth >= LIKELY_FILL, np.uint8), 8)
    sure = np.bincount(found.labels[depth >= SURE_FILL], minlength=found.count)
    areas = found.paint(sure >= EVEN_FILL * found.stats[:, cv2.CC_STAT_AREA])
    return np.asarray(WHITE - (WHITE - BLACK) * np.minimum(depth, 1) * areas, np.uint8)


def _black(picture: NDArray[np.uint8] | NDArray[np.float32]) -> float:
    return max(float(np.quantile(picture[::4, ::4], DARKEST)), 0.0)


def grain_of(picture: NDArray[np.uint8] | NDArray[np.float32]) -> float:
    """By how many grey levels the paper of a picture deviates from its middle, in the middle."""
    sample = picture[::4, ::4].astype(np.float32)
    return float(np.median(np.abs(sample - np.median(sample))))
