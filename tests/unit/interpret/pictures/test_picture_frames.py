"""A bold frame around a sheet."""

import cv2
import numpy as np

from archdesk.interpret.offline.pictures.frames import without_frames
from archdesk.interpret.offline.pictures.ink import Mask


def draw_house() -> Mask:
    """Outer walls with a door and a partition."""
    mask = np.zeros((800, 1000), np.uint8)
    cv2.rectangle(mask, (250, 200), (750, 600), (1,), 20)
    cv2.rectangle(mask, (400, 585), (480, 615), (0,), -1)
    cv2.rectangle(mask, (500, 200), (508, 500), (1,), -1)
    return mask


def test_a_frame_with_its_title_block_is_taken_away() -> None:
    house = draw_house()
    framed = house.copy()
    cv2.rectangle(framed, (20, 20), (980, 780), (1,), 5)
    cv2.rectangle(framed, (800, 700), (980, 780), (1,), 5)

    assert np.array_equal(house, without_frames(framed))


def test_outer_walls_stay_though_they_surround_all_others() -> None:
    mask = np.zeros((800, 1000), np.uint8)
    cv2.rectangle(mask, (100, 100), (900, 700), (1,), 20)
    cv2.rectangle(mask, (500, 300), (508, 500), (1,), -1)

    assert np.array_equal(mask, without_frames(mask))


def test_a_frame_that_a_wall_stands_on_is_a_wall() -> None:
    mask = draw_house()
    cv2.rectangle(mask, (20, 20), (980, 780), (1,), 5)
    cv2.rectangle(mask, (490, 20), (510, 200), (1,), -1)

    assert np.array_equal(mask, without_frames(mask))
