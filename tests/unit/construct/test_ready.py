"""A building that a file holds is finished, and follows corrections of its plan."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from shapely import box

from archdesk.construct.building import NothingToBuild
from archdesk.construct.materials import CEILING
from archdesk.construct.parts import mesh_of
from archdesk.construct.ready import finish_ready
from archdesk.construct.ready_style import style_ready
from archdesk.export.glb_reader import read_glb
from archdesk.geometry.solids import extrude
from archdesk.model.document import Format, Source
from archdesk.model.floorplan import Survey, Use
from archdesk.model.job import Outcome
from archdesk.model.options import Options
from archdesk.model.problems import Severity
from archdesk.model.progress import SilentReporter
from archdesk.model.scene import Node, Scene
from archdesk.model.style import BuildStyle, Roof, RoofShape
from archdesk.pipeline import workspace
from archdesk.pipeline.build import build
from archdesk.pipeline.understand import understand
from archdesk.records import survey_from_json, survey_to_json
from tests.ifc_models import IfcModel, house
from tests.unit.construct.houses import survey_of
from tests.validator import validate


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """The folder of a converted house."""
    folder = tmp_path / "job"
    folder.mkdir()
    convert(house(), folder)
    return folder


def convert(model: IfcModel, folder: Path) -> None:
    understand(model.write(folder.parent / "house.ifc"), folder, Options(), SilentReporter())
    build(folder, Options(), SilentReporter())


def elements(folder: Path) -> dict[str, Node]:
    return {node.extras["id"]: node for node in read_glb(workspace.model_path(folder)).root.walk() if "id" in node.extras}


def correct(folder: Path, survey: Survey) -> None:
    workspace.plan_path(folder).write_text(survey_to_json(survey), encoding="utf-8")
    build(folder, Options(), SilentReporter())


def plan_of(folder: Path) -> Survey:
    return survey_from_json(workspace.plan_path(folder).read_bytes())


def test_the_model_is_valid_and_a_thumbnail_is_drawn(job):
    report = validate(workspace.model_path(job))

    assert (0, 0, 0) == (report.errors, report.warnings, report.infos), report.messages
    assert workspace.thumbnail_path(job).exists()


def test_the_ground_floor_stands_at_nought_about_its_middle(job):
    root = read_glb(workspace.model_path(job)).root
    ground, upper = [node for node in root.children if node.extras.get("kind") == "storey"]
    slab = next(node for node in ground.walk() if node.extras.get("kind") == "slab")

    assert 0.0 == ground.place[1]
    assert pytest.approx(2.8) == upper.place[1]
    left = ground.place[0] + slab.place[0] + slab.meshes[0].positions[:, 0].min()
    right = ground.place[0] + slab.place[0] + slab.meshes[0].positions[:, 0].max()
    assert pytest.approx(-left, abs=1e-4) == right


def test_a_room_is_shown_by_its_floor_and_told_by_its_use(job):
    room = elements(job)["r1"]

    assert (Use.KITCHEN.value, "Kitchen") == (room.extras["use"], room.name)
    heights = room.meshes[0].positions[:, 1] + room.place[1]
    assert (0.0, 0.02) == pytest.approx((heights.min(), heights.max()), abs=1e-4)


def test_a_plan_left_alone_changes_nothing(job):
    before = workspace.model_path(job).read_bytes()

    build(job, Options(), SilentReporter())

    assert before == workspace.model_path(job).read_bytes()


def test_a_wall_made_thicker_is_built_anew_and_the_others_stay(job):
    survey, before = plan_of(job), elements(job)
    ground = survey.storeys[0]
    thicker = replace(ground.walls[1], thickness=0.5)
    walls = (ground.walls[0], thicker, *ground.walls[2:])

    correct(job, replace(survey, storeys=(replace(ground, walls=walls), *survey.storeys[1:])))

    after = elements(job)
    assert 0.5 == after["w2"].extras["measures"]["thickness"]
    assert "GlobalId" not in after["w2"].extras
    assert before["w1"].extras == after["w1"].extras
    assert Counter(node.extras["kind"] for node in before.values()) == Counter(node.extras["kind"] for node in after.values())


def test_a_window_moved_takes_its_wall_with_it(job):
    survey = plan_of(job)
    ground = survey.storeys[0]
    window = next(opening for opening in ground.openings if opening.wall == "w1")
    moved = replace(window, offset=window.offset + 0.3)
    openings = tuple(moved if opening.id == window.id else opening for opening in ground.openings)

    correct(job, replace(survey, storeys=(replace(ground, openings=openings), *survey.storeys[1:])))

    after = elements(job)
    assert "GlobalId" not in after[window.id].extras
    assert "GlobalId" not in after["w1"].extras
    assert "GlobalId" in after["w2"].extras


def test_what_is_taken_from_the_plan_is_taken_from_the_building(job):
    survey = plan_of(job)
    ground = replace(survey.storeys[0], name="Parterre", rooms=(), columns=())

    correct(job, replace(survey, storeys=(ground, *survey.storeys[1:])))

    after = elements(job)
    assert not {"r1", "c1"} & after.keys()
    assert "Parterre" == after["w1"].extras["storey"]


def test_a_storey_removed_is_gone(job):
    survey = plan_of(job)

    correct(job, replace(survey, storeys=survey.storeys[:1]))

    assert ["Ground floor"] == [node.name for node in read_glb(workspace.model_path(job)).root.children]


def test_a_building_without_shapes_is_not_built():
    with pytest.raises(NothingToBuild):
        finish_ready(Scene(Node("Building")), Survey(Source("a.ifc", "0", Format.IFC), ()))


def styled(folder: Path, style: BuildStyle) -> Outcome:
    return build(folder, Options(style=style), SilentReporter())


def test_room_volumes_and_colliders_are_added_to_it(job):
    before = elements(job)

    outcome = styled(job, BuildStyle(room_volumes=True, collision=True))

    kinds = Counter(node.extras["kind"] for node in elements(job).values())
    assert kinds["volume"] == kinds["room"] > 0
    assert kinds["collision"] > kinds["wall"]
    assert set(before) <= set(elements(job))
    assert () == outcome.doubts
    report = validate(workspace.model_path(job))
    assert (0, 0) == (report.errors, report.warnings)


def test_it_is_merged_and_loses_no_triangle(job):
    before = triangles(job)

    styled(job, BuildStyle(merge=True))

    (storey, *_) = read_glb(workspace.model_path(job)).root.children
    assert before == triangles(job)
    assert sum(bool(node.meshes) for node in storey.walk()) < 20
    assert storey.extras["elements"]


def test_it_is_seen_into_without_the_ceilings_that_hang_in_it():
    board = extrude(box(0, 0, 4, 3), 0.0, 0.02)
    boards = [
        Node(name, (mesh_of(name, board, CEILING),), (), {"id": name, "kind": "covering"}, (0.0, height, 0.0))
        for name, height in (("Ceiling", 2.4), ("Parquet", 0.0))
    ]
    extras = {"kind": "storey", "measures": {"height": 2.7}}
    storey = Node("Ground floor", (), (Node("Coverings", (), tuple(boards), {"kind": "group"}),), extras)

    scene = style_ready(Scene(Node("Building", children=(storey,))), survey_of(), BuildStyle(ceilings=False))

    assert ["Parquet"] == [node.name for node in scene.root.walk() if node.meshes]


def test_what_does_not_suit_it_is_told(job):
    style = BuildStyle(roof=Roof(RoofShape.GABLE), textures=True, open_doors=45)

    (issue,) = styled(job, style).doubts

    assert ("style-unused", Severity.INFO) == (issue.code, issue.severity)
    assert "A roof, open doors and textures are not added to a building that the file itself holds." == issue.text


def triangles(folder: Path) -> int:
    return sum(len(mesh.triangles) for node in read_glb(workspace.model_path(folder)).root.walk() for mesh in node.meshes)
