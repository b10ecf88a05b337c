"""Hatched walls are told from the treads of winding stairs."""

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.cells import find_cells
from archdesk.interpret.offline.pictures.hatches import find_hatched

LIMIT, LINE = 70, 3  # pixels; one is a centimetre
WALL, LINING, NEWEL = 20, 20, (310, 310)


def _drawing(*, has_stairs: bool) -> NDArray[np.uint8]:
    """Ink of a room with hatched walls, and of a quarter of winding treads in its corner, before a lining."""
    ink = np.zeros((900, 900), np.uint8)
    for x in range(-900, 900, 14):
        cv2.line(ink, (x, 900), (x + 900, 0), (1,), 1)
    ink[WALL + 200 : 700 - WALL, WALL + 200 : 700 - WALL] = 0
    ink[:200], ink[700:], ink[:, :200], ink[:, 700:] = 0, 0, 0, 0
    cv2.rectangle(ink, (200, 200), (699, 699), (1,), 2)
    cv2.rectangle(ink, (200 + WALL, 200 + WALL), (699 - WALL, 699 - WALL), (1,), 2)
    if has_stairs:
        corner = 200 + WALL + LINING
        cv2.rectangle(ink, (corner, corner), NEWEL, (1,), 2)
        for angle in np.radians(np.arange(9, 90, 9)):
            way = np.array((np.cos(angle), np.sin(angle)))
            end = np.array(NEWEL) - way * (NEWEL[0] - corner) / way.max()
            cv2.line(ink, NEWEL, (round(end[0]), round(end[1])), (1,), 1)
    return ink


def _hatched(*, has_stairs: bool) -> NDArray[np.uint8]:
    return find_hatched(find_cells(_drawing(has_stairs=has_stairs), LIMIT), LIMIT, LINE)


def test_all_of_a_hatched_wall_is_seen() -> None:
    mask = _hatched(has_stairs=False)

    assert all(mask[y, x] for y, x in ((450, 210), (210, 450), (690, 450), (450, 690)))
    assert not mask[450, 450]


def test_winding_treads_are_no_hatch() -> None:
    with_stairs, without = _hatched(has_stairs=True), _hatched(has_stairs=False)

    assert with_stairs[450, 210]
    assert (with_stairs & (1 - without)).sum() < 0.02 * without.sum()
