"""Rooms that a drawing shows by colour."""

from archdesk.interpret.offline.assembly.naming import Caption
from archdesk.interpret.offline.assembly.plans import draft_plan
from archdesk.interpret.offline.assembly.storeys import split_sheet
from archdesk.interpret.offline.assembly.tinted import room_edges
from archdesk.interpret.offline.evidence import Evidence, WallPiece

HALL = tuple(
    WallPiece(start, end, 0.2) for start, end in (((0, 0), (9, 0)), ((9, 0), (9, 4)), ((9, 4), (0, 4)), ((0, 4), (0, 0)))
)
LEFT = ((0.1, 0.1), (4, 0.1), (4, 3.9), (0.1, 3.9))
RIGHT = ((4, 0.1), (8.9, 0.1), (8.9, 3.9), (4, 3.9))
NUMBERS = (Caption((2, 2), "101"), Caption((6, 2), "102"))


def test_two_tints_with_a_number_each_are_two_rooms_though_no_wall_parts_them() -> None:
    plan = draft_plan(Evidence(HALL, tints=(LEFT, RIGHT), is_line_work=True), NUMBERS)

    assert [14, 18] == sorted(int(face.shape.area) for face in plan.faces)


def test_a_tint_over_two_numbers_parts_nothing() -> None:
    both = ((0.1, 0.1), (8.9, 0.1), (8.9, 3.9), (0.1, 3.9))

    assert () == room_edges([both], HALL, NUMBERS)


def test_a_plate_behind_a_word_is_no_room() -> None:
    plate = ((1.5, 1.8), (2.5, 1.8), (2.5, 2.2), (1.5, 2.2))

    assert () == room_edges([plate], HALL, NUMBERS)


def test_a_tint_that_reaches_beyond_the_walls_stays_with_its_plan() -> None:
    porch = ((0.1, 0.1), (12, 0.1), (12, 3.9), (0.1, 3.9))

    (plan,) = split_sheet(Evidence(HALL, tints=(porch,)))

    assert (porch,) == plan.tints
