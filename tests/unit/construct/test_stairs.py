"""Stairs of every kind rise evenly from tread to tread."""

import itertools
import math

import numpy as np
import pytest
from shapely import Point, Polygon

from archdesk.construct.building import build_scene
from archdesk.construct.flights import Flight
from archdesk.construct.stairs import flight_solid
from archdesk.construct.treads import treads_of
from archdesk.geometry.solids import content_of, is_sound
from archdesk.model.floorplan import FloorPlan, Stair, Wall
from tests.unit.construct.houses import are_sound, by_id, extent, survey_of

STRAIGHT = Polygon(((0, 0), (4, 0), (4, 1), (0, 1)))
QUARTER = Polygon(((0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (0, 1)))
QUARTER_WAY = ((0, 0.5), (2.5, 0.5), (2.5, 3))
HALF = Polygon(((0, 0), (3.5, 0), (3.5, 2.1), (0, 2.1)))
HALF_WAY = ((0, 0.5), (3, 0.5), (3, 1.6), (0, 1.6))
SPIRAL = Point(0, 0).buffer(1.0)
SPIRAL_WAY = tuple((0.6 * math.cos(a), 0.6 * math.sin(a)) for a in np.linspace(0, 5, 12))
QUARTER_WOUND = ((0, 0.5), (2, 0.5), (2.25, 0.567), (2.433, 0.75), (2.5, 1), (2.5, 3))
HALF_BEND = tuple((2.5 + 0.55 * math.sin(a), 1.05 - 0.55 * math.cos(a)) for a in np.linspace(0, math.pi, 7))
HALF_WOUND = ((0, 0.5), *HALF_BEND, (0, 1.6))
BENT = np.linspace(0, 2, 30)
BOW = Polygon([(2 * math.cos(a), 2 * math.sin(a)) for a in BENT] + [(3 * math.cos(a), 3 * math.sin(a)) for a in BENT[::-1]])
BOW_WAY = tuple((2.5 * math.cos(a), 2.5 * math.sin(a)) for a in BENT)
SHAPES = [
    (STRAIGHT, ((0, 0.5), (4, 0.5)), 15),
    (STRAIGHT, (), 15),
    (QUARTER, QUARTER_WAY, 15),
    (QUARTER, QUARTER_WAY, 22),
    (HALF, HALF_WAY, 16),
    (HALF, HALF_WAY[::-1], 17),
    (QUARTER, QUARTER_WOUND, 13),
    (HALF, HALF_WOUND, 17),
    (BOW, BOW_WAY, 16),
    (SPIRAL, SPIRAL_WAY, 14),
    (SPIRAL, (), 14),
]


@pytest.mark.parametrize(("area", "way", "risers"), SHAPES)
def test_a_stair_has_a_tread_at_each_riser_and_is_sound(area, way, risers):
    solid = flight_solid(area, Flight(Stair("s1", ()), risers, 2.7 / risers, direction=way))

    assert is_sound(solid)
    up = solid.normals[:, 2] > 0.5
    tops = np.unique(np.round(solid.positions[up, 2], 4))
    assert pytest.approx([2.7 / risers * i for i in range(1, risers)], abs=1e-3) == tops.tolist()


@pytest.mark.parametrize(("area", "way", "risers"), SHAPES)
def test_each_tread_touches_the_next(area, way, risers):
    cells = treads_of(area, way, risers - 1)

    assert risers - 1 == len(cells)
    assert all(one.buffer(0.005).intersection(two).area > 1e-3 for one, two in itertools.pairwise(cells))
    assert all(one.intersection(two).area < 1e-3 for one, two in itertools.pairwise(cells))


def test_a_quarter_turn_has_a_landing_where_there_is_room_for_one():
    cells = treads_of(QUARTER, QUARTER_WAY, 14)

    assert 1 == sum(cell.area > 0.9 for cell in cells)
    assert pytest.approx(QUARTER.area, rel=1e-2) == sum(cell.area for cell in cells)


def test_a_quarter_turn_has_winders_where_a_landing_takes_too_much_room():
    cells = treads_of(QUARTER, QUARTER_WAY, 21)

    assert max(cell.area for cell in cells) < 0.5
    assert pytest.approx(QUARTER.area, rel=1e-2) == sum(cell.area for cell in cells)


def test_a_quarter_turn_whose_line_is_rounded_has_winders_though_there_were_room_for_a_landing():
    cells = treads_of(QUARTER, QUARTER_WOUND, 12)

    assert max(cell.area for cell in cells) < 0.51
    assert pytest.approx(QUARTER.area, rel=1e-2) == sum(cell.area for cell in cells)


def test_a_half_turn_whose_line_is_rounded_has_winders():
    cells = treads_of(HALF, HALF_WOUND, 16)

    assert max(cell.area for cell in cells) < 0.7


def test_a_stair_that_winds_about_a_far_middle_has_treads_like_spokes():
    cells = treads_of(BOW, BOW_WAY, 15)

    assert pytest.approx([BOW.area / 15] * 15, rel=2e-2) == [cell.area for cell in cells]


def test_a_half_turn_has_one_landing_over_its_whole_width():
    cells = treads_of(HALF, HALF_WAY, 15)

    assert pytest.approx(1.0 * 2.1, abs=0.1) == max(cell.area for cell in cells)
    assert 7 == max(range(15), key=lambda i: cells[i].area)


def test_a_stair_is_no_block_but_leaves_room_below():
    solid = flight_solid(STRAIGHT, Flight(Stair("s1", ()), 15, 0.18, direction=((0, 0.5), (4, 0.5))))

    assert content_of(solid.positions, solid.triangles) < 4 * 2 * 0.18 + 0.01


def storey(*stairs):
    return FloorPlan("Ground floor", 0, None, None, stairs=stairs, walls=(Wall("w1", ((-3, -3), (9, -3)), 0.2),), height=2.8)


def rectangle(x0, y0, x1, y1):
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def test_two_flights_side_by_side_are_one_stair_with_a_landing():
    one = Stair("s1", rectangle(0, 0, 2, 1), ((0, 0.5), (2, 0.5)), 8)
    two = Stair("s2", rectangle(0, 1.1, 2, 2.1), ((2, 1.6), (0, 1.6)), 8)

    scene = build_scene(survey_of(storey(one, two)))

    lower, upper = by_id(scene, "s1"), by_id(scene, "s2")
    assert pytest.approx(2.8 / 16) == lower.extras["measures"]["riser"]
    assert pytest.approx(2.8 * 15 / 16) == upper.extras["measures"]["height"]
    assert ["Landing"] == [child.name for child in lower.children]
    assert pytest.approx(1.4) == extent(lower.children[0])[1, 1]
    assert pytest.approx(1.0, abs=0.01) == np.ptp(extent(lower.children[0])[:, 0])
    assert are_sound(scene.root)


def test_a_few_steps_rise_as_steps_do_and_not_to_the_next_storey():
    scene = build_scene(survey_of(storey(Stair("s1", rectangle(0, 0, 1, 1), ((0, 0.5), (1, 0.5)), 4))))

    assert pytest.approx(3 * 0.175) == by_id(scene, "s1").extras["measures"]["height"]


def test_a_stair_whose_steps_are_not_told_gets_usual_ones():
    scene = build_scene(survey_of(storey(Stair("s1", rectangle(0, 0, 4, 1), (), 0))))

    assert 16 == by_id(scene, "s1").extras["measures"]["risers"]


def test_a_stair_too_short_for_its_steps_is_a_mark():
    scene = build_scene(survey_of(storey(Stair("s1", rectangle(0, 0, 0.5, 0.6), (), 16))))

    assert pytest.approx(0.01) == by_id(scene, "s1").extras["measures"]["height"]
