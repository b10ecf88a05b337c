import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archdesk.geometry.lines import along, beside, crossing, direction, moved, turn
from archdesk.geometry.polygons import arc_points, footprint, polygons_in, ring_of, straightened
from archdesk.model.shapes import area_of, distance

coordinates = st.floats(-100, 100)
points = st.tuples(coordinates, coordinates)


@given(points, st.floats(0, 6), st.floats(-10, 10), st.floats(-10, 10))
def test_a_point_moved_along_and_aside_is_found_there(origin, angle, by, aside):
    axis = (math.cos(angle), math.sin(angle))

    point = moved(origin, axis, by, aside)

    assert along(origin, axis, point) == pytest.approx(by, abs=1e-9)
    assert beside(origin, axis, point) == pytest.approx(aside, abs=1e-9)


def test_two_lines_cross_where_both_say():
    cut = crossing((0, 0), (1, 0), (3, -2), (0, 1))

    assert (3, 2) == cut
    assert crossing((0, 0), (1, 0), (0, 1), (-1, 0)) is None


def test_axes_have_no_sense():
    assert turn((1, 0), (-1, 0)) == pytest.approx(0)
    assert turn((1, 0), (0, -1)) == pytest.approx(math.pi / 2)


def test_one_point_has_the_direction_of_x():
    assert (1.0, 0.0) == direction((2, 2), (2, 2))


@given(points, points, st.floats(0.05, 1))
def test_a_footprint_is_as_large_as_its_wall(start, end, thickness):
    assert footprint(start, end, thickness).area == pytest.approx(distance(start, end) * thickness, abs=1e-6)


def test_a_bulge_of_one_is_a_half_circle_to_the_right_of_the_chord():
    arc = arc_points((0, 0), (2, 0), 1.0)

    assert all(distance((1, 0), point) == pytest.approx(1.0) for point in arc)
    assert min(y for _, y in arc) == pytest.approx(-1.0)


def test_a_ring_runs_counter_clockwise_without_idle_corners():
    ring = ring_of(footprint((0, 0), (4, 0), 2).exterior)

    assert area_of(ring) == pytest.approx(8)
    middle = ((ring[0][0] + ring[1][0]) / 2, (ring[0][1] + ring[1][1]) / 2)
    assert 4 == len(straightened((ring[0], middle, *ring[1:]), 0.001))


def test_only_areas_count_as_polygons():
    assert 1 == len(polygons_in(footprint((0, 0), (1, 0), 1).union(footprint((0.5, 0), (2, 0), 1))))
