"""Storeys stacked: where each stands over the ground, and all about the middle of the building."""

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from archdesk.construct.placing import placed_plan, shift_by
from archdesk.model.floorplan import FloorPlan
from archdesk.model.shapes import Box, Point, box_around


def stacked(storeys: Iterable[FloorPlan]) -> tuple[FloorPlan, ...]:
    """The storeys from the lowest, with elevations; where the drawings tell none, heights add up from the ground floor."""
    plans = sorted(storeys, key=lambda plan: (plan.level, plan.elevation))
    if any(plan.elevation for plan in plans) or len(plans) < 2:
        return tuple(plans)
    heights = {level: max(plan.height for plan in held) for level, held in itertools.groupby(plans, lambda plan: plan.level)}
    levels = sorted(heights)
    elevations = dict(zip(levels, itertools.accumulate((heights[level] for level in levels), initial=0.0), strict=False))
    ground = elevations[min(levels, key=abs)]
    return tuple(replace(plan, elevation=elevations[plan.level] - ground) for plan in plans)


def centred(storeys: tuple[FloorPlan, ...]) -> tuple[FloorPlan, ...]:
    """The storeys moved so that the middle of the ground floor is the origin; the sheets' maps follow."""
    middle = middle_of(storeys)
    return storeys if middle is None else tuple(placed_plan(plan, shift_by(-middle[0], -middle[1])) for plan in storeys)


def middle_of(storeys: Sequence[FloorPlan]) -> Point | None:
    """The middle of the ground floor, or of the first storey that has walls, rooms or columns."""
    ground = min(storeys, key=lambda plan: (abs(plan.level), not plan.walls), default=None)
    box = next(filter(None, map(_extent, storeys if ground is None else (ground, *storeys))), None)
    return box.centre if box else None


def _extent(plan: FloorPlan) -> Box | None:
    points = [
        (x + i * wall.thickness / 2, y + i * wall.thickness / 2) for wall in plan.walls for x, y in wall.path for i in (-1, 1)
    ]
    points += [point for room in plan.rooms for point in room.polygon]
    points += [point for column in plan.columns for point in column.polygon]
    finite = [point for point in points if math.isfinite(point[0]) and math.isfinite(point[1])]
    return box_around(finite) if finite else None
