"""Flights that belong together are one stair, whatever turns it, wherever its way up is told."""

import math

import pytest
import shapely
from shapely.ops import substring

from archdesk.interpret.offline.evidence import StairFind
from archdesk.interpret.offline.lines.finder import find_evidence
from archdesk.model.document import Page, Pen, Stroke
from archdesk.model.shapes import Point
from tests.stairs_drawn import KINDS, Drawn, arrow, half, spiral, straight, winding

POSES = ((0, 1.0, False, True), (90, 1000.0, False, True), (33, 28.35, True, False), (200, 100.0, True, True))


class Sheet:
    def __init__(self, turn: float, scale: float, mirrored: bool, y_up: bool) -> None:
        self.turn, self.scale, self.mirrored, self.y_up = math.radians(turn), scale, mirrored, y_up

    def put(self, point: Point) -> Point:
        x, y = -point[0] if self.mirrored else point[0], point[1]
        c, s = math.cos(self.turn), math.sin(self.turn)
        v = (s * x + c * y) * self.scale
        return (c * x - s * y) * self.scale, v if self.y_up else -v

    def stairs(self, *lines: tuple[Point, ...]) -> tuple[StairFind, ...]:
        strokes = tuple(Stroke(tuple(self.put(point) for point in line), Pen(0.1)) for line in lines)
        return find_evidence(Page(0, 10, 10, strokes, y_up=self.y_up), 1 / self.scale).stairs


def _hausdorff(one: tuple[Point, ...], other: tuple[Point, ...]) -> float:
    return float(shapely.LineString(one).hausdorff_distance(shapely.LineString(other)))


@pytest.fixture(params=POSES)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return Sheet(*request.param)


@pytest.mark.parametrize("kind", KINDS)
def test_a_stair_is_one_with_its_outline_and_its_risers(sheet: Sheet, kind: str) -> None:
    drawn = KINDS[kind]()

    (stair,) = sheet.stairs(*drawn.lines)

    assert drawn.risers == stair.risers
    assert shapely.Polygon(stair.ring).area == pytest.approx(drawn.area * sheet.scale**2, rel=0.03)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("backwards", [False, True])
def test_an_arrow_leads_up_all_of_a_stair(sheet: Sheet, kind: str, backwards: bool) -> None:
    drawn = KINDS[kind]()
    walked = drawn.walked[::-1] if backwards else drawn.walked
    line = shapely.LineString(walked)
    inner = substring(line, 0.1, line.length - 0.12).coords

    (stair,) = sheet.stairs(*drawn.lines, *arrow(list(inner)))

    placed = tuple(sheet.put(point) for point in walked)
    assert math.dist(stair.direction[0], placed[0]) < math.dist(stair.direction[-1], placed[0]) or kind == "spiral"
    assert _hausdorff(stair.direction, placed) < 0.12 * sheet.scale
    if kind == "spiral":
        sides = [shapely.LinearRing(way).is_ccw for way in (stair.direction, placed)]
        assert sides[0] == sides[1]


def test_two_flights_that_stand_apart_are_two() -> None:
    drawn = straight(8)
    away = [tuple((x + 4, y) for x, y in line) for line in drawn.lines]

    assert len(Sheet(*POSES[0]).stairs(*drawn.lines, *away)) == 2


def test_flights_side_by_side_without_a_landing_are_two() -> None:
    drawn = half()
    treads = [line for line in drawn.lines if len(line) == 2]

    assert len(Sheet(*POSES[0]).stairs(*treads)) == 2


def test_winders_at_the_foot_of_a_stair_are_part_of_it() -> None:
    drawn: Drawn = winding(below=2)

    (stair,) = Sheet(*POSES[0]).stairs(*drawn.lines)

    assert drawn.risers - 1 <= stair.risers <= drawn.risers


def test_the_crown_of_a_tree_is_no_stair() -> None:
    crown = spiral(16, math.pi / 8, 0.0, 1.4)

    assert Sheet(*POSES[0]).stairs(*crown.lines) == ()


def test_a_landing_whose_edge_goes_along_both_flights_and_their_well_ends_both() -> None:
    drawn = half()
    top = max(y for line in drawn.lines if len(line) == 2 for _, y in line)
    apart = [line for line in drawn.lines if len(line) > 2 or line[0][1] < top]
    edge = ((0.0, top), (max(x for line in apart for x, _ in line), top))

    (stair,) = Sheet(*POSES[0]).stairs(*apart, edge)

    assert drawn.risers == stair.risers


def test_no_wall_stands_on_a_stair_whose_nosings_and_floor_are_drawn_as_walls_are() -> None:
    drawn = half()
    nosings = [tuple((x, y + 0.05) for x, y in line) for line in drawn.lines if len(line) == 2]
    floor = [((x, -1.0), (x + 4.5, 3.5)) for i in range(8) for x in (-2.0 + 0.6 * i, -1.9 + 0.6 * i)]
    strokes = tuple(Stroke(line, Pen(0.1)) for line in (*drawn.lines, *nosings, *floor))

    evidence = find_evidence(Page(0, 10, 10, strokes, y_up=True), 1.0)

    (stair,) = evidence.stairs
    ground = shapely.Polygon(stair.ring).buffer(-0.05)
    strips = [shapely.LineString((w.start, w.end)).buffer(w.thickness / 2, cap_style="flat") for w in evidence.walls]
    assert ground.intersection(shapely.union_all(strips)).area < 0.05
