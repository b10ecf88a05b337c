"""Straight strokes are found alike in one look and in bands."""

import cv2
import numpy as np
import pytest

from archdesk.interpret.offline.pictures import strokes
from archdesk.interpret.offline.pictures.strokes import Strokes, find_strokes

LONGEST = 100  # pixels


def _marks() -> np.ndarray:
    """Strokes of 80 pixels, one below the other and aslant, in a tall picture."""
    marks = np.zeros((900, 300), np.uint8)
    for top in range(20, 800, 70):
        cv2.line(marks, (60 + top % 90, top), (110 + top % 90, top + 62), (1,), 3)
    return marks


def _sorted(found: Strokes) -> np.ndarray:
    ends = np.hstack((found.start, found.end))
    return ends[np.lexsort(ends.T)]


def test_bands_find_each_stroke_whole_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _sorted(find_strokes(_marks(), LONGEST))
    monkeypatch.setattr(strokes, "MOST_PIXELS", 300 * 250)
    banded = _sorted(find_strokes(_marks(), LONGEST))

    assert len(whole) >= 24  # either edge of twelve strokes
    assert len(banded) == len(whole)
    assert banded == pytest.approx(whole, abs=1.5)


def test_an_empty_picture_has_no_strokes() -> None:
    assert not len(find_strokes(np.zeros((50, 40), np.uint8), LONGEST).start)
