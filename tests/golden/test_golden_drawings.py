"""Drawings of many hands, understood and held against what was drawn."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from archdesk.interpret.offline import sheets as views
from archdesk.model.floorplan import Survey
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.model.shapes import Affine
from archdesk.pipeline.understand import understand
from tests.golden.cases import CASES, HOLLOW, PICTURES, SOLID, Case, written
from tests.golden.comparing import Comparison, best_storey
from tests.golden.draughtsman import draw
from tests.golden.marks import Mark, moved
from tests.golden.sheets import Sheet, lay_out, write_dxf, write_pdf, write_picture, write_svg
from tests.golden.subjects import HOUSE, UPPER

APART = 15.0  # metres from one storey to the next on a sheet that shows two


def each(cases: Iterable[Case]) -> pytest.MarkDecorator:
    """The test once for each case, each case understood once for all tests."""
    return pytest.mark.parametrize("found", [pytest.param(case, id=case.name) for case in cases], indirect=True, scope="module")


def write(case: Case, sheet: Sheet, target: Path) -> Affine:
    if case.kind == "png":
        return write_picture(sheet, target, case.dpi, is_inverted=case.is_inverted, tells_dpi=case.tells_dpi, wear=case.wear)
    return {"pdf": write_pdf, "svg": write_svg, "dxf": write_dxf}[case.kind](sheet, target)


def convert(drawing: Path, *, has_words: bool) -> Survey:
    """The survey of a drawing; the search for words, slow in pictures, is left out where there are none."""
    with pytest.MonkeyPatch.context() as patch:
        if not has_words:
            patch.setattr(views, "read_words", lambda _: ())
        return understand(drawing, drawing.parent, Options(), SilentReporter())


@pytest.fixture(scope="module")
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Comparison]:
    case: Case = request.param
    drawing = tmp_path_factory.mktemp(case.name) / f"{case.name}.{case.kind}"
    to_page = write(case, case.sheet(), drawing)
    survey = convert(drawing, has_words=case.has_words)
    assert 1 == len(survey.storeys)
    return case, best_storey(survey.storeys, case.plan, to_page)


@each(CASES)
def test_walls_are_where_they_were_drawn(found: tuple[Case, Comparison]) -> None:
    case, comparison = found

    assert comparison.walls >= case.walls


@each(CASES)
def test_doors_are_found_and_nothing_else_is_one(found: tuple[Case, Comparison]) -> None:
    case, comparison = found

    assert comparison.doors >= case.doors


@each(CASES)
def test_doors_open_the_way_they_were_drawn(found: tuple[Case, Comparison]) -> None:
    case, comparison = found

    assert comparison.swings >= case.swings


@each(CASES)
def test_windows_are_found_and_nothing_else_is_one(found: tuple[Case, Comparison]) -> None:
    case, comparison = found

    assert comparison.windows >= case.windows


@each(CASES)
def test_rooms_are_what_the_walls_enclose(found: tuple[Case, Comparison]) -> None:
    case, comparison = found

    assert comparison.rooms >= case.rooms


@each(case for case in CASES if case.names is not None)
def test_rooms_have_the_names_that_stand_in_them(found: tuple[Case, Comparison]) -> None:
    case, comparison = found

    assert comparison.names >= case.names


@each(case for case in CASES if case.scale_error is not None)
def test_the_scale_is_the_one_that_the_drawing_tells(found: tuple[Case, Comparison]) -> None:
    case, comparison = found

    assert comparison.scale_error <= case.scale_error


@pytest.mark.parametrize("kind", ["pdf", "dxf"])
def test_two_storeys_on_one_sheet_stand_one_above_the_other(tmp_path: Path, kind: str) -> None:
    case = Case("two-storeys", HOUSE, written(HOLLOW), kind=kind, names=1.0)
    upper = draw(UPPER, case.style, case.scale)
    sheet = lay_out([*draw(HOUSE, case.style, case.scale), *_shifted(upper)], case.scale)
    to_page = write(case, sheet, tmp_path / f"house.{kind}")

    survey = convert(tmp_path / f"house.{kind}", has_words=True)

    assert [("Ground floor", 0), ("First floor", 1)] == [(plan.name, plan.level) for plan in survey.storeys]
    for storey, plan, shift in zip(survey.storeys, (HOUSE, UPPER), (0.0, APART), strict=True):
        comparison = best_storey((storey,), plan, Affine(c=shift).then(to_page))
        assert min(comparison.walls, comparison.doors, comparison.windows, comparison.rooms) >= 0.95
        assert comparison.scale_error <= 0.01


def test_two_storeys_on_a_picture_are_told_apart(tmp_path: Path) -> None:
    plain = (replace(HOUSE, title=""), replace(UPPER, title=""))
    lower, upper = (draw(plan, SOLID, 100) for plan in plain)
    to_page = write_picture(lay_out([*lower, *_shifted(upper)], 100), tmp_path / "house.png", 150)

    survey = convert(tmp_path / "house.png", has_words=False)

    assert 2 == len(survey.storeys)
    for plan, shift in zip(plain, (0.0, APART), strict=True):
        comparison = best_storey(survey.storeys, plan, Affine(c=shift).then(to_page))
        assert comparison.walls >= 0.84
        assert comparison.rooms >= 0.85


def test_a_picture_gives_the_same_plan_each_time(tmp_path: Path) -> None:
    case = PICTURES[0]
    write(case, case.sheet(), tmp_path / "house.png")

    first, second = (convert(tmp_path / "house.png", has_words=False) for _ in range(2))

    assert first == second


def _shifted(marks: Iterable[Mark]) -> list[Mark]:
    return [moved(mark, APART) for mark in marks]
