"""Floor plans moved, turned and scaled as a whole; their sheets' maps follow."""

import math
from collections.abc import Callable, Iterable
from dataclasses import replace

from archdesk.model.floorplan import FloorPlan
from archdesk.model.shapes import Affine, Point


def placed_plan(plan: FloorPlan, change: Affine) -> FloorPlan:
    """The plan after a map that keeps shapes and does not mirror; lengths in the plane grow with it, heights stay."""
    move: Callable[[Iterable[Point]], tuple[Point, ...]] = change.apply_all
    factor = change.factor
    turn = math.degrees(math.atan2(change.d, change.a))
    return replace(
        plan,
        sheet=replace(plan.sheet, to_plan=plan.sheet.to_plan.then(change)) if plan.sheet else None,
        scale=replace(plan.scale, metres_per_unit=plan.scale.metres_per_unit * factor) if plan.scale else None,
        walls=tuple(replace(wall, path=move(wall.path), thickness=wall.thickness * factor) for wall in plan.walls),
        openings=tuple(replace(one, offset=one.offset * factor, width=one.width * factor) for one in plan.openings),
        rooms=tuple(
            replace(
                room,
                polygon=move(room.polygon),
                holes=tuple(move(hole) for hole in room.holes),
                area=room.area * factor * factor,
            )
            for room in plan.rooms
        ),
        columns=tuple(replace(column, polygon=move(column.polygon)) for column in plan.columns),
        stairs=tuple(replace(stair, polygon=move(stair.polygon), direction=move(stair.direction)) for stair in plan.stairs),
        fixtures=tuple(
            replace(fixture, polygon=move(fixture.polygon), angle=fixture.angle + turn) for fixture in plan.fixtures
        ),
    )


def shift_by(x: float, y: float) -> Affine:
    return Affine(c=x, f=y)


def turn_by(angle: float, factor: float = 1.0) -> Affine:
    """The turn about the origin, counter-clockwise in radians, with all lengths times a factor."""
    c, s = math.cos(angle) * factor, math.sin(angle) * factor
    return Affine(c, -s, 0.0, s, c, 0.0)
