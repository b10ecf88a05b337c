"""Flights of stairs with their way up, at any turn, mirrored and in any unit."""

import math
from collections.abc import Sequence

import pytest

from archdesk.interpret.offline.evidence import StairFind
from archdesk.interpret.offline.lines.finder import find_evidence
from archdesk.model.document import Page, Pen, Stroke, Text
from archdesk.model.shapes import Point

GOING, EDGES = 0.28, 12
FOOT, HEAD = (0.55, 0.0), (0.55, GOING * (EDGES - 1))
PEN = Pen(0.1)


class Sheet:
    """A page that lines and words in metres are put on."""

    def __init__(self, turn: float = 0.0, scale: float = 1.0, *, mirrored: bool = False, y_up: bool = True) -> None:
        self.turn, self.scale, self.mirrored, self.y_up = math.radians(turn), scale, mirrored, y_up
        self.strokes: list[Stroke] = []
        self.texts: list[Text] = []

    def put(self, point: Point) -> Point:
        x, y = -point[0] if self.mirrored else point[0], point[1]
        c, s = math.cos(self.turn), math.sin(self.turn)
        v = (s * x + c * y) * self.scale
        return (c * x - s * y) * self.scale, v if self.y_up else -v

    def line(self, *points: Point) -> None:
        self.strokes.append(Stroke(tuple(self.put(point) for point in points), PEN))

    def flight(self) -> None:
        for i in range(EDGES):
            self.line((0, GOING * i), (1.1, GOING * i))

    def arrow(self, start: Point, tip: Point) -> None:
        way = math.copysign(1.0, tip[1] - start[1])
        self.line(start, tip)
        for side in (-0.08, 0.08):
            self.line((tip[0] + side, tip[1] - 0.15 * way), tip)

    def word(self, words: str, at: Point) -> None:
        self.texts.append(Text(words, self.put(at), 0.4 * self.scale, 0.2 * self.scale))

    def stairs(self) -> Sequence[StairFind]:
        page = Page(0, 10, 10, tuple(self.strokes), texts=tuple(self.texts), y_up=self.y_up)
        return find_evidence(page, 1 / self.scale).stairs


@pytest.fixture(params=[(0, 1, False, True), (90, 1000, False, True), (33, 28.35, True, False), (200, 100, True, True)])
def sheet(request: pytest.FixtureRequest) -> Sheet:
    turn, scale, mirrored, y_up = request.param
    drawn = Sheet(turn, scale, mirrored=mirrored, y_up=y_up)
    drawn.flight()
    return drawn


def walked(sheet: Sheet) -> tuple[Point, ...]:
    (stair,) = sheet.stairs()
    return stair.direction


def near(sheet: Sheet, *points: Point) -> object:
    return pytest.approx([c for point in points for c in sheet.put(point)], abs=0.02 * sheet.scale)


def flat(points: Sequence[Point]) -> list[float]:
    return [c for point in points for c in point]


@pytest.mark.parametrize("ends", [(FOOT, HEAD), (HEAD, FOOT)])
def test_an_arrow_points_up_the_flight(sheet: Sheet, ends: tuple[Point, Point]) -> None:
    start, tip = ends
    inset = 0.1 if tip is HEAD else -0.1
    sheet.arrow((start[0], start[1] + inset), (tip[0], tip[1] - inset))

    assert near(sheet, start, tip) == flat(walked(sheet))


def test_an_arrow_at_the_end_of_a_half_turn_tells_the_way_of_the_first_flight(sheet: Sheet) -> None:
    sheet.line((0.55, 0.1), (0.55, 3.7), (1.75, 3.7))
    sheet.arrow((1.75, 3.7), (1.75, 1.5))

    assert near(sheet, FOOT, HEAD) == flat(walked(sheet))


@pytest.mark.parametrize("word", ["DN", "ab", "descente", "BAJA"])
def test_an_arrow_with_a_word_for_down_points_down(sheet: Sheet, word: str) -> None:
    sheet.arrow((0.55, 0.1), (0.55, 2.9))
    sheet.word(word, (0.55, -0.3))

    assert near(sheet, HEAD, FOOT) == flat(walked(sheet))


@pytest.mark.parametrize("word", ["UP", "auf", "montée", "Sube"])
def test_a_word_for_up_stands_where_the_way_up_begins(sheet: Sheet, word: str) -> None:
    sheet.word(word, (0.55, -0.3))

    assert near(sheet, FOOT, HEAD) == flat(walked(sheet))


def test_treads_alone_tell_no_way(sheet: Sheet) -> None:
    assert () == walked(sheet)


@pytest.mark.parametrize(
    ("words", "risers"), [("17 STG", 17), ("16R", 16), ("18 x 17.5/27", 18), ("4R", EDGES), ("R 16", EDGES)]
)
def test_printed_risers_go_before_counted_ones(sheet: Sheet, words: str, risers: int) -> None:
    sheet.word(words, (0.55, 1.5))

    (stair,) = sheet.stairs()

    assert risers == stair.risers


@pytest.mark.parametrize(("turn", "mirrored"), [(0, False), (33, True), (90, False)])
def test_a_cut_line_shortens_treads_and_takes_none_from_the_flight(turn: float, mirrored: bool) -> None:
    drawn = Sheet(turn, mirrored=mirrored)
    drawn.line((-0.2, 1.2), (1.3, 2.1))  # crosses the flight from 1.32 to 1.98
    for i in range(EDGES):
        y = GOING * i
        crossing = (y - 1.32) / 0.6
        if 0.05 < crossing < 1.05:
            drawn.line((0, y), (crossing - 0.03, y))
            drawn.line((crossing + 0.03, y), (1.1, y))
        else:
            drawn.line((0, y), (1.1, y))

    (stair,) = drawn.stairs()

    assert EDGES == stair.risers


def test_treads_that_end_at_a_cut_line_are_risers_too() -> None:
    drawn = Sheet()
    drawn.line((-0.1, 1.5), (1.2, 2.9))
    for i in range(10):
        y = GOING * i
        crossing = (y - 1.6) / 1.077
        drawn.line((max(0.0, crossing), y), (1.1, y))

    (stair,) = drawn.stairs()

    assert stair.risers == 10


def test_shelves_beside_a_flight_are_no_treads() -> None:
    drawn = Sheet()
    drawn.flight()
    for i in range(4):
        drawn.line((1.1, GOING * (EDGES + i)), (1.7, GOING * (EDGES + i)))

    assert [EDGES] == [stair.risers for stair in drawn.stairs()]


@pytest.mark.parametrize("printed", [16, 17])
def test_a_printed_total_is_shared_out_among_the_flights_of_a_stair(printed: int) -> None:
    drawn = Sheet()
    for i in range(8):
        drawn.line((0, GOING * i), (1.1, GOING * i))
        drawn.line((1.3, GOING * i), (2.4, GOING * i))
    drawn.word(f"{printed} STG", (0.55, 1.0))

    assert printed == sum(stair.risers for stair in drawn.stairs())
