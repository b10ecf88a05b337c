"""The meshes of a scene where they stand in the world, each under the name of its element."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archdesk.model.scene import Mesh, Node, Pose, Scene, about_y


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A mesh in the world; ``points`` and ``normals`` as the mesh has them, in metres with y up.

    ``is_first`` tells whether it begins a body; the meshes after it that are not first belong to the same.
    """

    name: str
    mesh: Mesh
    is_first: bool
    points: NDArray[np.float64]
    normals: NDArray[np.float64]


def placed_meshes(scene: Scene, unseen: Collection[str] = ()) -> Iterator[Placed]:
    """All meshes but for those of ``unseen`` kinds, parents first.

    Parts without an id go by the name of the element they belong to and their own.
    """
    yield from _below(scene.root, np.eye(3), np.zeros(3), "", unseen)


def _below(
    node: Node, turn: NDArray[np.float64], place: NDArray[np.float64], whole: str, unseen: Collection[str]
) -> Iterator[Placed]:
    if node.extras.get("kind") in unseen:
        return
    place = place + np.array(node.place) @ turn
    turn = about_y(node.turn) @ turn
    name = f"{whole}, {node.name}" if whole and "id" not in node.extras else node.name
    for pose in node.instances or (Pose(),):
        at, turned = place + np.array(pose.place) @ turn, about_y(pose.turn) @ turn
        for number, mesh in enumerate(node.meshes):
            yield Placed(name, mesh, number == 0, mesh.positions @ turned + at, mesh.normals @ turned)
    for child in node.children:
        yield from _below(child, turn, place, name if whole or "id" in node.extras else "", unseen)
