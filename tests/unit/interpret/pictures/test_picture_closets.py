"""Closets drawn here, found again between the walls of a picture."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.pictures.closets import Closets, find_closets
from archdesk.interpret.offline.pictures.ink import read_ink
from archdesk.interpret.offline.pictures.walls import find_walls
from archdesk.model.floorplan import OpeningKind, Swing

UNIT = 0.01  # metres a pixel
GREY = 120  # of a light pen
FRONT = 190  # the row where the closets end
CLOSETS = ((330, 440), (444, 554))  # their first and last columns


def _room() -> NDArray[np.uint8]:
    """A room with two niches of 0.6 m at its upper wall, parted by thin boards."""
    picture = np.full((1400, 1400), 255, np.uint8)
    picture[100:130, 100:900] = picture[670:700, 100:900] = 0
    picture[100:700, 100:130] = picture[100:700, 870:900] = 0
    picture[130 : FRONT + 1, 320:330] = picture[130 : FRONT + 1, 554:564] = 0
    picture[130 : FRONT + 1, 440:444] = 0
    return picture


def _found(picture: NDArray[np.uint8]) -> Closets:
    ink = read_ink(picture, (), UNIT)
    unit = UNIT / ink.factor
    return find_closets(ink, find_walls(ink, unit), unit)


def _folded(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    for first, last in CLOSETS:
        middle = (first + last) // 2
        points = [(first, FRONT), ((first + middle) // 2, FRONT + 25), (middle, FRONT), ((middle + last) // 2, FRONT + 25)]
        cv2.polylines(picture, [np.array([*points, (last, FRONT)], np.int32)], False, GREY, 1)
    return picture


def test_niches_behind_folded_leaves_are_closets():
    found = _found(_folded(_room()))

    assert 2 == len(found.grounds)
    for door, (first, last) in zip(sorted(found.doors, key=lambda door: min(door.start, door.end)), CLOSETS, strict=True):
        left, right = sorted((door.start, door.end))
        assert (pytest.approx(first, abs=4), pytest.approx(last, abs=4)) == (left[0], right[0])
        assert pytest.approx(FRONT, abs=8) == left[1]


def test_a_closets_leaves_swing_into_the_room():
    (first, _) = sorted(_found(_folded(_room())).doors, key=lambda door: min(door.start, door.end))

    assert first.start[0] > first.end[0]  # seen to the left with y up, the room lies below
    assert Swing.LEFT is first.swing


def test_panels_that_were_seen_to_fold_take_the_place_of_a_closets_door():
    closets = _found(_folded(_room()))
    fold = replace(closets.doors[0], swing=Swing.FOLD)

    assert {fold, closets.doors[1]} == set(closets.with_doors([fold]))


def test_boards_between_closets_become_thin_walls():
    pieces = _found(_folded(_room())).pieces

    assert any(piece.thickness == pytest.approx(4, abs=2) and piece.start[0] == pytest.approx(442, abs=3) for piece in pieces)


def test_a_counter_with_a_straight_front_is_no_closet():
    picture = _room()
    for first, last in CLOSETS:
        cv2.line(picture, (first, FRONT), (last, FRONT), GREY, 1)

    assert () == _found(picture).grounds


def test_a_niche_without_leaves_is_no_closet():
    assert () == _found(_room()).grounds


def test_an_opening_across_a_closet_is_covered_by_it():
    found = _found(_folded(_room()))

    assert found.cover(OpeningFind(OpeningKind.WINDOW, (330, 160), (440, 160), 60))
    assert not found.cover(OpeningFind(OpeningKind.WINDOW, (330, 400), (440, 400), 60))
