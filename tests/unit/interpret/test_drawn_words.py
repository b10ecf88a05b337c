"""Lettering that a sheet draws stroke by stroke."""

from dataclasses import replace

from archdesk.interpret.offline.drawn_words import with_drawn_words
from archdesk.model.document import Page, Pen, Stroke, Text
from archdesk.model.units import POINT

PEN = Pen(0.3)
HIGH, WIDE = 4.0, 2.6
LETTERS = {
    "K": ("0002", "0122", "0120"),
    "I": ("1012",),
    "T": ("0222", "1012"),
    "C": ("2000", "0002", "0222"),
    "H": ("0002", "2022", "0121"),
    "E": ("0002", "0020", "0121", "0222"),
    "N": ("0002", "0220", "2022"),
    "L": ("0002", "0020"),
    "A": ("0012", "1220"),
}
"""Each stroke from one place to another, by columns and rows from the lower left."""
HOUSE = Stroke(((300.0, 300.0), (700.0, 300.0), (700.0, 500.0), (300.0, 500.0)), Pen(1.0), closed=True)


def _word(words: str, x: float, y: float) -> list[Stroke]:
    strokes: list[Stroke] = []
    for place, letter in enumerate(words):
        left = x + place * WIDE * 1.4
        for stroke in LETTERS.get(letter, ()):
            a, b, c, d = (int(sign) for sign in stroke)
            ends = ((left + a * WIDE / 2, y - b * HIGH / 2), (left + c * WIDE / 2, y - d * HIGH / 2))
            strokes.append(Stroke(ends, PEN))
    return strokes


def _sheet() -> Page:
    places = [(60.0 + 60 * (i % 3), 60.0 + 24 * (i // 3)) for i in range(30)]
    strokes = [stroke for x, y in places for stroke in _word("KITCHEN", x, y)]
    return Page(0, 842, 595, (HOUSE, *strokes), paper_unit=POINT)


def test_words_drawn_in_strokes_are_texts_where_they_stand_and_strokes_no_more() -> None:
    page = _sheet()

    read = with_drawn_words(page)

    kitchens = [text for text in read.texts if text.words == "KITCHEN"]
    assert len(kitchens) > 25
    assert abs(kitchens[0].centre[1] - (60 - HIGH / 2)) < 1
    assert HOUSE in read.strokes
    assert len(read.strokes) < len(page.strokes) / 5


def test_a_sheet_that_has_texts_is_left_as_it_is() -> None:
    page = replace(_sheet(), texts=(Text("Hall", (10.0, 10.0), 20.0, 5.0),))

    assert page == with_drawn_words(page)


def test_models_and_sheets_of_few_strokes_are_not_searched() -> None:
    model = replace(_sheet(), paper_unit=None)
    few = replace(_sheet(), strokes=_sheet().strokes[:100])

    assert (model, few) == (with_drawn_words(model), with_drawn_words(few))
