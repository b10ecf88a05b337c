"""Which strips and fills of a picture are walls, and at what size it is read."""

import numpy as np
import pytest
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.ink import read_ink, working_factor
from archdesk.interpret.offline.pictures.walls import find_walls

SIZE = 1400
UNIT = 0.01  # metres a pixel


def _frame(picture: NDArray[np.uint8], box: tuple[int, int, int, int], pen: int) -> None:
    x0, y0, x1, y1 = box
    for part in (
        (slice(y0, y0 + pen), slice(x0, x1)),
        (slice(y1 - pen, y1), slice(x0, x1)),
        (slice(y0, y1), slice(x0, x0 + pen)),
        (slice(y0, y1), slice(x1 - pen, x1)),
    ):
        picture[part] = 0


def _walls(picture: NDArray[np.uint8], unit: float | None = UNIT) -> NDArray[np.uint8]:
    return find_walls(read_ink(picture, ()), unit).mask


def test_a_bath_beside_thin_filled_walls_is_no_hollow_wall() -> None:
    picture = np.full((SIZE, SIZE), 255, np.uint8)
    _frame(picture, (100, 100, 1100, 900), 11)
    for box in ((111, 111, 171, 291), (125, 125, 157, 277)):
        _frame(picture, box, 2)

    mask = _walls(picture)

    assert mask[105, 500] == 1
    assert mask[200, 141] == 0


def test_insulation_between_a_hatched_wall_and_its_lining_is_wall() -> None:
    y, x = np.mgrid[:SIZE, :SIZE]
    hatch = np.where((x + y) % 12 < 2, 0, 255).astype(np.uint8)
    picture = np.full((SIZE, SIZE), 255, np.uint8)
    picture[100:900, 100:1100] = hatch[100:900, 100:1100]
    picture[125:875, 125:1075] = 255
    for box, pen in (((100, 100, 1100, 900), 2), ((125, 125, 1075, 875), 2), ((135, 135, 1065, 865), 7)):
        _frame(picture, box, pen)

    mask = _walls(picture)

    assert mask[112, 500] == 1
    assert mask[131, 500] == 1
    assert mask[500, 500] == 0


@pytest.mark.parametrize("unit", [None, UNIT])
def test_grey_walls_are_walls_beside_a_few_that_are_filled_with_black(unit: float | None) -> None:
    picture = np.full((SIZE, SIZE), 255, np.uint8)
    for part in (np.s_[100:125, 100:1100], np.s_[875:900, 100:1100], np.s_[100:900, 100:125], np.s_[100:900, 1075:1100]):
        picture[part] = 190
    _frame(picture, (100, 100, 1100, 900), 2)
    _frame(picture, (125, 125, 1075, 875), 2)
    picture[500:525, 125:600] = 60

    mask = _walls(picture, unit)

    assert mask[112, 700] == 1
    assert mask[300, 1087] == 1
    assert mask[512, 300] == 1
    assert mask[300, 600] == 0


@pytest.mark.parametrize(
    ("shape", "unit", "factor"),
    [
        ((900, 700), None, 2.0),  # an estate agents' picture
        ((3508, 2480), 0.0085, 1.0),  # A4 at 300 dpi
        ((1600, 1400), 0.017, 2.0),  # a scan at 150 dpi
        ((1400, 1400), 0.01, 1.0),
        ((7400, 5600), 0.0042, 0.5),
    ],
)
def test_a_sheet_is_read_at_the_size_that_shows_its_thinnest_walls(
    shape: tuple[int, int], unit: float | None, factor: float
) -> None:
    assert working_factor(np.zeros(shape, np.uint8), unit) == pytest.approx(factor)


@pytest.mark.parametrize(
    ("shape", "unit", "factor"),
    [((600, 860), 0.034, 3.0), ((600, 860), 0.012, 2.0), ((2480, 3508), 0.0085, 1.0), ((7000, 9900), 0.0085, 0.658)],
    ids=["75 dpi", "200 dpi", "A4 at 300 dpi", "A1 at 300 dpi"],
)
def test_a_closer_look_shows_more_of_coarse_pictures_and_of_large_sheets(shape, unit, factor):
    assert working_factor(np.zeros(shape, np.uint8), unit, most=3.0) == pytest.approx(factor, abs=0.002)
