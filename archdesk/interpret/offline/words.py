"""Words in a picture: found and read by small networks."""

import math

import cv2
import numpy as np

from archdesk.interpret.offline.lettering.boxes import Corners, Picture, Reading, direction, shared_areas, sides
from archdesk.interpret.offline.lettering.reader import read_lines
from archdesk.interpret.offline.lettering.search import Search
from archdesk.model.document import Text

SEARCH_SIDE = 1800  # pixels of the longest side in which lettering of 2 mm on A4 is still found
STRONGEST_SHRINK = 0.4  # sheets larger than A4 have lettering of the same size, so they may not shrink as far
STRONGEST_GROWTH = 1.25
FURTHEST_SIDE = 4000  # beyond this the search takes longer than its words are worth
LEGIBLE = 0.5
SMALLEST_CROP = 4.0  # pixels; less holds no letter
SOME = 30  # likely lines
MOST_LINES = 1500  # a sheet full of text; beyond that it is a texture
SMALLEST_PICTURE = 16  # pixels of the shorter side
LONGEST_STRIP = 40.0  # times its width; a longer picture would vanish when it is scaled down
OVERLAP = 0.5  # of the smaller box: two readings of one line


def read_words(picture: Picture) -> tuple[Text, ...]:
    """All lines of text in pixel coordinates, y down; text that runs up the sheet has an angle of -pi/2."""
    return Words(picture).all()


class Words:
    """The lines of text in a picture, in its pixels, y down; text that runs up the sheet has an angle of -pi/2."""

    def __init__(self, picture: Picture) -> None:
        self._grey = picture if picture.ndim == 2 else np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
        self._factor = _search_factor(*self._grey.shape)
        self._searched = self._grey[:0]
        self._search: Search | None = None
        if min(self._grey.shape) >= max(SMALLEST_PICTURE, max(self._grey.shape) / LONGEST_STRIP):
            self._searched = _scaled(self._grey, self._factor)
            self._search = Search(self._searched)

    def all(self) -> tuple[Text, ...]:
        """Every line."""
        return self._read(self._search.boxes()) if self._search else ()

    def some(self) -> tuple[Text, ...]:
        """A few of the longest where most lettering seems to run upwards, enough to tell how the sheet lies; else none."""
        if self._search is None or not self._search.is_stacked:
            return ()
        return self._read(self._search.longest_boxes(SOME))

    def _read(self, boxes: list[Corners]) -> tuple[Text, ...]:
        picture, factor = self._searched, self._factor
        if factor < 1:  # the finer picture reads better
            picture, boxes, factor = self._grey, [box / np.float32(factor) for box in boxes], 1.0
        readings = read_lines(picture, [box for box in boxes if min(sides(box)) >= SMALLEST_CROP][:MOST_LINES])
        return tuple(_text(reading, factor) for reading in _best(readings))


def _search_factor(height: int, width: int) -> float:
    longest = max(height, width)
    factor = min(max(SEARCH_SIDE / longest, STRONGEST_SHRINK), STRONGEST_GROWTH)
    return min(factor, FURTHEST_SIDE / longest)


def _scaled(picture: Picture, factor: float) -> Picture:
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=how), np.uint8)


def _best(readings: list[Reading]) -> list[Reading]:
    """One reading a place: the surest of those that overlap, longer lines before pieces of them."""
    legible = [reading for reading in readings if reading.words and reading.confidence >= LEGIBLE]
    legible.sort(key=lambda each: -each.confidence * min(len(each.words), 4))
    corners = np.array([reading.corners for reading in legible], np.float32).reshape(-1, 4, 2)
    areas = np.array([math.prod(sides(box)) for box in corners])
    kept: list[int] = []
    for number, box in enumerate(corners):
        least = OVERLAP * np.minimum(areas[kept], areas[number])
        if (shared_areas(box, corners[kept]) < least).all():
            kept.append(number)
    return sorted((legible[k] for k in kept), key=lambda each: (each.corners[:, 1].mean(), each.corners[:, 0].mean()))


def _text(reading: Reading, factor: float) -> Text:
    along, across = sides(reading.corners)
    x, y = reading.corners.mean(axis=0)
    centre = (float(x) / factor, float(y) / factor)
    return Text(reading.words, centre, along / factor, across / factor, direction(reading.corners), reading.confidence)
