"""Doors and windows: frames, leaves on their hinges, panes; equal ones share their meshes."""

import math
from collections.abc import Sequence

import shapely
from shapely import Polygon

from archdesk.construct.axis import Axis
from archdesk.construct.materials import ENTRANCE, FRAME, GLASS, HANDLE, LEAF
from archdesk.construct.openings import Hole
from archdesk.construct.parts import Register, Shelf, mesh_of, placed
from archdesk.geometry.solids import Solid, block, extrude, join
from archdesk.model.floorplan import Hinge, OpeningKind, Wall
from archdesk.model.scene import Material, Mesh, Node

_DOOR_FRAME = 0.05  # the face of a door frame
_ARCHITRAVE = 0.008  # how far a door frame stands out of the wall
_LEAF = 0.04  # the thickness of a leaf
_GAP = 0.004  # between leaf and frame or floor
_HANDLE_HEIGHT = 1.05
_WINDOW_FRAME = 0.06  # the face of a window frame
_WINDOW_DEPTH = 0.07
_PANE = 0.02  # a double pane
_CASEMENT = 1.0  # a wider window has more than one casement
_WIDEST_LEAF = 1.25  # a wider door has more than one leaf


def opening_node(name: str, hole: Hole, axis: Axis, wall: Wall, register: Register, shelf: Shelf) -> Node:
    """The door or window in its hole, at the middle of the hole's foot; x runs along the wall."""
    opening, place = hole.opening, axis.at(hole.middle)
    is_door = opening.kind is OpeningKind.DOOR
    leaf = ENTRANCE if wall.exterior else LEAF
    measures = {"width": hole.width, "height": hole.height, "sill": hole.sill, "head": hole.head}
    extras = register.extras(
        opening.id,
        opening.kind.value,
        measures,
        leaf.name if is_door else GLASS.name,
        shapely.get_coordinates(axis.strip(hole.start, hole.end, wall.thickness / 2)).tolist(),
        opening.confidence,
        wall=wall.id,
        hinge=opening.hinge.value if opening.hinge else None,
        swing=opening.swing.value if opening.swing else None,
        leaves=opening.leaves,
    )
    width, height = round(hole.width, 4), round(hole.height, 4)
    if is_door:
        depth = round(wall.thickness, 3)
        frame = shelf.get(("door frame", width, height, depth), lambda: _door_frame(width, height, depth))
        return Node(name, frame, _leaves(hole, width, height, leaf, shelf), extras, placed(place.point), place.angle)
    casements = max(opening.leaves, math.ceil(width / _CASEMENT - 0.25))
    window = shelf.get(("window", width, height, casements), lambda: _window(width, height, casements))
    return Node(name, window, (), extras, placed(place.point, hole.sill), place.angle)


def _across(area: Polygon, depth: float) -> Solid:
    """An area seen from the front (x to the right, y up) as a solid of so much depth about the middle of the wall."""
    solid = extrude(area, -depth / 2, depth / 2)
    turned = (0, 2, 1)
    flip = (1, -1, 1)
    return Solid(solid.positions[:, turned] * flip, solid.normals[:, turned] * flip, solid.triangles)


def _door_frame(width: float, height: float, depth: float) -> tuple[Mesh, ...]:
    half, face = width / 2, min(_DOOR_FRAME, width / 6)
    outside = shapely.box(-half, 0, half, height)
    inside = shapely.box(-half + face, -1, half - face, height - face)
    return (mesh_of("Door frame", _across(outside - inside, depth + 2 * _ARCHITRAVE), FRAME),)


def _leaves(hole: Hole, width: float, height: float, material: Material, shelf: Shelf) -> tuple[Node, ...]:
    """Each leaf as a node on its hinge, so that turning the node opens the door."""
    face = min(_DOOR_FRAME, width / 6)
    clear, leaves = width - 2 * face, 2 if hole.opening.leaves > 1 or width > _WIDEST_LEAF + 2 * _DOOR_FRAME else 1
    span, rise = round(clear / leaves - _GAP, 4), round(height - face - 2 * _GAP, 4)
    meshes = shelf.get(("leaf", span, rise, material.name), lambda: _leaf(span, rise, material))
    edge = clear / 2 - _GAP / 2
    left = Node("Leaf", meshes, (), {"kind": "leaf"}, (-edge, _GAP, 0.0))
    right = Node("Leaf", meshes, (), {"kind": "leaf"}, (edge, _GAP, 0.0), math.pi)
    if leaves > 1:
        return left, right
    return (right,) if hole.opening.hinge is Hinge.END else (left,)


def _leaf(span: float, rise: float, material: Material) -> tuple[Mesh, ...]:
    """A leaf that hangs at x = 0, with its handles on both sides."""
    leaf = block((0, -_LEAF / 2, 0), (span, _LEAF / 2, rise))
    grip = min(_HANDLE_HEIGHT, rise * 0.5)
    handles = [
        block((span - 0.18, min(side, side * 1.9), grip - 0.01), (span - 0.05, max(side, side * 1.9), grip + 0.01))
        for side in (_LEAF / 2 + 0.001, -_LEAF / 2 - 0.001)
    ]
    return mesh_of("Door leaf", leaf, material), mesh_of("Door handle", join(handles), HANDLE)


def _window(width: float, height: float, casements: int) -> tuple[Mesh, ...]:
    half, face = width / 2, min(_WINDOW_FRAME, width / (4 * casements), height / 4)
    step = (width - face) / casements
    panes = [shapely.box(-half + face + i * step, face, -half + (i + 1) * step, height - face) for i in range(casements)]
    frame = _across(shapely.box(-half, 0, half, height) - shapely.union_all(panes), _WINDOW_DEPTH)
    glass: Sequence[Solid] = [_across(pane, _PANE) for pane in panes]
    return mesh_of("Window frame", frame, FRAME), mesh_of("Window pane", join(glass), GLASS)
