"""Doors that only their swings tell of: side by side at a wall's end, aslant, half open."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.pictures.finder import find_evidence
from archdesk.model.floorplan import OpeningKind
from archdesk.model.shapes import distance

UNIT = 0.01  # metres a pixel of the drawings below
SIZE = 1310  # pixels of a sheet: just large enough not to be read at twice its size
LEAF = 84


def _house() -> NDArray[np.uint8]:
    picture = np.full((SIZE, SIZE), 255, np.uint8)
    for x0, y0, x1, y1 in ((100, 100, 900, 130), (100, 670, 900, 700), (100, 100, 130, 700), (870, 100, 900, 700)):
        picture[y0:y1, x0:x1] = 0
    return picture


def _swing(picture: NDArray[np.uint8], hinge: tuple[int, int], begin: float, span: float) -> None:
    """A leaf drawn open by ``span`` degrees from where it is closed, rows down, with its arc."""
    tip = np.array(hinge) + LEAF * np.array((np.cos(np.radians(begin + span)), np.sin(np.radians(begin + span))))
    low, high = sorted((begin, begin + span))
    cv2.ellipse(picture, hinge, (LEAF, LEAF), 0, low, high, 0, 1)
    cv2.line(picture, hinge, (round(tip[0]), round(tip[1])), 0, 1)


def _doors(picture: NDArray[np.uint8]) -> list[OpeningFind]:
    return [find for find in find_evidence(picture, (), UNIT).openings if find.kind is OpeningKind.DOOR]


def _middle(find: OpeningFind) -> tuple[float, float]:
    return (find.start[0] + find.end[0]) / 2, (find.start[1] + find.end[1]) / 2


def _two_doors_beside_a_walls_end() -> NDArray[np.uint8]:
    """A partition with a gap of two doors' width, whose middle another partition's end comes near."""
    picture = _house()
    picture[400:407, 130:870] = 0
    picture[400:407, 413:587] = 255
    picture[130:392, 497:504] = 0
    _swing(picture, (496, 399), 180, 90)
    _swing(picture, (504, 399), 0, -90)
    return picture


@pytest.mark.parametrize("span", [45, 60, 90])
def test_a_leaf_is_drawn_open_by_any_angle(span: float) -> None:
    picture = _house()
    picture[400:407, 130:870] = 0
    picture[400:407, 300 : 300 + LEAF] = 255
    _swing(picture, (300, 407), 0, span)

    doors = _doors(picture)

    assert [pytest.approx((300 + LEAF / 2, 403), abs=5)] == [_middle(door) for door in doors]


def test_two_doors_beside_a_walls_end_are_two() -> None:
    doors = _doors(_two_doors_beside_a_walls_end())

    assert [pytest.approx(LEAF, abs=8)] * 2 == [distance(door.start, door.end) for door in doors]


def test_a_round_table_is_no_door() -> None:
    picture = _house()
    cv2.circle(picture, (500, 400), 60, 0, 1)

    assert [] == _doors(picture)
