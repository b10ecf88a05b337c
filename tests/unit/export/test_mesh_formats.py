"""Buildings in mesh formats, read back by a library that is not ours."""

import errno
import os
from dataclasses import replace

import numpy as np
import pytest
import trimesh

from archdesk.construct.building import build_scene
from archdesk.construct.materials import PLASTER
from archdesk.construct.parts import mesh_of
from archdesk.export.glb import write_glb
from archdesk.export.gltf import write_gltf
from archdesk.export.obj import write_obj
from archdesk.export.ply import write_ply
from archdesk.export.stl import NothingToPrint, write_stl
from archdesk.export.whole import ModelNotWritten
from archdesk.geometry.solids import block
from archdesk.model.scene import Node, Scene
from archdesk.model.style import BuildStyle
from tests.unit.export.villa import villa


@pytest.fixture(scope="module")
def scene():
    return build_scene(villa())


@pytest.fixture(scope="module")
def model(scene, tmp_path_factory):
    path = tmp_path_factory.mktemp("glb") / "m.glb"
    write_glb(scene, path)
    return trimesh.load_scene(path)


@pytest.mark.parametrize(("write", "name"), [(write_obj, "m.obj"), (write_ply, "m.ply"), (write_gltf, "m.gltf")])
def test_counts_and_box_are_those_of_the_glb(scene, model, tmp_path, write, name):
    write(scene, tmp_path / name)

    seen = trimesh.load_scene(tmp_path / name, process=False)
    assert model.bounds == pytest.approx(seen.bounds, abs=1e-5)
    assert len(model.to_mesh().faces) == len(seen.to_mesh().faces)
    assert model.to_mesh().volume == pytest.approx(seen.to_mesh().volume, rel=1e-4)


def test_corners_with_colours_of_their_own_keep_them(tmp_path):
    solid = mesh_of("Mixed", block((0, 0, 0), (1, 1, 1)), replace(PLASTER, colour=(1.0, 1.0, 1.0, 1.0)))
    colours = np.tile(np.array((1.0, 0.0, 0.0, 1.0), dtype=np.float32), (len(solid.positions), 1))
    scene = Scene(Node("Building", (replace(solid, colours=colours),)))

    write_obj(scene, tmp_path / "m.obj")
    write_ply(scene, tmp_path / "m.ply")

    corners = [line.split() for line in (tmp_path / "m.obj").read_text(encoding="utf-8").splitlines() if line.startswith("v ")]
    seen = trimesh.load(tmp_path / "m.ply", process=False)
    assert [["1.000000", "0.000000", "0.000000"]] * 24 == [corner[4:] for corner in corners]
    assert {(255, 0, 0, 255)} == {tuple(row) for row in seen.visual.vertex_colors.tolist()}


@pytest.mark.parametrize("merge", [False, True])
@pytest.mark.parametrize(("write", "name"), [(write_stl, "m.stl"), (write_ply, "m.ply")])
def test_the_air_of_rooms_and_colliders_are_no_matter(tmp_path, write, name, merge):
    write(build_scene(villa(), BuildStyle(merge=merge)), tmp_path / f"bare-{name}")
    write(build_scene(villa(), BuildStyle(merge=merge, room_volumes=True, collision=True)), tmp_path / name)

    bare, full = (trimesh.load(tmp_path / one, force="mesh").volume for one in (f"bare-{name}", name))
    assert bare == pytest.approx(full, rel=1e-3)


def test_an_obj_keeps_the_names_of_parts_and_materials(scene, tmp_path):
    write_obj(scene, tmp_path / "m.obj")

    seen = trimesh.load_scene(tmp_path / "m.obj", split_objects=True, group_material=False)
    assert {"Outer wall 1", "Kitchen"} <= set(seen.geometry)
    assert "newmtl Exterior_render" in (tmp_path / "m.mtl").read_text(encoding="utf-8")


def test_a_gltf_keeps_the_tree_and_its_buffer_beside_it(scene, model, tmp_path):
    write_gltf(scene, tmp_path / "house.gltf")

    seen = trimesh.load_scene(tmp_path / "house.gltf")
    assert len(model.graph.nodes_geometry) == len(seen.graph.nodes_geometry)
    assert {"Ground floor", "First floor", "Kitchen", "Outer wall 1"} <= set(seen.graph.nodes)
    assert {"house.bin", "house.gltf"} == {path.name for path in tmp_path.iterdir()}


def test_a_ply_shows_the_colours(scene, tmp_path):
    write_ply(scene, tmp_path / "m.ply")

    seen = trimesh.load(tmp_path / "m.ply", process=False)
    assert len(np.unique(seen.visual.vertex_colors, axis=0)) > 3


@pytest.mark.parametrize("scale", [1, 100])
def test_an_stl_is_one_closed_surface_that_stands_upright_in_millimetres(scene, model, tmp_path, scale):
    write_stl(scene, tmp_path / "m.stl", scale)

    seen = trimesh.load(tmp_path / "m.stl")
    width, height, depth = model.extents
    assert seen.is_watertight
    assert seen.is_winding_consistent
    assert np.array((width, depth, height)) * 1000 / scale == pytest.approx(seen.extents, rel=1e-4)
    assert seen.bounds[0][2] == 0


@pytest.mark.parametrize("other", [(1, 1, 0, 2, 2, 1), (1, 1, 1, 2, 2, 2), (1, 0, 0, 2, 1, 1), (0, 0, 0, 1, 1, 1)])
def test_solids_that_touch_anyhow_are_printed_as_closed_surfaces(tmp_path, other):
    boxes = [block((0, 0, 0), (1, 1, 1)), block(other[:3], other[3:])]
    meshes = tuple(mesh_of("Box", solid, PLASTER) for solid in boxes)

    write_stl(Scene(Node("Building", children=tuple(Node("Box", (mesh,)) for mesh in meshes))), tmp_path / "m.stl")

    seen = trimesh.load(tmp_path / "m.stl")
    assert seen.is_watertight
    assert (1e9 if other == (0, 0, 0, 1, 1, 1) else 2e9) == pytest.approx(seen.volume, rel=0.002)


def test_nothing_closed_cannot_be_printed(tmp_path):
    with pytest.raises(NothingToPrint):
        write_stl(Scene(Node("Building")), tmp_path / "m.stl")


@pytest.mark.parametrize("write", [write_obj, write_ply, write_stl, write_gltf])
def test_a_folder_that_is_not_there_is_said(scene, tmp_path, write):
    with pytest.raises(ModelNotWritten, match="could not be written"):
        write(scene, tmp_path / "nowhere" / "m.x")


def test_a_full_disk_is_said_and_leaves_what_was_there(scene, tmp_path, monkeypatch):
    (tmp_path / "m.ply").write_text("before")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(ModelNotWritten, match="No space left"):
        write_ply(scene, tmp_path / "m.ply")
    assert [tmp_path / "m.ply"] == list(tmp_path.iterdir())
    assert "before" == (tmp_path / "m.ply").read_text()
