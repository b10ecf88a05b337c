"""Sanitary things, furniture and cars that their shapes alone tell, at any turn, in one stroke or in single lines."""

import itertools
import math
from collections.abc import Iterator

import pytest
import shapely
from shapely import affinity, box

from archdesk.interpret.offline.evidence import FixtureFind
from archdesk.interpret.offline.lines.finder import find_evidence
from archdesk.model.document import Page, Pen, Stroke

PEN = Pen(0.1)
WALL = ((-1.0, 0.0), (3.0, 0.0))


def ellipse(x: float, y: float, wide: float, deep: float) -> shapely.Polygon:
    return affinity.scale(shapely.Point(x, y).buffer(0.5, quad_segs=8), wide, deep)


def rounded(x: float, y: float, wide: float, deep: float, radius: float = 0.05) -> shapely.Polygon:
    return box(x + radius, y + radius, x + wide - radius, y + deep - radius).buffer(radius)


def line(*points: tuple[float, float]) -> shapely.LineString:
    return shapely.LineString(points)


TOILET = (box(0, 0.02, 0.4, 0.2), ellipse(0.2, 0.44, 0.36, 0.48))
OPEN_TOILET = (
    box(0, 0.02, 0.4, 0.2),
    line(*[(0.2 + 0.18 * math.cos(t / 16 * math.pi), 0.2 + 0.48 * math.sin(t / 16 * math.pi)) for t in range(17)]),
)
BASIN = (box(0, 0, 0.6, 0.45), ellipse(0.3, 0.22, 0.46, 0.32))
ROUND_BASIN = (ellipse(0.3, 0.25, 0.46, 0.46), ellipse(0.3, 0.25, 0.36, 0.34))
SINK = (box(0, 0, 0.8, 0.5), rounded(0.05, 0.08, 0.33, 0.36), rounded(0.42, 0.08, 0.33, 0.36))
SHOWER = (box(0, 0, 0.9, 0.9), ellipse(0.45, 0.45, 0.1, 0.1))
CROSSED_SHOWER = (box(0, 0, 0.9, 0.9), line((0, 0), (0.9, 0.9)), line((0, 0.9), (0.9, 0)))
BED = (box(0, 0, 1.6, 2.0), box(0.1, 0.05, 0.7, 0.45), rounded(0.9, 0.05, 0.6, 0.4))
TABLE = (box(0, 0, 1.4, 0.8), *(box(x, y, x + 0.42, y + 0.42) for x in (0.2, 0.8) for y in (-0.5, 0.88)))
CAR = (
    rounded(0, 0, 4.4, 1.8, 0.4),
    line((1.2, 0.2), (1.4, 0.4), (1.4, 1.4), (1.2, 1.6)),
    line((3.6, 0.25), (3.4, 0.4), (3.4, 1.4), (3.6, 1.55)),
)
THINGS = {
    "toilet": (TOILET, ["toilet"]),
    "toilet with an open bowl": (OPEN_TOILET, ["toilet"]),
    "basin": (BASIN, ["basin"]),
    "round basin": (ROUND_BASIN, ["basin"]),
    "sink": (SINK, ["sink"]),
    "sink of one bowl": (SINK[:2], ["sink"]),
    "shower": (SHOWER, ["shower"]),
    "crossed shower": (CROSSED_SHOWER, ["shower"]),
    "bed": (BED, ["bed"]),
    "table": (TABLE, ["chair"] * 4 + ["table"]),
    "car": (CAR, ["car"]),
}
NEGATIVES = {
    "a box": BASIN[:1],
    "a basin far from walls": tuple(affinity.translate(shape, 0, 1.0) for shape in BASIN),
    "a column in its casing": (box(0, 0, 0.4, 0.4), box(0.05, 0.05, 0.35, 0.35)),
    "a bowl beside its tank": (TOILET[0], affinity.translate(TOILET[1], 0.3, 0)),
    "a bed without a pillow": BED[:1],
    "a box with pillows at its middle": (BED[0], *(affinity.translate(each, 0, 0.8) for each in BED[1:])),
    "a lift": (box(0, 0, 1.1, 1.4), line((0, 0), (1.1, 1.4)), line((0, 1.4), (1.1, 0))),
    "a table alone": TABLE[:1],
    "a table with columns on one side": TABLE[:1] + TABLE[1:4:2],
    "a parking place": (box(0, 0, 5.0, 2.3), line((1, 0.2), (1, 2.1)), line((4, 0.2), (4, 2.1))),
    "a pool": CAR[:1],
}


def _strokes(shape: shapely.Geometry, turn: float, *, in_pieces: bool) -> Iterator[Stroke]:
    turned = affinity.translate(affinity.rotate(shape, turn, origin=(0, 0)), 7, 9)
    ring = tuple(turned.exterior.coords if isinstance(turned, shapely.Polygon) else turned.coords)
    if in_pieces:
        yield from (Stroke(pair, PEN) for pair in itertools.pairwise(ring))
    elif isinstance(turned, shapely.Polygon):
        yield Stroke(ring[:-1], PEN, closed=True)
    else:
        yield Stroke(ring, PEN)


def found(shapes: tuple[shapely.Geometry, ...], turn: float, *, in_pieces: bool) -> tuple[FixtureFind, ...]:
    strokes = [each for shape in (*shapes, line(*WALL)) for each in _strokes(shape, turn, in_pieces=in_pieces)]
    return find_evidence(Page(0, 20, 20, tuple(strokes), y_up=True), 1.0).fixtures


@pytest.mark.parametrize("in_pieces", [False, True])
@pytest.mark.parametrize("turn", [0, 33, 90, 200])
@pytest.mark.parametrize("name", THINGS)
def test_a_thing_is_known_by_its_shape(name: str, turn: float, in_pieces: bool) -> None:
    shapes, kinds = THINGS[name]

    assert kinds == sorted(fixture.kind for fixture in found(shapes, turn, in_pieces=in_pieces))


@pytest.mark.parametrize("in_pieces", [False, True])
@pytest.mark.parametrize("turn", [0, 33, 90])
@pytest.mark.parametrize("name", NEGATIVES)
def test_what_lacks_a_sign_is_no_thing(name: str, turn: float, in_pieces: bool) -> None:
    assert () == found(NEGATIVES[name], turn, in_pieces=in_pieces)


@pytest.mark.parametrize("turn", [0, 33, 90])
def test_a_thing_has_its_place_and_turn(turn: float) -> None:
    (bed,) = found(BED, turn, in_pieces=True)

    truth = affinity.translate(affinity.rotate(BED[0], turn, origin=(0, 0)), 7, 9)
    assert truth.symmetric_difference(shapely.Polygon(bed.ring)).area == pytest.approx(0, abs=0.01)
    assert 0 == pytest.approx(math.cos(math.radians(turn - bed.angle)), abs=1e-6)
