"""Doors of odd hands: leaves ajar, in deep niches, of sashes; and gaps that hold no door."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.pictures.finder import find_evidence
from archdesk.model.floorplan import Hinge, OpeningKind, Swing

UNIT = 0.01  # metres a pixel
OUTER = [(100, 100, 1000, 136), (100, 864, 1000, 900), (100, 100, 136, 900), (964, 100, 1000, 900)]
CLOSET = [(400, 136, 410, 500), (500, 136, 510, 500)]  # two partitions, a door's width apart


def _house(*partitions: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    picture = np.full((1310, 1310), 255, np.uint8)
    for x0, y0, x1, y1 in (*OUTER, *partitions):
        picture[y0:y1, x0:x1] = 0
    return picture


def _leaf(picture: NDArray[np.uint8], hinge: tuple[int, int], length: int, first: int, last: int) -> None:
    """A leaf as drawn at its last angle, with the arc that it turned on; degrees, rows down."""
    turn = np.radians(last)
    tip = round(hinge[0] + length * np.cos(turn)), round(hinge[1] + length * np.sin(turn))
    cv2.line(picture, hinge, tip, (0,), 1)
    cv2.ellipse(picture, hinge, (length, length), 0, min(first, last), max(first, last), (0,), 1)


def _found(picture: NDArray[np.uint8], kind: OpeningKind) -> list[OpeningFind]:
    return [opening for opening in find_evidence(picture, (), UNIT).openings if opening.kind is kind]


def _middle(opening: OpeningFind) -> tuple[float, float]:
    return (opening.start[0] + opening.end[0]) / 2, (opening.start[1] + opening.end[1]) / 2


def test_a_leaf_ajar_between_two_walls_is_a_door() -> None:
    picture = _house(*CLOSET)
    _leaf(picture, (412, 400), 86, 0, 30)

    (door,) = _found(picture, OpeningKind.DOOR)

    assert _middle(door) == pytest.approx((455, 400), abs=8)
    assert (door.hinge, door.swing) == (Hinge.START, Swing.RIGHT)


def test_slanting_strokes_without_an_arc_are_no_leaves() -> None:
    picture = _house(*CLOSET)
    for y in (350, 400, 450):
        cv2.line(picture, (411, y), (486, y + 43), (0,), 1)

    assert [] == _found(picture, OpeningKind.DOOR)


def test_a_door_at_the_mouth_of_a_deep_niche_lies_there() -> None:
    picture = _house((400, 450, 410, 500), (500, 450, 510, 500), (136, 450, 400, 460), (510, 450, 964, 460))
    picture[460:500, 390:400] = picture[460:500, 510:520] = 0
    _leaf(picture, (411, 499), 88, 0, 90)

    (door,) = _found(picture, OpeningKind.DOOR)

    assert _middle(door)[1] == pytest.approx(495, abs=6)


def test_a_narrow_leaf_in_a_thick_outer_wall_is_a_sash() -> None:
    picture = _house()
    picture[100:136, 300:360] = 255
    _leaf(picture, (301, 136), 58, 0, 90)

    assert [] == _found(picture, OpeningKind.DOOR)
    assert [pytest.approx((330, 118), abs=6)] == [_middle(window) for window in _found(picture, OpeningKind.WINDOW)]


def test_a_wide_gap_without_anything_in_it_is_no_opening() -> None:
    picture = _house((500, 136, 510, 300), (500, 500, 510, 864))

    assert () == find_evidence(picture, (), UNIT).openings


def test_a_gap_as_wide_as_a_door_inside_a_house_is_a_passage() -> None:
    picture = _house((500, 136, 510, 300), (500, 390, 510, 864))

    assert [pytest.approx((505, 345), abs=4)] == [_middle(passage) for passage in _found(picture, OpeningKind.PASSAGE)]


def test_an_arc_in_a_duct_along_a_wall_is_no_door() -> None:
    picture = _house((136, 300, 250, 310), (136, 350, 250, 360), (240, 300, 250, 360))
    cv2.ellipse(picture, (138, 312), (98, 98), 0, 0, 22, (0,), 1)
    cv2.ellipse(picture, (160, 330), (15, 15), 0, 0, 360, (0,), 1)

    assert [] == _found(picture, OpeningKind.DOOR)


def test_a_leaf_before_the_wall_that_laps_over_its_jambs_is_a_garage_door() -> None:
    picture = _house()
    picture[100:136, 400:640] = 255
    for y in (100, 135):
        cv2.line(picture, (400, y), (640, y), (0,), 1)
    cv2.rectangle(picture, (395, 135), (645, 141), (0,), 1)

    (door,) = find_evidence(picture, (), UNIT).openings

    assert (door.kind, door.hinge) == (OpeningKind.DOOR, None)
    assert _middle(door) == pytest.approx((520, 118), abs=4)


def test_a_dimension_line_along_a_wide_window_makes_no_garage_door_of_it() -> None:
    picture = _house()
    picture[100:136, 400:640] = 255
    for y in (100, 117, 135):
        cv2.line(picture, (400, y), (640, y), (0,), 1)
    cv2.line(picture, (140, 143), (960, 143), (0,), 1)

    (window,) = find_evidence(picture, (), UNIT).openings

    assert window.kind is OpeningKind.WINDOW


def test_the_rings_of_a_hob_before_a_wall_are_no_door() -> None:
    picture = _house((500, 136, 510, 864))
    for x, y in ((560, 400), (560, 460), (620, 400), (620, 460)):
        cv2.circle(picture, (x, y), 24, (0,), 1)
        cv2.circle(picture, (x, y), 12, (0,), 1)
    cv2.ellipse(picture, (512, 430), (80, 80), 0, 0, 90, (0,), 1)
    cv2.line(picture, (512, 430), (592, 430), (0,), 1)

    assert [] == _found(picture, OpeningKind.DOOR)


def test_a_sill_that_laps_over_its_jambs_makes_no_garage_door_of_a_wide_window() -> None:
    picture = _house()
    picture[100:136, 400:640] = 255
    for y in (100, 118, 135):
        cv2.line(picture, (400, y), (640, y), (0,), 1)
    cv2.rectangle(picture, (395, 135), (645, 141), (0,), 1)

    (window,) = find_evidence(picture, (), UNIT).openings

    assert window.kind is OpeningKind.WINDOW
