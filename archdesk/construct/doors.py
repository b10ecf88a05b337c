"""Doors: a frame, and leaves that turn, slide, fold or lift, each on a node that stands where it moves."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import shapely

from archdesk.construct.frames import Bay, Workshop, across, sash
from archdesk.construct.materials import ENTRANCE, FRAME, GATE, HANDLE, LEAF
from archdesk.construct.parts import mesh_of
from archdesk.geometry.solids import block, join
from archdesk.model.floorplan import Hinge, Swing
from archdesk.model.scene import Json, Material, Mesh, Motion, Node, Pose

_FACE = 0.05  # metres; the face of a door frame
_ARCHITRAVE = 0.008  # how far a door frame stands out of the wall
_LEAF = 0.04  # the thickness of a leaf
_GAP = 0.004  # between leaf and frame or floor
_HANDLE_HEIGHT = 1.05
_HANDLE_LENGTH = 0.13
_WIDEST_LEAF = 1.25  # a wider door has more than one leaf
_WIDEST_SLIDER = 1.6
_WIDEST_PANEL = 0.6  # of a folding door
_GATE = 2.0  # a wider door of one leaf, of which no swing is drawn, lifts, or slides where people stay
_SECTION = 0.4  # the least height of a lifting door's parts
_GROOVE = 0.012  # between two of them
_CEILING = 0.25  # under the next floor: the slab and what hangs from it
_OPEN = math.pi / 2
_FOLDED = math.radians(84)  # panels that fold do not lie in each other
_TRACKS = 0.06  # between the two tracks of a sliding door


@dataclass(frozen=True, slots=True)
class _Doorway:
    """The frame's inside, and how leaves in it are made and moved."""

    bay: Bay
    face: float
    shop: Workshop

    @property
    def clear(self) -> float:
        return self.bay.width - 2 * self.face

    @property
    def edge(self) -> float:
        return self.clear / 2 - _GAP / 2

    @property
    def rise(self) -> float:
        return round(self.bay.height - self.face - 2 * _GAP, 4)

    @property
    def material(self) -> Material:
        return leaf_material(self.bay)

    def span(self, leaves: int) -> float:
        """The width of each of so many leaves."""
        return round(self.clear / leaves - _GAP, 4)

    def leaf(self, span: float) -> tuple[Mesh, ...]:
        """A leaf from x = 0 on."""
        rise, material = self.rise, self.material
        return self.shop.shelf.get(("leaf", span, rise, material.name), lambda: _leaf(span, rise, material))

    def mover(
        self,
        name: str,
        pose: Callable[[float], Pose],
        way: dict[str, Json],
        held: tuple[Node, ...],
        meshes: tuple[Mesh, ...] = (),
    ) -> Node:
        """A node that moves from closed (0) to open (1)."""
        style = self.shop.style
        now = pose(min(max(style.open_doors, 0.0), 180.0) / 90)
        motion = Motion(pose(0.0), pose(1.0)) if style.animations else None
        return Node(name, meshes, held, way, now.place, now.turn, motion)


def leaf_material(bay: Bay) -> Material:
    return ENTRANCE if bay.wall.exterior else LEAF


def door_parts(bay: Bay, shop: Workshop) -> tuple[tuple[Mesh, ...], tuple[Node, ...]]:
    """The frame's meshes at the middle of the door's foot, and the leaves on the nodes that move them."""
    face = min(_FACE, bay.width / 6)
    frame = shop.shelf.get(("door frame", bay.width, bay.height, bay.depth), lambda: _frame(bay, face))
    return frame, _leaves_of(_Doorway(bay, face, shop))


def _leaves_of(door: _Doorway) -> tuple[Node, ...]:
    opening = door.bay.opening
    if opening.swing is Swing.SLIDE:
        return _sliding(door)
    if opening.swing is Swing.FOLD:
        return _folding(door)
    if opening.swing is None and opening.leaves == 1 and opening.hinge is None and door.bay.width > _GATE:
        return _sliding(door) if door.bay.is_lived_in else _lifting(door)
    if opening.leaves > 1 or door.bay.width > _WIDEST_LEAF + 2 * _FACE:
        span = door.span(2)
        return _hinged(door, span, at_start=True), _hinged(door, span, at_start=False)
    return (_hinged(door, door.span(1), at_start=opening.hinge is not Hinge.END),)


def _frame(bay: Bay, face: float) -> tuple[Mesh, ...]:
    half = bay.width / 2
    outside = shapely.box(-half, 0, half, bay.height)
    inside = shapely.box(-half + face, -1, half - face, bay.height - face)
    return (mesh_of("Door frame", across(outside - inside, bay.depth + 2 * _ARCHITRAVE), FRAME),)


def _hinged(door: _Doorway, span: float, *, at_start: bool) -> Node:
    """A leaf on its hinge, on the face of the wall that it opens to; in the middle where it swings both ways."""
    swing = door.bay.opening.swing
    side = -1 if swing is Swing.RIGHT else 1
    sign = side if at_start else -side
    across_wall = 0.0 if swing is Swing.BOTH else door.bay.depth / 2 + _ARCHITRAVE
    inset = 0.0 if swing is Swing.BOTH else sign * _LEAF / 2
    place = (-door.edge if at_start else door.edge, _GAP, -side * across_wall)
    closed = 0.0 if at_start else math.pi
    leaf = Node("Leaf", door.leaf(span), (), {"kind": "leaf"}, (0.0, 0.0, inset))
    way: dict[str, Json] = {"kind": "hinge", "opens": {"turn": 90 * sign}}
    return door.mover("Hinge", lambda share: Pose(place, closed + sign * share * _OPEN), way, (leaf,))


def _sliding(door: _Doorway) -> tuple[Node, ...]:
    """Leaves that run into the wall, or outside, with glass, one before the other."""
    bay = door.bay
    if bay.wall.exterior and (bay.opening.leaves > 1 or bay.width > _WIDEST_SLIDER):
        return _patio(door)
    if bay.opening.leaves > 1 or bay.width > _WIDEST_SLIDER:
        span = door.span(2)
        return _slider(door, -door.edge, -span, span), _slider(door, _GAP / 2, span, span)
    span = door.span(1)
    to_start = bay.opening.hinge is Hinge.START if bay.opening.hinge else bay.before >= bay.behind
    return (_slider(door, -door.edge, -span if to_start else span, span),)


def _patio(door: _Doorway) -> tuple[Node, ...]:
    span = round(door.clear / 2, 4)
    glazed = sash(span, door.rise, door.shop.shelf)
    still = Node("Leaf", glazed, (), {"kind": "leaf"}, (-door.clear / 2, _GAP, -_TRACKS / 2))
    return still, _slider(door, 0.0, -span, span, glazed, _TRACKS / 2)


def _slider(door: _Doorway, start: float, way: float, span: float, meshes: tuple[Mesh, ...] = (), depth: float = 0.0) -> Node:
    told: dict[str, Json] = {"kind": "slider", "opens": {"along": round(way, 4)}}
    leaf = Node("Leaf", meshes or door.leaf(span), (), {"kind": "leaf"})
    return door.mover("Slider", lambda share: Pose((start + min(share, 1.0) * way, _GAP, depth)), told, (leaf,))


def _folding(door: _Doorway) -> tuple[Node, ...]:
    """Pairs of panels that fold towards the jamb; from both jambs where there are two leaves."""
    sides = 2 if door.bay.opening.leaves > 1 else 1
    pairs = max(1, math.ceil(door.clear / sides / (2 * _WIDEST_PANEL)))
    span = door.span(2 * pairs * sides)
    starts = (True, False) if sides > 1 else (door.bay.opening.hinge is not Hinge.END,)
    return tuple(_concertina(door, span, 2 * pairs, at_start=at_start) for at_start in starts)


def _concertina(door: _Doorway, span: float, panels: int, *, at_start: bool) -> Node:
    """Panels that hang on each other: each turns back as far as the one before it went out."""
    closed = 0.0 if at_start else math.pi
    chain: tuple[Node, ...] = ()
    for number in reversed(range(panels)):
        angle = _FOLDED if number == 0 else 2 * _FOLDED * (-1) ** number
        first, place = closed if number == 0 else 0.0, (span + _GAP, 0.0, 0.0)
        if number == 0:
            place = (-door.edge if at_start else door.edge, _GAP, 0.0)
        chain = (_panel(door, span, Pose(place, first), angle, chain),)
    return chain[0]


def _panel(door: _Doorway, span: float, closed: Pose, angle: float, held: Sequence[Node]) -> Node:
    leaf = Node("Leaf", door.leaf(span), (), {"kind": "leaf"})
    told: dict[str, Json] = {"kind": "hinge", "opens": {"turn": round(math.degrees(angle))}}
    return door.mover("Hinge", lambda share: Pose(closed.place, closed.turn + min(share, 1.0) * angle), told, (leaf, *held))


def _lifting(door: _Doorway) -> tuple[Node, ...]:
    """Sections inside the wall, from the lowest; they lift and stand one before the other over the door, under the ceiling."""
    bay, width, height = door.bay, round(door.clear, 4), door.rise
    over = max(door.shop.register.plan.height - bay.opening.sill - bay.height - _CEILING, 0.0)
    count = max(2, math.floor(height / max(over, _SECTION)) + 1)
    step = round(height / count, 4)
    meshes = door.shop.shelf.get(("gate", width, step), lambda: _section(width, step))
    return tuple(_lift(door, meshes, step * number, step, count - 1 - number, over) for number in range(count))


def _lift(door: _Doorway, meshes: tuple[Mesh, ...], low: float, step: float, before: int, over: float) -> Node:
    """A section that stands on ``low``, and lifted as many places before the uppermost one."""
    up = max(door.rise, door.bay.height + over) - step - low
    plane = door.bay.depth / 2 + _ARCHITRAVE + _LEAF / 2

    def pose(share: float) -> Pose:
        done = min(share, 1.0)
        return Pose((0.0, _GAP + low + done * up, door.bay.inside * (plane + done * before * (_LEAF + _GAP))))

    told: dict[str, Json] = {"kind": "lift", "opens": {"up": round(up, 4)}}
    return door.mover("Lift", pose, told, (Node("Leaf", meshes, (), {"kind": "leaf"}),))


def _leaf(span: float, rise: float, material: Material) -> tuple[Mesh, ...]:
    """A leaf from x = 0 on, with its handles on both sides."""
    leaf = block((0, -_LEAF / 2, 0), (span, _LEAF / 2, rise))
    grip, reach = min(_HANDLE_HEIGHT, rise * 0.5), min(_HANDLE_LENGTH, span / 3)
    handles = [
        block((span - 0.05 - reach, min(side, side * 1.9), grip - 0.01), (span - 0.05, max(side, side * 1.9), grip + 0.01))
        for side in (_LEAF / 2 + 0.001, -_LEAF / 2 - 0.001)
    ]
    return mesh_of("Door leaf", leaf, material), mesh_of("Door handle", join(handles), HANDLE)


def _section(width: float, height: float) -> tuple[Mesh, ...]:
    """A part of a sectional door, with half a groove below and above."""
    part = block((-width / 2, -_LEAF / 2, _GROOVE / 2), (width / 2, _LEAF / 2, height - _GROOVE / 2))
    return (mesh_of("Door section", part, GATE),)
