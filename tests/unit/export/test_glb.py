"""Scenes are written as GLB, read back, and looked at."""

import json
import struct

import numpy as np
import pytest
import trimesh
from PIL import Image
from shapely import box

from archdesk.construct.materials import GLASS, PLASTER
from archdesk.construct.parts import mesh_of
from archdesk.export.check import ModelFaulty, check_glb
from archdesk.export.glb import write_glb
from archdesk.export.glb_reader import ModelDamaged, read_glb
from archdesk.export.thumbnail import draw_thumbnail
from archdesk.export.whole import ModelNotWritten
from archdesk.geometry.solids import extrude
from archdesk.model.document import Format, Source
from archdesk.model.floorplan import FloorPlan, Survey, Wall
from archdesk.model.scene import Mesh, Node, Scene

SURVEY = Survey(
    Source("a.pdf", "0", Format.PDF), (FloorPlan("Ground floor", 0, None, None, walls=(Wall("w1", ((0, 0), (4, 0)), 1.0),)),)
)


def cube(material=PLASTER):
    return mesh_of("Cube", extrude(box(0, 0, 1, 1), 0, 1), material)


def scene_of(*meshes: Mesh, **extras):
    element = Node("Wall 1", meshes, (), {"id": "w1", "kind": "wall", **extras}, (1.5, 0.25, -2.0), 0.7)
    return Scene(Node("Building", (), (Node("Walls", (), (element, Node("Twin", meshes))),)))


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "model.glb"
    write_glb(scene_of(cube()), path)
    return path


def test_what_is_written_is_read_back(tmp_path):
    scene = scene_of(cube(), cube(GLASS), measures={"length": 4.5})

    write_glb(scene, tmp_path / "m.glb")
    read = read_glb(tmp_path / "m.glb")

    for before, after in zip(scene.root.walk(), read.root.walk(), strict=True):
        assert (before.name, before.place, dict(before.extras)) == (after.name, after.place, dict(after.extras))
        assert before.turn == pytest.approx(after.turn)
        for one, two in zip(before.meshes, after.meshes, strict=True):
            assert one.material == two.material
            assert np.array_equal(one.positions, two.positions)
            assert np.array_equal(one.normals, two.normals)
            assert np.array_equal(one.triangles, two.triangles)


def test_a_shared_mesh_is_written_once(model):
    header = header_of(model.read_bytes())

    assert len(header["meshes"]) == 1
    assert sum("mesh" in node for node in header["nodes"]) == 2


def test_another_reader_sees_the_same_box_and_volume(model):
    seen = trimesh.load(model).to_mesh()

    assert pytest.approx(np.minimum(seen.bounds[0], (0, 0, -1)), abs=3) == (0, 0, -1)
    assert pytest.approx(seen.volume) == 2


def test_nothing_is_left_beside_a_written_file(model):
    assert [model] == list(model.parent.iterdir())


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ModelNotWritten):
        write_glb(scene_of(cube()), tmp_path / "nowhere" / "m.glb")


@pytest.mark.parametrize("size", [0, 4, 12, 19, 40, 500, -4])
def test_a_cut_off_file_is_refused(model, size):
    model.write_bytes(model.read_bytes()[:size])

    with pytest.raises(ModelDamaged):
        read_glb(model)


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [
        ("accessors", "count", 10**9),
        ("accessors", "byteOffset", -12),
        ("accessors", "byteOffset", 10**7),
        ("accessors", "bufferView", 99),
        ("bufferViews", "byteOffset", 10**7),
        ("nodes", "children", [0, 1, 2, 3]),
        ("nodes", "mesh", 7),
        ("nodes", "rotation", [0.7, 0, 0, 0.7]),
        ("meshes", "primitives", [{}]),
    ],
)
def test_a_lying_header_is_refused(model, part, key, value):
    data = model.read_bytes()
    header = header_of(data)
    header[part][0][key] = value
    model.write_bytes(with_header(data, header))

    with pytest.raises(ModelDamaged):
        read_glb(model)


def test_a_sound_model_passes_the_check(model):
    check_glb(model, SURVEY)


def test_an_open_solid_is_named(tmp_path):
    whole = cube()
    write_glb(scene_of(Mesh("Cube", whole.positions, whole.normals, whole.triangles[1:], PLASTER)), tmp_path / "m.glb")

    with pytest.raises(ModelFaulty, match="Wall 1 is not closed"):
        check_glb(tmp_path / "m.glb", SURVEY)


def test_an_inside_out_solid_is_named(tmp_path):
    whole = cube()
    write_glb(scene_of(Mesh("Cube", whole.positions, whole.normals, whole.triangles[:, ::-1], PLASTER)), tmp_path / "m.glb")

    with pytest.raises(ModelFaulty, match="inside out"):
        check_glb(tmp_path / "m.glb", SURVEY)


def test_a_flat_triangle_is_named(tmp_path):
    whole = cube()
    flat = whole.positions * np.float32((1, 1, 0))
    write_glb(scene_of(Mesh("Cube", flat, whole.normals, whole.triangles, PLASTER)), tmp_path / "m.glb")

    with pytest.raises(ModelFaulty):
        check_glb(tmp_path / "m.glb", SURVEY)


def test_a_thumbnail_shows_the_building_on_a_clear_ground(tmp_path):
    draw_thumbnail(scene_of(cube()), tmp_path / "t.png")

    with Image.open(tmp_path / "t.png") as picture:
        assert picture.size == (512, 384)
        covered = (np.asarray(picture)[:, :, 3] == 255).mean()
        assert 0.1 < covered < 0.6
        assert picture.getpixel((2, 2))[3] == 0


def test_a_thumbnail_of_nothing_is_empty(tmp_path):
    draw_thumbnail(Scene(Node("Building")), tmp_path / "t.png")

    with Image.open(tmp_path / "t.png") as picture:
        assert picture.getbbox() is None


def header_of(data):
    return json.loads(data[20 : 20 + struct.unpack_from("<I", data, 12)[0]])


def with_header(data, header):
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 4)
    rest = data[20 + struct.unpack_from("<I", data, 12)[0] :]
    return struct.pack("<4sIIII", b"glTF", 2, 20 + len(text) + len(rest), len(text), 0x4E4F534A) + text + rest
