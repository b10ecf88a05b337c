"""Floor plans become buildings."""

import math

import numpy as np
import pytest
import shapely
import trimesh

from archdesk.construct.building import NothingToBuild, build_scene
from archdesk.model.document import Format, Source
from archdesk.model.floorplan import (
    Column,
    Fixture,
    FloorPlan,
    Hinge,
    Opening,
    OpeningKind,
    Room,
    Sheet,
    Stair,
    Survey,
    Use,
    Wall,
)
from archdesk.model.scene import Mesh, Node, Scene
from archdesk.model.shapes import Affine, Ring

SHEET = Sheet(0, 3000, 2000, Affine(0.01, 0, 0, 0, -0.01, 20))
"""A picture of 3000 x 2000 pixels, a centimetre each."""


def survey_of(*plans: FloorPlan) -> Survey:
    return Survey(Source("house.pdf", "0", Format.PDF), plans)


def rectangle(x0: float, y0: float, x1: float, y1: float) -> Ring:
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def plan_of(*walls: Wall, openings: tuple[Opening, ...] = (), **more: object) -> FloorPlan:
    return FloorPlan("Ground floor", 0, SHEET, None, walls=walls, openings=openings, **more)


def house(level: int = 0, name: str = "Ground floor") -> FloorPlan:
    """Four rooms in 10 x 8 m with a diagonal and a curved wall, every kind of opening, a stair, a column, things."""
    walls = (
        Wall("w1", ((0, 0), (10, 0)), 0.3, exterior=True),
        Wall("w2", ((10, 0), (10, 8)), 0.3, exterior=True),
        Wall("w3", ((10, 8), (0, 8)), 0.3, exterior=True),
        Wall("w4", ((0, 8), (0, 0)), 0.3, exterior=True),
        Wall("w5", ((5, 0), (5, 8)), 0.12),
        Wall("w6", ((0, 4), (5, 4)), 0.12),
        Wall("w7", ((5, 5), (8, 8)), 0.15),
        Wall("w8", ((5, 3), (10, 3)), 0.2, bulge=0.3),
    )
    openings = (
        Opening("d1", OpeningKind.DOOR, "w1", 7, 1.0, hinge=Hinge.END),
        Opening("d2", OpeningKind.DOOR, "w5", 2, 0.9, hinge=Hinge.START),
        Opening("d3", OpeningKind.DOOR, "w6", 2.5, 0.9),
        Opening("d4", OpeningKind.DOOR, "w7", 2, 1.8, leaves=2),
        Opening("p1", OpeningKind.PASSAGE, "w8", 2.7, 1.2, head=2.7),
        Opening("n1", OpeningKind.WINDOW, "w1", 2.5, 1.8, 0.9, 2.1),
        Opening("n2", OpeningKind.WINDOW, "w2", 5.5, 1.2, 0.9, 2.1),
        Opening("n3", OpeningKind.WINDOW, "w4", 2, 1.2, 0.9, 2.1),
        Opening("n4", OpeningKind.WINDOW, "w3", 7, 2.4, 0.0, 2.2),
        Opening("n5", OpeningKind.WINDOW, "w8", 1.2, 0.8, 0.9, 2.1),
    )
    rooms = (
        Room("r1", rectangle(0.15, 0.15, 4.94, 3.94), 18.15, name="Kitchen", use=Use.KITCHEN),
        Room("r2", rectangle(0.15, 4.06, 4.94, 7.85), 18.15, name="Bedroom", use=Use.BEDROOM),
        Room("r3", ((5.06, 0.15), (9.85, 0.15), (9.85, 7.85), (8, 7.85), (5.06, 4.9)), 30, name="Living", use=Use.LIVING),
        Room("r4", ((5.06, 5.2), (7.7, 7.85), (5.06, 7.85)), 3.5, use=Use.BATH),
    )
    return FloorPlan(
        name,
        level,
        SHEET,
        None,
        walls=walls,
        openings=openings,
        rooms=rooms,
        columns=(Column("c1", rectangle(8, 1, 8.3, 1.3)),),
        stairs=(Stair("s1", rectangle(0.4, 4.3, 1.3, 7.3), ((0.85, 4.3), (0.85, 7.3)), 15),),
        fixtures=(Fixture("f1", "bed", rectangle(2.5, 5.7, 4.5, 7.3)), Fixture("f2", "toilet", rectangle(5.3, 7.3, 5.7, 7.8))),
    )


def named(scene: Scene, name: str) -> Node:
    return next(node for node in scene.root.walk() if node.name == name)


def by_id(scene: Scene, id_: str) -> Node:
    return next(node for node in scene.root.walk() if node.extras.get("id") == id_)


def solid_of(mesh: Mesh) -> trimesh.Trimesh:
    solid = trimesh.Trimesh(mesh.positions, mesh.triangles, process=False)
    solid.merge_vertices(merge_norm=True)
    return solid


def test_the_tree_has_storeys_groups_and_elements():
    scene = build_scene(survey_of(house()))

    assert scene.root.name == "Building"
    assert [storey.name for storey in scene.root.children] == ["Ground floor"]
    groups = ["Walls", "Doors", "Windows", "Floor", "Ceiling", "Rooms", "Stairs", "Columns", "Fixtures"]
    assert groups == [group.name for group in scene.root.children[0].children]


def test_every_mesh_is_a_closed_solid_turned_outwards():
    for node in build_scene(survey_of(house())).root.walk():
        for mesh in node.meshes:
            solid = solid_of(mesh)
            assert solid.is_watertight, node.name
            assert solid.volume > 0, node.name
            assert solid.area_faces.min() > 1e-9, node.name
            across = np.einsum("ij,ij->i", solid.face_normals, mesh.normals[mesh.triangles[:, 0]])
            assert across.min() > 0.9, node.name


def test_a_door_is_named_after_the_rooms_it_joins():
    scene = build_scene(survey_of(house()))

    assert by_id(scene, "d2").name == "Door 2, Kitchen – Living"
    assert by_id(scene, "d1").name == "Door 1, Living – outside"


def test_a_window_is_named_after_its_room():
    assert by_id(build_scene(survey_of(house())), "n1").name == "Window 1, Kitchen"


def test_the_source_box_is_in_the_drawings_own_units():
    scene = build_scene(survey_of(house()))

    assert by_id(scene, "w1").extras["source"] == {"page": 0, "box": [-15, 1985, 1015, 2015]}


def test_the_ground_floor_is_centred_and_stands_on_zero():
    scene = build_scene(survey_of(plan_of(Wall("w1", ((100, 50), (110, 50)), 0.2), Wall("w2", ((100, 58), (110, 58)), 0.2))))

    places = np.array([by_id(scene, id_).place for id_ in ("w1", "w2")])
    assert np.allclose([[-5, 0, 4], [-5, 0, -4]], places)


def test_equal_doors_share_their_meshes():
    wall = Wall("w1", ((0, 0), (10, 0)), 0.2)
    doors = (Opening("d1", OpeningKind.DOOR, "w1", 2, 0.9), Opening("d2", OpeningKind.DOOR, "w1", 6, 0.9))

    scene = build_scene(survey_of(plan_of(wall, openings=doors)))

    assert by_id(scene, "d1").meshes is by_id(scene, "d2").meshes
    assert by_id(scene, "d1").children[0].meshes is by_id(scene, "d2").children[0].meshes


def test_storeys_without_elevations_are_stacked_by_their_heights():
    scene = build_scene(survey_of(house(1, "First floor"), house(-1, "Cellar"), house()))

    assert {n.name: n.place[1] for n in scene.root.children} == {"Cellar": -2.7, "Ground floor": 0, "First floor": 2.7}


def test_walls_under_a_slab_end_below_it():
    scene = build_scene(survey_of(house(), house(1, "First floor")))

    heights = [storey.children[0].children[0].extras["measures"]["height"] for storey in scene.root.children]
    assert heights == [2.5, 2.7]


def test_a_stair_makes_a_void_in_the_slab_above():
    scene = build_scene(survey_of(house(), house(1, "First floor")))

    slabs = [named(scene, f"Slab, {name}").extras["measures"]["area"] for name in ("Ground floor", "First floor")]
    assert pytest.approx(slabs[0] - slabs[1]) == 2.7


def test_the_last_riser_of_a_stair_is_the_upper_floor():
    steps = by_id(build_scene(survey_of(house())), "s1")

    assert pytest.approx(steps.extras["measures"]["height"]) == 2.7 * 14 / 15
    assert len(np.unique(steps.meshes[0].positions[:, 1])) - 1 == 14


def test_a_double_door_has_two_leaves_on_opposite_hinges():
    leaves = by_id(build_scene(survey_of(house())), "d4").children

    assert [0, math.pi] == [leaf.turn for leaf in leaves]
    assert leaves[0].place[0] == -leaves[1].place[0]


def test_a_passage_is_a_hole_and_nothing_else():
    scene = build_scene(survey_of(house()))

    assert "p1" not in [node.extras.get("id") for node in scene.root.walk()]
    assert by_id(scene, "w8").extras["openings"] == ["n5", "p1"]


def test_rooms_that_overlap_share_no_floor():
    one, two = rectangle(0, 0, 4, 4), rectangle(2, 0, 6, 4)
    rooms = (Room("r1", one, 16), Room("r2", two, 16))

    scene = build_scene(survey_of(plan_of(Wall("w1", ((0, 0), (6, 0)), 0.2), rooms=rooms)))

    assert pytest.approx(sum(solid_of(by_id(scene, id_).meshes[0]).volume for id_ in ("r1", "r2"))) == 24 * 0.02


@pytest.mark.parametrize(
    "ring", [(), ((0, 0), (1, 0)), ((0, 0), (1, 0), (2, 0)), ((0, 0), (2, 2), (2, 0), (0, 2)), ((0, 0), (0, 0), (0, 0))]
)
def test_odd_outlines_do_no_harm(ring):
    plan = plan_of(Wall("w1", ((0, 0), (6, 0)), 0.2), rooms=(Room("r1", ring, 1),), stairs=(Stair("s1", ring, (), 12),))

    for node in build_scene(survey_of(plan)).root.walk():
        assert all(solid_of(mesh).is_watertight for mesh in node.meshes)


def test_an_empty_plan_is_refused():
    with pytest.raises(NothingToBuild):
        build_scene(survey_of(plan_of()))


def test_a_plan_without_storeys_is_refused():
    with pytest.raises(NothingToBuild):
        build_scene(survey_of())


def test_walls_that_are_no_walls_are_left_out():
    walls = (
        Wall("w1", ((0, 0), (6, 0)), 0.2),
        Wall("w2", ((0, 0), (0, 0)), 0.2),
        Wall("w3", ((0, 0), (math.nan, 1)), 0.2),
        Wall("w4", ((0, 0), (3, 3)), 0.0),
    )

    group = build_scene(survey_of(plan_of(*walls))).root.children[0].children[0]

    assert [node.extras["id"] for node in group.children] == ["w1"]


def test_the_slab_lies_under_walls_and_rooms():
    scene = build_scene(survey_of(house()))

    slab = named(scene, "Slab, Ground floor")
    assert shapely.box(0, 0, 10.3, 8.3).area == pytest.approx(slab.extras["measures"]["area"])
    assert np.allclose([-0.2, -0.02], [slab.meshes[0].positions[:, 1].min(), slab.meshes[0].positions[:, 1].max()])
