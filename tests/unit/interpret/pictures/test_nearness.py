"""Distances to marks, kept as bytes."""

import numpy as np
import pytest

from archdesk.interpret.offline.pictures.nearness import Nearness


def test_distances_are_near_the_true_ones_and_infinite_beyond_the_most() -> None:
    marks = np.zeros((40, 60), np.uint8)
    marks[:, 10] = 1
    points = np.array(((10.5, 20.5), (14.5, 20.5), (20.5, 5.5), (35.5, 20.5)))

    assert Nearness(marks, 12).at(points) == pytest.approx((0, 4, 10, np.inf), rel=0.05)


def test_a_picture_without_marks_is_far_from_all() -> None:
    assert np.isinf(Nearness(np.zeros((9, 9), np.uint8), 5).at(np.array((4.0, 4.0))))
