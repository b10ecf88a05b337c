"""Small marks in a picture that may be letters: no long lines, no hatches."""

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.lettering.boxes import Picture

Mask = NDArray[np.uint8]
"""A picture of zeros and ones."""

Marks = NDArray[np.int32]
"""Left, top, width and height of each, in pixels."""

THICKEST_STROKE = 15  # pixels in the search picture, where letters are 8 to 48 pixels high
FAINTEST_STROKE = 30  # grey levels to its surroundings
DARK_AREA = 41  # pixels around a stroke
DARK = 110  # grey levels on average: letters here are light on dark
LONG_LINE = 45  # pixels; no letter has a straight stroke as long
TALLEST_LETTER = 64
TALLEST_WORD = 48  # across a word whose letters touch
LONGEST_WORD = 400
INKED = 0.2  # of its box: a word whose letters touch, not an arc or a slope
FAINTEST = 0.11  # of its box: a letter, not the line of a hatch or the swing of a door
SMALLEST_LETTER = 5
FEWEST_PIXELS = 6
HATCH_GAP = 3  # pixels between two strokes of a hatch; words stand further apart
LETTER_GAP = 5  # pixels between two letters of a word
LINE_LIKE = 1.5  # times as long as across
SHORTEST_LINE = 14  # pixels


def find_marks(picture: Picture) -> Marks:
    """All marks of a letter's size, or of a short word's where letters touch."""
    return _without_chains(_letters(picture), picture.shape)


def find_rows_and_stacks(marks: Marks, shape: tuple[int, ...]) -> tuple[Marks, Marks]:
    """Marks that stand side by side as letters do, and others above one another, each row and each stack as one."""
    boxes = _boxes(marks, shape)
    rows = _joined(boxes, (1, LETTER_GAP))
    rows = rows[_line_like(rows[:, 2], rows[:, 3])]
    for x, y, width, height in rows.tolist():
        boxes[y : y + height, x : x + width] = 0
    stacks = _joined(boxes, (LETTER_GAP, 1))
    return rows, stacks[_line_like(stacks[:, 3], stacks[:, 2])]


def without_those_in(stacks: Marks, marks: Marks, shape: tuple[int, ...]) -> Marks:
    """The marks whose middles lie in no stack."""
    x, y = (marks[:, :2] + marks[:, 2:] // 2).T
    return np.asarray(marks[_boxes(stacks, shape)[y, x] == 0], np.int32)


def draw_marks(marks: Marks, shape: tuple[int, ...], aside: NDArray[np.int_], above: NDArray[np.int_]) -> Mask:
    """The marks as boxes, widened by so many pixels on both sides and above and below."""
    mask = np.zeros(shape, np.uint8)
    low = np.maximum(marks[:, :2] - np.stack((aside, above), axis=1), 0)
    high = marks[:, :2] + marks[:, 2:] + np.stack((aside, above), axis=1)
    for (x0, y0), (x1, y1) in zip(low.tolist(), high.tolist(), strict=True):
        mask[y0:y1, x0:x1] = 1
    return mask


def _letters(picture: Picture) -> Marks:
    rest = _without_long_lines(_strokes(picture))
    stats = find_components(rest, 8).stats
    width, height, pixels = stats[1:, 2], stats[1:, 3], stats[1:, 4]
    short, long = np.minimum(width, height), np.maximum(width, height)
    word = (short <= TALLEST_WORD) & (long <= LONGEST_WORD) & (pixels > INKED * width * height)
    letter = (short <= TALLEST_WORD) & (long <= TALLEST_LETTER)
    fits = (long >= SMALLEST_LETTER) & (pixels >= FEWEST_PIXELS) & (pixels > FAINTEST * width * height) & (letter | word)
    return np.asarray(stats[1:][fits, :4], np.int32)


def _strokes(picture: Picture) -> Mask:
    """Thin strokes that are darker or lighter than what surrounds them."""
    around = np.ones((THICKEST_STROKE, THICKEST_STROKE), np.uint8)
    dark = cv2.morphologyEx(picture, cv2.MORPH_BLACKHAT, around) > FAINTEST_STROKE
    on_dark = cv2.blur(picture, (DARK_AREA, DARK_AREA)) < DARK
    if on_dark.any():
        light = cv2.morphologyEx(picture, cv2.MORPH_TOPHAT, around) > FAINTEST_STROKE
        dark = np.where(on_dark, light, dark)
    return np.asarray(dark, np.uint8)


def _without_long_lines(strokes: Mask) -> Mask:
    across = cv2.morphologyEx(strokes, cv2.MORPH_OPEN, np.ones((1, LONG_LINE), np.uint8))
    upwards = cv2.morphologyEx(strokes, cv2.MORPH_OPEN, np.ones((LONG_LINE, 1), np.uint8))
    return np.asarray(np.where((across > 0) | (upwards > 0), 0, strokes), np.uint8)


def _without_chains(marks: Marks, shape: tuple[int, ...]) -> Marks:
    """Without marks in rows and stacks that are longer than a word: the strokes of a hatch."""
    boxes = _boxes(marks, shape)
    x, y = (marks[:, :2] + marks[:, 2:] // 2).T
    chained = np.zeros(len(marks), bool)
    for gap, length in (((1, HATCH_GAP), 2), ((HATCH_GAP, 1), 3)):
        joined = cv2.morphologyEx(boxes, cv2.MORPH_CLOSE, np.ones(gap, np.uint8))
        found = find_components(np.asarray(joined, np.uint8), 4)
        chained |= found.stats[found.labels[y, x], length] > LONGEST_WORD
    return marks[~chained]


def _joined(boxes: Mask, gap: tuple[int, int]) -> Marks:
    """The boxes that stand so near to one another in a row or a stack, as one."""
    joined = cv2.morphologyEx(boxes, cv2.MORPH_CLOSE, np.ones(gap, np.uint8))
    return np.asarray(find_components(np.asarray(joined, np.uint8), 4).stats[1:, :4], np.int32)


def _line_like(length: NDArray[np.int32], across: NDArray[np.int32]) -> NDArray[np.bool_]:
    fits = (length >= LINE_LIKE * across) & (length >= SHORTEST_LINE) & (across >= SMALLEST_LETTER)
    return np.asarray(fits & (length <= LONGEST_WORD), bool)


def _boxes(marks: Marks, shape: tuple[int, ...]) -> Mask:
    nothing = np.zeros(len(marks), int)
    return draw_marks(marks, shape, nothing, nothing)
