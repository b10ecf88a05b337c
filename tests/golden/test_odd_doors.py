"""Doors that slide, fold or stand ajar in pairs: fine and coarse, level and slanting, clean and worn."""

from dataclasses import dataclass

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.pictures.finder import find_evidence
from archdesk.model.floorplan import Hinge, OpeningKind, Swing

Point = tuple[float, float]
Stroke = tuple[Point, ...]
Box = tuple[float, float, float, float]

WIDTH, DEPTH = 9.0, 7.0  # metres of the house
FINER = 4  # times as many pixels while it is drawn
MARGIN = 1.5
SHELL, PARTITION = 0.3, 0.12
LEAF, PEN = 0.05, 0.018


@dataclass(frozen=True)
class Look:
    """How a drawing comes: metres a pixel, degrees turned, and whether it was blurred and pressed into a JPEG."""

    unit: float
    turn: float = 0.0
    is_worn: bool = False


FINE = (Look(0.0085), Look(0.0085, 90, is_worn=True), Look(0.0085, 33))
COARSE = (Look(0.018, 90), Look(0.018, is_worn=True), Look(0.016, 20))
LOOKS = (FINE[0], FINE[2], *COARSE[:2])


def _house(start: float, end: float, strokes: list[Stroke], look: Look) -> NDArray[np.uint8]:
    """A house of two rooms with an opening in the partition between them, and strokes placed from the opening's start on.

    The partition runs along x at half the depth; strokes have y 0 in its middle.
    """
    middle, half = DEPTH / 2, PARTITION / 2
    walls = [(0, 0, WIDTH, SHELL), (0, middle - half, start, middle + half), (end, middle - half, WIDTH, middle + half)]
    return _drawn(walls, [tuple((start + x, middle + y) for x, y in stroke) for stroke in strokes], look)


def _front(start: float, end: float, strokes: list[Stroke], look: Look) -> NDArray[np.uint8]:
    """A house of one room with an opening in an outer wall, whose middle line has y 0."""
    walls = [(0.0, 0.0, start, SHELL), (end, 0.0, WIDTH, SHELL)]
    return _drawn(walls, [tuple((start + x, SHELL / 2 + y) for x, y in stroke) for stroke in strokes], look)


def _drawn(walls: list[Box], strokes: list[Stroke], look: Look) -> NDArray[np.uint8]:
    """Walls and strokes with the three other outer walls, turned about the house's middle."""
    shell = [(0, DEPTH - SHELL, WIDTH, DEPTH), (0, 0, SHELL, DEPTH), (WIDTH - SHELL, 0, WIDTH, DEPTH)]
    side = round((np.hypot(WIDTH, DEPTH) + 2 * MARGIN) / look.unit) * FINER
    picture = np.full((side, side), 255, np.uint8)
    turn = np.radians(look.turn)
    matrix = np.array(((np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))))

    def put(points: Stroke) -> NDArray[np.int32]:
        away = (np.array(points) - (WIDTH / 2, DEPTH / 2)) @ matrix / look.unit * FINER
        return np.asarray(np.round(away + side / 2), np.int32)

    for x0, y0, x1, y1 in (*shell, *walls):
        cv2.fillPoly(picture, [put(((x0, y0), (x1, y0), (x1, y1), (x0, y1)))], (0,))
    for stroke in strokes:
        cv2.polylines(picture, [put(stroke)], False, (0,), round(max(PEN / look.unit, 1.0) * FINER))
    small = np.asarray(cv2.resize(picture, (side // FINER, side // FINER), interpolation=cv2.INTER_AREA), np.uint8)
    return _worn(small) if look.is_worn else small


def _worn(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    _, data = cv2.imencode(".jpg", cv2.GaussianBlur(picture, (0, 0), 0.6), [cv2.IMWRITE_JPEG_QUALITY, 70])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)


def _box(x0: float, y0: float, x1: float, y1: float) -> Stroke:
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)


def _leaf(x0: float, x1: float, y: float) -> Stroke:
    return _box(x0, y - LEAF / 2, x1, y + LEAF / 2)


def _found(picture: NDArray[np.uint8], look: Look) -> list[OpeningFind]:
    return list(find_evidence(picture, (), look.unit).openings)


def _is_at(find: OpeningFind, width: float, middle: float, look: Look, picture: NDArray[np.uint8]) -> bool:
    """Whether a find lies in the partition, with its middle so far from the house's and as wide as told."""
    turn = np.radians(look.turn)
    centre = np.array(picture.shape[::-1]) / 2 + (middle - WIDTH / 2) / look.unit * np.array((np.cos(turn), np.sin(turn)))
    away = float(np.hypot(*(np.add(find.start, find.end) / 2 - centre))) * look.unit
    length = float(np.hypot(*np.subtract(find.end, find.start))) * look.unit
    return away < 0.1 and abs(length - width) < 0.1 * width + 0.03


SLIDING = {
    "two leaves behind one another": (1.6, [_leaf(0, 0.85, -0.035), _leaf(0.75, 1.6, 0.035)], 2),
    "a leaf before the wall": (0.9, [_leaf(-0.05, 0.95, 0.11)], 1),
    "a leaf half in its pocket": (0.9, [_leaf(0.0, 0.45, 0.0)], 1),
}
THREE = [_leaf(0, 0.85, -0.08), _leaf(0.78, 1.62, 0.0), _leaf(1.55, 2.4, 0.08)]
STROKES = [((0.0, -0.03), (0.85, -0.03)), ((0.75, 0.03), (1.6, 0.03))]


@pytest.mark.parametrize("look", FINE, ids=str)
@pytest.mark.parametrize("hand", SLIDING)
def test_leaves_along_the_wall_are_a_sliding_door(hand: str, look: Look) -> None:
    width, strokes, leaves = SLIDING[hand]
    picture = _house(4.0, 4.0 + width, strokes, look)

    (door,) = _found(picture, look)

    assert (OpeningKind.DOOR, Swing.SLIDE, leaves) == (door.kind, door.swing, door.leaves)
    assert _is_at(door, width, 4.0 + width / 2, look, picture)


@pytest.mark.parametrize("look", [look for look in FINE if not look.is_worn], ids=str)
def test_three_leaves_slide_behind_one_another(look: Look) -> None:
    picture = _house(4.0, 6.4, THREE, look)

    (door,) = _found(picture, look)

    assert (OpeningKind.DOOR, Swing.SLIDE, 3) == (door.kind, door.swing, door.leaves)


@pytest.mark.parametrize("look", COARSE, ids=str)
def test_leaves_of_a_stroke_each_slide_in_a_coarse_picture(look: Look) -> None:
    picture = _house(4.0, 5.6, STROKES, look)

    (door,) = _found(picture, look)

    assert (OpeningKind.DOOR, Swing.SLIDE, 2) == (door.kind, door.swing, door.leaves)


@pytest.mark.parametrize("look", FINE, ids=str)
def test_leaves_in_an_outer_wall_without_a_sill_are_a_sliding_door(look: Look) -> None:
    picture = _front(3.0, 5.1, [_leaf(0, 1.1, -0.05), _leaf(1.0, 2.1, 0.05)], look)

    (door,) = _found(picture, look)

    assert (OpeningKind.DOOR, Swing.SLIDE, 2) == (door.kind, door.swing, door.leaves)


FOLDING = {
    "two panels from one jamb": (0.9, [((0, 0.06), (0.3, 0.4), (0.6, 0.06))]),
    "two panels from the other jamb": (0.9, [((0.9, -0.06), (0.6, -0.4), (0.3, -0.06))]),
    "two panels from jamb to jamb": (0.8, [((0, 0.0), (0.4, 0.3), (0.8, 0.0))]),
    "two panels from each jamb": (1.6, [((0, 0), (0.28, 0.28), (0.56, 0)), ((1.6, 0), (1.32, 0.28), (1.04, 0))]),
    "four panels in a row": (1.6, [((0, 0), (0.4, 0.3), (0.8, 0), (1.2, 0.3), (1.6, 0))]),
    "a concertina": (1.6, [tuple((0.2 * i, 0.1 * (-1) ** i) for i in range(9))]),
}


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("hand", FOLDING)
def test_panels_to_and_fro_are_a_folding_door(hand: str, look: Look) -> None:
    width, strokes = FOLDING[hand]
    picture = _house(4.0, 4.0 + width, strokes, look)

    (door,) = _found(picture, look)

    assert (OpeningKind.DOOR, Swing.FOLD) == (door.kind, door.swing)
    assert _is_at(door, width, 4.0 + width / 2, look, picture)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_two_leaves_ajar_are_a_door_of_two_leaves(look: Look) -> None:
    turn = np.radians(35)
    out, up = 0.6 * float(np.cos(turn)), 0.6 * float(np.sin(turn))
    picture = _house(4.0, 5.2, [((0, 0), (out, up)), ((1.2, 0), (1.2 - out, up))], look)

    (door,) = _found(picture, look)

    assert (OpeningKind.DOOR, None, 2) == (door.kind, door.hinge, door.leaves)
    assert door.swing in {Swing.LEFT, Swing.RIGHT}


def _quarter(hinge: Point, radius: float, first: float, last: float) -> Stroke:
    angles = np.radians(np.linspace(first, last, 25))
    return tuple((hinge[0] + radius * float(np.cos(a)), hinge[1] + radius * float(np.sin(a))) for a in angles)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_pair_of_leaves_with_their_arcs_swings(look: Look) -> None:
    strokes = [((0, 0), (0, 0.7)), _quarter((0, 0), 0.7, 90, 0), ((1.4, 0), (1.4, 0.7)), _quarter((1.4, 0), 0.7, 90, 180)]
    picture = _house(4.0, 5.4, strokes, look)

    (door,) = _found(picture, look)

    assert (OpeningKind.DOOR, None, 2) == (door.kind, door.hinge, door.leaves)
    assert door.swing is not Swing.FOLD


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_leaf_with_its_arc_swings_on_its_hinge(look: Look) -> None:
    picture = _house(4.0, 4.9, [((0, 0), (0, 0.9)), _quarter((0, 0), 0.9, 90, 0)], look)

    (door,) = _found(picture, look)

    runs_on = float(np.subtract(door.end, door.start) @ (np.cos(np.radians(look.turn)), np.sin(np.radians(look.turn)))) > 0
    assert (Hinge.START if runs_on else Hinge.END) == door.hinge
    assert (Swing.RIGHT if runs_on else Swing.LEFT) == door.swing


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize(
    "strokes",
    [
        [],
        [((0, 0.06), (0.9, 0.06))],
        [((0, -0.06), (0.9, -0.06)), ((0, 0.06), (0.9, 0.06))],
        [((-0.3, -0.4), (1.2, 0.4))],
        [((-1.0, y), (2.0, y)) for y in (-0.6, -0.3, 0.3, 0.6)],
        [((0, 0.06), (0.4, 0.46)), ((0.9, 0.06), (0.5, 0.46)), ((0, 0.96), (0.4, 0.56)), ((0.9, 0.96), (0.5, 0.56))],
        [tuple((0.45 + x, 0.5 + y) for x, y in ((-0.2, 0), (0, 0.3), (0.2, 0), (-0.2, 0)))],
    ],
    ids=["empty", "a threshold", "a beam above", "a diagonal", "tiles", "a shower", "an arrow"],
)
def test_a_passage_stays_one(strokes: list[Stroke], look: Look) -> None:
    picture = _house(4.0, 4.9, strokes, look)

    assert not [find for find in _found(picture, look) if find.kind is OpeningKind.DOOR]


@pytest.mark.parametrize("look", FINE, ids=str)
@pytest.mark.parametrize("panes", [[], [_leaf(0, 1.1, -0.03), _leaf(1.0, 2.1, 0.03)]], ids=["a pane", "panes that slide"])
def test_glass_in_an_outer_wall_is_a_window(panes: list[Stroke], look: Look) -> None:
    lines = [((0.0, y), (2.1, y)) for y in ((-0.15, 0.15) if panes else (-0.15, 0.0, 0.15))]
    picture = _front(3.0, 5.1, [*lines, *panes], look)

    kinds = [find.kind for find in _found(picture, look)]

    assert [OpeningKind.WINDOW] == kinds
