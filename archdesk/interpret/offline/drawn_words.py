"""Words that a page draws with its strokes, as plotters' own lettering is, read as those of a picture are."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.assembly.metric import map_text
from archdesk.interpret.offline.words import read_words
from archdesk.model.document import Page, Stroke, Text
from archdesk.model.shapes import Affine

SIDE = 4500  # pixels of the sheet's longer side; lettering of 2 mm on A1 is ten pixels high
PEN = 2  # pixels
EIGHTHS = 3  # bits of a pixel's fraction that lines are drawn with
SMALL = 0.012  # of the sheet's longer side; no stroke of most letters is longer
FEWEST = 400  # small strokes; a page with fewer has hardly a word
SURE = 0.8  # of a reading; lines that cross look like signs of far languages
AROUND = 0.15  # of its height by which a text's strokes may reach out of its box
TALLEST = 1.6  # times its lettering's height that a stroke of it is long


def with_drawn_words(page: Page) -> Page:
    """A sheet of line work that has no text, with its drawn words as texts in place of their strokes."""
    is_sheet = page.paper_unit is not None and not page.y_up
    if page.texts or page.rasters or not is_sheet or not _has_lettering(page):
        return page
    pixel = max(page.width, page.height) / SIDE
    to_page = Affine(a=pixel, e=pixel)
    words = tuple(map_text(text, to_page) for text in read_words(_drawn(page, pixel)) if text.confidence >= SURE)
    drawn = _lettering(page.strokes, words)
    strokes = tuple(stroke for stroke, is_letter in zip(page.strokes, drawn, strict=True) if not is_letter)
    return replace(page, strokes=strokes, texts=words)


def _has_lettering(page: Page) -> bool:
    if len(page.strokes) < FEWEST or max(page.width, page.height) <= 0:
        return False
    boxes = _boxes(page.strokes)
    return int((np.ptp(boxes, axis=1).max(axis=1) < SMALL * max(page.width, page.height)).sum()) >= FEWEST


def _boxes(strokes: Sequence[Stroke]) -> NDArray[np.float64]:
    """The lower and the upper corner of each stroke's box, (n, 2, 2)."""
    corners = [(np.min(stroke.points, axis=0), np.max(stroke.points, axis=0)) for stroke in strokes if stroke.points]
    return np.array(corners, dtype=np.float64).reshape(-1, 2, 2)


def _drawn(page: Page, pixel: float) -> NDArray[np.uint8]:
    """The strokes as thin lines on white."""
    sheet = np.full((int(page.height / pixel) + 1, int(page.width / pixel) + 1), 255, np.uint8)
    for stroke in page.strokes:
        points = np.nan_to_num(np.array(stroke.points, np.float64).reshape(-1, 2) / pixel)
        places = np.round(np.clip(points, -SIDE, 2 * SIDE) * 2**EIGHTHS).astype(np.int32)
        cv2.polylines(sheet, [places], stroke.closed, 0, PEN, cv2.LINE_AA, shift=EIGHTHS)
    return sheet


def _lettering(strokes: Sequence[Stroke], words: Sequence[Text]) -> list[bool]:
    """Which strokes lie within a text and are no longer than its letters are high."""
    inside = np.zeros(len(strokes), np.bool_)
    middles = np.array([np.mean(stroke.points, axis=0) if stroke.points else (np.inf, np.inf) for stroke in strokes])
    sizes = np.array([np.ptp(stroke.points, axis=0).max() if stroke.points else np.inf for stroke in strokes])
    for text in words:
        c, s = np.cos(text.angle), np.sin(text.angle)
        away = middles - text.centre
        along, across = np.abs(away @ (c, s)), np.abs(away @ (-s, c))
        reach = AROUND * text.height
        within = (along < text.width / 2 + reach) & (across < text.height / 2 + reach)
        inside |= within & (sizes < TALLEST * text.height)
    return inside.tolist()
