"""What a model says of its storeys and products: names, places in the tree, materials and measures."""

from collections.abc import Iterator

from archdesk.readers.ifc.engine import (
    Entity,
    Model,
    asked,
    attribute,
    classes_of,
    entities,
    height_of,
    related,
    schema_of,
    unit_of,
)
from archdesk.readers.ifc.facts import Facts, ProductFacts, StoreyFacts

# What is no thing that stands: holes, the spatial tree above rooms, lines and marks, ports, loads and their models.
NO_THINGS = (
    "IfcFeatureElementSubtraction",
    "IfcBuilding",
    "IfcBuildingStorey",
    "IfcFacility",
    "IfcFacilityPart",
    "IfcExternalSpatialStructureElement",
    "IfcExternalSpatialElement",
    "IfcSpatialZone",
    "IfcGrid",
    "IfcAnnotation",
    "IfcVirtualElement",
    "IfcPort",
    "IfcStructuralActivity",
    "IfcStructuralItem",
    "IfcAlignment",
    "IfcLinearElement",
    "IfcPositioningElement",
    "IfcReferent",
)
_DEEPEST = 32  # parts of parts; deeper ones go in circles
_LONGEST_NAME = 200  # signs
_AREAS = ("NetFloorArea", "GSA Space Areas", "Net Area", "GrossFloorArea", "NetArea", "Area")


def facts_of(model: Model) -> Facts:
    """All that is told but the shapes; products that cannot be asked are counted."""
    unit, area_unit = unit_of(model), unit_of(model, "AREAUNIT")
    names: dict[str, tuple[str, ...]] = {}
    none = {entity.id() for name in NO_THINGS for entity in entities(model, name)}
    storeys = tuple(_storey(entity, unit) for entity in entities(model, "IfcBuildingStorey"))
    things = [entity for entity in entities(model, "IfcProduct") if entity.id() not in none]
    found = [_product(model, names, entity, unit, area_unit) for entity in things]
    products = tuple(product for product in found if product is not None)
    return Facts(schema_of(model), unit, storeys, products, len(found) - len(products))


def _storey(entity: Entity, unit: float) -> StoreyFacts:
    elevation = _number(entity, "Elevation")
    name = _text(entity, "Name") or _text(entity, "LongName")
    return StoreyFacts(entity.id(), name, height_of(entity, unit), None if elevation is None else elevation * unit)


def _product(
    model: Model, names: dict[str, tuple[str, ...]], entity: Entity, unit: float, area_unit: float
) -> ProductFacts | None:
    def product() -> ProductFacts | None:
        width, height = _number(entity, "OverallWidth"), _number(entity, "OverallHeight")
        whole, host = _whole(entity), _host(entity)
        return ProductFacts(
            id=entity.id(),
            classes=classes_of(model, names, entity),
            guid=str(entity.GlobalId),
            name=_text(entity, "Name"),
            long_name=_text(entity, "LongName"),
            material=asked(lambda: ", ".join(dict.fromkeys(_materials(entity))), ""),
            storey=_storey_of(entity),
            whole=whole.id() if whole is not None and whole.is_a("IfcElement") and entity.is_a("IfcElement") else 0,
            host=host.id() if host is not None else 0,
            is_drawn=entity.Representation is not None,
            is_external=entity.is_a("IfcWall") and any(_says_external(held) for held in _property_sets(entity)),
            width=None if width is None else width * unit,
            height=None if height is None else height * unit,
            area=_area(entity, area_unit) if entity.is_a("IfcSpace") else None,
            risers=int(_number(entity, "NumberOfRisers") or _number(entity, "NumberOfRiser") or 0),
            operation=_operation(entity) if entity.is_a("IfcDoor") else "",
        )

    return asked(product, None)


def _text(entity: Entity, name: str) -> str:
    return " ".join(str(attribute(entity, name) or "").split())[:_LONGEST_NAME]


def _number(entity: Entity, name: str) -> float | None:
    value = attribute(entity, name)
    return float(value) if isinstance(value, int | float) and abs(value) < 1e12 else None


def _whole(entity: Entity) -> Entity | None:
    """What the entity is a part of."""
    for relations in (related(entity, "Decomposes"), related(entity, "Nests")):
        for relation in relations:
            return relation.RelatingObject
    return None


def _host(entity: Entity) -> Entity | None:
    """The wall or slab whose hole the entity fills."""
    for filling in related(entity, "FillsVoids"):
        for voiding in related(filling.RelatingOpeningElement, "VoidsElements"):
            return voiding.RelatingBuildingElement
    return None


def _storey_of(entity: Entity) -> int:
    """The storey that the entity stands in, over what contains it, what it is a part of, or what it is in."""
    here: Entity | None = entity
    for _ in range(_DEEPEST):
        if here is None:
            return 0
        if here.is_a("IfcBuildingStorey"):
            return int(here.id())
        here = _holder(here)
    return 0


def _holder(entity: Entity) -> Entity | None:
    for relation in related(entity, "ContainedInStructure"):
        return relation.RelatingStructure
    whole = asked(lambda: _whole(entity), None)
    return asked(lambda: _host(entity), None) if whole is None else whole


def _types(entity: Entity) -> Iterator[Entity]:
    """The types that say for many products at once what they are."""
    for relation in related(entity, "IsTypedBy") or related(entity, "IsDefinedBy"):
        if relation.is_a("IfcRelDefinesByType"):
            yield relation.RelatingType


def _property_sets(entity: Entity) -> Iterator[Entity]:
    for relation in related(entity, "IsDefinedBy"):
        if relation.is_a("IfcRelDefinesByProperties"):
            yield relation.RelatingPropertyDefinition
    for type_ in _types(entity):
        yield from type_.HasPropertySets or ()


def _says_external(held: Entity) -> bool:
    """Whether a set of common properties says that a wall is an outer one."""
    if not held.is_a("IfcPropertySet") or not str(held.Name).endswith("Common"):
        return False
    found = (one for one in held.HasProperties or () if one.Name == "IsExternal" and one.is_a("IfcPropertySingleValue"))
    return any(one.NominalValue is not None and bool(one.NominalValue.wrappedValue) for one in found)


def _area(entity: Entity, unit: float) -> float | None:
    """The area that the file's quantities tell; ``unit`` is theirs, in square metres."""
    told = {
        str(one.Name): float(one.AreaValue) * unit
        for held in _property_sets(entity)
        if held.is_a("IfcElementQuantity")
        for one in held.Quantities or ()
        if one.is_a("IfcQuantityArea")
    }
    return next((told[name] for name in _AREAS if told.get(name)), None)


def _operation(door: Entity) -> str:
    """How a door opens: what it says itself, or its type."""
    told = (attribute(one, "OperationType") for one in (door, *_types(door)))
    return next((str(one) for one in told if one and one not in ("NOTDEFINED", "USERDEFINED")), "")


def _materials(entity: Entity) -> Iterator[str]:
    relations = [relation for relation in related(entity, "HasAssociations") if relation.is_a("IfcRelAssociatesMaterial")]
    own = [relation.RelatingMaterial for relation in relations]
    for material in own or [found for type_ in _types(entity) for found in _own_materials(type_)]:
        yield from _material_names(material)


def _own_materials(entity: Entity) -> Iterator[Entity]:
    for relation in related(entity, "HasAssociations"):
        if relation.is_a("IfcRelAssociatesMaterial"):
            yield relation.RelatingMaterial


def _material_names(material: Entity) -> Iterator[str]:
    """The names of the materials in a material, a list, layers, profiles or constituents."""
    if material.is_a("IfcMaterial"):
        yield str(material.Name)
    elif material.is_a("IfcMaterialList"):
        yield from (str(one.Name) for one in material.Materials)
    elif material.is_a("IfcMaterialLayerSetUsage"):
        yield from _material_names(material.ForLayerSet)
    elif material.is_a("IfcMaterialLayerSet"):
        yield from (str(layer.Material.Name) for layer in material.MaterialLayers if layer.Material is not None)
    elif material.is_a("IfcMaterialProfileSetUsage"):
        yield from _material_names(material.ForProfileSet)
    elif material.is_a("IfcMaterialProfileSet"):
        yield from (str(one.Material.Name) for one in material.MaterialProfiles if one.Material is not None)
    elif material.is_a("IfcMaterialConstituentSet"):
        yield from (str(one.Material.Name) for one in material.MaterialConstituents or ())
