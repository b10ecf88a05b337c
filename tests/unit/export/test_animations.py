"""Doors that open in the file."""

import json
import struct
from dataclasses import replace
from pathlib import Path

import pytest

from archdesk.export.glb import write_glb
from archdesk.export.glb_reader import read_glb
from archdesk.model.floorplan import Hinge, Opening, OpeningKind, Swing
from archdesk.model.scene import Scene
from archdesk.model.style import BuildStyle
from tests.unit.construct.houses import built
from tests.validator import validate

DOORS = (
    Opening("d1", OpeningKind.DOOR, "w1", 2, 0.9, hinge=Hinge.END, swing=Swing.LEFT),
    Opening("d2", OpeningKind.DOOR, "w1", 5, 1.6, swing=Swing.FOLD, leaves=2),
    Opening("d3", OpeningKind.DOOR, "w1", 8, 0.9, swing=Swing.SLIDE),
)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "m.glb"
    write_glb(built(*DOORS, style=BuildStyle(animations=True)), path)
    return path


def header_of(model: Path) -> dict:
    data = model.read_bytes()
    return json.loads(data[20 : 20 + struct.unpack_from("<I", data, 12)[0]])


def test_each_door_has_an_animation_that_the_validator_accepts(model):
    header, report = header_of(model), validate(model)

    assert ["open Door 1", "open Door 2", "open Door 3"] == [one["name"] for one in header["animations"]]
    assert (0, 0, 0) == (report.errors, report.warnings, report.infos), report.messages


def test_animations_move_the_nodes_of_their_door(model):
    header = header_of(model)

    targets = [channel["target"] for channel in header["animations"][0]["channels"]]

    assert [("Hinge", "rotation")] == [(header["nodes"][target["node"]]["name"], target["path"]) for target in targets]
    assert ["translation"] == [channel["target"]["path"] for channel in header["animations"][2]["channels"]]


def test_a_file_with_animations_is_read_back(model):
    assert any(node.name == "Hinge" for node in read_glb(model).root.walk())


def test_doors_of_one_name_on_two_storeys_open_one_by_one(tmp_path):
    whole = built(DOORS[0], style=BuildStyle(animations=True)).root
    twice = Scene(replace(whole, children=(*whole.children, replace(whole.children[0], name="First floor"))))

    write_glb(twice, tmp_path / "m.glb")

    animations = header_of(tmp_path / "m.glb")["animations"]
    assert ["open Door 1", "open Door 1 2"] == [one["name"] for one in animations]
    assert [1, 1] == [len(one["channels"]) for one in animations]
