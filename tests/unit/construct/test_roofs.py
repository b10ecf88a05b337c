"""Roofs are closed, follow the outline and stand on the walls."""

import math

import pytest

from archdesk.construct.building import build_scene
from archdesk.model.floorplan import FloorPlan, Room, Wall
from archdesk.model.style import BuildStyle, Roof, RoofShape
from tests.unit.construct.houses import are_sound, extent, of_kind, survey_of

RECTANGLE = ((0, 0), (10, 0), (10, 6), (0, 6))
CORNER = ((0, 0), (10, 0), (10, 4), (5, 4), (5, 9), (0, 9))


def storey(ring, level=0):
    walls = [Wall(f"w{level}{i}", (ring[i - 1], ring[i]), 0.3, exterior=True) for i in range(len(ring))]
    return FloorPlan(f"Storey {level}", level, None, None, walls=tuple(walls), rooms=(Room(f"r{level}", ring, 60),))


def roofs(roof, *plans, ceilings=True):
    return of_kind(build_scene(survey_of(*plans), BuildStyle(roof=roof, ceilings=ceilings)).root, "roof")


@pytest.mark.parametrize("ring", [RECTANGLE, CORNER, ((0, 0), (8, 0), (8, 8), (0, 8))])
@pytest.mark.parametrize("shape", RoofShape)
def test_roofs_of_every_shape_are_sound(shape, ring):
    (roof,) = roofs(Roof(shape), storey(ring))

    assert are_sound(roof)
    assert shape.value == roof.extras["shape"]


def test_no_roof_is_built_unasked():
    assert not of_kind(build_scene(survey_of(storey(RECTANGLE))).root, "roof")


def test_a_hip_rises_with_its_pitch_from_the_eaves():
    (roof,) = roofs(Roof(RoofShape.HIP, 45, 0.5), storey(RECTANGLE))

    low, high = extent(roof)

    thick = 0.22 * math.sqrt(2)
    assert pytest.approx(2.9 - 0.5, abs=1e-3) == low[1]
    assert pytest.approx(2.9 + 3.15 + thick, abs=1e-2) == high[1]
    assert pytest.approx([11.3, 7.3], abs=0.01) == [high[0] - low[0], high[2] - low[2]]


def test_a_gable_has_walls_up_to_its_slopes():
    (roof,) = roofs(Roof(RoofShape.GABLE, 30, 0.4), storey(RECTANGLE))

    wall = next(mesh for mesh in roof.meshes if mesh.name == "Gable")

    rise = 3.15 * math.tan(math.radians(30))
    assert pytest.approx((2.9, 2.9 + rise), abs=0.02) == (wall.positions[:, 1].min(), wall.positions[:, 1].max())
    assert pytest.approx((-5.15, 5.15), abs=0.02) == (wall.positions[:, 0].min(), wall.positions[:, 0].max())


def test_a_flat_roof_has_a_parapet_over_the_walls():
    (roof,) = roofs(Roof(RoofShape.FLAT), storey(RECTANGLE), ceilings=False)

    parapet = next(mesh for mesh in roof.meshes if mesh.name == "Parapet")
    assert pytest.approx((2.7, 3.3)) == (parapet.positions[:, 1].min(), parapet.positions[:, 1].max())


def test_what_a_smaller_storey_leaves_bare_is_closed_and_flat():
    small = ((0, 0), (5, 0), (5, 6), (0, 6))

    found = roofs(Roof(RoofShape.HIP), storey(RECTANGLE), storey(small, 1))

    assert ["flat", "hip"] == [roof.extras["shape"] for roof in found]
    scene = build_scene(survey_of(storey(RECTANGLE), storey(small, 1)))
    slabs = {n.extras["id"]: n.extras["measures"]["area"] for n in of_kind(scene.root, "ceiling") if "slab" in n.extras["id"]}
    assert pytest.approx(5.0 * 6.3, abs=0.01) == slabs["upper-slab-0"]
