"""Columns are columns, and what measures and divides a plan is no wall."""

import math
from dataclasses import replace

import pytest
import shapely

from archdesk.interpret.offline.evidence import Evidence
from archdesk.interpret.offline.lines.finder import find_evidence
from archdesk.model.document import Arc, Fill, Page, Pen, Stroke
from archdesk.model.shapes import Ring
from tests.unit.interpret.lines.symbols import PEN, Curve, Drawn, Line

SPOTS = ((6.0, 3.0), (9.0, 3.0), (6.0, 5.5), (9.0, 5.5))
ACROSS, UP = (0.15, 3.06, 6.0, 9.0, 11.85), (0.15, 3.0, 5.5, 7.85)


def _house(*, filled: bool) -> Page:
    return Drawn(0.9, 0.3, (Line(((0, 0.15), (0, 1.05))), Curve((0, 0.15), 0.9, 0, 90)), filled=filled).page


def _box(x: float, y: float, width: float, depth: float) -> Ring:
    a, b = width / 2, depth / 2
    return tuple((30 + x + i * a, 30 + y + j * b) for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1)))


def _disc(x: float, y: float, radius: float) -> Ring:
    return tuple(
        (30 + x + radius * math.cos(i * math.pi / 16), 30 + y + radius * math.sin(i * math.pi / 16)) for i in range(32)
    )


def _line(*points: tuple[float, float], dashed: bool = False) -> Stroke:
    return Stroke(tuple((30 + x, 30 + y) for x, y in points), Pen(PEN.width, dashed=dashed))


def _walls(evidence: Evidence) -> shapely.Geometry:
    strips = [
        shapely.LineString([wall.start, wall.end]).buffer(wall.thickness / 2, cap_style="flat") for wall in evidence.walls
    ]
    return shapely.union_all(strips)


def _same(page: Page, house: Page) -> None:
    found, alone = find_evidence(page, 1.0), find_evidence(house, 1.0)
    assert _walls(found).symmetric_difference(_walls(alone)).area < 0.05
    assert [o.kind for o in found.openings] == [o.kind for o in alone.openings]


@pytest.mark.parametrize("filled", [True, False])
@pytest.mark.parametrize("pattern", ["", "ANSI31"])
@pytest.mark.parametrize(
    "shape", [_box(0, 0, 0.4, 0.4), _box(0, 0, 0.3, 0.6), _disc(0, 0, 0.2)], ids=["square", "long", "round"]
)
def test_filled_shapes_of_one_size_within_the_building_are_columns(shape: Ring, pattern: str, filled: bool) -> None:
    house = _house(filled=filled)
    fills = tuple(Fill((tuple((x + dx, y + dy) for x, y in shape),), pattern=pattern) for dx, dy in SPOTS)

    page = replace(house, fills=house.fills + fills)

    assert len(find_evidence(page, 1.0).columns) == len(SPOTS)
    _same(page, house)


def test_filled_shapes_outside_pale_or_single_are_no_columns() -> None:
    house = _house(filled=True)
    pale = tuple(Fill((_box(x, y, 0.4, 0.4),), (200, 200, 180)) for x, y in SPOTS)
    outside = tuple(Fill((_box(15, y, 0.4, 0.4),)) for y in (1, 2, 3))
    single = Fill((_box(6, 3, 0.3, 0.4),))

    for fills in (outside, (single,)):
        assert not find_evidence(replace(house, fills=house.fills + fills), 1.0).columns
    hollow = _house(filled=False)
    assert not find_evidence(replace(hollow, fills=pale), 1.0).columns


def test_piers_between_windows_stay_walls() -> None:
    piers = [shapely.box(x, 0, x + 0.6, 0.3) for x in (0, 2, 4, 6, 8)] + [
        shapely.box(0, 0.3, 0.3, 5),
        shapely.box(8.3, 0.3, 8.6, 5),
    ]
    fills = tuple(Fill((tuple(pier.exterior.coords)[:-1],)) for pier in piers)
    panes = tuple(Stroke(((x, y), (x + 1.4, y)), PEN) for x in (0.6, 2.6, 4.6, 6.6) for y in (0, 0.13, 0.17, 0.3))

    evidence = find_evidence(Page(0, 20, 20, panes, fills=fills, y_up=True), 1.0)

    assert not evidence.columns
    assert len(evidence.openings) == 4


@pytest.mark.parametrize("filled", [True, False])
@pytest.mark.parametrize("dashed", [True, False])
@pytest.mark.parametrize("flattened", [True, False])
def test_axes_with_bubbles_leave_the_walls_as_they_are(filled: bool, dashed: bool, flattened: bool) -> None:
    house = _house(filled=filled)
    lines = [_line((x, -2.5), (x, 10), dashed=dashed) for x in ACROSS] + [_line((-2.5, y), (14, y), dashed=dashed) for y in UP]
    middles = [(x, -2.9) for x in ACROSS] + [(-2.9, y) for y in UP]
    bubbles = tuple(Arc((30 + x, 30 + y), 0.4, 0, 2 * math.pi, PEN) for x, y in middles)
    discs = tuple(Stroke(_disc(x, y, 0.4), PEN, closed=True, curved=True) for x, y in middles)

    strokes = (*house.strokes, *lines, *(discs if flattened else ()))
    page = replace(house, strokes=strokes, arcs=house.arcs if flattened else house.arcs + bubbles)

    _same(page, house)


@pytest.mark.parametrize("filled", [True, False])
def test_section_marks_and_north_arrows_leave_the_walls_as_they_are(filled: bool) -> None:
    house = _house(filled=filled)
    cut = [
        _line((-1.5, 4), (-0.5, 4)),
        _line((12.5, 4), (13.5, 4)),
        _line((-1.5, 4), (-1.5, 4.6)),
        _line((13.5, 4), (13.5, 4.6)),
    ]
    dashes = [_line((-1.5 + 0.6 * i, 4), (-1.2 + 0.6 * i, 4)) for i in range(25)]
    rings = (((-1.7, 4.6), (-1.3, 4.6), (-1.5, 5)), ((13.3, 4.6), (13.7, 4.6), (13.5, 5)), ((13.7, 6.3), (14, 7.9), (14, 6.7)))
    arrows = tuple(Fill((tuple((30 + x, 30 + y) for x, y in ring),)) for ring in rings)
    north = Arc((44, 37), 0.8, 0, 2 * math.pi, PEN)

    page = replace(house, strokes=(*house.strokes, *cut, *dashes), arcs=(*house.arcs, north), fills=house.fills + arrows)

    _same(page, house)


@pytest.mark.parametrize(("layer", "columns"), [("", 4), ("A-WALL", 0)])
def test_free_shapes_on_a_layer_for_walls_stay_walls(layer: str, columns: int) -> None:
    house = _house(filled=True)
    strokes = tuple(replace(stroke, layer=layer) for stroke in house.strokes)
    boxes = tuple(Stroke(_box(x, y, 0.4, 0.4), PEN, closed=True, layer=layer) for x, y in SPOTS)

    evidence = find_evidence(replace(house, strokes=strokes + boxes), 1.0)

    assert columns == len(evidence.columns)
