"""Columns and fixtures: plain bodies over their outlines."""

from archdesk.construct.materials import CERAMIC, COLUMN, FABRIC, LACQUER, STEEL, TIMBER
from archdesk.construct.parts import Register, mesh_of
from archdesk.construct.slabs import area_of
from archdesk.geometry.solids import extrude, join
from archdesk.model.floorplan import Column, Fixture
from archdesk.model.scene import Material, Node

_KINDS: dict[str, tuple[float, Material]] = {
    "toilet": (0.42, CERAMIC),
    "basin": (0.85, CERAMIC),
    "sink": (0.9, STEEL),
    "bath": (0.58, CERAMIC),
    "shower": (0.08, CERAMIC),
    "stove": (0.9, STEEL),
    "kitchen": (0.9, TIMBER),
    "bed": (0.5, FABRIC),
    "sofa": (0.7, FABRIC),
    "chair": (0.8, TIMBER),
    "table": (0.74, TIMBER),
    "wardrobe": (2.0, TIMBER),
    "car": (1.45, LACQUER),
}
_OTHER = (0.8, TIMBER)
"""How high things of each kind are, in metres, and what they are of."""


def column_node(column: Column, number: int, height: float, register: Register) -> Node | None:
    """A column from the floor to the top of its storey; nothing where its outline is no area."""
    areas = area_of(column.polygon)
    if not areas:
        return None
    measures = {"height": height, "area": sum(area.area for area in areas)}
    extras = register.extras(column.id, "column", measures, COLUMN.name, column.polygon, column.confidence)
    solid = join([extrude(area, 0.0, height) for area in areas])
    return Node(f"Column {number}", (mesh_of("Column", solid, COLUMN),), (), extras)


def fixture_node(fixture: Fixture, number: int, register: Register) -> Node | None:
    """A fixture as a block of a usual height; nothing where its outline is no area."""
    areas = area_of(fixture.polygon)
    if not areas:
        return None
    height, material = _KINDS.get(fixture.kind, _OTHER)
    measures = {"height": height, "area": sum(area.area for area in areas)}
    extras = register.extras(
        fixture.id, "fixture", measures, material.name, fixture.polygon, fixture.confidence, fixture=fixture.kind
    )
    name = fixture.kind.capitalize() or "Fixture"
    solid = join([extrude(area, 0.0, height) for area in areas])
    return Node(f"{name} {number}", (mesh_of(name, solid, material),), (), extras)
