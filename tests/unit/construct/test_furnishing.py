"""Fixtures are models that fit their outlines and stand with their backs to the wall."""

import math

import numpy as np
import pytest

from archdesk.construct.building import build_scene
from archdesk.model.floorplan import Fixture, FloorPlan, Wall
from tests.unit.construct.houses import are_sound, by_id, extent, survey_of

SIZES = {
    "toilet": (0.38, 0.66),
    "basin": (0.6, 0.45),
    "sink": (0.8, 0.6),
    "bath": (1.7, 0.75),
    "shower": (0.9, 0.9),
    "stove": (0.6, 0.6),
    "kitchen": (2.4, 0.6),
    "bed": (1.6, 2.1),
    "sofa": (2.1, 0.9),
    "chair": (0.45, 0.5),
    "table": (1.6, 0.9),
    "wardrobe": (1.8, 0.6),
    "car": (1.8, 4.5),
}


def rectangle(x0, y0, x1, y1):
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def turned(ring, angle):
    c, s = math.cos(angle), math.sin(angle)
    return tuple((x * c - y * s, x * s + y * c) for x, y in ring)


def built(*fixtures):
    """A wall along y = 0 with things on its upper side."""
    plan = FloorPlan("Ground floor", 0, None, None, walls=(Wall("w1", ((-6, -0.1), (6, -0.1)), 0.2),), fixtures=fixtures)
    return build_scene(survey_of(plan))


@pytest.mark.parametrize("kind", SIZES)
def test_a_model_is_sound_light_and_fills_its_outline(kind):
    width, depth = SIZES[kind]

    node = by_id(built(Fixture("f1", kind, rectangle(-width / 2, 0, width / 2, depth))), "f1")

    low, high = extent(node)
    assert are_sound(node)
    assert pytest.approx([width, depth], abs=0.03) == [high[0] - low[0], high[2] - low[2]]
    assert sum(len(mesh.triangles) for mesh in node.meshes) < 900
    assert pytest.approx(high[1], abs=1e-3) == node.extras["measures"]["height"]


@pytest.mark.parametrize("angle", [0.0, 0.4, math.pi / 2, 2.5])
def test_a_toilet_has_its_tank_at_the_wall(angle):
    ring = turned(rectangle(-0.19, 0, 0.19, 0.66), angle)
    wall = Wall("w1", turned(((-6, -0.1), (6, -0.1)), angle), 0.2)
    plan = FloorPlan("Ground floor", 0, None, None, walls=(wall,), fixtures=(Fixture("f1", "toilet", ring),))

    node = by_id(build_scene(survey_of(plan)), "f1")

    high = node.meshes[0].positions[:, 1] > 0.7
    back = -node.meshes[0].positions[high, 2]
    assert back.max() < 0.22
    assert pytest.approx(0.0, abs=1e-6) == math.remainder(node.turn - angle, 2 * math.pi)


def test_a_bed_that_stands_alone_faces_where_its_angle_says():
    node = by_id(built(Fixture("f1", "bed", rectangle(0, 3, 1.6, 5.1), angle=-90)), "f1")

    assert pytest.approx(math.pi, abs=1e-6) == abs(math.remainder(node.turn, 2 * math.pi))


def test_equal_things_share_their_meshes():
    chairs = [Fixture(f"f{i}", "chair", rectangle(i, 0.1, i + 0.45, 0.6)) for i in range(4)]

    scene = built(*chairs)

    assert 1 == len({id(by_id(scene, one.id).meshes) for one in chairs})


def test_a_round_outline_is_a_round_table():
    ring = tuple((2 + 0.6 * math.cos(a), 2 + 0.6 * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 24, endpoint=False))

    node = by_id(built(Fixture("f1", "table", ring)), "f1")

    assert are_sound(node)
    assert len(np.unique(node.meshes[0].positions[:, [0, 2]].round(3), axis=0)) > 30


@pytest.mark.parametrize("ring", [rectangle(0, 1, 0.05, 1.4), ((0, 0), (3, 0), (3, 0.3), (0.3, 0.3), (0.3, 3), (0, 3))])
def test_outlines_that_no_model_fits_are_blocks(ring):
    node = by_id(built(Fixture("f1", "sofa", ring)), "f1")

    assert pytest.approx(0.8) == node.extras["measures"]["height"]
    assert are_sound(node)
