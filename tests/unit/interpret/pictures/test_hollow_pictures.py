"""Walls drawn by two lines with nothing between them."""

import cv2
import numpy as np
import pytest

from archdesk.interpret.offline.pictures.finder import find_evidence
from archdesk.interpret.offline.pictures.ink import Mask, read_ink
from archdesk.interpret.offline.pictures.walls import find_walls

SIZE = 700  # pixels: read at twice its size
THICKNESS = 26


def draw_room() -> Mask:
    """Outer walls of two soft lines that nearly fill the picture, a partition of the same kind between them."""
    fine = np.full((4 * SIZE, 4 * SIZE), 255, np.uint8)
    for left, top, right, low in ((40, 90, 660, 610), (66, 116, 350, 584), (359, 116, 634, 584)):
        cv2.rectangle(fine, (4 * left, 4 * top), (4 * right, 4 * low), (0,), 8)
    return np.asarray(cv2.resize(fine, (SIZE, SIZE), interpolation=cv2.INTER_AREA), np.uint8)


@pytest.mark.parametrize("unit", [0.36 / THICKNESS, None])
def test_thick_hollow_walls_are_whole_and_not_only_their_lines(unit: float | None) -> None:
    ink = read_ink(draw_room(), ())

    mask = find_walls(ink, unit / ink.factor if unit else None).mask

    for across, down in ((300, 103), (53, 300), (355, 300)):
        assert mask[round(down * ink.factor), round(across * ink.factor)] == 1
    assert mask[round(300 * ink.factor), round(200 * ink.factor)] == 0


def test_walls_that_light_pens_alone_outline_are_found() -> None:
    picture = np.full((1500, 2000), 255, np.uint8)
    for left, top, right, low in ((300, 300, 1500, 340), (300, 340, 340, 1200), (300, 1200, 1500, 1240), (900, 340, 930, 1200)):
        cv2.rectangle(picture, (left, top), (right, low), (179,), 2)
    cv2.rectangle(picture, (1700, 200), (1900, 215), (40,), 2)  # a scale bar drawn with the dark pen

    walls = find_evidence(picture, (), None).walls

    house = [wall for wall in walls if wall.start[0] < 1600]
    assert [33, 43, 43, 43] == pytest.approx(sorted(wall.thickness for wall in house), abs=1.5)


def test_outer_walls_that_a_lighter_pen_outlines_are_found_around_dark_partitions() -> None:
    picture = np.full((1400, 1800), 250, np.uint8)
    for left, top, right, low in (
        (200, 200, 1500, 240),
        (200, 240, 240, 1100),
        (200, 1100, 1500, 1140),
        (1460, 240, 1500, 1100),
    ):
        cv2.rectangle(picture, (left, top), (right, low), (185,), 2)
    picture[240:1100, 800:808] = 60
    picture[600:608, 240:800] = 60

    mask = find_walls(read_ink(picture, ()), 0.0085).mask

    assert mask[220, 700] == mask[700, 220] == mask[700, 804] == 1
    assert mask[500, 500] == mask[1300, 1000] == 0
