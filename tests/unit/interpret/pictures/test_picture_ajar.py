"""Leaves read from their own strokes."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.ajar import find_ajar
from archdesk.interpret.offline.pictures.leaves import Ground, Leaf
from archdesk.interpret.offline.pictures.strokes import find_strokes

UNIT = 0.01  # metres a pixel
HINGE = (102, 200)
LENGTH = 86


def _ground(*angles: int, beyond: int = 0) -> tuple[NDArray[np.uint8], Ground]:
    """Strokes from a hinge at some angles and an arc at their tips, between two upright walls."""
    walls = np.zeros((400, 300), np.uint8)
    walls[:, 90:100] = walls[:, 190:200] = 1
    marks = np.zeros_like(walls)
    for angle in angles:
        way = np.array((np.cos(np.radians(angle)), np.sin(np.radians(angle))))
        x, y = (HINGE + (LENGTH + beyond) * way).round().astype(int).tolist()
        cv2.line(marks, HINGE, (x, y), (1,), 1)
    cv2.ellipse(marks, HINGE, (LENGTH, LENGTH), 0, 0, max(angles), (1,), 1)
    return marks, Ground(marks, walls, (), (0.0,), UNIT)


def _found(*angles: int, beyond: int = 0) -> list[Leaf]:
    """The leaves that hang at the hinge."""
    marks, ground = _ground(*angles, beyond=beyond)
    leaves = find_ajar(find_strokes(marks, 100), ground)
    return [leaf for leaf in leaves if np.hypot(*(leaf.hinge - HINGE)) < 10]


def test_a_stroke_with_its_arc_is_a_leaf() -> None:
    (leaf,) = _found(30)

    assert leaf.hinge == pytest.approx(HINGE, abs=4)
    assert leaf.tip == pytest.approx((HINGE[0] + LENGTH, HINGE[1]), abs=6)
    assert leaf.alone


def test_treads_that_spread_from_a_newel_are_no_leaves() -> None:
    assert [] == _found(15, 30, 45)


def test_a_stroke_that_goes_on_is_no_leaf() -> None:
    assert [] == _found(30, beyond=30)
