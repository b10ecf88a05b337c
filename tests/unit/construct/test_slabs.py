import pytest
from shapely import Polygon

from archdesk.construct.slabs import area_of, prisms
from archdesk.geometry.solids import content_of, extrude, is_sound

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
