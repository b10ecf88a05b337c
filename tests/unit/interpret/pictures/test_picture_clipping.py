"""Walls in a corner of a large sheet: only their surroundings are looked at closely."""

import numpy as np

from archdesk.interpret.offline.pictures.clipping import clip_to_walls
from archdesk.interpret.offline.pictures.ink import Ink
from archdesk.interpret.offline.pictures.ridges import Widths
from archdesk.interpret.offline.pictures.walls import WallMask

UNIT = 0.01  # metres a pixel


def _sheet(unit: float | None) -> tuple[Ink, WallMask]:
    mask = np.zeros((2000, 3000), np.uint8)
    mask[900:1300, 1001:1401] = 1
    return Ink(mask, mask.copy(), 2.0, mask, 255 * (1 - mask), 255), WallMask(mask, Widths(1.0, 5.0, 30.0), unit)


def test_blank_paper_far_from_the_walls_is_left_out() -> None:
    part = clip_to_walls(*_sheet(UNIT))

    assert (800, 801) == part.walls.mask.shape == part.ink.faint.shape
    assert 400 * 400 == part.walls.mask.sum()


def test_room_is_left_for_doors_where_no_unit_is_known() -> None:
    assert (600, 601) == clip_to_walls(*_sheet(None)).walls.mask.shape


def test_places_lead_back_to_the_picture() -> None:
    part = clip_to_walls(*_sheet(UNIT))
    top, left = (int(first) for first in np.argwhere(part.walls.mask)[0])

    assert (1001 / 2 - 0.5, 900 / 2 - 0.5) == part.to_picture.apply((left, top))
