"""Where a picture is inked: the dark marks, and the light thin ones as well."""

import functools
import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.model.document import Text

Mask = NDArray[np.uint8]
"""A picture of zeros and ones."""

SMALL = 1300  # pixels of a longest side; smaller pictures have walls of a few pixels and are read at twice their size
LEAST_GAIN, MOST_GAIN = 1.25, 2.0  # less blurs the thinnest lines and shows no more
FINE = 0.0085  # metres a working pixel that show a partition's two faces: a sheet of 1/100 at 300 dpi
LARGE = 3700  # an A4 sheet at 300 dpi; more pixels say more about walls only where a sheet is full of them
MOST_PIXELS = 30e6  # of a working picture: an A1 sheet at 200 dpi
DARKEST_PAPER = 90  # a page darker than this is drawn white on black
DARK_SHARE = 0.62  # of the paper's brightness: ink that is no shade
FAINT_STEP = 18  # grey levels below the paper that light pens have and compression noise has not
LEAST_DARK = 0.03  # of all ink; less of it is specks on a drawing of light pens alone
SMOOTH_SHARE = 0.45  # of the picture has the paper's own grey: no photo is so even
UNEVEN = 30  # grey levels between the paper in one place and another: a photo's shadows


@dataclass(frozen=True, eq=False)
class Ink:
    """The dark and the faint marks of a picture, at ``factor`` working pixels a pixel of the source.

    ``source`` is the dark ink in the source's own pixels, ``grey`` the working picture itself, dark on its light ``paper``.
    """

    dark: Mask
    faint: Mask
    factor: float
    source: Mask
    grey: NDArray[np.uint8]
    paper: int

    @functools.cached_property
    def tone(self) -> NDArray[np.float16]:
        """How dark each working pixel is, from paper (0) to black (1)."""
        levels = np.clip((self.paper - np.arange(256)) / max(self.paper, 1), 0, 1).astype(np.float16)
        return levels[self.grey]

    @property
    def longest(self) -> int:
        return int(max(self.dark.shape))


def read_ink(picture: NDArray[np.uint8], texts: tuple[Text, ...], unit: float | None = None, most: float = MOST_GAIN) -> Ink:
    """The ink of a grey picture without the letters of its texts.

    ``unit`` is metres a pixel where it is known, ``most`` how many working pixels a pixel may become.
    """
    factor = working_factor(picture, unit, most)
    flat = _flatten(picture)
    grey = _scaled(flat, factor)
    paper = _paper(grey)
    if paper < DARKEST_PAPER:
        grey, flat = np.asarray(255 - grey, np.uint8), np.asarray(255 - flat, np.uint8)
        paper = _paper(grey)
    limit = _dark_limit(grey, paper)
    dark = np.asarray(grey <= limit, np.uint8)
    source = dark if factor == 1 else np.asarray(flat <= limit, np.uint8)
    faint = np.asarray(grey <= paper - FAINT_STEP - 2 * _noise(grey, paper), np.uint8) | dark
    if dark.sum() < LEAST_DARK * faint.sum():
        dark = faint.copy()
    for text in texts:
        _erase(dark, text, factor)
        _erase(faint, text, factor)
    return Ink(dark, faint, factor, source, grey, paper)


def working_factor(picture: NDArray[np.uint8], unit: float | None = None, most: float = MOST_GAIN) -> float:
    """Working pixels a pixel: such that the thinnest wall is some pixels thick, where that can be told.

    A closer look, with ``most`` beyond the usual gain, keeps more of a large sheet, too.
    """
    longest = int(max(picture.shape))
    gain = max(unit / FINE if unit else 1.0, MOST_GAIN if longest < SMALL else 1.0)
    closest = LARGE / longest
    if unit and most > MOST_GAIN:
        closest = max(closest, min(unit / FINE, math.sqrt(MOST_PIXELS / picture.size)))
    return min(gain if gain >= LEAST_GAIN else 1.0, most, closest)


def _scaled(picture: NDArray[np.uint8], factor: float) -> NDArray[np.uint8]:
    if factor == 1:
        return picture
    size = round(picture.shape[1] * factor), round(picture.shape[0] * factor)
    way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(picture, size, interpolation=way), np.uint8)


def _paper(grey: NDArray[np.uint8]) -> int:
    return int(cv2.calcHist([np.ascontiguousarray(grey[::2, ::2])], [0], None, [256], [0, 256]).argmax())


def _noise(grey: NDArray[np.uint8], paper: int) -> int:
    """How far the paper's own brightness spreads above its mode, which no ink can reach."""
    brighter = grey[::4, ::4][grey[::4, ::4] > paper]
    return int(np.quantile(brighter - paper, 0.9)) if brighter.size > grey.size / 400 and paper < 250 else 0


def _dark_limit(grey: NDArray[np.uint8], paper: int) -> float:
    limit, _ = cv2.threshold(np.minimum(grey, paper), 0, 255, cv2.THRESH_OTSU)
    return min(float(limit), DARK_SHARE * paper)


def _flatten(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture with its paper evenly bright, where a lamp or a shadow made it uneven."""
    sample = grey[::4, ::4]
    if (np.abs(sample.astype(int) - _paper(grey)) <= 3).mean() > SMOOTH_SHARE:
        return grey
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // 16), max(1, height // 16)), interpolation=cv2.INTER_AREA)
    paper = cv2.GaussianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), (0, 0), 2)
    if np.quantile(paper, 0.95) - np.quantile(paper, 0.05) < UNEVEN or np.median(paper) < DARKEST_PAPER:
        return grey
    wide = cv2.resize(np.maximum(paper, 1), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, wide, scale=250), np.uint8)


def _erase(mask: Mask, text: Text, factor: float) -> None:
    """Take away the marks that lie wholly in a text's box; a wall that only crosses it stays."""
    margin = 0.15 * min(text.width, text.height) * factor
    box = text.box
    x0, y0 = (max(0, math.floor(v * factor - margin)) for v in (box.x0, box.y0))
    x1, y1 = math.ceil(box.x1 * factor + margin), math.ceil(box.y1 * factor + margin)
    part = mask[y0:y1, x0:x1]
    if part.size == 0:
        return
    count, labels = cv2.connectedComponents(part, connectivity=8)
    inner = np.ones(count, bool)
    for edge in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        inner[edge] = False
    inner[0] = False
    part[inner[labels]] = 0
