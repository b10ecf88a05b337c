import math

import pytest
from shapely.geometry import Polygon

from archdesk.readers.dwg_hatches import Point, mend_border

STEPS = 64


def sampled(centre: Point, radius: float, start: float, sweep: float) -> list[Point]:
    """Points on an arc; angles in degrees, clockwise below 0."""
    angles = [math.radians(start + sweep * step / STEPS) for step in range(STEPS + 1)]
    return [(centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)) for angle in angles]


def area_of(border: list[Point]) -> float:
    return float(Polygon(border).area)


def test_a_border_of_straight_lines_stays_as_it_is() -> None:
    border = [(0.0, 0.0), (4.0, 0.0), (4.0, 3.0), (0.0, 3.0)]

    assert border == mend_border([*border, border[0]])


def test_a_clockwise_arc_that_meets_its_neighbours_stays_as_it_is() -> None:
    border = [(0.0, 0.0), (10.0, 0.0), (10.0, 8.0), *sampled((0, 4), 4, 90, -180)]

    assert 80 - 8 * math.pi == pytest.approx(area_of(mend_border(border)), rel=0.01)


def test_half_a_disc_that_runs_clockwise_stays_as_it_is() -> None:
    disc = sampled((0, 0), 2, 90, -180)

    assert area_of(disc) == pytest.approx(area_of(mend_border(disc)))


def test_a_column_drawn_clockwise_stays_as_it_is() -> None:
    column = sampled((5, 5), 0.2, 40, -360)

    assert area_of(column) == pytest.approx(area_of(mend_border(column)))


@pytest.mark.parametrize(("start", "end"), [(90, -90), (60, -60), (80, 10), (0, -90), (-90, -180), (30, -45)])
def test_an_arc_on_the_wrong_side_is_put_where_its_ends_meet(start: float, end: float) -> None:
    centre, radius = (3.0, 7.0), 5.0
    whole = [(-20.0, -30.0), (40.0, -30.0), (40.0, 40.0), (3.0, 40.0)]
    right = sampled(centre, radius, start, end - start)
    astray = sampled(centre, radius, -start, (start - end) - 360)

    mended = mend_border([*whole, right[0], *astray, right[-1]])

    assert area_of([*whole, *right]) == pytest.approx(area_of(mended), rel=1e-3)


def test_two_arcs_in_a_row_are_both_put_back() -> None:
    first, second = sampled((0, 0), 5, 70, -50), sampled((8, 6), 4, 250, -60)
    joint = first[-1]
    second = [(x + joint[0] - second[0][0], y + joint[1] - second[0][1]) for x, y in second]
    centre = (8 + joint[0] - (8 + 4 * math.cos(math.radians(250))), 6 + joint[1] - (6 + 4 * math.sin(math.radians(250))))
    astray = [*sampled((0, 0), 5, -70, 50 - 360), *sampled(centre, 4, -250, 60 - 360)]
    straight = [(30.0, second[-1][1]), (30.0, -40.0), (first[0][0], -40.0)]

    mended = mend_border([first[0], *astray, second[-1], *straight])

    assert area_of([*first, *second, *straight]) == pytest.approx(area_of(mended), rel=1e-3)


def test_points_that_coincide_are_no_arc() -> None:
    assert [(1.0, 1.0)] == mend_border([(1.0, 1.0)] * 3)
    assert not mend_border([])
