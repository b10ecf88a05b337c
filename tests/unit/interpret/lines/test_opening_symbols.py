"""Every way of drawing what stands in an opening, on one layer, mirrored and turned."""

import math

import pytest

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.model.floorplan import Hinge, OpeningKind, Swing
from archdesk.model.shapes import Point
from tests.unit.interpret.lines.symbols import Curve, Drawn, Line, Mark

DOOR, WINDOW, PASSAGE = OpeningKind.DOOR, OpeningKind.WINDOW, OpeningKind.PASSAGE
THICKNESS = 0.3
FACE = THICKNESS / 2
SINGLE, DOUBLE, WIDE = 0.9, 1.6, 2.5
ONE, TWO = (0.0, FACE), (DOUBLE, FACE)
POSES = ((False, 0), (True, 90), (False, 33), (True, 33))


def _line(*points: Point, dashed: bool = False) -> Line:
    return Line(points, dashed=dashed)


def _box(x0: float, y0: float, x1: float, y1: float) -> Line:
    return Line(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), closed=True)


def _leaf(hinge: Point, length: float, degrees: float) -> Line:
    turn = math.radians(degrees)
    return _line(hinge, (hinge[0] + length * math.cos(turn), hinge[1] + length * math.sin(turn)))


def _level(width: float, *offsets: float) -> tuple[Line, ...]:
    return tuple(_line((0, y), (width, y)) for y in offsets)


def _frames(width: float) -> tuple[Line, ...]:
    return _box(0, -0.03, 0.06, 0.03), _box(width - 0.06, -0.03, width, 0.03)


SWUNG: dict[str, tuple[float, tuple[Mark, ...], Swing, int]] = {
    "a leaf with its quarter arc": (SINGLE, (_leaf(ONE, SINGLE, 90), Curve(ONE, SINGLE, 0, 90)), Swing.LEFT, 1),
    "a leaf half open with its arc": (SINGLE, (_leaf(ONE, SINGLE, 45), Curve(ONE, SINGLE, 0, 45)), Swing.LEFT, 1),
    "a leaf with half a circle": (SINGLE, (_leaf(ONE, SINGLE, 180), Curve(ONE, SINGLE, 0, 180)), Swing.LEFT, 1),
    "a leaf that swings both ways": (SINGLE, (Curve((0, 0), SINGLE, -90, 90),), Swing.BOTH, 1),
    "a leaf in two arcs": (SINGLE, (Curve((0, 0), SINGLE, -90, 0), Curve((0, 0), SINGLE, 0, 90)), Swing.BOTH, 1),
    "a leaf as a line": (SINGLE, (_leaf(ONE, SINGLE, 90),), Swing.LEFT, 1),
    "a leaf as a line aslant": (SINGLE, (_leaf(ONE, SINGLE, 45),), Swing.LEFT, 1),
    "a leaf as a thin box": (SINGLE, (_box(0, FACE, 0.04, FACE + SINGLE),), Swing.LEFT, 1),
    "two leaves with arcs": (DOUBLE, (Curve(ONE, 0.8, 0, 90), Curve(TWO, 0.8, 90, 180)), Swing.LEFT, 2),
    "two uneven leaves": (DOUBLE, (Curve(ONE, 1.1, 0, 90), Curve(TWO, 0.5, 90, 180)), Swing.LEFT, 2),
    "two leaves as lines": (DOUBLE, (_leaf(ONE, 0.8, 90), _leaf(TWO, 0.8, 90)), Swing.LEFT, 2),
    "two leaves both ways": (DOUBLE, (Curve((0, 0), 0.8, -90, 90), Curve((DOUBLE, 0), 0.8, 90, 270)), Swing.BOTH, 2),
}
UNHINGED: dict[str, tuple[float, tuple[Mark, ...], Swing | None, int]] = {
    "a leaf open beside the wall": (SINGLE, (_box(-0.8, FACE + 0.03, 0.05, FACE + 0.08),), Swing.SLIDE, 1),
    "a leaf closed before the wall": (SINGLE, (_box(-0.05, FACE + 0.03, 0.95, FACE + 0.08),), Swing.SLIDE, 1),
    "a leaf half out of its pocket": (SINGLE, (_box(-0.5, -0.02, 0.4, 0.02),), Swing.SLIDE, 1),
    "two sliding leaves": (DOUBLE, (_box(0, 0, 0.85, 0.04), _box(0.75, -0.04, 1.6, 0)), Swing.SLIDE, 2),
    "a zigzag": (DOUBLE, (_line((0, 0), (0.2, 0.4), (0.4, 0), (0.6, 0.4), (0.8, 0)),), Swing.FOLD, 2),
    "a leaf folded once": (SINGLE, (_line((0, 0), (0.225, 0.39), (0.45, 0)),), Swing.FOLD, 2),
    "two folded leaves": (
        DOUBLE,
        (_line((0, 0), (0.2, 0.4), (0.4, 0)), _line((1.6, 0), (1.4, 0.4), (1.2, 0))),
        Swing.FOLD,
        2,
    ),
    "a circle with a cross": (
        DOUBLE,
        (Curve((0.8, 0), 0.8, 0, 360), _line((0.23, -0.57), (1.37, 0.57)), _line((0.23, 0.57), (1.37, -0.57))),
        None,
        1,
    ),
    "a gate's dashed line": (WIDE, (_line((0, FACE), (WIDE, FACE), dashed=True),), None, 1),
    "a gate's line at the other face": (WIDE, _level(WIDE, -FACE), None, 1),
}
GLAZED: dict[str, tuple[Mark, ...]] = {
    "one line": _level(1.4, 0.0),
    "two lines": _level(1.4, -0.02, 0.02),
    "three lines": _level(1.4, -0.03, 0.0, 0.03),
    "lines in both faces": _level(1.4, -FACE, -0.02, 0.02, FACE),
    "a box and a line": (_box(0, -FACE, 1.4, FACE), *_level(1.4, 0.0)),
    "a sill": (*_level(1.4, -FACE, -0.02, 0.02, FACE), _line((-0.05, -FACE - 0.08), (1.45, -FACE - 0.08))),
    "frames and a pane": (*_frames(1.4), _line((0.06, 0), (1.34, 0))),
    "frames and faces": (*_frames(1.4), _line((0.06, 0), (1.34, 0)), *_level(1.4, -FACE, FACE)),
}


def _found(drawn: Drawn) -> OpeningFind:
    (opening,) = drawn.opening()
    assert math.dist(opening.start, opening.end) == pytest.approx(drawn.width, abs=0.02)
    return opening


def _goes_on(drawn: Drawn, find: OpeningFind) -> bool:
    """Whether an opening was found from its first jamb to its second."""
    return math.dist(find.start, drawn.at((0, 0))) < math.dist(find.start, drawn.at((drawn.width, 0)))


@pytest.mark.parametrize(("mirrored", "degrees"), POSES)
@pytest.mark.parametrize("name", SWUNG)
def test_a_swinging_leaf_is_a_door(name: str, mirrored: bool, degrees: float) -> None:
    width, marks, swing, leaves = SWUNG[name]
    drawn = Drawn(width, THICKNESS, marks, mirrored, degrees)

    door = _found(drawn)

    goes_on = _goes_on(drawn, door)
    sides = {Swing.LEFT: Swing.RIGHT, Swing.RIGHT: Swing.LEFT} if goes_on == mirrored else {}
    assert (DOOR, leaves, sides.get(swing, swing)) == (door.kind, door.leaves, door.swing)
    assert leaves == 2 or (door.hinge is Hinge.START) == goes_on


@pytest.mark.parametrize(("mirrored", "degrees"), POSES)
@pytest.mark.parametrize("name", UNHINGED)
def test_a_leaf_that_slides_folds_turns_or_rolls_is_a_door(name: str, mirrored: bool, degrees: float) -> None:
    width, marks, swing, leaves = UNHINGED[name]

    door = _found(Drawn(width, THICKNESS, marks, mirrored, degrees))

    assert (DOOR, None, swing, leaves) == (door.kind, door.hinge, door.swing, door.leaves)


@pytest.mark.parametrize(("mirrored", "degrees"), POSES)
@pytest.mark.parametrize("name", GLAZED)
def test_lines_from_jamb_to_jamb_are_a_window(name: str, mirrored: bool, degrees: float) -> None:
    window = _found(Drawn(1.4, THICKNESS, GLAZED[name], mirrored, degrees))

    assert window.kind is WINDOW


@pytest.mark.parametrize(
    "marks",
    [
        (),
        (_leaf(ONE, 0.6, 90),),
        (_box(0, FACE, 0.6, FACE + SINGLE),),
        (_box(-0.6, FACE + 0.03, 0.0, FACE + 0.23),),
        (_box(-1.6, FACE + 0.03, 2.3, FACE + 0.08),),
        (_line((0, 0), (0.225, 0.39)),),
    ],
    ids=["nothing", "a short line", "a cupboard at the jamb", "a radiator", "a skirting", "a single slanting line"],
)
def test_what_is_no_leaf_leaves_a_passage(marks: tuple[Mark, ...]) -> None:
    opening = _found(Drawn(SINGLE, THICKNESS, marks))

    assert opening.kind is PASSAGE
