"""Walls share no ground, and are cut for exactly their openings."""

import math

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from archdesk.construct.openings import clear_holes
from archdesk.construct.walls import wall_solid
from archdesk.geometry.footprints import find_footprints
from archdesk.geometry.solids import content_of
from archdesk.model.floorplan import Opening, OpeningKind, Wall

HEIGHT = 2.7


def overlap(walls):
    areas = [footprint.area for footprint in find_footprints(walls)]
    return sum(area.area for area in areas) - shapely.union_all(areas).area


def content(walls, openings=()):
    """The volume of all walls."""
    total = 0.0
    for footprint in find_footprints(walls):
        own = [opening for opening in openings if opening.wall == footprint.wall.id]
        solid = wall_solid(footprint, clear_holes(own, footprint.axis.length, HEIGHT), HEIGHT)
        total += content_of(solid.positions, solid.triangles)
    return total


def door(offset, width=0.9, sill=0.0, head=2.1, wall="w1", id_="d1"):
    return Opening(id_, OpeningKind.DOOR, wall, offset, width, sill, head)


def test_walls_that_end_in_one_corner_are_mitred():
    one, two = find_footprints([Wall("w1", ((0, 0), (4, 0)), 0.2), Wall("w2", ((4, 3), (4, 0)), 0.3)])

    assert pytest.approx(one.area.area) == 4 * 0.2
    assert shapely.Point(4.15, -0.1).distance(one.area) == pytest.approx(0, abs=1e-6)
    assert shapely.Point(4.15, -0.1).distance(two.area) == pytest.approx(0, abs=1e-6)


def test_the_thicker_wall_runs_through_a_crossing():
    thin, thick = find_footprints([Wall("w1", ((0, 2), (4, 2)), 0.1), Wall("w2", ((2, 0), (2, 4)), 0.3)])

    assert pytest.approx(thick.area.area) == 4 * 0.3
    assert pytest.approx(thin.area.area) == 3.7 * 0.1
    assert len(thin.area.geoms) == 2


def test_a_wall_inside_another_vanishes():
    found = find_footprints([Wall("w1", ((1, 0), (2, 0)), 0.1), Wall("w2", ((0, 0), (4, 0)), 0.3)])

    assert [footprint.wall.id for footprint in found] == ["w2"]


def test_slivers_are_dropped():
    through, beside = Wall("w1", ((0, 0), (4, 0)), 0.3), Wall("w2", ((0, 0.0004), (4, 0.0004)), 0.3)

    assert [footprint.wall.id for footprint in find_footprints([through, beside])] == ["w1"]


def test_a_curved_wall_keeps_its_length_and_thickness():
    half_circle = Wall("w1", ((-2, 0), (2, 0)), 0.2, bulge=1.0)

    footprint = find_footprints([half_circle])[0]

    assert 2 * math.pi == pytest.approx(footprint.axis.length)
    assert 2 * math.pi * 0.2 == pytest.approx(footprint.area.area, rel=2e-3)
    assert footprint.area.bounds[1] == pytest.approx(-2.1, abs=0.01)


def test_a_door_takes_its_own_volume_from_a_wall():
    assert pytest.approx(content([Wall("w1", ((0, 0), (4, 0)), 0.2)], [door(2)])) == 4 * 0.2 * HEIGHT - 0.9 * 2.1 * 0.2


def test_an_opening_of_full_height_parts_the_wall():
    wall = Wall("w1", ((0, 0), (4, 0)), 0.2)

    assert pytest.approx(content([wall], [door(2, head=3.0)])) == 3.1 * 0.2 * HEIGHT


def test_an_opening_beyond_the_end_is_cut_off_there():
    wall = Wall("w1", ((0, 0), (4, 0)), 0.2)

    assert pytest.approx(content([wall], [door(4, 1.0)])) == 4 * 0.2 * HEIGHT - 0.5 * 2.1 * 0.2


def test_overlapping_openings_are_parted_by_a_post():
    holes = clear_holes([door(2, 1.0), door(2.5, 1.0, 0.9, id_="d2")], 4, HEIGHT)

    assert [(hole.start, hole.end) for hole in holes] == [(1.5, 2.5), (2.51, 3.0)]


def test_an_opening_without_width_or_height_is_no_hole():
    assert clear_holes([door(2, 0.0), door(2, 0.9, 2.1, 2.1), door(math.nan), door(9)], 4, HEIGHT) == ()


place = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda p: (p[0] / 7, p[1] / 7))
wall = st.builds(
    lambda start, end, thickness, bulge: Wall("", (start, end), thickness, bulge),
    place,
    place,
    st.sampled_from((0.07, 0.1, 0.2, 0.3, 0.45)),
    st.sampled_from((0.0, 0.0, 0.0, 0.2, -0.5)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(wall, min_size=1, max_size=8))
def test_walls_drawn_anyhow_share_no_ground(walls):
    assert overlap(walls) < 1e-5


@settings(max_examples=30, deadline=None)
@given(
    st.floats(0, 2 * math.pi),
    st.floats(0.06, 0.6),
    st.lists(st.tuples(st.floats(0, 6), st.floats(0.3, 2), st.floats(0, 1), st.floats(1.5, 2.9)), max_size=4),
)
def test_a_wall_holds_its_footprint_by_its_height_less_its_openings(angle, thickness, holes):
    line = ((0.0, 0.0), (6 * math.cos(angle), 6 * math.sin(angle)))
    openings = [door(offset, width, sill, head, id_=f"d{i}") for i, (offset, width, sill, head) in enumerate(holes)]

    cut = sum(hole.width * hole.height for hole in clear_holes(openings, 6, HEIGHT))

    volume = content([Wall("w1", line, thickness)], openings)
    assert (6 * HEIGHT - cut) * thickness == pytest.approx(volume, rel=2e-3, abs=1e-3)


def test_a_thick_wall_that_ends_in_a_thin_one_does_not_show_behind_it():
    thin, thick = find_footprints([Wall("w1", ((0, 0), (4, 0)), 0.1), Wall("w2", ((2, 0), (4, 2)), 0.3)])

    assert pytest.approx(thin.area.area) == 4 * 0.1
    assert thick.area.bounds[1] >= 0.05 - 1e-6


def test_a_curved_wall_thicker_than_its_radius_is_one_sound_area():
    found = find_footprints([Wall("w1", ((0, 0), (0.3, 0)), 0.5, bulge=1.2), Wall("w2", ((-1, 0), (2, 0)), 0.1)])

    assert all(footprint.area.is_valid for footprint in found)
