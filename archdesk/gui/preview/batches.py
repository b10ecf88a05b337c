"""A scene packed for drawing: few large meshes, by storey and kind, that still know their elements."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from archdesk.gui.parts import Element
from archdesk.model.scene import Mesh, Node, Scene, about_y, on_screen

_SHARP = math.cos(math.radians(30))  # faces at a smaller angle look like one round surface


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """All faces of one kind in one storey, solid or clear; ``owners`` gives each triangle's element by number.

    ``colours`` are red, green, blue and opacity of each triangle, in bytes as a screen shows them; ``edges`` are pairs
    of points.
    """

    storey: str
    kind: str
    is_clear: bool
    points: NDArray[np.float32]
    normals: NDArray[np.float32]
    triangles: NDArray[np.int64]
    owners: NDArray[np.int64]
    colours: NDArray[np.uint8]
    edges: NDArray[np.float32]
    edge_owners: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """Everything of a scene that is drawn."""

    elements: tuple[Element, ...]
    batches: tuple[Batch, ...]

    def number_of(self, id_: str) -> int | None:
        """The element with an id."""
        return next((number for number, element in enumerate(self.elements) if element.id == id_), None)


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A mesh in its place."""

    element: int
    mesh: Mesh
    place: NDArray[np.float64]
    turn: float


def pack(scene: Scene) -> Packed:
    """The scene's meshes, merged."""
    elements: list[Element] = []
    groups: dict[tuple[str, str, bool], list[_Piece]] = {}
    for piece in _pieces(scene.root, _Here(), elements):
        element = elements[piece.element]
        groups.setdefault((element.storey, element.kind, piece.mesh.material.colour[3] < 1), []).append(piece)
    sharp: dict[int, NDArray[np.float32]] = {}
    return Packed(tuple(elements), tuple(_merged(*key, pieces, sharp) for key, pieces in groups.items()))


def specimen(*, is_clear: bool) -> Batch:
    """One triangle with an edge: the least that goes the whole way to the screen."""
    points = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0]], dtype=np.float32)
    return Batch(
        storey="",
        kind="",
        is_clear=is_clear,
        points=points,
        normals=np.array([[0, 0, 1]] * 3, dtype=np.float32),
        triangles=np.array([[0, 1, 2]]),
        owners=np.array([-1]),
        colours=np.array([[200, 200, 200, 120 if is_clear else 255]], dtype=np.uint8),
        edges=points[:2],
        edge_owners=np.array([-1]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Here:
    """Where a walk down the tree is."""

    place: tuple[float, float, float] = (0.0, 0.0, 0.0)
    turn: float = 0.0
    storey: str = ""
    element: int = -1


def _pieces(node: Node, above: _Here, elements: list[Element]) -> Iterator[_Piece]:
    moved = np.array(above.place) + np.array(node.place) @ about_y(above.turn)
    here = replace(above, place=(moved[0], moved[1], moved[2]), turn=above.turn + node.turn)
    kind = str(node.extras.get("kind", ""))
    if kind == "storey":
        here = replace(here, storey=node.name)
    if "id" in node.extras:
        here = replace(here, element=len(elements))
        elements.append(Element(str(node.extras["id"]), node.name, kind, here.storey, node.extras))
    if here.element >= 0:
        for mesh in node.meshes:
            yield _Piece(here.element, mesh, moved, here.turn)
    for child in node.children:
        yield from _pieces(child, here, elements)


def _merged(storey: str, kind: str, is_clear: bool, pieces: list[_Piece], sharp: dict[int, NDArray[np.float32]]) -> Batch:  # noqa: FBT001 - a key's third part
    starts = np.cumsum([0] + [len(piece.mesh.positions) for piece in pieces[:-1]])
    outlines = []
    for piece in pieces:
        if id(piece.mesh) not in sharp:
            sharp[id(piece.mesh)] = _sharp_edges(piece.mesh)
        outlines.append(sharp[id(piece.mesh)])
    return Batch(
        storey,
        kind,
        is_clear,
        np.concatenate([_moved(piece.mesh.positions, piece) for piece in pieces]),
        np.concatenate([(piece.mesh.normals @ about_y(piece.turn)).astype(np.float32) for piece in pieces]),
        np.concatenate([piece.mesh.triangles.astype(np.int64) + start for piece, start in zip(pieces, starts, strict=True)]),
        np.concatenate([np.full(len(piece.mesh.triangles), piece.element) for piece in pieces]),
        np.concatenate([_shades(piece.mesh) for piece in pieces]),
        np.concatenate([_moved(outline, piece) for outline, piece in zip(outlines, pieces, strict=True)]),
        np.concatenate([np.full(len(outline) // 2, piece.element) for outline, piece in zip(outlines, pieces, strict=True)]),
    )


def _moved(points: NDArray[np.float32], piece: _Piece) -> NDArray[np.float32]:
    return (points @ about_y(piece.turn) + piece.place).astype(np.float32)


def _shades(mesh: Mesh) -> NDArray[np.uint8]:
    """The linear colour of each triangle as a screen shows it."""
    linear = np.clip(mesh.face_colours, 0, 1)
    shown = on_screen(linear)
    shown[:, 3] = linear[:, 3]
    return np.asarray((shown * 255).round(), dtype=np.uint8)


def _sharp_edges(mesh: Mesh) -> NDArray[np.float32]:
    """The ends of the edges at which a mesh turns sharply, two rows an edge."""
    places, corners = np.unique(mesh.positions, axis=0, return_inverse=True)
    faces = corners.reshape(-1)[mesh.triangles].astype(np.int64)
    a, b, c = (mesh.positions[mesh.triangles[:, i]].astype(np.float64) for i in range(3))
    across = np.cross(b - a, c - a)
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-12)
    ends = np.sort(np.concatenate((faces[:, (0, 1)], faces[:, (1, 2)], faces[:, (2, 0)])), axis=1)
    keys = ends[:, 0] * len(places) + ends[:, 1]
    order = np.argsort(keys, kind="stable")
    pairs = np.flatnonzero(keys[order][1:] == keys[order][:-1])
    one, two = order[pairs], order[pairs + 1]
    turned = np.einsum("ij,ij->i", across[one % len(faces)], across[two % len(faces)]) < _SHARP
    return np.asarray(places[ends[one[turned]].ravel()], dtype=np.float32)
