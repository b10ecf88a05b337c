"""Regions laid closely into mosaics, and the way back."""

import numpy as np
import pytest

from archdesk.interpret.offline.lettering.boxes import Picture
from archdesk.interpret.offline.lettering.mosaics import LARGEST, STEP, USUAL, Mosaic, pack
from archdesk.interpret.offline.lettering.regions import Region

SHEET = np.asarray(np.random.default_rng(3).integers(0, 250, (1800, 2400)), np.uint8)
NAMES = [Region(x, y, x + 90 + x % 70, y + 40 + y % 50, turned=x % 200 == 0) for x in range(0, 2200, 100) for y in (50, 900)]


def _covered(mosaic: Mosaic) -> Picture:
    counts = np.zeros(mosaic.picture.shape, np.uint8)
    for tile in mosaic.tiles:
        width, height = tile.size
        counts[tile.y : tile.y + height, tile.x : tile.x + width] += 1
    return counts


def test_regions_lie_beside_one_another_with_little_paper_between() -> None:
    mosaics = list(pack(SHEET, NAMES))

    assert sorted(map(repr, NAMES)) == sorted(repr(tile.region) for mosaic in mosaics for tile in mosaic.tiles)
    assert all(1 == _covered(mosaic).max() for mosaic in mosaics)
    assert 0.6 < np.mean([_covered(mosaic).mean() for mosaic in mosaics])


def test_mosaics_are_as_large_as_the_network_likes() -> None:
    for mosaic in pack(SHEET, NAMES):
        height, width = mosaic.picture.shape
        assert 0 == height % STEP == width % STEP
        assert height * width < 1.3 * USUAL


@pytest.mark.parametrize("turned", [False, True])
def test_a_box_leads_back_to_the_picture(turned: bool) -> None:
    (mosaic,) = pack(SHEET, [Region(300, 200, 500, 280, turned=turned)])
    (tile,) = mosaic.tiles
    box = np.array([[30, 10], [60, 10], [60, 20], [30, 20]], np.float32) + np.array((tile.x, tile.y), np.float32)

    assert tile.holds(box)
    x, y = tile.to_picture(box).mean(axis=0).astype(int)

    seen = mosaic.picture[tile.y + 13 : tile.y + 18, tile.x + 43 : tile.x + 48]
    assert int(seen[2, 2]) in SHEET[y - 1 : y + 2, x - 1 : x + 2]


def test_a_sheet_full_of_lettering_is_cut_across_its_lines() -> None:
    mosaics = list(pack(SHEET, [Region(0, 0, 1500, 1700)]))

    parts = [tile.region for mosaic in mosaics for tile in mosaic.tiles]
    assert all(part.right - part.left == 1500 for part in parts)
    assert all((part.right - part.left) * (part.bottom - part.top) <= LARGEST for part in parts)
    assert set(range(1700)) == {row for part in parts for row in range(part.top, part.bottom)}


def test_no_regions_make_no_mosaic() -> None:
    assert [] == list(pack(SHEET, []))
