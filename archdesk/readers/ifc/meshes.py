"""Shapes of a file as meshes, each made once for all products that look alike."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from archdesk.geometry.meshes import Welded, weld
from archdesk.geometry.solids import content_of
from archdesk.model.scene import Material, Mesh, linear
from archdesk.readers.ifc.shapes import Copy, Shape, Style

_UPRIGHT = 1e-6  # how far a matrix may be from a plain turn about the vertical
_OUT = 50.0  # metres; corners so far from their product's place are told from a nearer one
_GLOSS, _MATT = 0.1, 0.85  # the roughness of glass, and of all else
_PLAIN = Style("Unnamed", (0.8, 0.8, 0.8, 1.0))

Place = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """Meshes with the place and turn that their node gets, z up; ``volume`` is None where the shape is open."""

    meshes: tuple[Mesh, ...]
    place: Place
    turn: float
    volume: float | None
    dropped: int


@dataclass(frozen=True, slots=True, eq=False)
class _Made:
    meshes: tuple[Mesh, ...]
    middle: NDArray[np.float64]
    volume: float | None
    dropped: int


@dataclass(frozen=True, slots=True)
class Foundry:
    """Makes the meshes of shapes, and keeps them."""

    shapes: Mapping[str, Shape]
    looks: dict[str, bytes] = field(default_factory=dict)
    made: dict[tuple[bytes, tuple[float, ...], str], _Made] = field(default_factory=dict)
    materials: dict[tuple[Style, bool], Material] = field(default_factory=dict)

    def place(self, copy: Copy, word: str) -> Placed | None:
        """The meshes of a copy; None where nothing of it has an area. ``word`` names what has no style of its own."""
        turn, rest = _parted(copy.matrix[:3, :3])
        if copy.shape not in self.looks:
            self.looks[copy.shape] = self.shapes[copy.shape].likeness
        key = (self.looks[copy.shape], tuple(rest.round(9).ravel().tolist()), word)
        if key not in self.made:
            self.made[key] = self._make(copy.shape, rest, word)
        made = self.made[key]
        if not made.meshes:
            return None
        x, y, z = (copy.matrix[:3, 3] + _about_z(turn) @ made.middle).tolist()
        return Placed(made.meshes, (x, y, z), turn, made.volume, made.dropped)

    def _make(self, name: str, rest: NDArray[np.float64], word: str) -> _Made:
        shape = self.shapes[name]
        points = shape.points @ rest.T
        triangles = shape.triangles if np.linalg.det(rest) >= 0 else shape.triangles[:, ::-1]
        middle = _far_middle(points)
        welded = weld(points - middle, triangles)
        surfaces = shape.surfaces if len(shape.surfaces) == len(shape.triangles) else np.full(len(shape.triangles), -1)
        chosen = surfaces[welded.sources]
        looks: dict[Style, list[int]] = {}
        for number in np.unique(chosen).tolist():
            looks.setdefault(_style(shape, number, word), []).append(number)
        meshes = tuple(self._mesh(welded, np.isin(chosen, numbers), style) for style, numbers in looks.items())
        volume = content_of(welded.solid.positions, welded.solid.triangles) if welded.is_closed else None
        return _Made(meshes, middle, volume, welded.dropped)

    def _mesh(self, welded: Welded, chosen: NDArray[np.bool_], style: Style) -> Mesh:
        solid = welded.solid
        used, triangles = np.unique(solid.triangles[chosen], return_inverse=True)
        return Mesh(
            style.name,
            _upright(solid.positions[used]).astype(np.float32),
            _upright(solid.normals[used]).astype(np.float32),
            triangles.reshape(-1, 3).astype(np.uint32),
            self._material(style, is_open=not welded.is_closed),
        )

    def _material(self, style: Style, *, is_open: bool) -> Material:
        """An open surface is seen from both sides."""
        key = (style, is_open)
        if key not in self.materials:
            red, green, blue, opacity = style.colour
            gloss = _GLOSS if opacity < 1 else _MATT
            shade = (linear(red), linear(green), linear(blue), round(opacity, 5))
            self.materials[key] = Material(style.name, shade, gloss, double_sided=is_open)
        return self.materials[key]


def _style(shape: Shape, number: int, word: str) -> Style:
    """The style of a number; what has none of a person's making is named by the product's word."""
    style = shape.styles[number] if 0 <= number < len(shape.styles) else _PLAIN
    return replace(style, name=word) if style.name.startswith("Ifc") or style is _PLAIN else style


def _parted(matrix: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """A turn about the vertical in radians, and what is left of the matrix before it: nothing, for what stands upright."""
    turn = math.atan2(matrix[1, 0], matrix[0, 0])
    rest = _about_z(-turn) @ matrix
    if np.abs(rest - np.eye(3)).max() < _UPRIGHT:
        return turn, np.eye(3)
    return 0.0, matrix


def _about_z(turn: float) -> NDArray[np.float64]:
    c, s = math.cos(turn), math.sin(turn)
    return np.array(((c, -s, 0.0), (s, c, 0.0), (0.0, 0.0, 1.0)))


def _far_middle(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """The middle of points that lie far from their origin, for files have seven digits; else the origin."""
    finite = points[np.isfinite(points).all(axis=1)]
    if not len(finite):
        return np.zeros(3)
    middle = (finite.min(axis=0) + finite.max(axis=0)) / 2
    return middle if np.abs(middle).max() > _OUT else np.zeros(3)


def _upright(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack((vectors[:, 0], vectors[:, 2], -vectors[:, 1]))


def names_of(meshes: Sequence[Mesh]) -> str:
    return ", ".join(dict.fromkeys(mesh.material.name for mesh in meshes))
