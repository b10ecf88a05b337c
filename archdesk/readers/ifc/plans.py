"""The storeys of a model as floor plans: what plan.json records of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from archdesk.model.floorplan import Column, Fixture, FloorPlan, Opening, Room, Scale, ScaleMethod, Stair, Use, Wall
from archdesk.readers.ifc.axes import axis_of, told_axis
from archdesk.readers.ifc.bodies import Body
from archdesk.readers.ifc.fixtures import thing_of
from archdesk.readers.ifc.joinery import gap_of, opening_of
from archdesk.readers.ifc.kinds import GAP
from archdesk.readers.ifc.levels import Level
from archdesk.readers.ifc.outlines import floor_of, hull_of, rectangle_of, way_up

_OPENINGS = ("door", "window", "passage")
_TALLEST_HOLE = 4.0  # metres
_TALL = 0.02  # metres; a wall that differs less is as high as its storey


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans, and of the walls, doors, windows and rooms with a shape those that a plan cannot tell."""

    storeys: tuple[FloorPlan, ...]
    untold: tuple[Body, ...]


def plans_of(levels: Sequence[Level], bodies: Sequence[Body], ids: Mapping[int, str], unit: float) -> Plans:
    """A plan for each storey; elements get the ids of their products."""
    walls = {body.product.id: wall for body in bodies if body.kind.name == "wall" for wall in _wall(body, ids)}
    scale = Scale(unit, ScaleMethod.FILE_UNIT, 1.0, (f"one unit of the model is {unit:g} m",))
    plans = []
    for level in levels:
        own = [body for body in bodies if body.product.storey == level.id and (body.has_shape or body.product.id in walls)]
        plans.append(_plan(level, own, walls, ids, scale))
    told = {id_ for plan in plans for id_ in _ids_of(plan)}
    meant = [body for body in bodies if body.kind.name in ("wall", "door", "window", "room") and body.has_shape]
    return Plans(tuple(plans), tuple(body for body in meant if ids[body.product.id] not in told))


def _plan(level: Level, bodies: Iterable[Body], walls: Mapping[int, Wall], ids: Mapping[int, str], scale: Scale) -> FloorPlan:
    held: dict[str, list[Body]] = {}
    for body in bodies:
        held.setdefault(body.kind.name, []).append(body)
    stairs = {body.product.id for body in held.get("stair", ())}
    here = dict.fromkeys(body.product.id for body in held.get("wall", ()))
    return FloorPlan(
        level.name,
        level.number,
        None,
        scale,
        level.elevation,
        level.height,
        tuple(_as_high(walls[number], level) for number in here if number in walls),
        tuple(_openings([body for kind in _OPENINGS for body in held.get(kind, ())], walls, here, ids, level)),
        tuple(room for body in held.get("room", ()) for room in _room(body, ids)),
        tuple(Column(ids[b.product.id], ring) for b in held.get("column", ()) if (ring := hull_of(b))),
        tuple(stair for body in held.get("stair", ()) if body.product.whole not in stairs for stair in _stair(body, ids)),
        tuple(_fixtures((*held.get("fixture", ()), *held.get("furniture", ()), *held.get("service", ())), ids)),
    )


def _ids_of(plan: FloorPlan) -> Iterable[str]:
    yield from (wall.id for wall in plan.walls)
    yield from (opening.id for opening in plan.openings)
    yield from (room.id for room in plan.rooms)


def _wall(body: Body, ids: Mapping[int, str]) -> Iterable[Wall]:
    axis, told = told_axis(body) or axis_of(body), body.product.told
    if axis is not None:
        seen = float(body.high[2] - body.low[2]) if body.has_shape else 0.0  # windows may leave less of it
        height = max(seen, min(body.product.height or 0.0, seen + _TALLEST_HOLE))
        wall = Wall(ids[body.product.id], axis.path, axis.thickness, axis.bulge, height or None, body.product.is_external)
        yield replace(wall, confidence=_confidence(told))


def _as_high(wall: Wall, level: Level) -> Wall:
    """A wall up to the slab above is as high as its storey."""
    tops = [height for height in (level.height, level.clear) if height is not None]
    is_full = wall.height is not None and min(abs(wall.height - top) for top in tops) <= _TALL
    return replace(wall, height=None) if is_full else wall


def _openings(
    bodies: Iterable[Body], walls: Mapping[int, Wall], here: Collection[int], ids: Mapping[int, str], level: Level
) -> Iterable[Opening]:
    for body in bodies:
        wall = walls.get(body.product.host)
        if wall is not None and body.product.host in here:
            find = gap_of if body.kind is GAP else opening_of
            opening = find(body, wall, ids[body.product.id], level.bottom)
            if opening is not None:
                yield replace(opening, confidence=_confidence(body.product.told))


def _room(body: Body, ids: Mapping[int, str]) -> Iterable[Room]:
    floor = floor_of(body)
    if floor is not None:
        polygon, holes, area = floor
        told, long_name = body.product.told, body.product.long_name
        name = long_name if told else long_name or body.product.name
        use = next((use for use in Use if use.value == told.get("Use")), Use.OTHER)
        printed = told.get("PrintedArea") if told else body.product.area
        area_told = float(printed) if isinstance(printed, int | float) else None
        yield Room(ids[body.product.id], polygon, area, holes, name, use, area_told, _confidence(told))


def _confidence(told: Mapping[str, str | float | bool]) -> float:
    value = told.get("Confidence", 1.0)
    return float(value) if isinstance(value, int | float) and 0 <= value <= 1 else 1.0


def _stair(body: Body, ids: Mapping[int, str]) -> Iterable[Stair]:
    outline = hull_of(body)
    if outline is not None:
        yield Stair(ids[body.product.id], outline, way_up(body), body.product.risers)


def _fixtures(bodies: Iterable[Body], ids: Mapping[int, str]) -> Iterable[Fixture]:
    for body in bodies:
        thing = thing_of(body.product)
        outline = rectangle_of(body) if thing else None
        if thing and outline:
            yield Fixture(ids[body.product.id], thing, outline)
