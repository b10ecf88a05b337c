"""Openings of walls as voids, and the doors and windows that fill them."""

from collections.abc import Iterator, Mapping

from shapely import Polygon, box

from archdesk.export.ifc.book import Book, Entity, Frame, Look
from archdesk.geometry.axis import axis_of, place_on
from archdesk.geometry.polygons import polygons_in
from archdesk.model.floorplan import FloorPlan, Hinge, Opening, OpeningKind, Swing, Wall

_BEYOND = 0.05  # metres that a void goes beyond the faces of its wall
_FRAME, _DEEP = 0.06, 0.08  # metres: the breadth and the depth of frames
_LEAF, _PANE = 0.04, 0.02  # metres: thicknesses
_SMALLEST = 0.05  # metres; a smaller opening is none

_WOOD, _WHITE = Look("Wood", (0.72, 0.56, 0.4)), Look("Frame", (0.95, 0.95, 0.95))
_GLASS, _HOLE = Look("Glass", (0.75, 0.87, 0.92), 0.7), Look("Void", (0.8, 0.8, 0.8))


def add_openings(book: Book, key: str, plan: FloorPlan, walls: Mapping[str, Entity], height: float) -> Iterator[Entity]:
    """Cut the voids into the walls; the doors and windows in them are returned."""
    numbers = {OpeningKind.DOOR: 0, OpeningKind.WINDOW: 0, OpeningKind.PASSAGE: 0}
    for opening in plan.openings:
        wall, host = plan.walls_by_id.get(opening.wall), walls.get(opening.wall)
        top = min(opening.head, height)
        if wall is None or host is None or min(opening.width, top - opening.sill) < _SMALLEST:
            continue
        numbers[opening.kind] += 1
        name = f"{opening.kind.value.capitalize()} {numbers[opening.kind]}"
        void = _void(book, f"{key} {opening.id}", wall, opening, top, host, name)
        if void is not None and opening.kind is OpeningKind.PASSAGE:
            book.tell(void, "ArchDesk", {"Confidence": float(opening.confidence)})
        elif void is not None:
            yield _filling(book, f"{key} {opening.id}", wall, opening, top, void, name)


def _void(book: Book, key: str, wall: Wall, opening: Opening, top: float, host: Entity, name: str) -> Entity | None:
    start, end = max(0.0, opening.offset - opening.width / 2), min(axis_of(wall).length, opening.offset + opening.width / 2)
    if end - start < _SMALLEST:
        return None
    frame = Frame(place_on(wall, start), axis_of(wall).at(opening.offset).direction, opening.sill)
    parts = polygons_in(axis_of(wall).strip(start, end, wall.thickness / 2 + _BEYOND))
    solids = [book.prism(frame.area(part), 0.0, top - opening.sill, _HOLE) for part in parts]
    void = book.rooted(
        "IfcOpeningElement",
        f"{key} void",
        Name=f"Opening of {name}",
        ObjectPlacement=book.placement(frame, host.ObjectPlacement),
        Representation=book.shape(solids),
        PredefinedType="OPENING",
    )
    book.relate("IfcRelVoidsElement", f"{key} voids", RelatingBuildingElement=host, RelatedOpeningElement=void)
    return void


def _filling(book: Book, key: str, wall: Wall, opening: Opening, top: float, void: Entity, name: str) -> Entity:
    """A door runs along its own x and opens towards its own y."""
    is_door, height = opening.kind is OpeningKind.DOOR, top - opening.sill
    along, half = axis_of(wall).at(opening.offset).direction, opening.width / 2
    is_back = is_door and opening.swing is Swing.RIGHT
    start = place_on(wall, opening.offset)
    axis = (-along[0], -along[1]) if is_back else along
    frame = Frame((start[0] - axis[0] * half, start[1] - axis[1] * half), axis, opening.sill)
    made = book.rooted(
        "IfcDoor" if is_door else "IfcWindow",
        key,
        Name=name,
        ObjectPlacement=book.placement(frame, void.ObjectPlacement),
        Representation=book.shape(list(_solids(book, opening, height))),
        Tag=opening.id,
        OverallHeight=float(height),
        OverallWidth=float(opening.width),
        PredefinedType="DOOR" if is_door else "WINDOW",
    )
    if is_door:
        made.OperationType = _operation(opening, is_back=is_back)
    else:
        made.PartitioningType = "NOTDEFINED"
    book.tell(made, f"Pset_{'Door' if is_door else 'Window'}Common", {"IsExternal": wall.exterior})
    book.tell(made, "ArchDesk", {"Confidence": float(opening.confidence)})
    book.relate("IfcRelFillsElement", f"{key} fills", RelatingOpeningElement=void, RelatedBuildingElement=made)
    return made


def _operation(door: Opening, *, is_back: bool) -> str:
    """The word of IFC4 for how a door opens, as seen from where it opens to."""
    if door.swing is None:
        return "NOTDEFINED"
    if door.swing is Swing.FOLD:
        return "FOLDING_TO_LEFT" if door.leaves < 2 else "DOUBLE_DOOR_FOLDING"
    if door.swing is Swing.SLIDE:
        return "SLIDING_TO_LEFT" if door.leaves < 2 else "DOUBLE_DOOR_SLIDING"
    if door.leaves > 1:
        return "DOUBLE_DOOR_DOUBLE_SWING" if door.swing is Swing.BOTH else "DOUBLE_DOOR_SINGLE_SWING"
    side = "LEFT" if (door.hinge is Hinge.END) == is_back else "RIGHT"
    return f"DOUBLE_SWING_{side}" if door.swing is Swing.BOTH else f"SINGLE_SWING_{side}"


def _solids(book: Book, opening: Opening, height: float) -> Iterator[Entity]:
    """A frame, and a leaf or a pane in it; y is across the wall."""
    is_door, width = opening.kind is OpeningKind.DOOR, opening.width
    edge = min(_FRAME, width / 4, height / 4)
    look = _WOOD if is_door else _WHITE
    for x0, x1 in ((0.0, edge), (width - edge, width)):
        yield book.prism(_slab(x0, x1, _DEEP), 0.0, height, look)
    bottom = 0.0 if is_door else edge
    yield book.prism(_slab(edge, width - edge, _DEEP), height - edge, edge, look)
    if not is_door:
        yield book.prism(_slab(edge, width - edge, _DEEP), 0.0, edge, look)
    thickness = _LEAF if is_door else _PANE
    leaf = _slab(edge, width - edge, thickness)
    yield book.prism(leaf, bottom, height - edge - bottom, _WOOD if is_door else _GLASS)


def _slab(x0: float, x1: float, depth: float) -> Polygon:
    area: Polygon = box(x0, -depth / 2, x1, depth / 2)
    return area
