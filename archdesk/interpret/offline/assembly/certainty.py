"""How sure each element of a plan is: what speaks for it, as the share of its like that are right.

The weights are those of a logistic regression over sheets of many hands, rounded; tests/benchmarks/calibration.py shows
how they hold.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from shapely import STRtree
from shapely.geometry import Point as Spot
from shapely.geometry import Polygon

from archdesk.geometry.lines import direction, moved
from archdesk.model.floorplan import FloorPlan, Opening, OpeningKind, Room, Wall

LEAST, MOST = 0.02, 0.98
LONG = 2.0  # metres of wall beyond which length says little more
ALIKE = 0.2  # of a thickness, within which walls are of one make
FITS = 0.1  # of a printed area
USUAL_DOOR = (0.6, 1.0)  # metres between the jambs of one leaf
REACH = 0.15  # metres beyond a wall's face where its opening leads to


WALL = {"base": 0.1, "found": 0.2, "long": 2.1, "alike": 2.0, "exterior": 0.4}
OPENINGS = {
    OpeningKind.DOOR: {"base": -1.5, "found": 1.1, "usual": 0.5, "exterior": 0.0},
    OpeningKind.WINDOW: {"base": -1.6, "found": 1.4, "usual": 0.0, "exterior": 1.7},
    OpeningKind.PASSAGE: {"base": -0.4, "found": 0.1, "usual": 0.2, "exterior": 0.2},
}
ROOM = {"base": -0.9, "found": 0.45, "named": 0.35, "fits": 1.6, "differs": -1.0, "entered": 0.55, "small": -0.95}


def grade_plan(plan: FloorPlan) -> FloorPlan:
    """The plan with confidences that mean something: of elements 90 % sure nine in ten are right."""
    lengths = [(wall.thickness, wall.length) for wall in plan.walls]
    entered = _entered(plan)
    return replace(
        plan,
        walls=tuple(replace(wall, confidence=_certainty(WALL, wall_traits(wall, lengths))) for wall in plan.walls),
        openings=tuple(
            replace(each, confidence=_certainty(OPENINGS[each.kind], opening_traits(each, plan.walls_by_id[each.wall])))
            for each in plan.openings
        ),
        rooms=tuple(
            replace(room, confidence=_certainty(ROOM, room_traits(room, is_entered=room.id in entered))) for room in plan.rooms
        ),
    )


def wall_traits(wall: Wall, lengths: Sequence[tuple[float, float]]) -> dict[str, float]:
    """``lengths`` are thicknesses and lengths of all walls of the plan."""
    whole = sum(length for _, length in lengths)
    alike = sum(length for thickness, length in lengths if abs(thickness - wall.thickness) <= ALIKE * wall.thickness)
    return {
        "found": _logit(wall.confidence),
        "long": min(wall.length, LONG) / LONG,
        "alike": max(alike - wall.length, 0.0) / whole if whole else 0.0,
        "exterior": float(wall.exterior),
    }


def opening_traits(opening: Opening, wall: Wall) -> dict[str, float]:
    low, high = USUAL_DOOR
    return {
        "found": _logit(opening.confidence),
        "usual": float(low <= opening.width / max(opening.leaves, 1) <= high),
        "exterior": float(wall.exterior),
    }


def room_traits(room: Room, *, is_entered: bool) -> dict[str, float]:
    off = abs(room.area / room.printed_area - 1) if room.printed_area else None
    return {
        "found": _logit(room.confidence),
        "named": float(bool(room.name)),
        "fits": float(off is not None and off <= FITS),
        "differs": float(off is not None and off > FITS),
        "entered": float(is_entered),
        "small": float(room.area < 2.0),
    }


def _entered(plan: FloorPlan) -> frozenset[str]:
    """The rooms that a door or passage leads into."""
    if not plan.rooms:
        return frozenset()
    tree = STRtree([Polygon(room.polygon, room.holes) for room in plan.rooms])
    spots: list[Spot] = []
    for opening in plan.openings:
        if opening.kind is not OpeningKind.WINDOW:
            wall = plan.walls_by_id[opening.wall]
            axis = direction(wall.start, wall.end)
            spots += [Spot(moved(wall.start, axis, opening.offset, side * (wall.thickness / 2 + REACH))) for side in (1, -1)]
    return frozenset(plan.rooms[int(i)].id for i in tree.query(spots, predicate="within")[1]) if spots else frozenset()


def _certainty(weights: Mapping[str, float], traits: Mapping[str, float]) -> float:
    told = weights["base"] + sum(weights[name] * value for name, value in traits.items())
    return round(min(max(1 / (1 + math.exp(-told)), LEAST), MOST), 3)


def _logit(confidence: float) -> float:
    sure = min(max(confidence, LEAST), MOST)
    return math.log(sure / (1 - sure))
