"""Flats whose walls are drawn by insulation, hatches and hollow layers, with furniture of thin lines beside them."""

import cv2
import numpy as np
import pytest

from archdesk.interpret.offline.pictures.corners import find_corners
from archdesk.interpret.offline.pictures.ink import Mask, read_ink
from archdesk.interpret.offline.pictures.open_leaves import unit_of_leaves
from archdesk.interpret.offline.pictures.piers import is_pier
from archdesk.interpret.offline.pictures.textures import find_textures
from archdesk.interpret.offline.pictures.walls import find_walls

UNIT = 0.01  # metres a pixel
BLACK = (0,)


def _ladder(sheet: Mask, left: int, top: int, right: int, low: int) -> None:
    """Insulation: two bold lines and rungs across the shorter side."""
    cv2.rectangle(sheet, (left, top), (right, low), BLACK, 2)
    if right - left > low - top:
        for x in range(left + 4, right - 2, 4):
            cv2.line(sheet, (x, top), (x, low), BLACK, 1)
    else:
        for y in range(top + 4, low - 2, 4):
            cv2.line(sheet, (left, y), (right, y), BLACK, 1)


def _door(sheet: Mask, hinge: tuple[int, int], width: int, start: int) -> None:
    """A leaf and its arc, which begins at an angle of ``start`` degrees and ends at the leaf, with y down."""
    cv2.ellipse(sheet, hinge, (width, width), 0, start, start + 90, BLACK, 1)
    turn = np.radians(start + 90)
    tip = round(hinge[0] + width * np.cos(turn)), round(hinge[1] + width * np.sin(turn))
    cv2.line(sheet, hinge, tip, BLACK, 1)


def draw_flat() -> Mask:
    """Two insulated walls, one with a hollow layer; two hollow walls drawn by a bold pen; furniture drawn by a thin one."""
    sheet = np.full((1000, 1400), 255, np.uint8)
    _ladder(sheet, 200, 200, 1200, 220)  # upper wall
    _ladder(sheet, 200, 220, 220, 800)  # left wall, and its hollow layer inside
    cv2.rectangle(sheet, (220, 220), (236, 780), BLACK, 2)
    cv2.rectangle(sheet, (1180, 220), (1200, 800), BLACK, 3)  # hollow walls
    cv2.rectangle(sheet, (220, 780), (1180, 800), BLACK, 3)
    _ladder(sheet, 700, 220, 712, 480)  # a partition with a door below it
    _ladder(sheet, 700, 562, 712, 780)
    _door(sheet, (700, 482), 80, 90)
    _ladder(sheet, 712, 480, 860, 492)
    _ladder(sheet, 940, 480, 1180, 492)
    _door(sheet, (860, 492), 80, 0)
    for x in range(300, 600, 60):
        cv2.rectangle(sheet, (x, 720), (x + 60, 780), BLACK, 1)  # cupboards
    cv2.rectangle(sheet, (900, 222), (930, 400), BLACK, 1)  # a shelf
    return sheet


@pytest.mark.parametrize("unit", [UNIT, None])
def test_insulated_and_hollow_walls_are_found_and_furniture_is_not(unit: float | None) -> None:
    ink = read_ink(draw_flat(), ())

    mask = find_walls(ink, unit / ink.factor if unit else None).mask

    def at(x: int, y: int) -> int:
        return int(mask[round(y * ink.factor), round(x * ink.factor)])

    walls = [(500, 210), (210, 500), (228, 500), (1190, 500), (700, 790), (706, 350), (1000, 486)]
    assert [1] * len(walls) == [at(*spot) for spot in walls]
    furniture = [(330, 750), (450, 750), (915, 300), (500, 500), (706, 520)]
    assert [0] * len(furniture) == [at(*spot) for spot in furniture]


def test_leaves_drawn_open_tell_the_unit() -> None:
    ink = read_ink(draw_flat(), ())

    unit = unit_of_leaves(ink.dark, 1.0)

    assert unit is not None
    assert UNIT / ink.factor == pytest.approx(unit, rel=0.06)


def test_dots_between_two_lines_are_a_pattern_and_the_panes_of_a_window_are_none() -> None:
    dark = np.zeros((300, 900), np.uint8)
    cv2.rectangle(dark, (100, 100), (500, 120), (1,), 1)
    for x in range(104, 500, 6):
        dark[106:108, x : x + 2] = dark[113:115, x : x + 2] = 1
    for y in (200, 207, 214):
        cv2.line(dark, (100, y), (800, y), (1,), 1)
    for x in range(100, 801, 25):
        cv2.line(dark, (x, 200), (x, 214), (1,), 1)

    textured = find_textures(dark, 1.0, UNIT)

    assert textured[110, 300] == 1
    assert textured[204, 300] == 0


def test_a_block_in_the_line_of_two_walls_is_a_pier_and_one_between_walls_across_is_none() -> None:
    walls = np.zeros((400, 800), np.uint8)
    walls[100:130, 50:200] = walls[100:130, 500:700] = 1
    walls[200:390, 190:200] = walls[200:390, 500:510] = 1

    assert is_pier(walls, np.array((320, 100, 40, 30)), UNIT)
    assert not is_pier(walls, np.array((320, 300, 40, 30)), UNIT)


def test_the_corner_between_two_hollow_walls_is_wall() -> None:
    sheet = np.full((1400, 1400), 255, np.uint8)
    cv2.polylines(sheet, [np.array(((200, 900), (200, 200), (900, 200)))], False, BLACK, 3)
    cv2.polylines(sheet, [np.array(((230, 900), (230, 230), (900, 230)))], False, BLACK, 3)
    cv2.line(sheet, (200, 900), (230, 900), BLACK, 3)
    cv2.line(sheet, (900, 200), (900, 230), BLACK, 3)
    ink = read_ink(sheet, ())
    hollow = np.zeros_like(ink.dark)
    hollow[202:229, 230:899] = hollow[230:899, 202:229] = 1

    corners = find_corners(ink, hollow, hollow, 2.0, 1.0, UNIT)

    assert corners[215, 215] == 1
    assert corners[600, 600] == 0
