import pytest

from archdesk.model.document import Format, Source
from archdesk.model.floorplan import (
    FloorPlan,
    Hinge,
    Opening,
    OpeningKind,
    Room,
    Scale,
    ScaleMethod,
    Sheet,
    Survey,
    Swing,
    Wall,
)
from archdesk.model.job import Outcome
from archdesk.model.options import Options
from archdesk.model.problems import Failure, Issue, Severity
from archdesk.model.progress import Progress, Stage
from archdesk.model.reading import PagePlan, PageReading
from archdesk.model.shapes import Affine
from archdesk.model.style import BuildStyle, Roof, RoofShape
from archdesk.model.units import Unit
from archdesk.records import (
    DamagedRecord,
    failure_from_json,
    failure_to_json,
    options_from_json,
    options_to_json,
    outcome_from_json,
    outcome_to_json,
    progress_from_json,
    progress_to_json,
    reading_from_json,
    reading_to_json,
    survey_from_json,
    survey_to_json,
)


@pytest.fixture
def survey() -> Survey:
    plan = FloorPlan(
        name="Ground floor",
        level=0,
        sheet=Sheet(0, 3508.0, 2480.0, Affine(0.0084667, 0.0, -1.0, 0.0, -0.0084667, 20.0)),
        scale=Scale(0.0084667, ScaleMethod.DIMENSION_TEXT, 0.97, ("13,35 m between x=1012 and x=2589",)),
        walls=(Wall("w1", ((0.0, 0.0), (13.35, 0.0)), 0.3, exterior=True, confidence=0.98),),
        openings=(Opening("d1", OpeningKind.DOOR, "w1", 2.1, 0.9, hinge=Hinge.START, swing=Swing.LEFT, confidence=0.9),),
        rooms=(Room("r1", ((0.0, 0.0), (4.0, 0.0), (4.0, 2.8)), 5.6, name="Chambre 1", printed_area=5.6),),
    )
    issue = Issue("scale-uncertain", "The scale was guessed.", Severity.WARNING, 0, None)
    return Survey(Source("house.pdf", "ab" * 32, Format.PDF), (plan,), (issue,))


def test_a_survey_comes_back_from_its_record_unchanged(survey: Survey) -> None:
    assert survey == survey_from_json(survey_to_json(survey))


def test_a_page_comes_back_from_its_record_unchanged(survey: Survey) -> None:
    plans = (PagePlan(survey.storeys[0], "Attic", 90), PagePlan(survey.storeys[0]))
    full, empty = PageReading(3, plans, survey.issues), PageReading(4, seen="a letter", is_too_coarse=True, is_open=True)

    assert [full, empty] == [reading_from_json(reading_to_json(reading)) for reading in (full, empty)]


def test_a_plan_with_a_number_that_is_none_is_refused(survey: Survey) -> None:
    text = survey_to_json(survey).replace("13.35", "NaN")

    with pytest.raises(DamagedRecord):
        survey_from_json(text)


def test_a_plan_of_another_version_is_refused(survey: Survey) -> None:
    text = survey_to_json(survey).replace('"version": 1', '"version": 9')

    with pytest.raises(DamagedRecord, match="version"):
        survey_from_json(text)


def test_text_that_is_no_json_is_refused_with_a_sentence() -> None:
    with pytest.raises(DamagedRecord, match="plan record is damaged"):
        survey_from_json("{")


STYLE = BuildStyle(open_doors=30, roof=Roof(RoofShape.HIP, 40), textures=True)


def test_options_outcomes_failures_and_progress_come_back_unchanged(tmp_path) -> None:
    options = Options(scale=50.0, unit=Unit.CENTIMETRE, storey_height=2.7, pages=(0, 2), style=STYLE)
    outcome = Outcome(tmp_path, 2, 214.5, 3, 1.25, (Issue("roof-flat", "The roof is flat.", storey=1),))
    failure = Failure("ARC-204", "No floor plan was found.", "Choose another page.", "page 1")
    progress = Progress(Stage.WALLS, 0.5, "page 2 of 4")

    assert options == options_from_json(options_to_json(options))
    assert outcome == outcome_from_json(outcome_to_json(outcome))
    assert failure == failure_from_json(failure_to_json(failure))
    assert progress == progress_from_json(progress_to_json(progress))
