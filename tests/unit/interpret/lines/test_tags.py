"""Boxes around words."""

import math

import numpy as np
import pytest

from archdesk.interpret.offline.lines.table import Frame, tabulate
from archdesk.interpret.offline.lines.tags import tagged
from archdesk.model.document import Page, Pen, Stroke, Text
from archdesk.model.shapes import Point

PEN = Pen(0.1)


def _rectangle(width: float, height: float, turn: float, *, single: bool) -> tuple[Stroke, ...]:
    c, s = math.cos(turn), math.sin(turn)
    corners: list[Point] = [
        (5 + c * x - s * y, 5 + s * x + c * y)
        for x, y in ((-width / 2, -height / 2), (width / 2, -height / 2), (width / 2, height / 2), (-width / 2, height / 2))
    ]
    if not single:
        return (Stroke(tuple(corners), PEN, closed=True),)
    return tuple(Stroke((corners[i - 1], corners[i]), PEN) for i in range(4))


def _found(strokes: tuple[Stroke, ...], turn: float = 0.0) -> np.ndarray:
    page = Page(0, 10, 10, strokes, texts=(Text("MTA-12", (5.0, 5.0), 0.7, 0.2, turn),), y_up=True)
    frame = Frame(1.0, y_up=True)
    return tagged(page, tabulate(page, frame), frame)


@pytest.mark.parametrize("turn", [0.0, math.pi / 2, 0.4])
@pytest.mark.parametrize("single", [False, True])
def test_a_box_around_a_word_is_a_tag(turn: float, single: bool) -> None:
    assert _found(_rectangle(0.85, 0.36, turn, single=single), turn).all()


def test_a_room_around_its_name_is_none() -> None:
    assert not _found(_rectangle(1.6, 1.2, 0.0, single=True)).any()


def test_a_shaft_narrower_than_its_number_is_none() -> None:
    assert not _found(_rectangle(0.5, 0.4, 0.0, single=True)).any()


def test_walls_on_three_sides_of_a_word_are_none() -> None:
    assert not _found(_rectangle(0.85, 0.36, 0.0, single=True)[:3]).any()
