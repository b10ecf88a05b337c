"""Walls drawn by two lines with nothing between them."""

import cv2
import numpy as np
import pytest

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
