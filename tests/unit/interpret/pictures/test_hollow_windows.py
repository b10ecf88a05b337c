"""Windows, insulation and pale hatches in walls, told by the cells between their lines."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.cells import Cells, find_cells
from archdesk.interpret.offline.pictures.ink import Ink
from archdesk.interpret.offline.pictures.outlined import find_inked
from archdesk.interpret.offline.pictures.quilts import find_quilted
from archdesk.interpret.offline.pictures.ridges import Widths
from archdesk.interpret.offline.pictures.sashes import find_sashes

LINE = 3  # pixels of the pen
WIDEST = 60.0  # pixels

Mask = NDArray[np.uint8]


def _wall() -> Mask:
    """A hollow wall of 40 pixels from 20 to 580 along, drawn by its faces and closed at its ends."""
    ink = np.zeros((120, 600), np.uint8)
    cv2.rectangle(ink, (20, 40), (580, 80), 1, LINE)
    return ink


def _window(ink: Mask, panes: int = 1) -> Mask:
    """A window from 200 to 400 with so many panes."""
    for x in (200, 400):
        cv2.line(ink, (x, 40), (x, 80), 1, LINE)
    for pane in range(1, panes + 1):
        y = 40 + 40 * pane // (panes + 1)
        cv2.line(ink, (200, y), (400, y), 1, LINE)
    return ink


def _sashes(ink: Mask) -> tuple[Cells, NDArray[np.bool_]]:
    cells = find_cells(ink, WIDEST)
    everything = np.ones(cells.count, bool)
    walls = cv2.dilate(cells.paint(everything), np.ones((2 * LINE + 1,) * 2, np.uint8))
    return cells, find_sashes(cells, everything, np.asarray(walls, np.uint8), LINE)


@pytest.mark.parametrize("is_upright", [False, True])
def test_two_strips_beside_glass_are_a_window(is_upright: bool) -> None:
    ink = _window(_wall())

    cells, sashes = _sashes(np.ascontiguousarray(ink.T) if is_upright else ink)

    assert 2 == sashes.sum()
    assert (cells.length[sashes] < 250).all()


def test_a_wall_in_two_parts_is_no_window() -> None:
    assert not _sashes(_window(_wall(), panes=0))[1].any()


def test_two_leaves_of_a_wall_that_ends_are_no_window() -> None:
    ink = _wall()
    cv2.line(ink, (20, 60), (580, 60), 1, LINE)

    assert not _sashes(ink)[1].any()


def test_a_zigzag_parts_a_wall_into_two_cells_of_one() -> None:
    ink = _wall()
    xs = range(20, 590, 10)
    zigzag = np.array([(x, 52 if n % 2 else 68) for n, x in enumerate(xs)], np.int32)
    cv2.polylines(ink, [zigzag.reshape(-1, 1, 2)], isClosed=False, color=1, thickness=LINE - 1)
    cells = find_cells(ink, WIDEST)

    quilted = find_quilted(cells, np.ones(cells.count, bool), LINE, WIDEST)

    assert 2 == quilted.sum()


def test_strips_side_by_side_are_not_quilted() -> None:
    cells = find_cells(_window(_wall()), WIDEST)

    assert not find_quilted(cells, np.ones(cells.count, bool), LINE, WIDEST).any()


def test_a_pale_hatch_between_dark_faces_makes_a_wall_and_glass_does_not() -> None:
    dark = _window(_wall())
    faint = dark.copy()
    for x in [*range(20, 190, 12), *range(410, 570, 12)]:
        cv2.line(faint, (x, 78), (x + 20, 42), 1, 2)
    ink = Ink(dark, faint, 1.0, dark, np.asarray(255 - 255 * dark, np.uint8), 255)

    hatched = np.zeros_like(dark)
    hatched[42:78, 30:90] = hatched[42:78, 420:480] = 1
    walls = find_inked(find_cells(dark, WIDEST), ink, hatched, Widths(LINE, 6.0, 40.0), None, 2 * WIDEST)

    assert walls[60, 30:190].all()
    assert walls[60, 410:570].all()
    assert not walls[60, 210:390].any()
