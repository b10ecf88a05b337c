"""A scene for engines that draw many copies at once: meshes that a storey has more than once, gathered with their places."""

import math
from dataclasses import dataclass, field, replace

import numpy as np

from archdesk.model.scene import Json, Mesh, Node, Pose, Scene, about_y

_FEWEST = 2  # copies of a mesh that are gathered
_GROUP = "Instances"


@dataclass(slots=True)
class _Copies:
    """The places of one set of meshes in a storey, and the elements they belong to."""

    name: str
    meshes: tuple[Mesh, ...]
    poses: list[Pose] = field(default_factory=list)
    elements: list[Json] = field(default_factory=list)


def instanced(scene: Scene) -> Scene:
    """Each storey with its copies in one group; elements keep their nodes and what is known of them, parts that move all."""
    children = tuple(_storey(child) if child.extras.get("kind") == "storey" else child for child in scene.root.children)
    return Scene(replace(scene.root, children=children))


def _storey(storey: Node) -> Node:
    found: dict[tuple[int, ...], _Copies] = {}
    for group in storey.children:
        _gather(group, Pose(), "", found)
    many = {key: copies for key, copies in found.items() if len(copies.poses) >= _FEWEST}
    if not many:
        return storey
    kept = tuple(child for one in storey.children if (child := _without(one, many)) is not None)
    return replace(storey, children=(*kept, Node(_GROUP, (), tuple(map(_node, many.values())), {"kind": "group"})))


def _gather(node: Node, within: Pose, element: str, found: dict[tuple[int, ...], _Copies]) -> None:
    if _moves(node):
        return
    here, element = _pose(node, within), str(node.extras.get("id", element))
    if node.meshes:
        copies = found.setdefault(_key(node), _Copies(node.meshes[0].name, node.meshes))
        copies.poses.append(here)
        copies.elements.append(element)
    for child in node.children:
        _gather(child, here, element, found)


def _without(node: Node, many: dict[tuple[int, ...], _Copies]) -> Node | None:
    """The node without what was gathered; none where it is only a part and nothing is left of it."""
    if _moves(node):
        return node
    children = tuple(kept for child in node.children if (kept := _without(child, many)) is not None)
    meshes = () if _key(node) in many else node.meshes
    is_known = "id" in node.extras or node.extras.get("kind") in ("group", "storey")
    return replace(node, meshes=meshes, children=children) if meshes or children or is_known else None


def _moves(node: Node) -> bool:
    return node.motion is not None or node.extras.get("kind") == "moving"


def _key(node: Node) -> tuple[int, ...]:
    return tuple(id(mesh) for mesh in node.meshes)


def _pose(node: Node, within: Pose) -> Pose:
    x, y, z = (np.array(within.place) + np.array(node.place) @ about_y(within.turn)).tolist()
    return Pose((x, y, z), math.remainder(within.turn + node.turn, math.tau))


def _node(copies: _Copies) -> Node:
    extras: dict[str, Json] = {"kind": "instances", "of": copies.elements}
    return Node(f"Copies of {copies.name}", copies.meshes, (), extras, instances=tuple(copies.poses))
