"""Windows have frames, casements, glass and sills; fronts have mullions."""

import pytest

from archdesk.model.floorplan import Opening, OpeningKind
from tests.unit.construct.houses import are_sound, built, by_id, extent, of_kind


def window(width=1.2, sill=0.9, head=2.1, leaves=1):
    return Opening("n1", OpeningKind.WINDOW, "w1", 5, width, sill, head, leaves=leaves)


def names(node):
    return {mesh.name for one in node.walk() for mesh in one.meshes}


@pytest.mark.parametrize(
    "one", [window(), window(0.4), window(3.5), window(2.4, 0.0, 2.2), window(6, 0.0, 2.7), window(0.2, 1.9)]
)
def test_windows_of_every_size_are_sound_and_stay_in_their_hole(one):
    node = by_id(built(one), "n1")

    low, high = extent(node)

    assert are_sound(node)
    assert pytest.approx(one.width, abs=1e-3) == high[0] - low[0]
    assert pytest.approx((one.sill, one.head), abs=1e-3) == (low[1], high[1])


def test_a_window_has_a_sill_that_stands_out_of_the_wall():
    low, high = extent(by_id(built(window(), thickness=0.3), "n1"))

    assert pytest.approx(0.36) == high[2] - low[2]


def test_a_wide_window_has_equal_casements_of_one_mesh():
    casements = of_kind(by_id(built(window(2.4)), "n1"), "casement")

    assert 3 == len(casements)
    assert 1 == len({id(one.meshes) for one in casements})


def test_what_reaches_the_floor_and_is_wide_is_a_glazed_front():
    node = by_id(built(window(4.0, 0.0, 2.6)), "n1")

    assert {"Glazed front", "Pane"} == names(node)


def test_a_window_that_reaches_the_floor_has_no_sill():
    assert "Window sill" not in names(by_id(built(window(0.9, 0.0, 2.2)), "n1"))
