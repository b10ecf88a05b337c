"""Walls that stand apart from their plan, since what joins them to it was not understood."""

from collections.abc import Sequence

from archdesk.interpret.offline.assembly.boxes import around, between
from archdesk.interpret.offline.evidence import WallPiece
from archdesk.model.shapes import Box, distance

REACH = 2.5  # metres from a plan to a loose wall of its own: a wide window
SHORTEST = 0.8  # metres of wall in all; less is a symbol
SLENDER = 3  # times its thickness: nothing as long and thin is a symbol
SAME_SHARE = 0.2  # of a thickness: two walls are as thick
ALIKE_SHARE = 0.6  # of the length of loose pieces: walls like the plan's


def with_loose_walls(plans: Sequence[Box], others: Sequence[Box], walls: Sequence[WallPiece]) -> list[Box]:
    """The boxes of the plans, in metres, enlarged by those of the loose walls nearby."""
    grown = list(plans)
    for other in others:
        nearest = min(grown, key=lambda plan: between(plan, other))
        larger = around((nearest, other))
        if between(nearest, other) > REACH or any(larger.meets(plan) for plan in grown if plan != nearest):
            continue
        if _are_alike(_inside(other, walls), _inside(nearest, walls)):
            grown[grown.index(nearest)] = larger
    return grown


def _inside(box: Box, walls: Sequence[WallPiece]) -> list[WallPiece]:
    return [wall for wall in walls if box.holds(wall.start) and box.holds(wall.end)]


def _are_alike(loose: Sequence[WallPiece], walls: Sequence[WallPiece]) -> bool:
    """Whether loose pieces are as long and thin as walls, and as thick as the plan's; a north arrow's are not."""
    usual = [wall.thickness for wall in walls if _is_slender(wall)]
    alike = [wall for wall in loose if _is_slender(wall) and any(_as_thick(wall.thickness, t) for t in usual)]
    return _length(alike) >= max(SHORTEST, ALIKE_SHARE * _length(loose))


def _is_slender(wall: WallPiece) -> bool:
    return distance(wall.start, wall.end) >= SLENDER * wall.thickness


def _as_thick(one: float, other: float) -> bool:
    return abs(one - other) <= SAME_SHARE * other


def _length(walls: Sequence[WallPiece]) -> float:
    return sum(distance(wall.start, wall.end) for wall in walls)
