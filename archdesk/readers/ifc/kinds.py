"""What the classes of IFC are called here: a kind for programs, a group and a word for people."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """``name`` is what a node's extras tell; ``group`` heads its kind in a storey."""

    name: str
    group: str
    word: str


OTHER = Kind("element", "Other elements", "Element")
SITE = Kind("site", "Site", "Site")
GAP = Kind("passage", "Passages", "Passage")
"""A hole in a wall that nothing fills; it is in the plan and no thing in the building."""

_KINDS = {
    "IfcWall": Kind("wall", "Walls", "Wall"),
    "IfcCurtainWall": Kind("curtain-wall", "Curtain walls", "Curtain wall"),
    "IfcDoor": Kind("door", "Doors", "Door"),
    "IfcWindow": Kind("window", "Windows", "Window"),
    "IfcSpace": Kind("room", "Rooms", "Room"),
    "IfcSlab": Kind("slab", "Slabs", "Slab"),
    "IfcRoof": Kind("roof", "Roofs", "Roof"),
    "IfcStair": Kind("stair", "Stairs", "Stair"),
    "IfcStairFlight": Kind("stair", "Stairs", "Flight of stairs"),
    "IfcRamp": Kind("ramp", "Ramps", "Ramp"),
    "IfcRampFlight": Kind("ramp", "Ramps", "Ramp"),
    "IfcRailing": Kind("railing", "Railings", "Railing"),
    "IfcColumn": Kind("column", "Columns", "Column"),
    "IfcBeam": Kind("beam", "Beams", "Beam"),
    "IfcMember": Kind("member", "Members", "Member"),
    "IfcPlate": Kind("plate", "Plates", "Plate"),
    "IfcCovering": Kind("covering", "Coverings", "Covering"),
    "IfcFooting": Kind("footing", "Foundations", "Footing"),
    "IfcPile": Kind("footing", "Foundations", "Pile"),
    "IfcChimney": Kind("chimney", "Chimneys", "Chimney"),
    "IfcShadingDevice": Kind("shading", "Shading", "Shading device"),
    "IfcBuildingElementPart": Kind("part", "Parts", "Part"),
    "IfcElementAssembly": Kind("assembly", "Assemblies", "Assembly"),
    "IfcFurnishingElement": Kind("furniture", "Furniture", "Furniture"),
    "IfcTransportElement": Kind("transport", "Transport", "Transport element"),
    "IfcTransportationDevice": Kind("transport", "Transport", "Transport element"),
    "IfcSanitaryTerminal": Kind("fixture", "Fixtures", "Sanitary fixture"),
    "IfcDistributionElement": Kind("service", "Services", "Service"),
    "IfcGeographicElement": Kind("plant", "Surroundings", "Geographic element"),
    "IfcCivilElement": Kind("civil", "Surroundings", "Civil element"),
    "IfcBuildingElementProxy": Kind("element", "Other elements", "Element"),
    "IfcSite": SITE,
    "IfcOpeningElement": GAP,
}


def kind_of(classes: Sequence[str]) -> Kind:
    """The kind of the nearest class that has one; ``classes`` run from a product's own class upwards."""
    return next((_KINDS[name] for name in classes if name in _KINDS), OTHER)
