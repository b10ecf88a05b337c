import pytest
from shapely import Polygon, union_all

from archdesk.construct.slabs import area_of, areas_of_rooms, floors_of, prisms
from archdesk.geometry.solids import content_of, extrude, is_sound
from archdesk.model.floorplan import Room

HAIR = 1e-6  # metres; less than float32 tells apart forty metres from the origin


def _floor_pinched() -> Polygon:
    """A floor whose hole comes within a hair of its outline."""
    return Polygon([(40, 40), (50, 40), (50, 48), (40, 48)], [[(40 + HAIR, 44), (44, 42), (44, 46)]])


def test_a_floor_with_corners_a_hair_apart_is_closed_all_the_same():
    floor = _floor_pinched()
    assert not is_sound(extrude(floor, -0.02, 0.0))

    solid = prisms([floor], -0.02, 0.0)

    assert is_sound(solid)
    assert pytest.approx(floor.area, rel=0.01) == content_of(solid.positions, solid.triangles) / 0.02


def test_parts_of_a_floor_that_meet_in_a_point_are_taken_apart():
    ring = ((0, 0), (4, 0), (4, 4), (8, 4), (8, 8), (4 + HAIR, 8), (4 + HAIR, 4 + HAIR), (4, 4 + HAIR), (0, 4))

    floors = area_of(ring)

    corners = [(round(x, 5), round(y, 5)) for floor in floors for x, y in floor.exterior.coords[:-1]]
    assert len(set(corners)) == len(corners)
    assert is_sound(prisms(floors, -0.02, 0.0))


def _two_rooms(apart: float) -> tuple[Room, Room]:
    left = ((0, 0), (4, 0), (4, 3), (0, 3))
    right = ((4 + apart, 0), (8, 0), (8, 3), (4 + apart, 3))
    return Room("r1", left, 12), Room("r2", right, 12)


def test_rooms_that_a_drawn_line_parts_have_one_floor_without_a_seam():
    floors = floors_of(areas_of_rooms(_two_rooms(apart=0.012)), ())

    whole = union_all([area for areas in floors for area in areas])
    assert pytest.approx(8 * 3, abs=0.01) == whole.area
    assert isinstance(whole, Polygon)
    assert all(is_sound(prisms(areas, -0.02, 0.0)) for areas in floors)


def test_rooms_that_a_wall_parts_keep_their_floors():
    assert [12.0, 11.8] == [
        pytest.approx(sum(area.area for area in areas), abs=0.001) for areas in areas_of_rooms(_two_rooms(apart=0.0667))
    ]
