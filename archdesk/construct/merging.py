"""A scene for few draw calls: all of one storey and material as one mesh, with what is known of each element kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from archdesk.model.scene import Json, Material, Mesh, Node, Scene, Texture, about_y

_APART = ("ceiling", "roof", "volume", "collision")  # kinds that are hidden and shown as one

_MOST = 18  # meshes of a storey, but for those that move
_MIXED = Material("Mixed", (1.0, 1.0, 1.0, 1.0), 0.7)

_Row = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A mesh in its storey's axes, with the kind it belongs to."""

    kind: str
    mesh: Mesh
    place: _Row
    turn: float


_Held = dict[tuple[str, Material], list[_Piece]]
"""The pieces of a storey by their kinds and materials."""


def merged(scene: Scene) -> Scene:
    """Each storey's meshes joined by material; parts that move stay, and the storey's extras list its elements."""
    children = tuple(_storey(child) if child.extras.get("kind") == "storey" else child for child in scene.root.children)
    return Scene(replace(scene.root, children=children))


def _storey(storey: Node) -> Node:
    level = str(storey.extras.get("level", 0))
    held: _Held = {}
    for group in storey.children:
        for piece in _pieces(group, np.zeros(3), 0.0, ""):
            held.setdefault((piece.kind, piece.mesh.material), []).append(piece)
    nodes = [
        _node(pieces, kind, material, f"merged-{level}-{number}", storey.name)
        for number, ((kind, material), pieces) in enumerate(_few(held).items(), 1)
    ]
    moving = [node for group in storey.children for node in _moving(group, np.zeros(3), 0.0)]
    elements: list[Json] = [
        {"name": node.name, **node.extras} for group in storey.children for node in group.walk() if "id" in node.extras
    ]
    return replace(storey, children=(*nodes, *moving), extras={**storey.extras, "elements": elements})


def _few(held: _Held) -> _Held:
    """The groups; where there are too many, those of one picture together, and then the smallest plain ones.

    They keep their colours by corner.
    """
    if len(held) <= _MOST:
        return held
    pictured: dict[Texture, list[tuple[str, Material]]] = {}
    for key in held:
        if not key[0] and key[1].texture is not None:
            pictured.setdefault(key[1].texture, []).append(key)
    for texture, keys in pictured.items():
        if len(keys) > 1:
            held = _mixed(held, keys, replace(_MIXED, name=f"Mixed {texture.name}", texture=texture))
    plain = [key for key in held if not key[0] and key[1].texture is None and key[1].colour[3] >= 1]
    spare = len(held) - _MOST + 1
    if spare < 2:
        return held
    return _mixed(held, sorted(plain, key=lambda key: sum(len(piece.mesh.triangles) for piece in held[key]))[:spare], _MIXED)


def _mixed(held: _Held, keys: Sequence[tuple[str, Material]], material: Material) -> _Held:
    pieces = [_coloured(piece, material) for key in keys for piece in held[key]]
    return {**{key: own for key, own in held.items() if key not in keys}, ("", material): pieces}


def _coloured(piece: _Piece, material: Material) -> _Piece:
    colours = np.tile(np.asarray(piece.mesh.material.colour, dtype=np.float32), (len(piece.mesh.positions), 1))
    return replace(piece, mesh=replace(piece.mesh, material=material, colours=colours))


def _pieces(node: Node, place: _Row, turn: float, kind: str) -> Iterator[_Piece]:
    if node.motion is not None:
        return
    at, own = place + np.array(node.place) @ about_y(turn), turn + node.turn
    told = str(node.extras.get("kind", "")) if "id" in node.extras else ""
    kind = told if told in _APART else kind
    for mesh in node.meshes:
        yield _Piece(kind, mesh, at, own)
    for child in node.children:
        yield from _pieces(child, at, own, kind)


def _moving(node: Node, place: _Row, turn: float) -> Iterator[Node]:
    """The parts that move, each in a node that stands where its element does."""
    at, own = place + np.array(node.place) @ about_y(turn), turn + node.turn
    parts = tuple(child for child in node.children if child.motion is not None)
    if parts:
        x, y, z = at.tolist()
        extras: dict[str, Json] = {"kind": "moving", "of": node.extras.get("id")}
        yield Node(node.name, (), parts, extras, (x, y, z), own)
    for child in node.children:
        if child.motion is None:
            yield from _moving(child, at, own)


def _node(pieces: list[_Piece], kind: str, material: Material, id_: str, storey: str) -> Node:
    starts = np.cumsum([0] + [len(piece.mesh.positions) for piece in pieces[:-1]])
    colours = [piece.mesh.colours for piece in pieces if piece.mesh.colours is not None]
    mesh = Mesh(
        material.name,
        np.concatenate([piece.mesh.positions @ about_y(piece.turn) + piece.place for piece in pieces]).astype(np.float32),
        np.concatenate([piece.mesh.normals @ about_y(piece.turn) for piece in pieces]).astype(np.float32),
        np.concatenate([piece.mesh.triangles + start for piece, start in zip(pieces, starts, strict=True)]).astype(np.uint32),
        material,
        None if material.texture is None else np.concatenate([_uvs(piece.mesh) for piece in pieces]),
        np.concatenate(colours) if len(colours) == len(pieces) else None,
    )
    name = f"{material.name}, {kind}" if kind else material.name
    extras: dict[str, Json] = {"id": id_, "kind": kind or "merged", "storey": storey, "material": material.name, "merged": True}
    return Node(name, (mesh,), (), extras)


def _uvs(mesh: Mesh) -> NDArray[np.float32]:
    return mesh.uvs if mesh.uvs is not None else np.zeros((len(mesh.positions), 2), dtype=np.float32)
