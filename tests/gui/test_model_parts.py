"""The window shows a building from a model: parts that no plan tells are listed, told and hidden."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from archdesk.export.glb_reader import read_glb
from archdesk.gui.panels.building import BuildingPanel
from archdesk.gui.panels.building_model import KIND_ROLE, all_items
from archdesk.gui.panels.properties import PropertiesPanel
from archdesk.gui.parts import Element
from archdesk.gui.preview.batches import pack
from archdesk.gui.preview.model_view import ModelView
from archdesk.model.floorplan import Survey
from archdesk.model.job import Job, JobState
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.pipeline import workspace
from archdesk.pipeline.build import build
from archdesk.pipeline.understand import understand
from archdesk.records import survey_from_json
from tests.gui.fakes_gui import make_job
from tests.ifc_models import house

LOADING = 60_000  # milliseconds; the first use imports the toolkit


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Job:
    folder = tmp_path_factory.mktemp("job")
    source = house().write(tmp_path_factory.mktemp("models") / "house.ifc")
    understand(source, folder, Options(), SilentReporter())
    outcome = build(folder, Options(), SilentReporter())
    now = time.time()
    return make_job("m1", JobState.DONE, name="house.ifc", started=now - 1, finished=now, outcome=outcome, folder=folder)


@pytest.fixture
def survey(finished: Job) -> Survey:
    return survey_from_json(workspace.plan_path(finished.folder).read_bytes())


@pytest.fixture
def parts(finished: Job) -> tuple[Element, ...]:
    return pack(read_glb(workspace.model_path(finished.folder))).elements


@pytest.fixture
def panel(qtbot: QtBot, survey: Survey, parts: tuple[Element, ...]) -> BuildingPanel:
    panel = BuildingPanel()
    qtbot.addWidget(panel)
    panel.show_survey(survey)
    panel.show_parts(parts)
    return panel


def rows(panel: BuildingPanel, kind: str) -> list:
    return [item for item in all_items(panel.tree) if item.data(KIND_ROLE) == kind]


def test_parts_that_no_plan_tells_are_listed_by_storey(panel):
    assert ["Slabs", "Slabs"] == [item.text() for item in rows(panel, "slab")]
    assert ["Slab"] == [item.child(0).text() for item in rows(panel, "slab")[:1]]


def test_parts_of_the_plan_are_listed_once(panel):
    assert [4, 4] == [item.rowCount() for item in rows(panel, "wall")]


def test_parts_stay_listed_when_the_look_changes(panel):
    panel.refresh_icons()

    assert 2 == len(rows(panel, "slab"))


def test_a_kind_of_parts_is_hidden_by_its_box(qtbot, panel):
    with qtbot.waitSignal(panel.kind_shown) as told:
        rows(panel, "slab")[0].setCheckState(Qt.CheckState.Unchecked)

    assert ["slab", False] == told.args


def test_parts_outside_the_storeys_have_a_line_of_their_own(panel):
    panel.show_parts([Element("site-1", "Garden", "site", "", {})])

    assert "Outside the storeys" in [item.text() for item in all_items(panel.tree)]


def test_a_picked_part_tells_its_own_facts(house, finished, parts):
    house.bridge.jobs_changed.emit([finished])
    slab = next(part for part in parts if part.kind == "slab")
    showcase = house.window.findChild(PropertiesPanel)
    house.model.parts_known.emit(parts)

    house.model.element_picked.emit(slab.id, slab.name, dict(slab.extras))

    assert {"Slab", "IfcSlab", "0.20 m"} <= {label.text() for label in showcase.findChildren(QLabel)}


def test_the_preview_draws_the_file_s_colours(qtbot: QtBot, finished: Job, artefacts: Path):
    view = ModelView()
    view.resize(640, 480)
    view.show()
    qtbot.waitExposed(view)

    with qtbot.waitSignals([view.model_shown, view.parts_known], timeout=LOADING):
        view.show_model(workspace.model_path(finished.folder))
    QApplication.processEvents()

    picture = view.grab().toImage()
    picture.save(str(artefacts / "preview-model.png"))
    colours = [picture.pixelColor(x, y) for x in range(0, 640, 8) for y in range(0, 480, 8)]
    assert 0.05 < sum(colour.red() > 1.4 * colour.blue() for colour in colours) / len(colours)
    view.close()
    view.deleteLater()
    QApplication.processEvents()


def test_ceilings_are_listed_unchecked_as_the_preview_hides_them_at_first(panel):
    panel.show_parts([Element("ceiling-0", "Ceiling, Ground floor", "ceiling", "Ground floor", {})])

    assert [Qt.CheckState.Unchecked] == [item.checkState() for item in rows(panel, "ceiling")]
