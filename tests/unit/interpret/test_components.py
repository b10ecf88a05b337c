"""Components told by runs are those that OpenCV tells pixel by pixel."""

import cv2
import numpy as np
import pytest

from archdesk.interpret.offline.components import Mask, find_components

SPECKS = np.asarray(np.random.default_rng(1).random((80, 117)) < 0.4, np.uint8)
FULL = np.ones((5, 9), np.uint8)


@pytest.mark.parametrize("connectivity", [4, 8])
@pytest.mark.parametrize("mask", [SPECKS, FULL, 0 * FULL, FULL[:1, :1]])
def test_boxes_areas_and_middles_are_those_of_opencv(mask: Mask, connectivity: int) -> None:
    count, labels, stats, centres = cv2.connectedComponentsWithStats(mask, connectivity=connectivity)

    found = find_components(mask, connectivity)

    assert count == found.count
    number = np.zeros(count, int)
    number[labels.ravel()] = found.labels.ravel()
    assert np.array_equal(number[labels], found.labels)
    assert np.array_equal(stats[1:], found.stats[number][1:])
    assert np.allclose(centres[1:, 1], found.rows[number][1:])


def test_the_ground_is_never_painted() -> None:
    found = find_components(SPECKS, 8)

    assert np.array_equal(SPECKS, found.paint(np.ones(found.count, bool)))
