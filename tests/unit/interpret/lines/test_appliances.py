"""Things that their shapes alone tell, at any turn."""

import math

import pytest
import shapely
from shapely import affinity

from archdesk.interpret.offline.lines.finder import find_evidence
from archdesk.model.document import Arc, Page, Pen, Stroke

PEN = Pen(0.1)


def _stroke(shape: shapely.Polygon, turn: float) -> Stroke:
    return Stroke(tuple(affinity.rotate(shape, turn, origin=(0, 0)).exterior.coords)[:-1], PEN, closed=True)


def _kinds(*shapes: shapely.Polygon, rings: tuple[tuple[float, float], ...] = (), turn: float = 0) -> list[str]:
    spots = [affinity.rotate(shapely.Point(ring), turn, origin=(0, 0)) for ring in rings]
    arcs = tuple(Arc((spot.x, spot.y), 0.09, 0, 2 * math.pi, PEN) for spot in spots)
    page = Page(0, 10, 10, tuple(_stroke(shape, turn) for shape in shapes), arcs, y_up=True)
    return [fixture.kind for fixture in find_evidence(page, 1.0).fixtures]


@pytest.mark.parametrize("turn", [0, 33, 90])
def test_four_rings_in_a_box_are_a_stove(turn: float) -> None:
    rings = tuple((x, y) for x in (0.15, 0.45) for y in (0.15, 0.45))

    assert _kinds(shapely.box(0, 0, 0.6, 0.6), rings=rings, turn=turn) == ["stove"]
    assert not _kinds(shapely.box(0, 0, 0.6, 0.6), rings=rings[:3], turn=turn)


@pytest.mark.parametrize("turn", [0, 33, 90])
def test_a_rounded_tub_in_a_box_is_a_bath(turn: float) -> None:
    tub = shapely.box(0.2, 0.2, 1.5, 0.55).buffer(0.12)

    assert _kinds(shapely.box(0, 0, 1.7, 0.75), tub, turn=turn) == ["bath"]


def test_a_blanket_at_the_foot_of_a_bed_makes_no_bath() -> None:
    blanket = shapely.box(0.1, 0.1, 1.15, 0.8).buffer(0.08)

    assert not _kinds(shapely.box(0, 0, 1.9, 0.9), blanket)
