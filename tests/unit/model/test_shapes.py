import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archdesk.model.shapes import Affine, area_of, box_around, distance

numbers = st.floats(-1e4, 1e4)
maps = st.builds(Affine, *[st.floats(-50, 50) for _ in range(6)]).filter(lambda m: abs(m.determinant) > 1e-2)


@given(maps, st.tuples(numbers, numbers))
def test_a_map_and_its_inverse_leave_a_point_where_it_was(mapping: Affine, point: tuple[float, float]) -> None:
    back = mapping.inverse.apply(mapping.apply(point))

    assert distance(point, back) < 1e-3


@given(maps, maps, st.tuples(numbers, numbers))
def test_maps_in_a_row_do_what_they_do_one_by_one(first: Affine, second: Affine, point: tuple[float, float]) -> None:
    at_once, one_by_one = first.then(second).apply(point), second.apply(first.apply(point))

    assert distance(at_once, one_by_one) <= 1e-6 * (1 + math.hypot(*one_by_one))


def test_a_counter_clockwise_ring_has_a_positive_area() -> None:
    assert area_of(((0.0, 0.0), (3.0, 0.0), (3.0, 2.0), (0.0, 2.0))) == 6.0


def test_a_box_around_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="values to unpack"):
        box_around(())
