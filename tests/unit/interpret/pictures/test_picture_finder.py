"""Small plans drawn here, found again by the picture finder."""

import functools
from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import Evidence, WallPiece
from archdesk.interpret.offline.pictures.finder import find_evidence
from archdesk.model.document import Text
from archdesk.model.floorplan import Hinge, OpeningKind, Swing
from archdesk.model.shapes import distance

UNIT = 0.01  # metres a pixel of the drawings below
OUTER = 30  # the outer walls' thickness in pixels
SIZE = 1310  # pixels of a sheet: just large enough not to be read at twice its size
WALLS = [
    (100, 100, 900, 130),
    (100, 670, 900, 700),
    (100, 100, 130, 700),
    (870, 100, 900, 700),
    (495, 130, 505, 670),
]
DOOR = (495, 400, 505, 480)  # in the partition, hinged at its upper jamb, opening to the right of the picture
WINDOW = (250, 100, 370, 130)


def _blank() -> NDArray[np.uint8]:
    return np.full((SIZE, SIZE), 255, np.uint8)


def _wipe(picture: NDArray[np.uint8], box: tuple[int, int, int, int]) -> None:
    picture[box[1] : box[3], box[0] : box[2]] = 255


def _draw_openings(picture: NDArray[np.uint8]) -> None:
    _wipe(picture, DOOR)
    cv2.ellipse(picture, (505, 400), (80, 80), 0, 0, 90, 0, 1)
    cv2.line(picture, (505, 400), (585, 400), 0, 1)
    _wipe(picture, WINDOW)
    for y in (100, 114, 116, 129):
        cv2.line(picture, (250, y), (370, y), 0, 1)


def _solid() -> NDArray[np.uint8]:
    picture = _blank()
    for x0, y0, x1, y1 in WALLS:
        picture[y0:y1, x0:x1] = 0
    _draw_openings(picture)
    return picture


def _outlined(fill: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The plan's walls as outlines around a filling."""
    region = np.zeros((SIZE, SIZE), np.uint8)
    for x0, y0, x1, y1 in WALLS:
        region[y0:y1, x0:x1] = 1
    for x0, y0, x1, y1 in (DOOR, WINDOW):
        region[y0:y1, x0:x1] = 0
    picture = np.where(region > 0, fill, 255).astype(np.uint8)
    outline = region - cv2.erode(region, np.ones((5, 5), np.uint8))
    picture[outline > 0] = 0
    return picture


def _hatched() -> NDArray[np.uint8]:
    y, x = np.mgrid[:SIZE, :SIZE]
    picture = _outlined(np.where((x + y) % 9 < 1, 0, 255).astype(np.uint8))
    _draw_openings(picture)
    return picture


def _hollow() -> NDArray[np.uint8]:
    picture = _outlined(_blank())
    _draw_openings(picture)
    return picture


def _turned(picture: NDArray[np.uint8], degrees: float) -> NDArray[np.uint8]:
    matrix = cv2.getRotationMatrix2D((500, 400), degrees, 1)
    matrix[:, 2] += (SIZE / 2 - 500, SIZE / 2 - 400)
    return np.asarray(cv2.warpAffine(picture, matrix, (SIZE, SIZE), borderValue=(255,)), np.uint8)


@functools.cache
def _found(draw: Callable[[], NDArray[np.uint8]]) -> Evidence:
    return find_evidence(draw(), (), UNIT)


def _wall_mask(walls: tuple[WallPiece, ...]) -> NDArray[np.uint8]:
    mask = np.zeros((SIZE, SIZE), np.uint8)
    for wall in walls:
        along = np.subtract(wall.end, wall.start) / distance(wall.start, wall.end)
        aside = np.array((-along[1], along[0])) * wall.thickness / 2
        corners = np.array((wall.start - aside, wall.end - aside, wall.end + aside, wall.start + aside))
        cv2.fillConvexPoly(mask, np.round(corners).astype(np.int32), 1)
    return mask


def _overlap(evidence: Evidence, truth: NDArray[np.uint8]) -> float:
    found = _wall_mask(evidence.walls)
    return float((found & truth).sum() / (found | truth).sum())


def _solid_truth() -> NDArray[np.uint8]:
    truth = np.zeros((SIZE, SIZE), np.uint8)
    for x0, y0, x1, y1 in WALLS:
        truth[y0:y1, x0:x1] = 1
    for x0, y0, x1, y1 in (DOOR, WINDOW):
        truth[y0:y1, x0:x1] = 0
    return truth


def _of_kind(evidence: Evidence, kind: OpeningKind) -> list[tuple[float, float]]:
    """The middles of the openings of one kind."""
    return [((o.start[0] + o.end[0]) / 2, (o.start[1] + o.end[1]) / 2) for o in evidence.openings if o.kind is kind]


@pytest.mark.parametrize("draw", [_solid, _hatched, _hollow])
def test_walls_of_each_style_are_found_with_their_thickness(draw) -> None:
    evidence = _found(draw)

    assert _overlap(evidence, _solid_truth()) > 0.85


@pytest.mark.parametrize("draw", [_solid, _hatched, _hollow])
def test_door_and_window_of_each_style_are_found_in_their_places(draw) -> None:
    evidence = _found(draw)

    assert [pytest.approx((500, 440), abs=4)] == _of_kind(evidence, OpeningKind.DOOR)
    assert [pytest.approx((310, 115), abs=4)] == _of_kind(evidence, OpeningKind.WINDOW)


def test_a_plan_of_unknown_scale_has_the_same_walls_and_openings() -> None:
    evidence = find_evidence(_solid(), (), None)

    assert _overlap(evidence, _solid_truth()) > 0.85
    assert len(_of_kind(evidence, OpeningKind.DOOR)) == 1
    assert len(_of_kind(evidence, OpeningKind.WINDOW)) == 1


@pytest.mark.parametrize("degrees", [3, 20, 45])
def test_a_turned_plan_has_its_walls_and_its_door(degrees: float) -> None:
    truth = np.asarray(_turned(255 - _solid_truth() * np.uint8(255), degrees) < 128, np.uint8)

    evidence = find_evidence(_turned(_solid(), degrees), (), UNIT)

    assert _overlap(evidence, truth) > 0.8
    assert len(_of_kind(evidence, OpeningKind.DOOR)) == 1


def test_hinge_and_swing_are_seen_with_y_up() -> None:
    door = next(o for o in _found(_solid).openings if o.kind is OpeningKind.DOOR)

    downwards = door.start[1] < door.end[1]
    assert (Hinge.START if downwards else Hinge.END) is door.hinge
    # Walking down the sheet, the right side of the picture is on the left hand.
    assert (Swing.LEFT if downwards else Swing.RIGHT) is door.swing


def test_openings_lie_on_the_middle_line_of_their_wall() -> None:
    openings = _found(_solid).openings

    window = next(o for o in openings if o.kind is OpeningKind.WINDOW)
    assert window.start[1] == pytest.approx(114.5, abs=1)
    assert window.thickness == pytest.approx(OUTER, abs=2)
    assert distance(window.start, window.end) == pytest.approx(120, abs=4)


def test_a_small_picture_is_read_as_well() -> None:
    small = np.asarray(cv2.resize(_solid(), None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA), np.uint8)

    evidence = find_evidence(small, (), UNIT / 0.4)

    walls = [piece for piece in evidence.walls if distance(piece.start, piece.end) > 200]
    assert len(walls) >= 4
    assert len(_of_kind(evidence, OpeningKind.DOOR)) == 1


def test_white_lines_on_black_are_walls_too() -> None:
    evidence = find_evidence(np.asarray(255 - _solid(), np.uint8), (), UNIT)

    assert _overlap(evidence, _solid_truth()) > 0.85


def test_letters_of_a_known_text_are_no_walls() -> None:
    picture = _solid()
    cv2.putText(picture, "HALL", (150, 1000), cv2.FONT_HERSHEY_SIMPLEX, 5, 0, 20)
    text = Text("HALL", (330, 950), 420, 160)

    with_text = find_evidence(picture, (text,), UNIT)

    assert not [piece for piece in with_text.walls if min(piece.start[1], piece.end[1]) > 800]


def test_a_post_is_a_column() -> None:
    picture = _solid()
    picture[390:420, 700:730] = 0

    columns = find_evidence(picture, (), UNIT).columns

    assert len(columns) == 1
    assert np.mean(columns[0], axis=0) == pytest.approx((714.5, 404.5), abs=2)


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_a_blank_sheet_shows_nothing(grey: int) -> None:
    evidence = find_evidence(np.full((700, 500), grey, np.uint8), (), None)

    assert Evidence() == evidence


def test_a_page_of_writing_shows_no_walls() -> None:
    picture = np.full((1400, 1000), 255, np.uint8)
    for line in range(30):
        cv2.putText(picture, "The quick brown fox jumps over it", (60, 100 + 40 * line), cv2.FONT_HERSHEY_SIMPLEX, 1, 0, 2)

    assert () == find_evidence(picture, (), None).walls


def test_a_photo_shows_no_walls() -> None:
    noise = np.random.default_rng(4).integers(0, 255, (30, 40), dtype=np.uint8)
    photo = np.asarray(cv2.GaussianBlur(cv2.resize(noise, (400, 300), interpolation=cv2.INTER_CUBIC), (0, 0), 5), np.uint8)

    assert len(find_evidence(photo, (), None).walls) < 5


@pytest.mark.parametrize("shape", [(1, 1), (2, 900), (900, 2)])
def test_a_picture_of_any_shape_is_borne(shape: tuple[int, int]) -> None:
    assert () == find_evidence(np.full(shape, 255, np.uint8), (), None).walls
