"""Doors and windows in their holes; equal ones share their meshes."""

import shapely

from archdesk.construct.doors import door_parts, leaf_material
from archdesk.construct.frames import Bay, Workshop
from archdesk.construct.materials import GLASS
from archdesk.construct.openings import Hole, Sides
from archdesk.construct.parts import placed
from archdesk.construct.windows import window_parts
from archdesk.geometry.axis import Axis
from archdesk.model.floorplan import OpeningKind, Wall
from archdesk.model.scene import Node


def opening_node(name: str, hole: Hole, axis: Axis, wall: Wall, sides: Sides, shop: Workshop) -> Node:
    """The door or window in its hole, at the middle of the hole's foot; x runs along the wall."""
    opening, place = hole.opening, axis.at(hole.middle)
    bay = Bay(opening, wall, round(hole.width, 4), round(hole.height, 4), hole.start, axis.length - hole.end, sides)
    is_door = opening.kind is OpeningKind.DOOR
    meshes, parts = door_parts(bay, shop) if is_door else window_parts(bay, hole.sill, shop.shelf)
    measures = {"width": hole.width, "height": hole.height, "sill": hole.sill, "head": hole.head}
    extras = shop.register.extras(
        opening.id,
        opening.kind.value,
        measures,
        leaf_material(bay).name if is_door else GLASS.name,
        shapely.get_coordinates(axis.strip(hole.start, hole.end, wall.thickness / 2)).tolist(),
        opening.confidence,
        wall=wall.id,
        hinge=opening.hinge.value if opening.hinge else None,
        swing=opening.swing.value if opening.swing else None,
        leaves=opening.leaves,
    )
    return Node(name, meshes, parts, extras, placed(place.point, hole.sill), place.angle)
