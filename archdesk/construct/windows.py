"""Windows: a frame, a sill, and casements in it; tall ones are glazed from the floor, wide ones parted by mullions."""

import math

import shapely

from archdesk.construct.frames import PANE, Bay, across, sash
from archdesk.construct.materials import FRAME, GLASS, SILL
from archdesk.construct.parts import Shelf, mesh_of
from archdesk.geometry.solids import block, join
from archdesk.model.scene import Mesh, Node

_FACE = 0.05  # metres; the face of the frame
_DEPTH = 0.07
_GAP = 0.003  # between a frame and its casement
_SILL = 0.03
_SILL_OUT = 0.03  # how far a sill stands out of the wall
_PARAPET = 0.2  # a window over a lower one has no sill
_CASEMENT = 1.0  # a wider window has more than one casement
_FRONT = 2.0  # what is wider and reaches the floor is a glazed front
_FRONT_PANE = 1.2  # from mullion to mullion of a glazed front
_TRANSOM = 2.1  # taller fronts have a bar as high as doors are
_FANLIGHT = 0.4  # what is left above the bar is at least so high


def window_parts(bay: Bay, sill: float, shelf: Shelf) -> tuple[tuple[Mesh, ...], tuple[Node, ...]]:
    """The meshes of a window at the middle of its foot, and its casements."""
    if sill <= _PARAPET and bay.width > _FRONT:
        return shelf.get(("front", bay.width, bay.height), lambda: _front(bay.width, bay.height)), ()
    ledge = _SILL if sill > _PARAPET and bay.height > 4 * _SILL else 0.0
    count = max(bay.opening.leaves, math.ceil(bay.width / _CASEMENT - 0.25))
    key = ("window", bay.width, bay.height, count, ledge and bay.depth)
    frame = shelf.get(key, lambda: _frame(bay, ledge, count))
    face = _face_of(bay.width, bay.height, count)
    step = (bay.width - face) / count
    width, height = round(step - face - 2 * _GAP, 4), round(bay.height - ledge - 2 * face - 2 * _GAP, 4)
    casement = sash(width, height, shelf)
    places = [(-bay.width / 2 + face + i * step + _GAP, ledge + face + _GAP, 0.0) for i in range(count)]
    return frame, tuple(Node("Casement", casement, (), {"kind": "casement"}, place) for place in places)


def _face_of(width: float, height: float, count: int) -> float:
    return min(_FACE, width / (5 * count), height / 8)


def _frame(bay: Bay, ledge: float, count: int) -> tuple[Mesh, ...]:
    half, face = bay.width / 2, _face_of(bay.width, bay.height, count)
    step = (bay.width - face) / count
    lights = [
        shapely.box(-half + face + i * step, ledge + face, -half + (i + 1) * step, bay.height - face) for i in range(count)
    ]
    frame = across(shapely.box(-half, ledge, half, bay.height) - shapely.union_all(lights), _DEPTH)
    meshes = (mesh_of("Window frame", frame, FRAME),)
    if not ledge:
        return meshes
    reach = bay.depth / 2 + _SILL_OUT
    return (*meshes, mesh_of("Window sill", block((-half, -reach, 0), (half, reach, ledge)), SILL))


def _front(width: float, height: float) -> tuple[Mesh, ...]:
    """Panes from floor to head between mullions, with a bar where the front is taller than a door."""
    count = math.ceil(width / _FRONT_PANE - 0.25)
    half, step = width / 2, (width - _FACE) / count
    bars = [(0.0, _TRANSOM), (_TRANSOM, height)] if height > _TRANSOM + _FANLIGHT else [(0.0, height)]
    panes = [
        shapely.box(-half + _FACE + i * step, low + (_FACE if low == 0 else 0), -half + (i + 1) * step, high - _FACE)
        for i in range(count)
        for low, high in bars
    ]
    frame = across(shapely.box(-half, 0, half, height) - shapely.union_all(panes), _DEPTH)
    glass = join([across(pane, PANE) for pane in panes])
    return mesh_of("Glazed front", frame, FRAME), mesh_of("Pane", glass, GLASS)
