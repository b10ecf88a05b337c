"""Definitions that are attached to products: types, sets of properties, quantities, and the lines that walls follow."""

from collections.abc import Iterator

from archdesk.model.shapes import Point
from archdesk.readers.ifc.engine import Entity, attribute, placed_points, related

_AREAS = ("NetFloorArea", "GSA Space Areas", "Net Area", "GrossFloorArea", "NetArea", "Area")
_OURS = "ArchDesk"  # the set in which we write what IFC has no word for
_AXIS = "Axis"
_MOST_POINTS = 1_000  # of a wall's line


def types_of(entity: Entity) -> Iterator[Entity]:
    """The types that say for many products at once what they are."""
    for relation in related(entity, "IsTypedBy") or related(entity, "IsDefinedBy"):
        if relation.is_a("IfcRelDefinesByType"):
            yield relation.RelatingType


def property_sets(entity: Entity) -> Iterator[Entity]:
    for relation in related(entity, "IsDefinedBy"):
        if relation.is_a("IfcRelDefinesByProperties"):
            yield relation.RelatingPropertyDefinition
    for type_ in types_of(entity):
        yield from type_.HasPropertySets or ()


def says_external(held: Entity) -> bool:
    """Whether a set of common properties says that a wall is an outer one."""
    if not held.is_a("IfcPropertySet") or not str(held.Name).endswith("Common"):
        return False
    found = (one for one in held.HasProperties or () if one.Name == "IsExternal" and one.is_a("IfcPropertySingleValue"))
    return any(one.NominalValue is not None and bool(one.NominalValue.wrappedValue) for one in found)


def floor_area_of(entity: Entity, unit: float) -> float | None:
    """The area that the file's quantities tell; ``unit`` is theirs, in square metres."""
    told = {
        str(one.Name): float(one.AreaValue) * unit
        for held in property_sets(entity)
        if held.is_a("IfcElementQuantity")
        for one in held.Quantities or ()
        if one.is_a("IfcQuantityArea")
    }
    return next((told[name] for name in _AREAS if told.get(name)), None)


def length_of(entity: Entity, name: str, unit: float) -> float | None:
    """A length that the quantities tell, in metres."""
    for held in property_sets(entity):
        if held.is_a("IfcElementQuantity"):
            for one in held.Quantities or ():
                if one.is_a("IfcQuantityLength") and one.Name == name:
                    return float(one.LengthValue) * unit
    return None


def number_of(entity: Entity, name: str) -> float | None:
    """A number from the set of common properties."""
    held = (one for one in property_sets(entity) if one.is_a("IfcPropertySet") and str(one.Name).endswith("Common"))
    value = next((told for one in held for key, told in _values(one) if key == name), None)
    return float(value) if isinstance(value, int | float) else None


def told_of(entity: Entity) -> dict[str, str | float | bool]:
    """What ArchDesk wrote of a thing beyond what IFC has words for."""
    held = (one for one in property_sets(entity) if one.is_a("IfcPropertySet") and one.Name == _OURS)
    return {key: value for one in held for key, value in _values(one) if isinstance(value, str | int | float)}


def _values(held: Entity) -> Iterator[tuple[str, object]]:
    for one in held.HasProperties or ():
        if one.is_a("IfcPropertySingleValue") and one.NominalValue is not None:
            yield str(one.Name), one.NominalValue.wrappedValue


def has_body(entity: Entity) -> bool:
    """Whether the file draws more of a product than the line it follows."""
    shape = attribute(entity, "Representation")
    drawn = getattr(shape, "Representations", None) or ()
    return any(one.RepresentationIdentifier != _AXIS for one in drawn)


def line_of(entity: Entity, unit: float) -> tuple[Point, ...]:
    """The line that a wall follows, in metres of the world; empty where the file tells none in straight pieces."""
    shape = attribute(entity, "Representation")
    for drawn in getattr(shape, "Representations", None) or ():
        if drawn.RepresentationIdentifier == _AXIS and len(drawn.Items) == 1 and drawn.Items[0].is_a("IfcPolyline"):
            points = drawn.Items[0].Points
            if 2 <= len(points) <= _MOST_POINTS:
                return placed_points(entity, [tuple(point.Coordinates[:2]) for point in points], unit)
    return ()
