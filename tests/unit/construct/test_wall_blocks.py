"""Straight walls are cut fast, and touch their neighbours without a spike, a gap or a shared cubic centimetre."""

import math

import pytest
import shapely

from archdesk.construct.blocks import Block
from archdesk.construct.openings import clear_holes
from archdesk.construct.walls import wall_solid
from archdesk.geometry.footprints import find_footprints
from archdesk.geometry.solids import content_of, extrude, is_sound
from archdesk.model.floorplan import Opening, OpeningKind, Wall

CUBIC_CENTIMETRE = 1e-6


def solid_of(wall, *openings, height=2.7):
    footprint = find_footprints([wall])[0]
    return wall_solid(footprint, clear_holes(openings, footprint.axis.length, height), height)


def window(offset, width=1.2, id_="n1"):
    return Opening(id_, OpeningKind.WINDOW, "w1", offset, width, 0.9, 2.1)


@pytest.mark.parametrize("angle", [0.0, 0.3, 2.0])
def test_a_wall_with_windows_is_closed_and_holds_what_they_leave(angle):
    wall = Wall("w1", ((1, 2), (1 + 6 * math.cos(angle), 2 + 6 * math.sin(angle))), 0.2)

    solid = solid_of(wall, window(1.5), window(4.5, id_="n2"))

    assert is_sound(solid)
    assert pytest.approx(0.2 * (6 * 2.7 - 2 * 1.2 * 1.2)) == content_of(solid.positions, solid.triangles)


def test_a_cut_through_a_slanting_end_is_left_to_the_search_for_parts():
    block = Block.of(shapely.Polygon(((0, -0.1), (4, -0.1), (4, 0.1), (0.2, 0.1))))

    assert block is not None
    assert block.places_of([(0.1, 1.0)]) is None
    assert [0, 1, 2, 4] == block.places_of([(1.0, 2.0)])


def test_ground_of_more_corners_is_no_block():
    assert Block.of(shapely.box(0, -0.1, 2, 0.1) - shapely.box(1, 0, 1.2, 0.2)) is None


def test_a_wall_that_meets_others_at_a_slight_slant_gets_no_spike():
    through = Wall("w1", ((0, 0), (0, 4)), 0.3)
    slanting = Wall("w2", ((0, 2), (3, 2.0)), 0.28)
    turned = Wall("w3", ((0, 2), (2, 4)), 0.29)

    found = find_footprints([through, slanting, turned])

    for footprint in found:
        inner = footprint.area.buffer(-0.004, join_style="mitre")
        assert footprint.area.difference(inner.buffer(0.0045, join_style="mitre")).area < 1e-3


@pytest.mark.parametrize("angle", [0.1, 0.7, 1.234])
def test_walls_that_touch_along_ten_metres_share_no_cubic_centimetre(angle):
    along, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
    thick = Wall("w1", ((0, 0), (10 * along[0], 10 * along[1])), 0.3)
    shift = (0.19 * across[0], 0.19 * across[1])
    thin = Wall("w2", (shift, (shift[0] + 10 * along[0], shift[1] + 10 * along[1])), 0.1)

    one, two = find_footprints([thick, thin])

    assert 2.7 * one.area.intersection(two.area).area < CUBIC_CENTIMETRE


def test_a_corner_that_hardly_is_one_is_left_out():
    through = Wall("w1", ((0, -3), (0, 3)), 0.3)
    other = Wall("w2", ((0.00005, 3), (0.00005, 0.05)), 0.3)
    butting = Wall("w3", ((0, 0), (4, 0)), 0.2)

    for footprint in find_footprints([through, other, butting]):
        for part in footprint.area.geoms:
            assert len(part.exterior.coords) == len(part.simplify(5e-5).exterior.coords)


def test_a_triangle_as_thin_as_a_rounding_error_is_not_sound():
    hair = shapely.Polygon(((0, 0), (4, 0), (4, 0.1), (4 - 1e-6, 0.1), (0, 0.1)))

    assert not is_sound(extrude(hair, 0, 2.7))
