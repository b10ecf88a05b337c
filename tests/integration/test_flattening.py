"""Sheets that were laid askew, photographed or badly lit come back straight, each thing where it was."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from archdesk.interpret.offline.flatten.flattening import Flat, flatten

Picture = NDArray[np.uint8]
Places = NDArray[np.float64]

WIDTH, HEIGHT = 1200, 900
MARKS = np.array([[200, 200], [980, 200], [980, 700], [200, 700], [560, 450]], float)


def _plan() -> Picture:
    """A house with thick walls; its corners and the end of a partition are the marks."""
    sheet = np.full((HEIGHT, WIDTH), 255, np.uint8)
    corners = MARKS[:4].astype(int)
    cv2.polylines(sheet, [corners.reshape(-1, 1, 2)], isClosed=True, color=0, thickness=20)
    cv2.line(sheet, (560, 200), (560, 450), 0, 8)
    for x in range(250, 950, 60):
        cv2.line(sheet, (x, 760), (x, 800), 0, 2)
    cv2.line(sheet, (200, 780), (980, 780), 0, 2)
    return sheet


def _seen_through(matrix: Places, ground: int = 255) -> tuple[Picture, Places]:
    """The plan after a homography, and where its marks are then."""
    seen = cv2.warpPerspective(_plan(), matrix, (WIDTH, HEIGHT), flags=cv2.INTER_AREA, borderValue=ground)
    moved = cv2.perspectiveTransform(MARKS[None], matrix)[0]
    return np.asarray(seen, np.uint8), np.asarray(moved, float)


def _turned(angle: float) -> Places:
    turn = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), angle, 1.0)
    return np.vstack((turn, (0, 0, 1)))


def _leaning() -> Places:
    corners = np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]], np.float32)
    seen = np.array([[110, 60], [1120, 90], [1080, 850], [70, 800]], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(corners, seen), float)


def _places_in_flat(flat: Flat, seen: Places) -> Places:
    return flat.to_original.inverse.map(seen)


def test_an_upright_sheet_is_left_as_it_is() -> None:
    assert flatten(_plan()) is None


@pytest.mark.parametrize("angle", [-4.0, -1.5, 0.8, 3.0])
def test_a_sheet_laid_askew_is_turned_back_and_each_mark_stays_known(angle: float) -> None:
    seen, marks = _seen_through(_turned(angle))

    flat = flatten(seen)

    assert flat is not None
    back = _places_in_flat(flat, marks)
    assert np.abs(back - back[0] - (MARKS - MARKS[0])).max() < 1.0


def test_a_photographed_sheet_becomes_a_rectangle() -> None:
    seen, marks = _seen_through(_leaning(), ground=120)

    flat = flatten(seen)

    assert flat is not None
    back = _places_in_flat(flat, marks)
    sides = np.abs(np.diff(back[:4], axis=0))
    assert max(sides[0, 1], sides[1, 0], sides[2, 1]) < 2.0
    assert abs(sides[0, 0] - sides[2, 0]) < 2.0


def test_ink_lies_where_the_way_back_says() -> None:
    seen, marks = _seen_through(_turned(2.0))

    flat = flatten(seen)

    assert flat is not None
    pixels = (_places_in_flat(flat, marks) - flat.corner) * flat.factor
    assert all(flat.picture[round(y), round(x)] < 60 for x, y in pixels[:4])


def test_a_shadow_on_a_skewed_sheet_becomes_white_paper() -> None:
    seen, _ = _seen_through(_turned(2.0))
    shade = np.linspace(1.0, 0.55, WIDTH)
    lit = np.asarray(seen * shade, np.uint8)

    flat = flatten(lit)

    assert flat is not None
    assert (flat.picture > 230).mean() > 0.85


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_an_even_picture_is_left_as_it_is(grey: int) -> None:
    assert flatten(np.full((400, 300), grey, np.uint8)) is None


def test_noise_is_left_as_it_is() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (500, 700)).astype(np.uint8)

    assert flatten(noise) is None
