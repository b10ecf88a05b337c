"""Confidences of elements follow what speaks for them."""

import math
from dataclasses import replace

from archdesk.interpret.offline.assembly.certainty import grade_plan
from archdesk.interpret.offline.assembly.checks import find_doubts
from archdesk.model.floorplan import FloorPlan, Opening, OpeningKind, Room, Scale, ScaleMethod, Wall

SQUARE = ((0.0, 0.0), (4.0, 0.0), (4.0, 3.0), (0.0, 3.0))
SCALE = Scale(0.01, ScaleMethod.DIMENSION_TEXT, 0.95)


def plan(wall: Wall | None = None, opening: Opening | None = None, room: Room | None = None) -> FloorPlan:
    sides = zip(SQUARE, (*SQUARE[1:], SQUARE[0]), strict=True)
    walls = tuple(Wall(f"w{i}", ends, 0.2, exterior=True, confidence=0.9) for i, ends in enumerate(sides))
    return FloorPlan(
        "Ground floor",
        0,
        None,
        SCALE,
        walls=(*walls, *([wall] if wall else [])),
        openings=(opening or Opening("d1", OpeningKind.DOOR, "w0", 1.0, 0.8, confidence=0.95),),
        rooms=(room or Room("r1", SQUARE, 12.0, confidence=0.9),),
    )


def stub(length: float = 1.0, thickness: float = 0.2, confidence: float = 0.7) -> Wall:
    return Wall("w9", ((1.0, 1.0), (1.0 + length, 1.0)), thickness, confidence=confidence)


def graded(wall: Wall) -> float:
    return grade_plan(plan(wall=wall)).walls[-1].confidence


def test_a_long_wall_is_surer_than_a_short_one() -> None:
    assert graded(stub(length=2.0)) > graded(stub(length=0.3))


def test_a_wall_as_thick_as_others_is_surer() -> None:
    assert graded(stub(thickness=0.2)) > graded(stub(thickness=0.5))


def test_what_the_finder_is_surer_of_stays_surer() -> None:
    assert graded(stub(confidence=0.95)) > graded(stub(confidence=0.5))


def test_a_room_whose_printed_area_fits_is_surer_than_one_where_it_differs() -> None:
    rooms = [Room("r1", SQUARE, 12.0, printed_area=area, confidence=0.8) for area in (12.1, None, 20.0)]

    fits, silent, differs = (grade_plan(plan(room=room)).rooms[0].confidence for room in rooms)

    assert fits > silent > differs


def test_a_room_that_a_door_leads_into_is_surer() -> None:
    window = Opening("n1", OpeningKind.WINDOW, "w0", 1.0, 0.8, confidence=0.95)

    assert grade_plan(plan()).rooms[0].confidence > grade_plan(plan(opening=window)).rooms[0].confidence


def test_grading_changes_nothing_but_confidences() -> None:
    before = plan(wall=stub())
    after = grade_plan(before)

    assert before.walls == tuple(
        replace(new, confidence=old.confidence) for new, old in zip(after.walls, before.walls, strict=True)
    )
    assert all(0 < each.confidence < 1 for each in (*after.walls, *after.openings, *after.rooms))


def test_a_plan_of_nothing_is_graded_too() -> None:
    assert () == grade_plan(FloorPlan("", 0, None, None)).walls


def test_a_wall_without_thickness_or_length_does_no_harm() -> None:
    assert math.isfinite(graded(stub(length=0.0, thickness=0.0)))


def test_uncertain_elements_are_named_with_their_place() -> None:
    door = Opening("d1", OpeningKind.DOOR, "w0", 1.0, 0.8, confidence=0.3)

    told = [issue for issue in find_doubts(plan(opening=door)) if issue.code == "element-uncertain"]

    assert ["d1"] == [issue.element for issue in told]
    assert "This door is uncertain, 30% sure." == told[0].text
