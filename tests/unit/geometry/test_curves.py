import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archdesk.geometry.curves import (
    FULL_TURN,
    CircularArc,
    arc_from_bezier,
    arc_from_bulge,
    arc_through,
    flatten_bezier,
    on_bezier,
)
from archdesk.model.shapes import Affine, Point, distance

KAPPA = 0.5522847498  # handles of a Bézier quarter circle


def quarter(centre: Point, radius: float) -> tuple[Point, Point, Point, Point]:
    x, y = centre
    return (x + radius, y), (x + radius, y + KAPPA * radius), (x + KAPPA * radius, y + radius), (x, y + radius)


def test_a_bezier_quarter_circle_is_an_arc() -> None:
    arc = arc_from_bezier(*quarter((3.0, 4.0), 10.0))

    assert arc is not None
    assert (3.0, 4.0) == pytest.approx(arc.centre, abs=0.02)
    assert 10.0 == pytest.approx(arc.radius, abs=0.02)
    assert math.pi / 2 == pytest.approx(arc.sweep, abs=0.01)


def test_a_wave_is_no_arc() -> None:
    assert arc_from_bezier((0.0, 0.0), (10.0, 10.0), (20.0, -10.0), (30.0, 0.0)) is None


def test_a_straight_bezier_is_no_arc() -> None:
    assert arc_from_bezier((0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (3.0, 3.0)) is None


def test_quarters_join_to_half_a_circle() -> None:
    first = CircularArc((0.0, 0.0), 1.0, 0.0, math.pi / 2)
    second = CircularArc((0.0, 0.0), 1.0, math.pi / 2, math.pi / 2)

    joined = first.joined(second, 0.001)

    assert joined is not None
    assert math.pi == pytest.approx(joined.sweep)


def test_arcs_that_turn_apart_do_not_join() -> None:
    first = CircularArc((0.0, 0.0), 1.0, 0.0, 1.0)

    assert first.joined(CircularArc((0.0, 0.0), 1.0, 1.0, -1.0), 0.001) is None


def test_a_bulge_of_one_is_half_a_circle_on_the_right() -> None:
    arc = arc_from_bulge((0.0, 0.0), (2.0, 0.0), 1.0)

    assert arc is not None
    assert (1.0, -1.0) == pytest.approx(arc.at(0.5))


def test_a_bulge_of_nothing_is_straight() -> None:
    assert arc_from_bulge((0.0, 0.0), (2.0, 0.0), 0.0) is None


def test_angles_rise_whatever_way_an_arc_runs() -> None:
    arc = CircularArc((0.0, 0.0), 1.0, math.pi, -math.pi / 2)

    assert (math.pi / 2, math.pi) == pytest.approx(arc.rising)


def test_a_mirrored_arc_turns_the_other_way() -> None:
    mapped = CircularArc((1.0, 1.0), 2.0, 0.0, 1.0).mapped(Affine(e=-1.0))

    assert mapped is not None
    assert (1.0, -1.0) == pytest.approx(mapped.centre)
    assert -1.0 == pytest.approx(mapped.sweep)


def test_a_squeezed_circle_is_none() -> None:
    assert CircularArc((0.0, 0.0), 1.0, 0.0, FULL_TURN).mapped(Affine(a=2.0)) is None


coordinates = st.floats(-1000, 1000).map(lambda value: round(value, 3))
places = st.tuples(coordinates, coordinates)


@given(places, places, st.floats(0.05, 3.0))
def test_an_arc_of_a_bulge_ends_where_its_polyline_does(first: Point, last: Point, bulge: float) -> None:
    if distance(first, last) < 0.01:
        return

    arc = arc_from_bulge(first, last, bulge)

    assert arc is not None
    assert distance(first, arc.at(0)) < 1e-6 * (1 + arc.radius)
    assert distance(last, arc.at(1)) < 1e-6 * (1 + arc.radius)


@given(places, places, places)
def test_an_arc_passes_through_its_three_points(first: Point, middle: Point, last: Point) -> None:
    arc = arc_through(first, middle, last)

    if arc is not None and arc.radius < 1e5:
        assert abs(distance(arc.centre, middle) - arc.radius) < 1e-5 * (1 + arc.radius)


@given(places, places, places, places)
def test_chords_of_a_bezier_stay_near_it(p: Point, q: Point, r: Point, s: Point) -> None:
    points = (p, *flatten_bezier(p, q, r, s, 100.0))

    middle = on_bezier(p, q, r, s, 0.5)

    assert s == points[-1]
    assert min(_gap(middle, start, end) for start, end in itertools.pairwise(points)) <= 100.0


def _gap(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    square = dx * dx + dy * dy
    share = 0.0 if square == 0 else max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / square))
    return distance(point, (start[0] + share * dx, start[1] + share * dy))
