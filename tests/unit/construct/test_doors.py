"""Doors hang, slide, fold and lift on the right side."""

import itertools
import math

import pytest

from archdesk.construct.building import build_scene
from archdesk.model.floorplan import FloorPlan, Hinge, Opening, OpeningKind, Room, Swing, Use, Wall
from archdesk.model.scene import Node
from archdesk.model.style import BuildStyle
from tests.unit.construct.houses import are_sound, built, by_id, extent, of_kind, survey_of

OPEN = BuildStyle(open_doors=90)


def door(width=0.9, hinge=None, swing=None, leaves=1):
    return Opening("d1", OpeningKind.DOOR, "w1", 5, width, hinge=hinge, swing=swing, leaves=leaves)


def movers(node: Node) -> list[Node]:
    return [one for one in node.walk() if "opens" in one.extras]


@pytest.mark.parametrize(
    ("hinge", "swing", "x", "z"),
    [
        (Hinge.START, Swing.LEFT, -1, -1),
        (Hinge.END, Swing.LEFT, 1, -1),
        (Hinge.START, Swing.RIGHT, -1, 1),
        (Hinge.END, Swing.RIGHT, 1, 1),
    ],
)
def test_an_open_leaf_stands_at_its_hinge_on_the_side_it_swings_to(hinge, swing, x, z):
    node = by_id(built(door(hinge=hinge, swing=swing), style=OPEN), "d1")

    low, high = extent(of_kind(node, "leaf")[0], of_kind(node, "hinge")[0].place, of_kind(node, "hinge")[0].turn)

    assert math.copysign(1, x) == math.copysign(1, low[0] + high[0])
    assert 0.25 < abs(low[0] + high[0]) / 2 < 0.45
    assert 0.4 < z * (low[2] + high[2]) / 2 < 0.7


def test_a_closed_leaf_fills_its_frame_within_the_wall():
    node = by_id(built(door(hinge=Hinge.START, swing=Swing.LEFT)), "d1")

    low, high = extent(movers(node)[0])

    assert pytest.approx((0.9 - 0.1) / 2, abs=0.01) == high[0] == pytest.approx(-low[0], abs=0.01)
    assert -0.2 < low[2] < high[2] < 0.0


@pytest.mark.parametrize("angle", [0.0, 90.0])
@pytest.mark.parametrize(
    "one",
    [
        door(hinge=Hinge.END, swing=Swing.LEFT),
        door(1.6, leaves=2),
        door(0.9, swing=Swing.SLIDE),
        door(1.6, swing=Swing.SLIDE, leaves=2),
        door(1.8, swing=Swing.FOLD, leaves=2),
        door(0.9, Hinge.END, Swing.FOLD),
        door(2.6),
        door(0.3),
    ],
)
def test_doors_of_every_kind_are_sound_and_tell_how_they_open(one, angle):
    node = by_id(built(one, style=BuildStyle(open_doors=angle)), "d1")

    assert are_sound(node)
    assert movers(node)
    assert of_kind(node, "leaf")


def test_a_sliding_leaf_leaves_the_doorway_to_where_more_wall_is():
    node = by_id(built(Opening("d1", OpeningKind.DOOR, "w1", 7, 0.9, swing=Swing.SLIDE), style=OPEN), "d1")

    low, high = extent(of_kind(node, "slider")[0])

    assert high[0] < -0.39
    assert low[0] < -1.1


def test_an_outer_sliding_door_is_of_glass_and_one_leaf_passes_the_other():
    node = by_id(built(door(2.4, swing=Swing.SLIDE, leaves=2), style=OPEN, is_outer=True), "d1")

    still, moved = (extent(one) for one in node.children)

    assert {"Sash", "Pane"} == {mesh.name for leaf in of_kind(node, "leaf") for mesh in leaf.meshes}
    assert pytest.approx(still[0][0]) == moved[0][0]
    assert still[1][2] < moved[0][2]


def test_a_folded_door_stands_beside_its_jamb():
    node = by_id(built(door(1.2, Hinge.START, Swing.FOLD), style=OPEN), "d1")

    low, high = extent(movers(node)[0])

    assert high[0] - low[0] < 0.4
    assert 2 == len(of_kind(node, "leaf"))


def test_the_sections_of_a_lifting_door_stand_under_the_ceiling_when_it_is_open():
    sections = movers(by_id(built(door(2.6), style=OPEN), "d1"))

    boxes = [extent(one) for one in sections]
    assert len(sections) > 2
    assert all(low[1] > 1.7 and high[1] < 2.7 - 0.2 for low, high in boxes)
    assert all(one[1][2] < two[0][2] or two[1][2] < one[0][2] for one, two in itertools.combinations(boxes, 2))


def test_the_sections_of_a_shut_lifting_door_fill_it_behind_the_wall():
    sections = movers(by_id(built(door(2.6)), "d1"))

    boxes = [extent(one) for one in sections]
    assert pytest.approx((0.0, 2.05), abs=0.02) == (min(low[1] for low, _ in boxes), max(high[1] for _, high in boxes))
    assert {True} == {high[2] < -0.1 or low[2] > 0.1 for low, high in boxes}


def test_doors_move_on_request_only():
    still, moving = (
        movers(by_id(built(door(), style=style), "d1"))[0] for style in (BuildStyle(), BuildStyle(animations=True))
    )

    assert still.motion is None
    assert moving.motion is not None
    assert pytest.approx(math.pi / 2) == abs(moving.motion.opened.turn - moving.motion.closed.turn)


def test_doors_hung_on_either_side_share_one_leaf():
    doors = [
        Opening(f"d{i}", OpeningKind.DOOR, "w1", 2 + 2 * i, 0.9, hinge=hinge, swing=swing)
        for i, (hinge, swing) in enumerate(((Hinge.START, Swing.LEFT), (Hinge.END, Swing.LEFT), (Hinge.END, Swing.RIGHT)))
    ]

    scene = built(*doors)

    assert 1 == len({id(leaf.meshes) for leaf in of_kind(scene.root, "leaf")})


@pytest.mark.parametrize(("use", "kind"), [(Use.GARAGE, "lift"), (Use.OTHER, "lift"), (Use.LIVING, "slider")])
def test_a_wide_door_without_a_swing_slides_where_people_stay(use, kind):
    room = Room("r1", ((0, 0.1), (10, 0.1), (10, 5), (0, 5)), 49, use=use)
    wall = Wall("w1", ((0, 0), (10, 0)), 0.2, exterior=True)
    plan = FloorPlan("Ground floor", 0, None, None, walls=(wall,), openings=(door(2.6),), rooms=(room,))

    assert kind == movers(by_id(build_scene(survey_of(plan)), "d1"))[0].extras["kind"]
