import math

import pytest

from archdesk.interpret.offline.assembly.checks import is_plausible
from archdesk.interpret.offline.assembly.plans import Draft, draft_plan
from archdesk.interpret.offline.evidence import Evidence, OpeningFind, WallPiece
from archdesk.model.floorplan import OpeningKind


def _draft(walls, openings=(), **facts) -> Draft:
    return draft_plan(Evidence(walls=tuple(walls), openings=tuple(openings), **facts), ())


def _box(width, height):
    return [
        WallPiece((0, 0), (width, 0), 0.2),
        WallPiece((width, 0), (width, height), 0.2),
        WallPiece((width, height), (0, height), 0.2),
        WallPiece((0, height), (0, 0), 0.2),
    ]


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
