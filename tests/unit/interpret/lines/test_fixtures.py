"""Things in rooms, by the names of their blocks."""

import math

import pytest
import shapely

from archdesk.interpret.offline.lines.finder import find_evidence
from archdesk.model.document import Arc, Page, Pen, Stroke

PEN = Pen(0.1)


def block(name: str, width: float, depth: float, turn: float = 0.0, group: int = 1) -> tuple[Stroke, ...]:
    """A box with a line across it, in millimetres."""
    c, s = 1000 * math.cos(math.radians(turn)), 1000 * math.sin(math.radians(turn))
    corners = tuple((c * x - s * y, s * x + c * y) for x, y in ((0, 0), (width, 0), (width, depth), (0, depth)))
    return (
        Stroke(corners, PEN, closed=True, block=name, group=group),
        Stroke((corners[0], corners[2]), PEN, block=name, group=group),
    )


@pytest.mark.parametrize("turn", [0.0, 30.0, 90.0])
@pytest.mark.parametrize("y_up", [True, False])
def test_a_named_block_is_a_fixture_with_its_place_size_and_turn(turn: float, y_up: bool) -> None:
    (bed,) = find_evidence(Page(0, 1, 1, block("Doppelbett", 2.0, 1.8, turn), y_up=y_up), 0.001).fixtures

    assert "bed" == bed.kind
    assert shapely.Polygon(bed.ring).area == pytest.approx(3.6e6)
    assert 0 == pytest.approx(math.sin(math.radians(turn - bed.angle)), abs=1e-6)


@pytest.mark.parametrize(("name", "width"), [("Bed", 6.0), ("Shower door", 0.9), ("A$C3F2", 0.9), ("WC", 0.1)])
def test_a_block_of_another_size_or_name_is_none(name: str, width: float) -> None:
    assert () == find_evidence(Page(0, 1, 1, block(name, width, 0.9), y_up=True), 0.001).fixtures


def test_two_inserts_of_a_block_are_two_fixtures() -> None:
    left = block("WC", 0.4, 0.6)
    right = tuple(
        Stroke(tuple((x + 1500, y) for x, y in stroke.points), PEN, stroke.closed, block="WC", group=2) for stroke in left
    )
    bowl = Arc((200, 400), 150, 0.0, math.tau, PEN, block="WC", group=1)

    fixtures = find_evidence(Page(0, 1, 1, left + right, (bowl,), y_up=True), 0.001).fixtures

    assert ["toilet", "toilet"] == [fixture.kind for fixture in fixtures]
