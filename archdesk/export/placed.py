"""The meshes of a scene where they stand in the world, each under the name of its element."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archdesk.model.scene import Mesh, Node, Scene


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A mesh in the world; ``points`` and ``normals`` as the mesh has them, in metres with y up."""

    name: str
    mesh: Mesh
    points: NDArray[np.float64]
    normals: NDArray[np.float64]


def placed_meshes(scene: Scene) -> Iterator[Placed]:
    """All meshes, parents first; parts without an id go by the name of the element they belong to and their own."""
    yield from _below(scene.root, np.eye(3), np.zeros(3), "")


def _below(node: Node, turn: NDArray[np.float64], place: NDArray[np.float64], whole: str) -> Iterator[Placed]:
    place = place + turn @ np.array(node.place)
    turn = turn @ _about_y(node.turn)
    name = f"{whole}, {node.name}" if whole and "id" not in node.extras else node.name
    for mesh in node.meshes:
        yield Placed(name, mesh, mesh.positions @ turn.T + place, mesh.normals @ turn.T)
    for child in node.children:
        yield from _below(child, turn, place, name if whole or "id" in node.extras else "")


def _about_y(turn: float) -> NDArray[np.float64]:
    c, s = math.cos(turn), math.sin(turn)
    return np.array(((c, 0.0, s), (0.0, 1.0, 0.0), (-s, 0.0, c)))
