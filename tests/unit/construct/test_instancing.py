"""Copies that are gathered for engines draw the same building, and nothing of it is lost."""

import json
import struct

import numpy as np
import pytest
from click.testing import CliRunner

from archdesk.cli.convert import convert
from archdesk.construct.building import build_scene
from archdesk.export.check import check_glb
from archdesk.export.glb import write_glb
from archdesk.export.glb_reader import read_glb
from archdesk.export.placed import placed_meshes
from archdesk.model.style import BuildStyle
from tests.unit.construct.houses import survey_of
from tests.unit.construct.test_building import house
from tests.validator import validate

SURVEY = survey_of(house(), house(1, "First floor"))
STYLE = BuildStyle(instancing=True)


@pytest.fixture
def model(tmp_path):
    write_glb(build_scene(SURVEY, STYLE), tmp_path / "m.glb")
    return tmp_path / "m.glb"


def corners(scene):
    """All corners of the building, in an order of their own."""
    points = np.concatenate([one.points for one in placed_meshes(scene)]).round(4) + 0.0
    return points[np.lexsort(points.T)]


def header_of(path):
    data = path.read_bytes()
    (size,) = struct.unpack_from("<I", data, 12)
    return json.loads(data[20 : 20 + size])


def test_the_building_is_the_same_when_it_is_read_again(model):
    assert corners(build_scene(SURVEY)) == pytest.approx(corners(read_glb(model)), abs=2e-4)


def test_the_validator_has_no_complaint(model):
    report = validate(model)

    assert (0, 0) == (report.errors, report.warnings), report.messages


def test_a_file_with_copies_says_that_readers_must_know_them(model):
    header = header_of(model)

    assert ["EXT_mesh_gpu_instancing"] == header["extensionsRequired"] == header["extensionsUsed"]


def test_a_file_without_copies_needs_nothing(tmp_path):
    write_glb(build_scene(SURVEY), tmp_path / "m.glb")

    assert "extensionsUsed" not in header_of(tmp_path / "m.glb")


def test_fewer_nodes_draw_and_all_elements_are_still_known(model):
    plain, copied = build_scene(SURVEY), build_scene(SURVEY, STYLE)

    drawn, less = (sum(bool(node.meshes) for node in scene.root.walk()) for scene in (plain, copied))
    ids, kept = ({(n.extras["storey"], n.extras["id"]) for n in s.root.walk() if "id" in n.extras} for s in (plain, copied))
    assert less < drawn
    assert ids == kept
    check_glb(model, SURVEY)


def test_doors_that_can_be_opened_keep_their_own_leaves():
    scene = build_scene(SURVEY, BuildStyle(instancing=True, animations=True))

    moving = [node for node in scene.root.walk() if node.motion is not None]
    assert moving
    assert all(any(part.meshes for part in node.walk()) for node in moving)


def test_merging_and_copies_together_are_refused(tmp_path):
    result = CliRunner().invoke(convert, [str(tmp_path / "x.pdf"), "--merge", "--instancing"])

    assert 2 == result.exit_code
    assert "choose one of them" in result.output
