import math

import pytest

from archdesk.interpret.offline.assembly.checks import is_plausible
from archdesk.interpret.offline.assembly.naming import Caption
from archdesk.interpret.offline.assembly.plans import Draft, draft_plan
from archdesk.interpret.offline.evidence import Evidence, OpeningFind, WallPiece
from archdesk.model.floorplan import Hinge, OpeningKind, Swing


def _draft(walls, openings=(), **facts) -> Draft:
    return draft_plan(Evidence(walls=tuple(walls), openings=tuple(openings), **facts), ())


def _sides(width, height):
    corners = ((0, 0), (width, 0), (width, height), (0, height))
    return list(zip(corners, (*corners[1:], corners[0]), strict=True))


def _box(width, height):
    return [WallPiece(start, end, 0.2) for start, end in _sides(width, height)]


def _structure(turn=0.0, sure=0.97):
    """Walls of a block of flats without its partitions: cross walls that end in T's, and nothing that closes a room."""
    c, s = math.cos(turn), math.sin(turn)
    pieces = []
    for x in (0, 12, 24, 36):
        pieces.append(((x, 0), (x, 9)))
        pieces.append(((x - 1.5, 4.5), (x + 1.5, 4.5)))
    return [
        WallPiece((c * a - s * b, s * a + c * b), (c * d - s * e, s * d + c * e), 0.2, confidence=sure)
        for (a, b), (d, e) in pieces
    ]


def test_a_box_with_a_door_is_a_plan_and_a_small_one_without_is_none():
    door = OpeningFind(OpeningKind.DOOR, (0.5, 0), (1.4, 0), 0.2)

    assert is_plausible(_draft(_box(2.2, 2.2), [door]))
    assert not is_plausible(_draft(_box(2.2, 2.2)))
    assert is_plausible(_draft(_box(4, 4)))


def test_a_picture_of_a_structure_without_rooms_is_a_plan():
    assert is_plausible(_draft(_structure()))


@pytest.mark.parametrize(("facts", "sure"), [({"is_line_work": True}, 0.97), ({}, 0.6)])
def test_lines_alone_and_doubtful_walls_need_rooms_to_be_a_plan(facts, sure):
    assert not is_plausible(_draft(_structure(sure=sure), **facts))


def test_crumbs_of_rooms_in_a_wide_field_are_a_plan_only_where_line_work_shows_windows():
    crumbs = [WallPiece((x, 0), (x + 0.7, 0.4), 0.1) for x in range(2, 18, 2)]
    field = [*_box(2.0, 2.0), *crumbs, WallPiece((0, 12), (0.7, 12.3), 0.1)]
    door = OpeningFind(OpeningKind.DOOR, (0.5, 0), (1.4, 0), 0.2)
    window = OpeningFind(OpeningKind.WINDOW, (0.5, 2.0), (1.4, 2.0), 0.2)

    assert not is_plausible(_draft(field, [door, window]))
    assert not is_plausible(_draft(field, [door], is_line_work=True))
    assert is_plausible(_draft(field, [door, window], is_line_work=True))


def test_a_small_house_in_a_wide_plot_is_a_plan_where_its_rooms_have_names():
    rooms = [WallPiece((a + x, b), (c + x, d), 0.2) for x in (0, 3, 6) for (a, b), (c, d) in _sides(3.0, 2.4)]
    hedge = [WallPiece((x, 40), (x + 0.7, 40.4), 0.1, confidence=0.5) for x in range(0, 40, 4)]
    door = OpeningFind(OpeningKind.DOOR, (0.5, 0), (1.4, 0), 0.2)
    found = Evidence(walls=(*rooms, *hedge), openings=(door,))
    names = [Caption((x + 1.5, 1.2), name) for x, name in ((0, "Hall"), (3, "Kitchen"), (6, "Bedroom"))]

    assert is_plausible(draft_plan(found, names))
    assert not is_plausible(draft_plan(found, ()))


def test_a_gate_without_a_leaf_tells_no_width_of_doors():
    gate = OpeningFind(OpeningKind.DOOR, (1.0, 0), (3.6, 0), 0.2)
    door = OpeningFind(OpeningKind.DOOR, (1.0, 4.0), (1.8, 4.0), 0.2, Hinge.START, Swing.LEFT)

    widths = _draft(_box(4, 4), [gate, door]).door_widths

    assert [round(width, 2) for width in widths] == [0.8]


@pytest.mark.parametrize(("width", "is_plan"), [(0.85, True), (1.8, False)])
def test_line_work_whose_leaves_are_no_doors_is_no_plan(width, is_plan):
    box = _box(9, 9)
    doors = [
        OpeningFind(OpeningKind.DOOR, (x, y), (x + width, y), 0.2, Hinge.START, Swing.LEFT) for x in (1.0, 5.0) for y in (0, 9)
    ]

    assert is_plausible(_draft(box, doors, is_line_work=True)) == is_plan
    assert is_plausible(_draft(box, doors))
