"""Widths of strokes and openings by discs, wherever on a sheet the marks stand."""

import cv2
import numpy as np
import pytest

from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.ridges import open_by_disc, reach, ridge_widths


def _marks(left: int, top: int) -> Mask:
    mask = np.zeros((300, 400), np.uint8)
    cv2.rectangle(mask, (left, top), (left + 120, top + 8), 1, cv2.FILLED)
    cv2.circle(mask, (left + 60, top + 60), 15, 1, cv2.FILLED)
    cv2.line(mask, (left, top + 30), (left + 120, top + 40), 1, 2)
    return mask


@pytest.mark.parametrize("corner", [(0, 0), (137, 90), (279, 220)])
def test_distances_do_not_depend_on_the_ground_around(corner: tuple[int, int]) -> None:
    mask = _marks(*corner)

    assert np.array_equal(cv2.distanceTransform(mask, cv2.DIST_L2, 5), reach(mask))


def test_a_disc_leaves_what_it_fits_in() -> None:
    opened = open_by_disc(_marks(100, 100), 7)

    assert opened[[104, 160], 160].all()
    assert not opened[132:138, 110:130].any()


def test_a_stroke_is_as_wide_as_its_ridge_says() -> None:
    mask = np.zeros((60, 400), np.uint8)
    mask[20:29, 30:370] = 1

    assert 9 == np.median(ridge_widths(mask))


def test_a_mask_without_ground_reaches_as_far_as_it_is_large() -> None:
    assert 7 == reach(np.ones((5, 7), np.uint8)).max()
