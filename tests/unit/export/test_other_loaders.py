"""Files loaded by two readers that are not ours find the same building."""

import numpy as np
import pytest
import trimesh

from archdesk.construct.building import build_scene
from archdesk.export.glb import write_glb
from archdesk.export.placed import placed_meshes
from archdesk.model.style import BuildStyle, Roof, RoofShape
from tests.engine import load
from tests.unit.export.villa import villa

STYLES = {
    "plain": BuildStyle(),
    "full": BuildStyle(open_doors=70.0, animations=True, roof=Roof(RoofShape.GABLE), room_volumes=True, textures=True),
    "merged": BuildStyle(collision=True, merge=True),
    "copies": BuildStyle(instancing=True),
}


@pytest.fixture(scope="module", params=STYLES)
def written(request, tmp_path_factory):
    path = tmp_path_factory.mktemp(request.param) / "m.glb"
    scene = build_scene(villa(), STYLES[request.param])
    write_glb(scene, path)
    return scene, path


def test_three_js_finds_every_mesh_in_its_place(written):
    scene, path = written
    placed = list(placed_meshes(scene))
    points = np.concatenate([one.points for one in placed])

    found = load(path)

    assert len(placed) == found["meshes"]
    assert sum(len(one.mesh.triangles) for one in placed) == found["triangles"]
    assert [points.min(axis=0), points.max(axis=0)] == [pytest.approx(corner, abs=1e-4) for corner in found["box"]]


@pytest.mark.parametrize("style", ["plain", "full", "merged"])  # trimesh does not know the extension for copies
def test_three_js_and_trimesh_agree(tmp_path, style):
    write_glb(build_scene(villa(), STYLES[style]), tmp_path / "m.glb")

    found, seen = load(tmp_path / "m.glb"), trimesh.load_scene(tmp_path / "m.glb", process=False)

    assert len(seen.graph.nodes_geometry) == found["meshes"]
    assert sum(len(seen.geometry[seen.graph[name][1]].faces) for name in seen.graph.nodes_geometry) == found["triangles"]
    assert seen.bounds == pytest.approx(np.array(found["box"]), abs=1e-4)


def test_three_js_knows_names_materials_pictures_and_animations(tmp_path):
    write_glb(build_scene(villa(), STYLES["full"]), tmp_path / "m.glb")

    found = load(tmp_path / "m.glb")

    assert {"Kitchen", "Outer wall 1"} <= set(found["names"])
    assert {"Plaster", "Roof tiles"} & set(found["textured"])
    assert set(found["textured"]) < set(found["materials"])
    assert all(name.startswith("open Door") for name in found["animations"])
    assert found["animations"]
