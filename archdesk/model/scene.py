"""A building as a tree of named meshes, in the axes of glTF: metres, y up, a plan's (x, y) at height h is (x, h, -y)."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

UNBUILT_KINDS = ("volume", "collision")
"""What is no part of the building, and only there to find one's way in it."""

HIDDEN_KINDS = ("ceiling", *UNBUILT_KINDS)
"""What is not shown at first: it would hide the rooms, or is no part of the building."""


def linear(value: float) -> float:
    """The linear part of light of an sRGB value, both 0 to 1 (IEC 61966-2-1)."""
    return round(value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4), 5)


def on_screen(linear: NDArray[np.floating]) -> NDArray[np.float64]:
    """The sRGB values of linear parts of light, all 0 to 1 (IEC 61966-2-1)."""
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.maximum(linear, 0) ** (1 / 2.4) - 0.055)


def about_y(turn: float) -> NDArray[np.float64]:
    """The turn about y for rows of points."""
    c, s = math.cos(turn), math.sin(turn)
    return np.array(((c, 0.0, -s), (0.0, 1.0, 0.0), (s, 0.0, c)))


@dataclass(frozen=True, slots=True)
class Texture:
    """A picture, as the bytes of a PNG, that repeats each metre and multiplies a material's colour."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Material:
    """A physically based surface; colour in linear RGBA, 0 to 1."""

    name: str
    colour: tuple[float, float, float, float]
    roughness: float = 0.9
    metallic: float = 0.0
    double_sided: bool = False
    texture: Texture | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """Triangles with one material; nodes that hold the same Mesh share it in the file.

    positions (n, 3) float32, normals (n, 3) float32 of unit length, triangles (m, 3) uint32, counter-clockwise from outside;
    uvs (n, 2) float32 in metres where the material has a texture; colours (n, 4) float32, linear, multiply the material's.
    """

    name: str
    positions: NDArray[np.float32]
    normals: NDArray[np.float32]
    triangles: NDArray[np.uint32]
    material: Material
    uvs: NDArray[np.float32] | None = None
    colours: NDArray[np.float32] | None = None

    @property
    def face_colours(self) -> NDArray[np.float32]:
        """The linear colour and opacity of each triangle, without its texture."""
        return np.asarray(self.corner_colours[self.triangles[:, 0]], dtype=np.float32)

    @property
    def corner_colours(self) -> NDArray[np.float32]:
        """The linear colour and opacity of each corner, without its texture."""
        own = np.asarray(self.material.colour, dtype=np.float32)
        return np.tile(own, (len(self.positions), 1)) if self.colours is None else np.asarray(self.colours * own)


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a node stands in the one that holds it: ``turn`` is radians about the y axis, applied before ``place``."""

    place: tuple[float, float, float] = (0.0, 0.0, 0.0)
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Motion:
    """How a part moves when its element opens, from one pose straight to the other; a turn is less than half a circle."""

    closed: Pose
    opened: Pose


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A named place in the tree. ``turn`` is radians about the y axis, applied before ``place``; extras are JSON only.

    Where there are ``instances``, the meshes stand in each of these places within it, and not at the node itself.
    """

    name: str
    meshes: tuple[Mesh, ...] = ()
    children: tuple["Node", ...] = ()
    extras: Mapping[str, Json] = field(default_factory=dict)
    place: tuple[float, float, float] = (0.0, 0.0, 0.0)
    turn: float = 0.0
    motion: Motion | None = None
    instances: tuple[Pose, ...] = ()

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What is written into a model file; the root is the building."""

    root: Node
