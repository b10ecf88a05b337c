import pytest

from archdesk.interpret.offline.assembly.hosting import host_openings, keep_bounded, opening_of, widen_to_jambs
from archdesk.interpret.offline.evidence import OpeningFind, WallPiece
from archdesk.model.floorplan import Hinge, OpeningKind, Swing

WALL = WallPiece((0, 0), (6, 0), 0.2)
DOOR = OpeningFind(OpeningKind.DOOR, (1, 0), (1.9, 0), 0.2, Hinge.START, Swing.LEFT)


def test_a_door_lies_at_its_middle_on_the_wall():
    (hosted,) = host_openings([WALL], [DOOR])

    opening = opening_of(hosted, "d1", "w1")
    assert (1.45, 0.9) == (pytest.approx(opening.offset), pytest.approx(opening.width))
    assert (Hinge.START, Swing.LEFT) == (opening.hinge, opening.swing)


def test_a_door_read_against_the_wall_turns_hinge_and_swing():
    backwards = OpeningFind(OpeningKind.DOOR, (1.9, 0), (1, 0), 0.2, Hinge.START, Swing.LEFT)

    opening = opening_of(host_openings([WALL], [backwards])[0], "d1", "w1")

    assert (Hinge.END, Swing.RIGHT) == (opening.hinge, opening.swing)


def test_a_sliding_door_slides_either_way():
    sliding = OpeningFind(OpeningKind.DOOR, (1.9, 0), (1, 0), 0.2, None, Swing.SLIDE)

    assert Swing.SLIDE is opening_of(host_openings([WALL], [sliding])[0], "d1", "w1").swing


def test_of_two_openings_in_one_place_the_surer_stays():
    window = OpeningFind(OpeningKind.WINDOW, (1.1, 0), (2.0, 0), 0.2, confidence=0.4)

    assert [DOOR] == [hosted.find for hosted in host_openings([WALL], [window, DOOR])]


def test_neighbours_that_touch_are_cut_back():
    window = OpeningFind(OpeningKind.WINDOW, (1.8, 0), (3.0, 0), 0.2, confidence=0.4)

    first, second = host_openings([WALL], [DOOR, window])

    assert first.last < second.first


def test_windows_have_a_sill_and_doors_have_none():
    window = OpeningFind(OpeningKind.WINDOW, (3, 0), (4, 0), 0.2)

    door, glass = (opening_of(hosted, "d1", "w1") for hosted in host_openings([WALL], [DOOR, window]))

    assert door.sill == 0.0 < glass.sill


def test_an_opening_far_from_every_wall_is_dropped():
    walls, finds = keep_bounded([WALL], [OpeningFind(OpeningKind.DOOR, (1, 3), (2, 3), 0.1)])

    assert ((WALL,), ()) == (walls, finds)


def test_an_opening_with_a_wall_of_its_own_stays_between_walls():
    sides = [WallPiece((0, 0), (0, 4), 0.2), WallPiece((0.9, 0), (0.9, 4), 0.2)]
    own = WallPiece((0, 2), (0.9, 2), 0.1)
    door = OpeningFind(OpeningKind.DOOR, (0.1, 2), (0.8, 2), 0.1)

    assert (door,) == keep_bounded([*sides, own], [door])[1]
    assert () == keep_bounded([WallPiece((0.1, 2), (0.8, 2), 0.1)], [door])[1]


def test_an_opening_read_too_narrow_reaches_the_walls_beside_it():
    pieces = [WallPiece((0, 0), (0.95, 0), 0.2), WallPiece((1.93, 0), (6, 0), 0.2)]

    (find,) = widen_to_jambs([DOOR], pieces)

    assert ((0.95, 0), (1.93, 0)) == (find.start, find.end)


def test_an_opening_far_from_the_walls_ends_stays_as_it_was_read():
    pieces = [WallPiece((0, 0), (0.5, 0), 0.2), WallPiece((1.9, 1), (1.9, 5), 0.2)]

    assert (DOOR,) == widen_to_jambs([DOOR], pieces)
