"""A conversion's model in other formats."""

import pytest
import trimesh

from archdesk.construct.building import build_scene
from archdesk.export.glb import write_glb
from archdesk.model.exports import ExportFormat
from archdesk.model.scene import Node, Scene
from archdesk.pipeline.beside import write_beside
from archdesk.records import survey_to_json
from tests.unit.export.villa import villa


@pytest.fixture
def folder(tmp_path):
    job = tmp_path / "job"
    job.mkdir()
    write_glb(build_scene(villa()), job / "model.glb")
    (job / "plan.json").write_text(survey_to_json(villa()), encoding="utf-8")
    return job


def test_every_format_is_written_under_the_name_that_was_asked(folder, tmp_path):
    pytest.importorskip("ifcopenshell", reason="needs the extra ifc")
    pytest.importorskip("pxr", reason="needs the extra usd")

    issues = write_beside(folder, tmp_path / "my.house", tuple(ExportFormat))

    assert () == issues
    assert {f"my.house{ending}" for kind in ExportFormat for ending in kind.endings} == {
        path.name for path in tmp_path.iterdir() if path.is_file()
    }


def test_a_print_is_of_its_scale(folder, tmp_path):
    write_beside(folder, tmp_path / "m", (ExportFormat.STL,), print_scale=100.0)

    assert 93.6 == pytest.approx(trimesh.load(tmp_path / "m.stl").extents[0], abs=0.1)


def test_a_format_that_cannot_be_written_does_not_hold_up_the_others(folder, tmp_path):
    write_glb(Scene(Node("Building")), folder / "model.glb")

    issues = write_beside(folder, tmp_path / "m", (ExportFormat.STL, ExportFormat.CSV))

    assert ["format-unwritten"] == [issue.code for issue in issues]
    assert "no closed solids" in issues[0].text
    assert (tmp_path / "m.csv").is_file()
