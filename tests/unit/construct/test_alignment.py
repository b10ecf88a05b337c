"""Storeys drawn elsewhere, turned or at another size are laid over each other."""

import math
from dataclasses import replace

import numpy as np
import pytest

from archdesk.construct.alignment import align_storeys
from archdesk.construct.placing import placed_plan, shift_by, turn_by
from archdesk.model.floorplan import (
    Column,
    Fixture,
    FloorPlan,
    Opening,
    OpeningKind,
    Room,
    Scale,
    ScaleMethod,
    Sheet,
    Stair,
    Wall,
)
from archdesk.model.shapes import Affine
from tests.unit.construct.houses import survey_of

OUTLINE = ((0, 0), (11, 0), (11, 5), (8, 5), (8, 9), (0, 9))
SURE = Scale(0.01, ScaleMethod.DIMENSION_TEXT, 0.95)
UNSURE = Scale(0.01, ScaleMethod.ASSUMED, 0.1)


def storey(level=0, outline=OUTLINE, page=0, scale=SURE, inner=6.0):
    walls = [Wall(f"w{level}{i}", (outline[i - 1], outline[i]), 0.3, exterior=True) for i in range(len(outline))]
    walls.append(Wall(f"w{level}9", ((inner, 0), (inner, 5)), 0.12))
    sheet = Sheet(page, 2000, 1500, Affine(0.01, 0, 0, 0, -0.01, 10))
    return FloorPlan(
        f"Storey {level}",
        level,
        sheet,
        scale,
        walls=tuple(walls),
        openings=(Opening(f"d{level}", OpeningKind.DOOR, f"w{level}1", 3, 0.9),),
        rooms=(Room(f"r{level}", ((0, 0), (6, 0), (6, 5), (0, 5)), 30),),
        stairs=(Stair(f"s{level}", ((1, 1), (2, 1), (2, 4), (1, 4)), ((1.5, 1), (1.5, 4)), 15),),
    )


def corners(plan):
    return np.array([point for wall in plan.walls[:6] for point in wall.path])


@pytest.mark.parametrize(
    ("change", "page"),
    [
        (shift_by(13.37, -4.2), 0),
        (shift_by(0.5, 0.1), 0),
        (turn_by(math.pi / 2).then(shift_by(30, 2)), 1),
        (turn_by(math.radians(181.5)), 1),
        (turn_by(math.radians(-3)), 1),
    ],
)
def test_a_storey_is_laid_over_the_one_below(change, page):
    upper = placed_plan(storey(1, page=page, inner=4.5), change)

    aligned = align_storeys(survey_of(storey(), upper))

    assert np.abs(corners(aligned.storeys[1]) - corners(storey())).max() < 0.03
    assert not aligned.issues


def test_a_storey_that_lies_well_is_left_as_it_is():
    plans = (storey(), placed_plan(storey(1, inner=3), shift_by(0.04, -0.03)))

    assert plans == align_storeys(survey_of(*plans)).storeys


def test_a_smaller_storey_finds_the_walls_it_stands_on():
    small = storey(1, ((0, 0), (8, 0), (8, 9), (0, 9)), inner=4)

    aligned = align_storeys(survey_of(storey(), placed_plan(small, shift_by(20, 20))))

    assert np.abs(np.array(aligned.storeys[1].walls[0].path) - np.array(small.walls[0].path)).max() < 0.05


def test_a_storey_of_unsure_size_is_scaled_and_that_is_told():
    upper = placed_plan(storey(1, scale=UNSURE), turn_by(0.0, 0.8))

    aligned = align_storeys(survey_of(storey(), upper))

    assert pytest.approx(11, abs=0.1) == np.ptp(corners(aligned.storeys[1])[:, 0])
    assert ["storey-scaled"] == [issue.code for issue in aligned.issues]


def test_storeys_of_other_buildings_are_a_doubt():
    other = storey(1, ((0, 0), (3, -3), (25, 2), (21, 17), (9, 13)), inner=17)

    aligned = align_storeys(survey_of(storey(), replace(other, stairs=())))

    assert ["storeys-not-aligned"] == [issue.code for issue in aligned.issues]


def test_storeys_of_one_level_stay_apart():
    plans = (storey(), placed_plan(storey(0), shift_by(30, 0)))

    assert plans == align_storeys(survey_of(*plans)).storeys


def test_a_plan_that_is_placed_keeps_its_sheet_under_it():
    plan = replace(
        storey(),
        columns=(Column("c1", ((3, 3), (3.3, 3), (3.3, 3.3))),),
        fixtures=(Fixture("f1", "bed", ((3, 3), (4, 3), (4, 5)), angle=10),),
    )

    placed = placed_plan(plan, turn_by(math.pi / 2, 2.0).then(shift_by(1, 2)))

    place = plan.sheet.to_plan.inverse.apply(plan.walls[0].start)
    assert pytest.approx(placed.walls[0].start) == placed.sheet.to_plan.apply(place)
    assert pytest.approx((0.6, 1.8, 120, 100, 0.02)) == (
        placed.walls[0].thickness,
        placed.openings[0].width,
        placed.rooms[0].area,
        placed.fixtures[0].angle,
        placed.scale.metres_per_unit,
    )
