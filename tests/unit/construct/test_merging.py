"""Merged storeys draw in few calls and lose nothing; colliders are convex."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from archdesk.construct.building import build_scene
from archdesk.export.check import check_glb
from archdesk.export.glb import write_glb
from archdesk.export.glb_reader import read_glb
from archdesk.model.floorplan import Room, Use
from archdesk.model.style import BuildStyle, Roof, RoofShape
from tests.unit.construct.houses import by_id, extent, of_kind, solid_of, survey_of
from tests.unit.construct.test_building import house
from tests.validator import validate

SURVEY = survey_of(house(), house(1, "First floor"))


def triangles(scene):
    return sum(len(mesh.triangles) for node in scene.root.walk() for mesh in node.meshes)


def test_a_merged_storey_has_one_mesh_for_each_material():
    storey = build_scene(SURVEY, BuildStyle(merge=True)).root.children[0]

    drawn = Counter((node.extras["kind"], mesh.material) for node in storey.walk() for mesh in node.meshes)

    assert {1} == set(drawn.values())
    assert len(drawn) < 20


def test_merging_loses_no_triangle_and_moves_nothing():
    whole, merged = build_scene(SURVEY), build_scene(SURVEY, BuildStyle(merge=True))

    assert triangles(whole) == triangles(merged)
    assert pytest.approx(extent(whole.root), abs=1e-4) == extent(merged.root)


def test_a_merged_storey_lists_its_elements():
    storey = build_scene(SURVEY, BuildStyle(merge=True)).root.children[0]

    told = {element["id"]: element for element in storey.extras["elements"]}

    assert "Door 2, Kitchen – Living" == told["d2"]["name"]
    assert 0.3 == told["w1"]["measures"]["thickness"]


def test_a_merged_file_passes_the_check(tmp_path):
    write_glb(build_scene(SURVEY, BuildStyle(merge=True, textures=True)), tmp_path / "m.glb")

    check_glb(tmp_path / "m.glb", SURVEY)


def test_doors_that_move_stay_nodes_of_their_own():
    scene = build_scene(SURVEY, BuildStyle(merge=True, animations=True))

    hinges = [node for node in scene.root.walk() if node.motion]

    assert 2 * 5 == len(hinges)
    assert triangles(scene) == triangles(build_scene(SURVEY))


def test_colliders_are_convex_and_leave_doorways_open():
    scene = build_scene(SURVEY, BuildStyle(collision=True))

    wall = by_id(scene, "w5-collider")

    assert all(solid_of(mesh).is_convex for node in of_kind(scene.root, "collision") for mesh in node.meshes[:1])
    assert 3 == len(wall.meshes)
    low = [mesh for mesh in wall.meshes if mesh.positions[:, 1].min() < 0.01]
    door = np.array((0.15, 1.0, 2.15))
    assert not any((mesh.positions.min(axis=0) < door).all() and (door < mesh.positions.max(axis=0)).all() for mesh in low)


def test_small_materials_of_a_merged_storey_keep_their_colours_in_one_mesh(tmp_path):
    write_glb(build_scene(SURVEY, BuildStyle(merge=True, roof=Roof(RoofShape.FLAT))), tmp_path / "m.glb")

    mixed = [mesh for node in read_glb(tmp_path / "m.glb").root.walk() for mesh in node.meshes if mesh.material.name == "Mixed"]

    assert mixed
    assert all(len(np.unique(mesh.face_colours, axis=0)) > 1 for mesh in mixed)
    report = validate(tmp_path / "m.glb")
    assert (0, 0, 0) == (report.errors, report.warnings, report.infos), report.messages


def test_a_storey_with_every_surface_draws_in_few_calls(tmp_path):
    rooms = tuple(
        Room(f"r{n}", ((x, 0), (x + 2, 0), (x + 2, 3), (x, 3)), 6, use=use)
        for n, (x, use) in enumerate(zip(range(0, 26, 2), Use, strict=False))
    )
    plan = replace(house(), rooms=rooms)
    style = BuildStyle(merge=True, textures=True, room_volumes=True, collision=True, roof=Roof(RoofShape.HIP))
    write_glb(build_scene(survey_of(plan), style), tmp_path / "m.glb")

    (storey,) = read_glb(tmp_path / "m.glb").root.children
    meshes = [mesh for node in storey.walk() for mesh in node.meshes]
    mixed = [mesh for mesh in meshes if mesh.material.name.startswith("Mixed ")]

    assert len(meshes) < 20
    assert all(len(np.unique(mesh.face_colours, axis=0)) > 1 and mesh.uvs is not None for mesh in mixed)
    assert mixed
    check_glb(tmp_path / "m.glb", survey_of(plan))
    report = validate(tmp_path / "m.glb")
    assert (0, 0, 0) == (report.errors, report.warnings, report.infos), report.messages
