"""Curves that were broken into single lines."""

import itertools
import math

from archdesk.interpret.offline.lines.shards import shards
from archdesk.interpret.offline.lines.swings import drawn_arcs
from archdesk.model.document import Page, Pen, Stroke

PEN = Pen()
QUARTER = [(math.cos(i * math.pi / 32), math.sin(i * math.pi / 32)) for i in range(17)]


def _lines(points: list[tuple[float, float]], *, backwards: bool = False) -> tuple[Stroke, ...]:
    pairs = itertools.pairwise(points)
    return tuple(Stroke((b, a) if backwards else (a, b), PEN) for a, b in pairs)


def test_a_quarter_circle_of_single_lines_is_an_arc() -> None:
    for strokes in (_lines(QUARTER), _lines(QUARTER, backwards=True)):
        (arc,) = drawn_arcs(Page(0, 10, 10, strokes=strokes))

        assert math.isclose(1.0, arc.radius, abs_tol=1e-6)
        assert math.isclose(math.pi / 2, arc.sweep, abs_tol=1e-6)


def test_a_leaf_that_follows_its_arc_is_no_part_of_it() -> None:
    (arc,) = drawn_arcs(Page(0, 10, 10, strokes=_lines([*QUARTER, (0.0, 0.0), (1.0, 0.0)])))

    assert math.isclose(math.pi / 2, arc.sweep, abs_tol=1e-6)


def test_two_arcs_that_bend_to_either_side_are_two() -> None:
    other = [(-x, 2 - y) for x, y in reversed(QUARTER)]

    assert len(shards(_lines([*QUARTER, *other[1:]]))) == 2


def test_lines_that_meet_square_or_stand_apart_are_no_curve() -> None:
    box = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
    dashes = [stroke for i, stroke in enumerate(_lines(QUARTER)) if i % 2]

    assert shards((*_lines(box), *dashes)) == []
