"""Walls, slabs, columns, stairs, rooms and things of a storey, as entities of IFC."""

from collections.abc import Iterable, Iterator, Sequence

import shapely
from shapely import LineString, Polygon
from shapely.ops import substring

from archdesk.export.ifc.book import Book, Count, Entity, Frame, Look
from archdesk.geometry.axis import axis_of
from archdesk.geometry.footprints import grounds_of
from archdesk.geometry.lines import direction
from archdesk.geometry.polygons import polygon_of, polygons_in
from archdesk.model.floorplan import FloorPlan, Room, Stair, Use, Wall
from archdesk.model.shapes import length_of

SLAB = 0.2  # metres from a slab's underside to the finished floor
_RISER = 0.175  # metres: a usual step, where the number of risers is not known
_MOST = 60  # risers of one flight
_CRACK = 0.05  # metres; half the width of gaps that a slab closes
_SMALLEST = 1e-4  # square metres
_HEIGHTS = {"bed": 0.5, "table": 0.75, "wardrobe": 2.0, "car": 1.5, "toilet": 0.45, "bath": 0.55, "shower": 0.15}
_HEIGHT = 0.85  # metres: of a worktop, a basin, and whatever else stands in a room
_SANITARY = {"toilet": "TOILETPAN", "basin": "WASHHANDBASIN", "sink": "SINK", "bath": "BATH", "shower": "SHOWER"}

_RENDER, _PLASTER = Look("Exterior render", (0.89, 0.87, 0.82)), Look("Plaster", (0.95, 0.94, 0.92))
_CONCRETE, _WOOD = Look("Concrete", (0.66, 0.66, 0.65)), Look("Wood", (0.72, 0.56, 0.4))
_CERAMIC, _AIR = Look("Ceramic", (0.97, 0.97, 0.97)), Look("Room", (0.6, 0.75, 0.9), 0.8)


def add_walls(book: Book, key: str, plan: FloorPlan, place: Entity, height: float) -> dict[str, Entity]:
    """The walls by their ids in the plan, each standing at its start and turned along its chord."""
    grounds = grounds_of(plan.walls)
    walls = [wall for wall in plan.walls if wall.id in grounds]
    return {wall.id: _wall(book, f"{key} {wall.id}", wall, grounds[wall.id], place, height) for wall in walls}


def frame_of(wall: Wall) -> Frame:
    return Frame(wall.start, direction(wall.start, wall.end))


def _wall(book: Book, key: str, wall: Wall, ground: Sequence[Polygon], place: Entity, height: float) -> Entity:
    frame, look = frame_of(wall), _RENDER if wall.exterior else _PLASTER
    top = min(wall.height, height) if wall.height and wall.height > 0 else height
    line = axis_of(wall)
    axis = tuple(frame.local(point) for point in line.points)
    made = book.rooted(
        "IfcWall",
        key,
        Name=f"{'Outer wall' if wall.exterior else 'Wall'} {wall.id}",
        ObjectPlacement=book.placement(frame, place),
        Representation=book.shape([book.prism(frame.area(part), 0.0, top, look) for part in ground], axis),
        Tag=wall.id,
        PredefinedType="SOLIDWALL",
    )
    book.tell(made, "Pset_WallCommon", {"IsExternal": wall.exterior})
    book.tell(made, "ArchDesk", {"Confidence": float(wall.confidence)})
    areas = {"GrossFootprintArea": sum(part.area for part in ground)}
    book.measure(made, "Qto_WallBaseQuantities", {"Length": line.length, "Width": wall.thickness, "Height": top}, areas)
    return made


def add_slab(book: Book, key: str, plan: FloorPlan, place: Entity, stairs: Iterable[Stair]) -> list[Entity]:
    """The floor under all that is in a storey, open where the stairs from below come up."""
    shapes = [part for parts in grounds_of(plan.walls).values() for part in parts]
    shapes += [polygon_of(ring) for ring in (*(r.polygon for r in plan.rooms), *(c.polygon for c in plan.columns))]
    closed = shapely.union_all(shapes).buffer(_CRACK, join_style="mitre").buffer(-_CRACK, join_style="mitre")
    filled = shapely.union_all([Polygon(part.exterior) for part in polygons_in(closed)])
    parts = _sound(filled.difference(shapely.union_all([polygon_of(stair.polygon) for stair in stairs])))
    if not parts:
        return []
    made = _thing(book, "IfcSlab", f"{key} slab", "Slab", place, [book.prism(part, -SLAB, SLAB, _CONCRETE) for part in parts])
    made.PredefinedType = "BASESLAB" if plan.level == 0 else "FLOOR"
    areas = {"GrossArea": sum(part.area for part in parts)}
    book.measure(made, "Qto_SlabBaseQuantities", {"Width": SLAB}, areas)
    return [made]


def add_columns(book: Book, key: str, plan: FloorPlan, place: Entity, height: float) -> Iterator[Entity]:
    for number, column in enumerate(plan.columns, 1):
        parts = _sound(polygon_of(column.polygon))
        if parts:
            solids = [book.prism(part, 0.0, height, _CONCRETE) for part in parts]
            made = _thing(book, "IfcColumn", f"{key} {column.id}", f"Column {number}", place, solids, column.id)
            made.PredefinedType = "COLUMN"
            yield made


def add_stairs(book: Book, key: str, plan: FloorPlan, place: Entity) -> Iterator[Entity]:
    for number, stair in enumerate(plan.stairs, 1):
        risers = min(_MOST, stair.risers or round(plan.height / _RISER))
        steps = list(_steps(stair, risers, plan.height))
        if steps:
            solids = [book.prism(area, 0.0, top, _CONCRETE) for area, top in steps]
            made = _thing(book, "IfcStair", f"{key} {stair.id}", f"Stairs {number}", place, solids, stair.id)
            made.PredefinedType = "NOTDEFINED"
            if stair.risers:
                book.tell(made, "Pset_StairCommon", {"NumberOfRiser": Count(risers), "RiserHeight": plan.height / risers})
            yield made


def _steps(stair: Stair, risers: int, height: float) -> Iterator[tuple[Polygon, float]]:
    """The ground of each step and its top; one block where the way up is not known."""
    area = polygon_of(stair.polygon)
    if len(stair.direction) < 2 or LineString(stair.direction).length <= 0 or risers < 2:
        yield from ((part, height / max(risers, 1)) for part in _sound(area))
        return
    x0, y0, x1, y1 = area.bounds
    way, reach, taken = LineString(stair.direction), (x1 - x0) + (y1 - y0), Polygon()
    for number in range(1, risers):
        piece = substring(way, (number - 1) / (risers - 1), number / (risers - 1), normalized=True)
        band = piece.buffer(reach, cap_style="flat", join_style="mitre").intersection(area).difference(taken)
        near = [part for part in _sound(band) if part.distance(piece) < _CRACK]
        taken = taken.union(shapely.union_all(near))
        yield from ((part, height * number / risers) for part in near)


def add_spaces(book: Book, key: str, plan: FloorPlan, place: Entity, height: float) -> list[Entity]:
    return [space for number, room in enumerate(plan.rooms, 1) for space in _space(book, key, room, number, place, height)]


def _space(book: Book, key: str, room: Room, number: int, place: Entity, height: float) -> Iterator[Entity]:
    drawn = polygon_of(room.polygon).difference(shapely.union_all([polygon_of(hole) for hole in room.holes]))
    parts = _sound(drawn)
    if parts:
        solids = [book.prism(part, 0.0, height, _AIR) for part in parts]
        made = _thing(book, "IfcSpace", f"{key} {room.id}", str(number), place, solids)
        made.LongName, made.CompositionType = room.name or None, "ELEMENT"
        made.PredefinedType = "EXTERNAL" if room.use is Use.OUTDOOR else "PARKING" if room.use is Use.GARAGE else "INTERNAL"
        facts: dict[str, object] = {"Use": room.use.value, "Confidence": float(room.confidence)}
        printed = {} if room.printed_area is None else {"PrintedArea": float(room.printed_area)}
        book.tell(made, "ArchDesk", facts | printed)
        lengths = {"Height": height, "NetPerimeter": sum(length_of((*r, r[0])) for r in (room.polygon, *room.holes) if r)}
        book.measure(made, "Qto_SpaceBaseQuantities", lengths, {"NetFloorArea": room.area})
        yield made


def add_fixtures(book: Book, key: str, plan: FloorPlan, place: Entity) -> Iterator[Entity]:
    for number, fixture in enumerate(plan.fixtures, 1):
        parts = _sound(polygon_of(fixture.polygon))
        if parts:
            sanitary = _SANITARY.get(fixture.kind)
            look, height = _CERAMIC if sanitary else _WOOD, _HEIGHTS.get(fixture.kind, _HEIGHT)
            solids = [book.prism(part, 0.0, height, look) for part in parts]
            kind, name = "IfcSanitaryTerminal" if sanitary else "IfcFurniture", f"{fixture.kind.capitalize()} {number}"
            made = _thing(book, kind, f"{key} {fixture.id}", name, place, solids, fixture.id)
            made.PredefinedType = sanitary or "NOTDEFINED"
            yield made


def _thing(
    book: Book, kind: str, key: str, name: str, place: Entity, solids: Sequence[Entity], tag: str | None = None
) -> Entity:
    """A thing told in its storey's own axes."""
    made = book.rooted(kind, key, Name=name, ObjectPlacement=book.placement(Frame(), place), Representation=book.shape(solids))
    if tag is not None:
        made.Tag = tag
    return made


def _sound(shape: shapely.Geometry) -> list[Polygon]:
    return [part for part in polygons_in(shape) if part.area > _SMALLEST]
