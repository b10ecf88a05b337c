"""Models copied to a chosen folder."""

from dataclasses import replace
from pathlib import Path

import pytest
import trimesh
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox

from archdesk.construct.building import build_scene
from archdesk.export.glb import write_glb
from archdesk.export.glb_reader import read_glb
from archdesk.gui.dialogs.build_options import BuildOptions
from archdesk.gui.dialogs.export import ExportDialog
from archdesk.gui.dialogs.exporting import (
    BesideFailed,
    IfThere,
    Order,
    Wish,
    export,
    exportable,
    file_stem,
    find_existing,
    plan_targets,
)
from archdesk.gui.memory import Memory
from archdesk.model.exports import ExportFormat
from archdesk.model.style import PLAIN, BuildStyle, Roof, RoofShape
from archdesk.records import survey_to_json
from tests.gui.fakes_gui import done_job, make_job
from tests.unit.export.villa import villa


@pytest.fixture
def finished(tmp_path: Path):
    folder = tmp_path / "job"
    folder.mkdir()
    (folder / "model.glb").write_bytes(b"glTF model")
    return done_job("a", folder, name="villa.pdf")


def test_a_model_lands_under_the_name_of_its_drawing(finished, tmp_path: Path) -> None:
    done = export(Wish((finished,), tmp_path / "out"))

    assert (tmp_path / "out" / "villa.glb",) == done.files
    assert (tmp_path / "out" / "villa.glb").read_bytes() == b"glTF model"
    assert [tmp_path / "out" / "villa.glb"] == list((tmp_path / "out").iterdir())


def test_a_file_that_is_there_is_kept_unless_told_otherwise(finished, tmp_path: Path) -> None:
    (tmp_path / "villa.glb").write_bytes(b"old")

    kept = export(Wish((finished,), tmp_path))
    replaced = export(Wish((finished,), tmp_path, if_there=IfThere.REPLACE))

    assert (tmp_path / "villa-2.glb",) == kept.files
    assert (tmp_path / "villa.glb",) == replaced.files
    assert (tmp_path / "villa.glb").read_bytes() == b"glTF model"


def test_two_drawings_of_one_name_never_meet(finished, tmp_path: Path) -> None:
    targets = plan_targets(Wish((finished, finished), tmp_path, if_there=IfThere.REPLACE))

    assert ["villa.glb", "villa-2.glb"] == [target.name for _, target in targets]


def test_a_missing_model_does_not_hold_up_the_others(finished, tmp_path: Path) -> None:
    lost = done_job("b", tmp_path / "nowhere", name="lost.pdf")

    done = export(Wish((lost, finished), tmp_path / "out"))

    assert ["villa.glb"] == [file.name for file in done.files]
    assert [("lost.pdf", "The model of lost.pdf is no longer there.")] == list(done.failures)


def test_a_folder_that_cannot_be_written_is_a_reason(finished, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    done = export(Wish((finished,), tmp_path / "file" / "below"))

    assert not done.files
    assert done.failures[0][0] == "villa.pdf"


def test_names_follow_their_pattern_and_stay_file_names(finished) -> None:
    assert file_stem("{name} {storeys}", finished) == "villa 2"
    assert file_stem("../{name}:*", finished) == "_villa__"


def test_only_finished_jobs_can_be_exported(finished) -> None:
    assert (finished,) == exportable((make_job("w"), finished))


def test_the_dialog_asks_only_where_a_file_is_there(qtbot, finished, tmp_path: Path) -> None:
    (tmp_path / "villa.glb").write_bytes(b"old")
    dialog = ExportDialog((finished,), (tmp_path, tmp_path / "empty"), "{name}")
    qtbot.addWidget(dialog)

    assert find_existing(dialog.wish) == (tmp_path / "villa.glb",)
    assert dialog.wish.if_there is IfThere.KEEP_BOTH
    assert dialog.wish.folder == tmp_path


def test_other_formats_are_asked_for_under_the_same_name(finished, tmp_path: Path) -> None:
    asked = []

    def take(*order):
        asked.append(order)
        return ()

    export(Wish((finished,), tmp_path / "out", also=(ExportFormat.OBJ, ExportFormat.IFC), print_scale=50.0), take)

    order = Order((ExportFormat.OBJ, ExportFormat.IFC), None, 50.0)
    assert [(tmp_path / "job", tmp_path / "out" / "villa", order)] == asked


def test_other_formats_that_fail_leave_the_model_and_a_reason(finished, tmp_path: Path) -> None:
    def fail(*_: object) -> None:
        raise BesideFailed(reason="The disk is full.")

    done = export(Wish((finished,), tmp_path / "out", also=(ExportFormat.STL,)), fail)

    assert (tmp_path / "out" / "villa.glb",) == done.files
    assert [("villa.pdf", "The other formats were not all written. The disk is full.")] == list(done.failures)


def test_a_file_of_another_format_is_kept_as_well(finished, tmp_path: Path) -> None:
    (tmp_path / "villa.mtl").write_text("mine")
    wish = Wish((finished,), tmp_path, also=(ExportFormat.OBJ,))

    assert (tmp_path / "villa.mtl",) == find_existing(wish)
    assert ["villa-2.glb"] == [target.name for _, target in plan_targets(wish)]


def test_the_drawing_itself_is_never_replaced(tmp_path: Path) -> None:
    job = replace(done_job("a", tmp_path, name="villa.dxf"), source=tmp_path / "villa.dxf")
    wish = Wish((job,), tmp_path, if_there=IfThere.REPLACE, also=(ExportFormat.DXF,))

    assert ["villa-2.glb"] == [target.name for _, target in plan_targets(wish)]


def test_formats_are_written_by_a_process_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "job"
    folder.mkdir()
    write_glb(build_scene(villa()), folder / "model.glb")
    (folder / "plan.json").write_text(survey_to_json(villa()), encoding="utf-8")
    job = done_job("a", folder, name="villa.pdf")

    done = export(Wish((job,), tmp_path / "out", also=(ExportFormat.OBJ, ExportFormat.CSV)))

    assert not done.failures
    assert {"villa.glb", "villa.obj", "villa.mtl", "villa.csv"} == {path.name for path in (tmp_path / "out").iterdir()}


def test_a_process_that_fails_says_why(finished, tmp_path: Path) -> None:
    done = export(Wish((finished,), tmp_path / "out", also=(ExportFormat.CSV,)))

    assert [("villa.pdf", True)] == [(name, "not all written" in reason) for name, reason in done.failures]
    assert "Traceback" not in done.failures[0][1]


def test_the_dialog_shows_the_formats_that_were_last_chosen(qtbot, finished, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.ini")
    memory.remember_export(Wish((), tmp_path, also=(ExportFormat.DXF, ExportFormat.STL)))

    dialog = ExportDialog((finished,), (tmp_path,), "{name}", memory.export_formats)
    qtbot.addWidget(dialog)

    assert (ExportFormat.STL, ExportFormat.DXF) == dialog.wish.also


STYLE = BuildStyle(open_doors=60.0, roof=Roof(RoofShape.HIP, 30.0), ceilings=False, textures=True, merge=True)


@pytest.fixture
def built(tmp_path: Path):
    folder = tmp_path / "job"
    folder.mkdir()
    write_glb(build_scene(villa()), folder / "model.glb")
    (folder / "plan.json").write_text(survey_to_json(villa()), encoding="utf-8")
    return done_job("a", folder, name="villa.pdf")


def test_a_building_in_another_style_is_made_anew_beside_its_job(built, tmp_path: Path) -> None:
    before = built.outcome.model.read_bytes()

    done = export(Wish((built,), tmp_path / "out", also=(ExportFormat.STL,), style=STYLE, print_scale=100.0))

    kinds = {node.extras.get("kind") for node in read_glb(tmp_path / "out" / "villa.glb").root.walk()}
    assert (tmp_path / "out" / "villa.glb",) == done.files
    assert "roof" in kinds
    assert "ceiling" not in kinds
    assert before == built.outcome.model.read_bytes()
    assert {"villa.glb", "villa.stl"} == {path.name for path in (tmp_path / "out").iterdir()}
    assert trimesh.load(tmp_path / "out" / "villa.stl").extents.max() < 150  # millimetres


def test_what_could_not_be_built_as_asked_is_told(finished, tmp_path: Path) -> None:
    done = export(Wish((finished,), tmp_path / "out", style=STYLE), lambda *_: ("The roof over Floor 1 is flat.",))

    assert (("villa.pdf", "The roof over Floor 1 is flat."),) == done.doubts


def test_a_building_that_cannot_be_made_anew_is_a_failure(finished, tmp_path: Path) -> None:
    done = export(Wish((finished,), tmp_path / "out", style=STYLE))

    assert () == done.files
    assert ["villa.pdf"] == [name for name, _ in done.failures]


def test_the_dialog_shows_how_buildings_were_last_made(qtbot, finished, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.ini")
    memory.remember_export(Wish((), tmp_path, style=STYLE, print_scale=200.0))
    again = Memory(tmp_path / "memory.ini")

    dialog = ExportDialog((finished,), (tmp_path,), "{name}", style=again.export_style, print_scale=again.export_print_scale)
    qtbot.addWidget(dialog)

    assert (STYLE, 200.0) == (dialog.wish.style, dialog.wish.print_scale)


def test_a_style_that_is_odd_counts_as_never_said(tmp_path: Path) -> None:
    (tmp_path / "memory.ini").write_text("[export]\nstyle={\nprint_scale=x\n", encoding="utf-8")

    memory = Memory(tmp_path / "memory.ini")

    assert (PLAIN, 1.0) == (memory.export_style, memory.export_print_scale)


def test_every_choice_is_in_the_answer(qtbot) -> None:
    options = BuildOptions(PLAIN)
    qtbot.addWidget(options)
    assert PLAIN == options.build_style

    with qtbot.waitSignal(options.changed):
        options.findChildren(QSpinBox)[0].setValue(45)
    for box in options.findChildren(QCheckBox):
        box.toggle()
    options.findChild(QComboBox).setCurrentIndex(2)

    assert options.build_style == BuildStyle(
        open_doors=45.0,
        animations=True,
        roof=Roof(RoofShape.GABLE),
        ceilings=False,
        room_volumes=True,
        collision=True,
        textures=True,
        merge=True,
    )


def test_only_a_sloped_roof_has_a_pitch(qtbot) -> None:
    options = BuildOptions(PLAIN)
    qtbot.addWidget(options)
    pitch = options.findChildren(QSpinBox)[-1]

    enabled = []
    for place in range(options.findChild(QComboBox).count()):
        options.findChild(QComboBox).setCurrentIndex(place)
        enabled.append(pitch.isEnabled())

    assert [False, False, True, True] == enabled


def test_the_print_scale_waits_for_stl(qtbot, finished, tmp_path: Path) -> None:
    dialog = ExportDialog((finished,), (tmp_path,), "{name}")
    qtbot.addWidget(dialog)
    scale = next(box for box in dialog.findChildren(QSpinBox) if box.accessibleName() == "Print scale")
    assert not scale.isEnabled()

    next(box for box in dialog.findChildren(QCheckBox) if box.text() == ExportFormat.STL.title).setChecked(True)

    assert scale.isEnabled()
