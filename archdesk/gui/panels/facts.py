"""What there is to say about one element, a storey or a whole document, as pairs of words."""

from collections.abc import Iterable, Mapping

from archdesk.model.floorplan import Column, Fixture, FloorPlan, Opening, Room, Scale, ScaleMethod, Stair, Survey, Wall
from archdesk.model.shapes import area_of

Fact = tuple[str, str]

_UNITS = {"area": " m²", "printed_area": " m²", "footprint": " m²", "volume": " m³"}
_METHODS = {
    ScaleMethod.USER: "given by you",
    ScaleMethod.DIMENSION_TEXT: "from dimensions",
    ScaleMethod.SCALE_TEXT: "from the printed scale",
    ScaleMethod.AREA_TEXT: "from printed areas",
    ScaleMethod.SCALE_BAR: "from the scale bar",
    ScaleMethod.FILE_UNIT: "from the file's unit",
    ScaleMethod.DOOR_WIDTH: "from door widths",
    ScaleMethod.ASSUMED: "assumed",
}


def scale_words(scale: Scale | None) -> str:
    """How sure the scale is and where it comes from."""
    if scale is None:
        return "Scale unknown"
    return f"Scale {_METHODS[scale.method]}, {scale.confidence:.0%} sure"


def element_facts(survey: Survey, element: str) -> tuple[str, tuple[Fact, ...]] | None:
    """A heading and the facts of an element, or None if there is no such element."""
    for storey in survey.storeys:
        if element == f"storey:{storey.level}":
            return storey.name, storey_facts(storey)
        for one in elements_of(storey):
            if one.id == element:
                heading, facts = _describe(one, storey)
                return heading, (*facts, ("Storey", storey.name), ("Confidence", f"{one.confidence:.0%}"))
    return None


def part_facts(extras: Mapping[str, object]) -> tuple[Fact, ...]:
    """The facts that the model itself tells of an element."""
    measures = extras.get("measures")
    told = measures.items() if isinstance(measures, dict) else ()
    facts = [(str(name).replace("_", " ").capitalize(), f"{value:.2f}{_UNITS.get(name, ' m')}") for name, value in told]
    words = (("Material", "material"), ("Storey", "storey"), ("Class", "class"), ("GlobalId", "GlobalId"))
    return (*facts, *((label, str(extras[name])) for label, name in words if extras.get(name)))


def storey_facts(storey: FloorPlan) -> tuple[Fact, ...]:
    facts = [
        ("Elevation", f"{storey.elevation:.2f} m"),
        ("Height", f"{storey.height:.2f} m"),
        ("Rooms", f"{len(storey.rooms)}, {sum(room.area for room in storey.rooms):.1f} m²"),
        ("Walls", str(len(storey.walls))),
        ("Openings", str(len(storey.openings))),
        ("Scale", scale_words(storey.scale).removeprefix("Scale ")),
    ]
    if storey.sheet is not None:
        facts.append(("Page", str(storey.sheet.page + 1)))
    return tuple(facts)


def elements_of(storey: FloorPlan) -> Iterable[Wall | Opening | Room | Column | Stair | Fixture]:
    return (*storey.walls, *storey.openings, *storey.rooms, *storey.columns, *storey.stairs, *storey.fixtures)


def _describe(one: Wall | Opening | Room | Column | Stair | Fixture, storey: FloorPlan) -> tuple[str, tuple[Fact, ...]]:
    match one:
        case Wall():
            return f"Wall {one.id}", _wall(one, storey)
        case Opening():
            return f"{one.kind.value.capitalize()} {one.id}", _opening(one)
        case Room():
            return one.name or f"Room {one.id}", _room(one)
        case Stair():
            return f"Stair {one.id}", (("Steps", str(one.risers or "unknown")),)
        case Column():
            return f"Column {one.id}", (("Area", f"{abs(area_of(one.polygon)):.2f} m²"),)
        case Fixture():
            return one.kind.capitalize(), (("Angle", f"{one.angle:.0f}°"),)


def _wall(wall: Wall, storey: FloorPlan) -> tuple[Fact, ...]:
    return (
        ("Length", f"{wall.length:.2f} m"),
        ("Thickness", f"{wall.thickness * 100:.0f} cm"),
        ("Height", f"{wall.height or storey.height:.2f} m"),
        ("Place", "outer wall" if wall.exterior else "inner wall"),
    )


def _opening(opening: Opening) -> tuple[Fact, ...]:
    facts = [
        ("Width", f"{opening.width:.2f} m"),
        ("Height", f"{opening.head - opening.sill:.2f} m"),
        ("Sill", f"{opening.sill:.2f} m"),
        ("In wall", opening.wall),
    ]
    if opening.swing is not None:
        facts.append(("Swing", opening.swing.value))
    return tuple(facts)


def _room(room: Room) -> tuple[Fact, ...]:
    facts = [("Area", f"{room.area:.2f} m²"), ("Use", room.use.value)]
    if room.printed_area is not None:
        facts.insert(1, ("Printed area", f"{room.printed_area:.2f} m²"))
    return tuple(facts)
