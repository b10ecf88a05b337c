"""Elevations without a title beside plans, at quarter turns, in whole and in single lines."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from archdesk.interpret.offline.elevations import untitled_elevations
from archdesk.interpret.offline.interpreter import OfflineInterpreter
from archdesk.interpret.offline.sheets import view_page
from archdesk.model.document import Arc, Document, Format, Page, Pen, Source, Stroke, Text
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.model.shapes import Point
from tests.unit.interpret.lines.symbols import Drawn

PEN = Pen(0.1)
FRONT = (10.0, 6.0)  # metres of the house's front
GROUND = ((-1.5, 0.0), (11.5, 0.0))
WINDOWS = tuple((x, y) for y in (0.9, 3.7) for x in (1.0, 4.2, 7.4))


def box(x: float, y: float, wide: float, high: float) -> tuple[Point, ...]:
    return (x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)


def front(*, framed: bool = True, windows: Sequence[Point] = WINDOWS) -> list[tuple[Point, ...]]:
    runs = [box(0, 0, *FRONT), ((-0.5, 6.0), (5.0, 8.5), (10.5, 6.0))]
    for x, y in windows:
        runs.append(box(x, y, 1.4, 1.3))
        runs += [box(x + 0.08, y + 0.08, 0.58, 1.14), box(x + 0.74, y + 0.08, 0.58, 1.14)] if framed else []
    return runs


def strokes(runs: list[tuple[Point, ...]], turns: int, *, in_pieces: bool, y_up: bool, at: Point = (60, 40)) -> list[Stroke]:
    c, s = round(math.cos(turns * math.pi / 2)), round(math.sin(turns * math.pi / 2))
    flip = 1 if y_up else -1
    put = [tuple((at[0] + c * x - s * y, at[1] + flip * (s * x + c * y)) for x, y in run) for run in runs]
    return (
        [Stroke(pair, PEN) for run in put for pair in itertools.pairwise(run)]
        if in_pieces
        else [Stroke(run, PEN) for run in put]
    )


def sheet(runs: list[tuple[Point, ...]], turns: int = 0, *, in_pieces: bool = False, y_up: bool = True) -> Page:
    """A plan with two doors at the lower left, and what else is drawn to its right."""
    plan = [box(0, 0, 12, 8), box(0.3, 0.3, 11.4, 7.4), ((5, 0.3), (5, 7.7)), ((5.1, 0.3), (5.1, 7.7))]
    arcs = tuple(Arc((x, 3.0), 0.9, 0.0, math.pi / 2, PEN) for x in (2.0, 7.0))
    drawn = strokes(plan, 0, in_pieces=False, y_up=True, at=(0, 0))
    return Page(0, 100, 80, (*drawn, *strokes(runs, turns, in_pieces=in_pieces, y_up=y_up)), arcs, y_up=y_up)


@pytest.mark.parametrize("in_pieces", [False, True])
@pytest.mark.parametrize("y_up", [True, False])
@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_framed_windows_over_a_line_of_ground_are_an_elevation(turns: int, y_up: bool, in_pieces: bool) -> None:
    page = sheet([*front(), GROUND], turns, in_pieces=in_pieces, y_up=y_up)

    (found,) = untitled_elevations(page)

    assert found.x0 > 30
    assert 4 == len(view_page(page).page.strokes)


NONE = {
    "no ground": front(),
    "ground no wider than the house": [box(0, 0, *FRONT), *front(), ((0.0, 0.0), (10.0, 0.0))],
    "windows without frames": [*front(framed=False), GROUND],
    "a single window": [*front(windows=WINDOWS[:1]), GROUND],
    "a dimension line beneath": [*front(framed=False), ((-1.5, -1.0), (11.5, -1.0))],
}


@pytest.mark.parametrize("name", NONE)
def test_a_view_that_lacks_a_sign_stays(name: str) -> None:
    assert () == untitled_elevations(sheet(NONE[name]))


def test_a_view_with_doors_that_swing_stays() -> None:
    page = sheet([*front(), GROUND])
    doors = tuple(Arc((x, 42), 0.9, 0.0, math.pi / 2, PEN) for x in (62, 65))

    assert () == untitled_elevations(replace(page, arcs=(*page.arcs, *doors)))


def test_an_elevation_on_its_own_stays_for_what_refuses_pages() -> None:
    page = sheet([*front(), GROUND])

    assert () == untitled_elevations(replace(page, arcs=()))


@pytest.mark.parametrize("points", [(), ((math.nan, 0.0), (1.0, 1.0)), ((0.0, 0.0), (math.inf, 1.0))])
def test_a_page_with_a_mark_that_has_no_place_stays_as_it_is(points: tuple[Point, ...]) -> None:
    page = sheet([*front(), GROUND])

    assert () == untitled_elevations(replace(page, strokes=(*page.strokes, Stroke(points, PEN))))


def test_rooms_named_within_tell_a_plan() -> None:
    page = sheet([*front(), GROUND])
    names = tuple(Text(words, (x, 43), 1.0, 0.4) for words, x in (("Kitchen", 62), ("Bedroom", 66)))

    assert () == untitled_elevations(replace(page, texts=names))


def test_the_storey_is_the_plan_alone_and_the_elevation_is_told_of() -> None:
    plan = Drawn(0.9, 0.3, ()).page
    runs = [*front(), GROUND]
    door = Arc((40, 33), 0.9, 0.0, math.pi / 2, PEN)
    beside = tuple(strokes(runs, 0, in_pieces=True, y_up=True, at=(60, 32)))
    both = replace(plan, width=100, strokes=(*plan.strokes, *beside), arcs=(*plan.arcs, door))
    document = Document(Source("house.dxf", Format.DXF, "0"), (both,))
    interpreter = OfflineInterpreter()

    survey = interpreter.join(document, [interpreter.read_page(both, Options(scale=1), SilentReporter())])

    (storey,) = survey.storeys
    assert max(wall.end[0] for wall in storey.walls) - min(wall.start[0] for wall in storey.walls) < 13
    assert ["view-left-out"] == [issue.code for issue in survey.issues if issue.code == "view-left-out"]
