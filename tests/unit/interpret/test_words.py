"""Words read from a picture; the engine runs once for all tests."""

import math

import cv2
import numpy as np
import pytest

from archdesk.interpret.offline.words import read_words
from archdesk.model.document import Text


@pytest.fixture(scope="module")
def words() -> dict[str, Text]:
    """A sheet with one line that runs across and one that runs upwards."""
    sheet = np.full((420, 420), 255, np.uint8)
    cv2.putText(sheet, "KITCHEN", (40, 80), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2)
    upright = np.full((60, 200), 255, np.uint8)
    cv2.putText(upright, "12.75", (20, 42), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2)
    sheet[180:380, 300:360] = np.rot90(upright)
    return {text.words: text for text in read_words(sheet)}


def test_lines_are_read_across_and_upwards(words: dict[str, Text]) -> None:
    assert {"KITCHEN", "12.75"} == set(words)


def test_a_line_is_found_where_it_stands(words: dict[str, Text]) -> None:
    x, y = words["KITCHEN"].centre

    assert (105, 69) == (pytest.approx(x, abs=10), pytest.approx(y, abs=6))


def test_a_line_that_runs_upwards_has_its_angle(words: dict[str, Text]) -> None:
    text = words["12.75"]

    assert -math.pi / 2 == pytest.approx(text.angle, abs=0.1)
    assert text.width > text.height


@pytest.mark.parametrize("shape", [(1, 1), (8, 900), (20, 3000)])
def test_a_sliver_of_a_picture_holds_no_words(shape: tuple[int, int]) -> None:
    assert () == read_words(np.zeros(shape, np.uint8))
