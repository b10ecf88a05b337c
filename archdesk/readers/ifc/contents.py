"""What a model says of its storeys and products: names, places in the tree, materials and measures."""

from collections.abc import Iterator

from archdesk.readers.ifc.definitions import (
    floor_area_of,
    has_body,
    length_of,
    line_of,
    number_of,
    property_sets,
    says_external,
    told_of,
    types_of,
)
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
_MOST_STOREYS = 1_000


def facts_of(model: Model) -> Facts:
    """All that is told but the shapes; products that cannot be asked are counted."""
    unit, area_unit = unit_of(model), unit_of(model, "AREAUNIT")
    names: dict[str, tuple[str, ...]] = {}
    none = {entity.id() for name in NO_THINGS for entity in entities(model, name) if not is_gap(entity)}
    storeys = tuple(_storey(entity, unit) for entity in entities(model, "IfcBuildingStorey"))
    things = [entity for entity in entities(model, "IfcProduct") if entity.id() not in none]
    found = [_product(model, names, entity, unit, area_unit) for entity in things]
    products = tuple(product for product in found if product is not None)
    return Facts(schema_of(model), unit, storeys, products, len(found) - len(products))


def is_gap(entity: Entity) -> bool:
    """Whether an entity is a hole in a wall that nothing fills."""
    voided = [relation.RelatingBuildingElement for relation in related(entity, "VoidsElements")]
    return bool(voided) and bool(voided[0].is_a("IfcWall")) and not related(entity, "HasFillings")


def _storey(entity: Entity, unit: float) -> StoreyFacts:
    elevation = _number(entity, "Elevation")
    name = _text(entity, "Name") or _text(entity, "LongName")
    level = asked(lambda: told_of(entity).get("Level"), None)
    return StoreyFacts(
        entity.id(),
        name,
        height_of(entity, unit),
        None if elevation is None else elevation * unit,
        asked(lambda: length_of(entity, "GrossHeight", unit), None),
        asked(lambda: length_of(entity, "NetHeight", unit), None),
        level if isinstance(level, int) and abs(level) < _MOST_STOREYS else None,
    )


def _product(
    model: Model, names: dict[str, tuple[str, ...]], entity: Entity, unit: float, area_unit: float
) -> ProductFacts | None:
    def product() -> ProductFacts | None:
        whole, host, is_wall = _whole(entity), _host(entity), bool(entity.is_a("IfcWall"))
        width, height = _number(entity, "OverallWidth"), _number(entity, "OverallHeight")
        tall = length_of(entity, "Height", unit) if is_wall else None
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
            is_drawn=has_body(entity),
            is_external=is_wall and any(says_external(held) for held in property_sets(entity)),
            width=None if width is None else width * unit,
            height=tall if height is None else height * unit,
            area=floor_area_of(entity, area_unit) if entity.is_a("IfcSpace") else None,
            risers=_risers(entity),
            operation=_operation(entity) if entity.is_a("IfcDoor") else "",
            line=line_of(entity, unit) if is_wall else (),
            thickness=length_of(entity, "Width", unit) if is_wall else None,
            told=told_of(entity),
        )

    return asked(product, None)


def _text(entity: Entity, name: str) -> str:
    return " ".join(str(attribute(entity, name) or "").split())[:_LONGEST_NAME]


def _number(entity: Entity, name: str) -> float | None:
    value = attribute(entity, name)
    return float(value) if isinstance(value, int | float) and abs(value) < 1e12 else None


def _risers(entity: Entity) -> int:
    own = _number(entity, "NumberOfRisers") or _number(entity, "NumberOfRiser")
    return int(own or (number_of(entity, "NumberOfRiser") if entity.is_a("IfcStair") else 0) or 0)


def _whole(entity: Entity) -> Entity | None:
    """What the entity is a part of."""
    for relations in (related(entity, "Decomposes"), related(entity, "Nests")):
        for relation in relations:
            return relation.RelatingObject
    return None


def _host(entity: Entity) -> Entity | None:
    """The wall or slab whose hole the entity fills or is."""
    for voiding in related(entity, "VoidsElements"):
        return voiding.RelatingBuildingElement
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


def _operation(door: Entity) -> str:
    """How a door opens: what it says itself, or its type."""
    told = (attribute(one, "OperationType") for one in (door, *types_of(door)))
    return next((str(one) for one in told if one and one not in ("NOTDEFINED", "USERDEFINED")), "")


def _materials(entity: Entity) -> Iterator[str]:
    relations = [relation for relation in related(entity, "HasAssociations") if relation.is_a("IfcRelAssociatesMaterial")]
    own = [relation.RelatingMaterial for relation in relations]
    for material in own or [found for type_ in types_of(entity) for found in _own_materials(type_)]:
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
