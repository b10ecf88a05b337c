"""Rows of windows parted at the posts between them."""

import numpy as np

from archdesk.interpret.offline.pictures.gaps import Gap
from archdesk.interpret.offline.pictures.mullions import part_at_posts

UNIT = 0.01  # metres a pixel
GAP = Gap((50.0, 50.0), (350.0, 50.0), 30.0, 2)


def test_a_gap_is_cut_at_a_post_as_deep_as_the_wall() -> None:
    dark = np.zeros((100, 400), np.uint8)
    dark[35:65, 190:210] = 1

    parts = part_at_posts([GAP], dark, 1.0, UNIT)

    assert [((50, 50), (190, 50)), ((210, 50), (350, 50))] == [(part.start, part.end) for part in parts]


def test_glazing_bars_cut_no_gap() -> None:
    dark = np.zeros((100, 400), np.uint8)
    dark[48:52, 50:350] = 1
    dark[35:65, 200] = 1

    assert [GAP] == part_at_posts([GAP], dark, 1.0, UNIT)
