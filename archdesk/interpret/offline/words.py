"""Words in a picture, read by the OCR models that come with rapidocr."""

import functools
import itertools
import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_det import TextDetOutput

from archdesk.model.document import Text

Picture = NDArray[np.uint8]
Corners = NDArray[np.float32]
"""Four corners around a line of text, from where it starts, along it, and round clockwise."""

THREADS = 2  # several documents are read at once, so one must not take the whole machine
SEARCH_SIDE = 1800  # pixels of the longest side in which lettering of 2 mm on A4 is still found
STRONGEST_SHRINK = 0.4  # sheets larger than A4 have lettering of the same size, so they may not shrink as far
STRONGEST_GROWTH = 2.0
FURTHEST_SIDE = 4000  # beyond this the search takes longer than its words are worth
TILE = 2000  # pixels of a tile's side in the search: an A4 sheet is one tile
TILE_OVERLAP = 300  # pixels, longer than a room's name
SURE = 0.85  # a line read worse than this may run the other way
LEGIBLE = 0.5
TALL = 1.5  # a box taller than this many widths holds a line that runs upwards or downwards
SMALLEST_CROP = 4.0  # pixels; less holds no letter
SMALLEST_PICTURE = 16  # pixels of the shorter side
LONGEST_STRIP = 40.0  # times its width; a longer picture would vanish when it is scaled down
OVERLAP = 0.5  # of the smaller box: two readings of one line


@dataclass(frozen=True, slots=True)
class _Reading:
    words: str
    confidence: float
    corners: Corners


def read_words(picture: Picture) -> tuple[Text, ...]:
    """All lines of text in pixel coordinates, y down; text that runs up the sheet has an angle of -pi/2."""
    colour = picture if picture.ndim == 3 else np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), np.uint8)
    if min(colour.shape[:2]) < max(SMALLEST_PICTURE, max(colour.shape[:2]) / LONGEST_STRIP):
        return ()
    factor = _search_factor(colour.shape[0], colour.shape[1])
    search = _scaled(colour, factor)
    boxes = _upright_boxes(search) + _turned_boxes(search)
    if factor < 1:  # the finer picture reads better
        search, boxes, factor = colour, [box / np.float32(factor) for box in boxes], 1.0
    readings = _read_boxes(search, [box for box in boxes if min(_sides(box)) >= SMALLEST_CROP])
    return tuple(_text(reading, factor) for reading in _best(readings))


def _search_factor(height: int, width: int) -> float:
    longest = max(height, width)
    factor = min(max(SEARCH_SIDE / longest, STRONGEST_SHRINK), STRONGEST_GROWTH)
    return min(factor, FURTHEST_SIDE / longest)


def _scaled(picture: Picture, factor: float) -> Picture:
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=how), np.uint8)


@functools.cache
def _engine() -> RapidOCR:
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_preprocess_img": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _find_boxes(picture: Picture) -> list[Corners]:
    """Lines of text anywhere; a large picture is searched tile by tile, for the search takes memory by the pixel."""
    rows, columns = (_spans(size) for size in picture.shape[:2])
    boxes = []
    for (top, bottom), (left, right) in itertools.product(rows, columns):
        tile = np.ascontiguousarray(picture[top:bottom, left:right])
        boxes += [box + np.array([left, top], np.float32) for box in _find_boxes_in_tile(tile)]
    return boxes


def _spans(size: int) -> list[tuple[int, int]]:
    """The fewest spans of like length that cover so many pixels, each with the next in common by the overlap."""
    count = 1 if size <= TILE else math.ceil((size - TILE_OVERLAP) / (TILE - TILE_OVERLAP))
    length = math.ceil((size + TILE_OVERLAP * (count - 1)) / count)
    starts = [round(i * (size - length) / max(count - 1, 1)) for i in range(count)]
    return [(start, start + length) for start in starts]


def _find_boxes_in_tile(picture: Picture) -> list[Corners]:
    found = _engine()(picture, use_det=True, use_cls=False, use_rec=False)
    if not isinstance(found, TextDetOutput) or found.boxes is None:
        return []
    return [np.asarray(box, np.float32) for box in found.boxes]


def _upright_boxes(picture: Picture) -> list[Corners]:
    """Tall boxes are taken to be read upwards, as drawings are."""
    return [np.roll(box, 1, axis=0) if _is_tall(box) else box for box in _find_boxes(picture)]


def _turned_boxes(picture: Picture) -> list[Corners]:
    """Lines that run upwards, which the search often misses: found in the picture turned by a quarter clockwise."""
    turned = np.ascontiguousarray(np.rot90(picture, -1))
    height = np.float32(picture.shape[0])
    found = [box for box in _find_boxes(turned) if not _is_tall(box)]
    return [np.stack((box[:, 1], height - box[:, 0]), axis=1) for box in found]


def _is_tall(box: Corners) -> bool:
    width, height = _sides(box)
    return height > TALL * width


def _read_boxes(picture: Picture, boxes: list[Corners]) -> list[_Reading]:
    """Each box's line; lines that run upwards are read the other ways too where they are in doubt."""
    readings = _recognise(picture, boxes)
    doubtful = [i for i, reading in enumerate(readings) if reading.confidence < SURE and _runs_up(reading.corners)]
    for turns in (1, 2):
        again = _recognise(picture, [np.roll(boxes[i], -turns, axis=0) for i in doubtful])
        for i, reading in zip(doubtful, again, strict=True):
            readings[i] = max(readings[i], reading, key=lambda each: each.confidence)
    return readings


def _recognise(picture: Picture, boxes: list[Corners]) -> list[_Reading]:
    if not boxes:
        return []
    found = _engine().recognize_txt([_crop(picture, box) for box in boxes])
    return [
        _Reading(words.strip(), float(score), box)
        for words, score, box in zip(found.txts or (), found.scores, boxes, strict=True)
    ]


def _crop(picture: Picture, box: Corners) -> Picture:
    width, height = (max(round(side), 1) for side in _sides(box))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(box, target)
    crop = cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(crop, np.uint8)


def _best(readings: list[_Reading]) -> list[_Reading]:
    """One reading a place: the surest of those that overlap, longer lines before pieces of them."""
    kept: list[tuple[_Reading, float]] = []
    legible = [reading for reading in readings if reading.words and reading.confidence >= LEGIBLE]
    for reading in sorted(legible, key=lambda each: -each.confidence * min(len(each.words), 4)):
        area = math.prod(_sides(reading.corners))
        if all(_shared(reading.corners, other.corners) < OVERLAP * min(area, size) for other, size in kept):
            kept.append((reading, area))
    return sorted((reading for reading, _ in kept), key=lambda each: (each.corners[:, 1].mean(), each.corners[:, 0].mean()))


def _shared(one: Corners, other: Corners) -> float:
    """The area that the boxes share, as if they were upright."""
    low = np.maximum(one.min(axis=0), other.min(axis=0))
    high = np.minimum(one.max(axis=0), other.max(axis=0))
    return float(np.prod(np.maximum(high - low, 0)))


def _sides(box: Corners) -> tuple[float, float]:
    """The extents along the line and across it."""
    first, second, third, fourth = (float(np.linalg.norm(q - p)) for p, q in itertools.pairwise([*box, box[0]]))
    return max(first, third), max(second, fourth)


def _direction(box: Corners) -> float:
    along = box[1] - box[0]
    return math.atan2(float(along[1]), float(along[0]))


def _runs_up(box: Corners) -> bool:
    return math.sin(_direction(box)) < -math.sin(math.pi / 4)


def _text(reading: _Reading, factor: float) -> Text:
    along, across = _sides(reading.corners)
    x, y = reading.corners.mean(axis=0)
    centre = (float(x) / factor, float(y) / factor)
    return Text(reading.words, centre, along / factor, across / factor, _direction(reading.corners), reading.confidence)
