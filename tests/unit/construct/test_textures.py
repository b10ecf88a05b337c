"""Textures repeat without a seam, are small, and lie on surfaces in metres."""

import io
import math
from dataclasses import replace

import numpy as np
import pytest
import trimesh
from PIL import Image

from archdesk.construct.building import build_scene
from archdesk.construct.textures import textures
from archdesk.export.check import ModelFaulty, check_glb
from archdesk.export.glb import write_glb
from archdesk.export.glb_reader import read_glb
from archdesk.export.stl import write_stl
from archdesk.model.floorplan import FloorPlan, Opening, OpeningKind, Room, Use, Wall
from archdesk.model.scene import Scene
from archdesk.model.style import BuildStyle, Roof, RoofShape
from tests.unit.construct.houses import built, by_id, of_kind, survey_of
from tests.validator import validate

PICTURES = textures()
RING = ((0, 0), (6, 0), (6, 4), (0, 4))


def house():
    walls = tuple(Wall(f"w{i}", (RING[i - 1], RING[i]), 0.3, exterior=True) for i in range(4))
    rooms = (Room("r1", ((0.15, 0.15), (5.85, 0.15), (5.85, 3.85), (0.15, 3.85)), 21.09, use=Use.LIVING),)
    return survey_of(FloorPlan("Ground floor", 0, None, None, walls=walls, rooms=rooms))


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_small_and_meets_itself_at_its_edges(name):
    picture = np.asarray(Image.open(io.BytesIO(PICTURES[name].data)), dtype=float)

    for first, last, inner in (
        (picture[0], picture[-1], np.abs(np.diff(picture, axis=0)).mean(axis=1)),
        (picture[:, 0], picture[:, -1], np.abs(np.diff(picture, axis=1)).mean(axis=0)),
    ):
        assert np.abs(first - last).mean() <= 1.5 * inner.max() + 3
    assert len(PICTURES[name].data) < 60_000


def test_surfaces_have_no_pictures_unasked():
    assert all(mesh.uvs is None for node in build_scene(house()).root.walk() for mesh in node.meshes)


def test_pictures_lie_on_walls_and_floors_in_metres():
    scene = build_scene(house(), BuildStyle(textures=True))

    wall, floor = by_id(scene, "w1").meshes[0], by_id(scene, "r1").meshes[0]

    assert "brick" == wall.material.texture.name
    assert "boards" == floor.material.texture.name
    assert pytest.approx([5.7, 3.7], abs=0.01) == np.ptp(floor.uvs[floor.normals[:, 1] > 0.5], axis=0).tolist()
    face = wall.normals[:, 2] > 0.9
    assert pytest.approx([6.3, 2.7], abs=0.01) == np.ptp(wall.uvs[face], axis=0).tolist()


def test_outer_walls_are_of_brick_outside_and_of_plaster_inside_and_in_openings():
    survey = survey_of(replace(house().storeys[0], openings=(Opening("d1", OpeningKind.DOOR, "w1", 3, 0.9),)))

    for wall in of_kind(build_scene(survey, BuildStyle(textures=True)).root, "wall"):
        brick, plaster = wall.meshes
        assert ("brick", "plaster") == (brick.material.texture.name, plaster.material.texture.name)
        assert {1} == set(np.sign(faces(wall, brick)).tolist())
        assert {-1, 0} >= set(np.sign(faces(wall, plaster)).tolist())


def test_no_rectangle_of_a_wall_is_half_of_brick():
    ring = ((0.15, 0.15), (5.85, 0.15), (5.85, 3.95), (0.15, 3.95))  # the room runs on to the end of a wall
    walls = (Wall("w1", ((0, 0), (6, 0)), 0.3, exterior=True), Wall("w2", ((0, 0), (0, 4)), 0.3, exterior=True))
    plan = FloorPlan("Ground floor", 0, None, None, walls=walls, rooms=(Room("r1", ring, 21.66),))

    for wall in of_kind(build_scene(survey_of(plan), BuildStyle(textures=True)).root, "wall"):
        assert all(content % 2 == 0 for content in (len(mesh.triangles) for mesh in wall.meshes))


def faces(wall, mesh):
    """How far each triangle that stands upright along the wall looks away from the middle of the house."""
    turn = np.array(((math.cos(wall.turn), 0, -math.sin(wall.turn)), (0, 1, 0), (math.sin(wall.turn), 0, math.cos(wall.turn))))
    normals = mesh.normals[mesh.triangles[:, 0]] @ turn
    middles = mesh.positions[mesh.triangles].mean(axis=1) @ turn + wall.place
    along = np.abs(normals @ (np.array((1.0, 0, 0)) @ turn)) > 0.5
    return np.where(along | (np.abs(normals[:, 1]) > 0.5), 0.0, (normals * middles).sum(axis=1))


def test_walls_in_two_materials_are_sound_in_files_merged_and_printed(tmp_path):
    for name, style in {"plain": BuildStyle(textures=True), "merged": BuildStyle(textures=True, merge=True)}.items():
        scene = build_scene(house(), style)
        write_glb(scene, tmp_path / f"{name}.glb")
        check_glb(tmp_path / f"{name}.glb", house())

    write_stl(read_glb(tmp_path / "plain.glb"), tmp_path / "m.stl")
    write_stl(build_scene(house()), tmp_path / "bare.stl")

    textured, bare = (trimesh.load(tmp_path / name) for name in ("m.stl", "bare.stl"))
    assert textured.is_watertight
    assert bare.volume == pytest.approx(textured.volume, rel=1e-3)


def test_a_wall_whose_second_part_is_missing_is_not_closed(tmp_path):
    scene = build_scene(house(), BuildStyle(textures=True))
    storey = scene.root.children[0]
    walls = storey.children[0]
    torn = replace(walls, children=(replace(walls.children[0], meshes=walls.children[0].meshes[:1]), *walls.children[1:]))
    write_glb(
        Scene(replace(scene.root, children=(replace(storey, children=(torn, *storey.children[1:])),))), tmp_path / "m.glb"
    )

    with pytest.raises(ModelFaulty, match="Outer wall 1 is not closed"):
        check_glb(tmp_path / "m.glb", house())


def test_pictures_run_down_the_slopes_of_a_roof():
    scene = build_scene(house(), BuildStyle(textures=True, roof=Roof(RoofShape.HIP, 45, 0.0)))

    mesh = next(mesh for mesh in of_kind(scene.root, "roof")[0].meshes if mesh.name == "Roof")

    slope = (mesh.normals[:, 1] > 0.5) & (mesh.normals[:, 2] > 0.5)
    assert pytest.approx(2.15 * 2**0.5, abs=0.02) == np.ptp(mesh.uvs[slope, 1])


def test_the_file_holds_each_picture_once_and_is_valid(tmp_path):
    write_glb(build_scene(house(), BuildStyle(textures=True)), tmp_path / "m.glb")

    report = validate(tmp_path / "m.glb")

    assert (0, 0, 0) == (report.errors, report.warnings, report.infos), report.messages
    read = {mesh.material.texture for node in read_glb(tmp_path / "m.glb").root.walk() for mesh in node.meshes}
    assert {"plaster", "boards", "concrete"} <= {texture.name for texture in read if texture}
    assert len({texture.name for texture in read if texture}) == len({texture for texture in read if texture})


def test_the_grain_of_a_door_runs_upwards():
    door = Opening("d1", OpeningKind.DOOR, "w1", 5, 0.9)

    leaf = next(
        mesh for mesh in of_kind(built(door, style=BuildStyle(textures=True)).root, "leaf")[0].meshes if mesh.material.texture
    )

    face = leaf.normals[:, 2] > 0.9
    assert np.ptp(leaf.uvs[face, 0]) > 1.9 > 1.0 > np.ptp(leaf.uvs[face, 1])
