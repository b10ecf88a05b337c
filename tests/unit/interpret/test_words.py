"""Words read from a picture; the engine runs once for all tests."""

import math

import cv2
import numpy as np
import pymupdf
import pytest
from numpy.typing import NDArray

from archdesk.interpret.offline.flatten.turns import quarter_turns
from archdesk.interpret.offline.words import Words, read_words
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


PRINTED = ("Küche", "Salle à manger", "Habitación", "Łazienka", "Størrelse", "23,5 m²", "3.40 x 4.25 m", "12'-6\"", "1:100")


@pytest.fixture(scope="module")
def printed() -> NDArray[np.uint8]:
    """A sheet at 200 dpi with words in several languages, a superscript, digits and marks."""
    with pymupdf.open() as document:
        page = document.new_page(width=300, height=300)
        writer, font = pymupdf.TextWriter(page.rect), pymupdf.Font("helv")
        for row, line in enumerate(PRINTED):
            writer.append((40, 40 + 26 * row), line, font=font, fontsize=9)
        writer.write_text(page)
        pixels = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
    return np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width)


@pytest.mark.parametrize("turns", [0, 1, 3])
def test_words_of_many_languages_are_read_whichever_way_a_sheet_lies(printed: NDArray[np.uint8], turns: int) -> None:
    read = {text.words.replace(" ", "") for text in read_words(np.ascontiguousarray(np.rot90(printed, turns)))}

    assert {line.replace(" ", "") for line in PRINTED} <= read


@pytest.mark.parametrize("shape", [(1, 1), (8, 900), (20, 3000)])
def test_a_sliver_of_a_picture_holds_no_words(shape: tuple[int, int]) -> None:
    assert () == read_words(np.zeros(shape, np.uint8))


@pytest.mark.parametrize("turns", [0, 1, 3])
def test_a_few_lines_are_read_first_where_a_sheet_lies_on_its_side(turns: int) -> None:
    sheet = np.full((900, 1800), 255, np.uint8)
    for x in range(60, 1700, 400):
        for y, words in ((100, "KITCHEN"), (300, "BEDROOM"), (500, "BATHROOM"), (700, "LIVING ROOM")):
            cv2.putText(sheet, words, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 0, 2)

    some = Words(np.ascontiguousarray(np.rot90(sheet, turns))).some()

    assert quarter_turns(some) == (4 - turns) % 4
