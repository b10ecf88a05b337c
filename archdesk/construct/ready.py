"""A building that a file holds already, made like one that we built: about its middle, with floors in its rooms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from shapely import Polygon

from archdesk.construct.building import NothingToBuild
from archdesk.construct.parts import Register
from archdesk.construct.slabs import FINISH, areas_of_rooms, floors_of, room_node
from archdesk.construct.storeys import middle_of
from archdesk.model.floorplan import FloorPlan, Room, Survey
from archdesk.model.scene import Mesh, Node, Scene, about_y
from archdesk.model.shapes import Point

_CLEAR = 0.3  # the opacity of a room that is shown by its air


@dataclass(frozen=True, slots=True)
class _Floor:
    """A room of a plan with the areas of its floor."""

    room: Room
    number: int
    areas: Sequence[Polygon]
    register: Register


def finish_ready(scene: Scene, survey: Survey) -> Scene:
    """The building about the middle of the ground floor; a room is shown by its floor, not by the air in it.

    Raises:
        NothingToBuild: nothing in it has a shape.
    """
    if not any(node.meshes for node in scene.root.walk()):
        raise NothingToBuild
    x, y = middle_of(survey.storeys) or _middle(scene.root)
    floors = {floor.room.id: floor for plan in survey.storeys for floor in _floors(plan)}
    children = tuple(_moved(_floored(child, floors), -x, -y) for child in scene.root.children)
    extras = {**scene.root.extras, "document": survey.source.name}
    return Scene(replace(scene.root, children=children, extras=extras))


def _floors(plan: FloorPlan) -> Iterator[_Floor]:
    register = Register(plan)
    for number, (room, areas) in enumerate(zip(plan.rooms, floors_of(areas_of_rooms(plan.rooms), ()), strict=True), 1):
        if areas:
            yield _Floor(room, number, areas, register)


def _moved(node: Node, x: float, y: float) -> Node:
    return replace(node, place=(node.place[0] + x, node.place[1], node.place[2] - y))


def _floored(node: Node, floors: Mapping[str, _Floor]) -> Node:
    if node.extras.get("kind") != "room":
        return replace(node, children=tuple(_floored(child, floors) for child in node.children))
    floor = floors.get(str(node.extras.get("id")))
    if floor is None:
        return _cleared(node)
    made = room_node(floor.room, floor.number, floor.areas, floor.register)
    own, known = made.extras["measures"], node.extras.get("measures")
    measures = {**(known if isinstance(known, dict) else {}), **(own if isinstance(own, dict) else {})}
    bottom = min((point[1] for point in _points(node, np.zeros(3), 0.0)), default=0.0)
    extras = {**node.extras, **made.extras, "measures": measures}
    return replace(made, extras=extras, place=(0.0, float(bottom) + FINISH, 0.0))


def _cleared(node: Node) -> Node:
    meshes = tuple(_clear(mesh) for mesh in node.meshes)
    return replace(node, meshes=meshes, children=tuple(_cleared(child) for child in node.children))


def _clear(mesh: Mesh) -> Mesh:
    red, green, blue, opacity = mesh.material.colour
    return replace(mesh, material=replace(mesh.material, colour=(red, green, blue, min(opacity, _CLEAR))))


def _middle(root: Node) -> Point:
    points = np.array(list(_points(root, np.zeros(3), 0.0)))
    x, _, z = ((points.min(axis=0) + points.max(axis=0)) / 2).tolist()
    return x, -z


def _points(node: Node, place: NDArray[np.float64], turn: float) -> Iterator[NDArray[np.float64]]:
    """The corners of a box around each mesh."""
    at, own = place + np.array(node.place) @ about_y(turn), turn + node.turn
    for mesh in node.meshes:
        low, high = mesh.positions.min(axis=0), mesh.positions.max(axis=0)
        yield from (
            np.array((x, y, z)) @ about_y(own) + at
            for x in (low[0], high[0])
            for y in (low[1], high[1])
            for z in (low[2], high[2])
        )
    for child in node.children:
        yield from _points(child, at, own)
