"""Scenes into binary glTF 2.0 files."""

import itertools
import json
import math
import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archdesk.export.whole import write_whole
from archdesk.model.scene import Json, Material, Mesh, Motion, Node, Pose, Scene, Texture

MAGIC = b"glTF"
VERSION = 2
JSON_CHUNK = 0x4E4F534A
BINARY_CHUNK = 0x004E4942
UNSIGNED_SHORT = 5123
UNSIGNED_INT = 5125
FLOAT = 5126
_VERTICES = 34962
_INDICES = 34963
INSTANCING = "EXT_mesh_gpu_instancing"
_REQUIRED: Mapping[str, Json] = {"extensionsUsed": [INSTANCING], "extensionsRequired": [INSTANCING]}
_LINEAR, _MIPMAPS, _REPEAT = 9729, 9987, 10497  # how a texture is looked up
_COMPONENTS = {"<u2": UNSIGNED_SHORT, "<u4": UNSIGNED_INT, "<f4": FLOAT}
_TYPES = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4"}


def write_glb(scene: Scene, target: Path) -> None:
    """Write the scene; the target is whole or unchanged.

    Raises:
        ModelNotWritten: the file could not be written.
    """
    write_whole(target, glb_bytes(scene))


def glb_bytes(scene: Scene) -> bytes:
    """The scene as the bytes of a GLB file."""
    header, binary = gltf_parts(scene)
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    text += b" " * (-len(text) % 4)
    total = 12 + 8 + len(text) + 8 + len(binary)
    return b"".join(
        (
            struct.pack("<4sII", MAGIC, VERSION, total),
            struct.pack("<II", len(text), JSON_CHUNK),
            text,
            struct.pack("<II", len(binary), BINARY_CHUNK),
            binary,
        )
    )


def gltf_parts(scene: Scene) -> tuple[dict[str, Json], bytes]:
    """The header of a glTF file, and the buffer that it speaks of."""
    book = _Book()
    return book.finish(book.add_node(scene.root))


@dataclass(slots=True)
class _Section:
    """A part of the binary chunk that grows; each has its own view."""

    number: int
    target: int | None = None
    stride: int | None = None
    chunks: list[bytes] = field(default_factory=list)
    size: int = 0

    def add(self, data: bytes) -> int:
        """Where the data begin in the section; rows of four bytes follow."""
        at = self.size
        self.chunks.append(data + b"\0" * (-len(data) % 4))
        self.size += len(self.chunks[-1])
        return at

    def view(self, start: int) -> dict[str, Json]:
        entry: dict[str, Json] = {"buffer": 0, "byteOffset": start, "byteLength": self.size}
        if self.stride:
            entry["byteStride"] = self.stride
        if self.target:
            entry["target"] = self.target
        return entry


class _Book:
    """The lists of a glTF file as they grow; each mesh, material and texture is entered once."""

    def __init__(self) -> None:
        self._nodes: list[Json] = []
        self._meshes: list[Json] = []
        self._materials: list[Json] = []
        self._accessors: list[Json] = []
        self._images: list[Json] = []
        self._sections: dict[str, _Section] = {}
        self._mesh_numbers: dict[tuple[int, ...], int] = {}
        self._primitives: dict[int, Json] = {}
        self._material_numbers: dict[Material, int] = {}
        self._image_numbers: dict[Texture, int] = {}
        self._motions: dict[int, list[tuple[int, Motion]]] = {}
        self._openings: list[str] = []
        self._has_instances = False
        self._section("vertices", _VERTICES, 12)
        self._section("indices", _INDICES)

    def add_node(self, node: Node, opening: int = 0) -> int:
        """Enter a node with all below it; motions go to the animation of the element they belong to, by its number."""
        if "id" in node.extras or node.extras.get("kind") == "moving":
            opening = len(self._openings)
            self._openings.append(node.name)
        children: list[Json] = [self.add_node(child, opening) for child in node.children]
        entry: dict[str, Json] = {"name": node.name}
        if node.meshes:
            entry["mesh"] = self._mesh(node.meshes)
        if node.instances:
            entry["extensions"] = {INSTANCING: {"attributes": self._places(node.instances)}}
        if children:
            entry["children"] = children
        if any(node.place):
            entry["translation"] = [round(value, 8) + 0.0 for value in node.place]
        if node.turn:
            entry["rotation"] = _turned(node.turn)
        if node.extras:
            entry["extras"] = dict(node.extras)
        self._nodes.append(entry)
        if node.motion is not None:
            self._motions.setdefault(opening, []).append((len(self._nodes) - 1, node.motion))
        return len(self._nodes) - 1

    def finish(self, root: int) -> tuple[dict[str, Json], bytes]:
        """The file's header and its binary chunk."""
        more: dict[str, list[Json]] = {"animations": self._animations()}
        if self._images:
            more["images"] = self._images
            more["textures"] = [{"source": number, "sampler": 0} for number in range(len(self._images))]
            more["samplers"] = [{"magFilter": _LINEAR, "minFilter": _MIPMAPS, "wrapS": _REPEAT, "wrapT": _REPEAT}]
        sections = list(self._sections.values())
        starts = list(itertools.accumulate((section.size for section in sections), initial=0))
        binary = b"".join(chunk for section in sections for chunk in section.chunks)
        views: list[Json] = [section.view(start) for section, start in zip(sections, starts, strict=False)]
        return {
            "asset": {"version": "2.0", "generator": "ArchDesk"},
            **(_REQUIRED if self._has_instances else {}),
            "scene": 0,
            "scenes": [{"name": "ArchDesk", "nodes": [root]}],
            "nodes": self._nodes,
            "meshes": self._meshes,
            "materials": self._materials,
            **{name: entries for name, entries in more.items() if entries},
            "accessors": self._accessors,
            "bufferViews": views,
            "buffers": [{"byteLength": len(binary)}],
        }, binary

    def _section(self, name: str, target: int | None = None, stride: int | None = None) -> _Section:
        if name not in self._sections:
            self._sections[name] = _Section(len(self._sections), target, stride)
        return self._sections[name]

    def _rows(self, section: _Section, rows: NDArray[np.generic], *, is_bounded: bool = False) -> int:
        """An accessor of rows in a section, with the least and greatest values where a reader needs them."""
        width = rows.shape[1] if rows.ndim > 1 else 1
        entry: dict[str, Json] = {
            "bufferView": section.number,
            "byteOffset": section.add(np.ascontiguousarray(rows).tobytes()),
            "componentType": _COMPONENTS[rows.dtype.str],
            "count": len(rows),
            "type": _TYPES[width],
        }
        if is_bounded:
            entry["min"], entry["max"] = np.atleast_1d(rows.min(axis=0)).tolist(), np.atleast_1d(rows.max(axis=0)).tolist()
        self._accessors.append(entry)
        return len(self._accessors) - 1

    def _places(self, poses: tuple[Pose, ...]) -> dict[str, Json]:
        """Accessors of where copies stand, in a section of their own."""
        self._has_instances = True
        places = np.array([pose.place for pose in poses], dtype="<f4")
        turns = np.array([_turned(pose.turn) for pose in poses], dtype="<f4")
        section = self._section("places")
        return {"TRANSLATION": self._rows(section, places), "ROTATION": self._rows(section, turns)}

    def _mesh(self, meshes: tuple[Mesh, ...]) -> int:
        key = tuple(id(mesh) for mesh in meshes)
        if key not in self._mesh_numbers:
            self._mesh_numbers[key] = len(self._meshes)
            self._meshes.append({"name": meshes[0].name, "primitives": [self._primitive(mesh) for mesh in meshes]})
        return self._mesh_numbers[key]

    def _primitive(self, mesh: Mesh) -> Json:
        if id(mesh) not in self._primitives:
            vertices = self._section("vertices")
            attributes: dict[str, Json] = {
                "POSITION": self._rows(vertices, mesh.positions.astype("<f4"), is_bounded=True),
                "NORMAL": self._rows(vertices, mesh.normals.astype("<f4")),
            }
            if mesh.uvs is not None:
                attributes["TEXCOORD_0"] = self._rows(self._section("uvs", _VERTICES, 8), mesh.uvs.astype("<f4"))
            if mesh.colours is not None:
                attributes["COLOR_0"] = self._rows(self._section("colours", _VERTICES, 16), mesh.colours.astype("<f4"))
            is_short = len(mesh.positions) < 1 << 16
            numbers = mesh.triangles.ravel().astype("<u2" if is_short else "<u4")
            self._primitives[id(mesh)] = {
                "attributes": attributes,
                "indices": self._rows(self._section("indices"), numbers),
                "material": self._material(mesh.material),
            }
        return self._primitives[id(mesh)]

    def _material(self, material: Material) -> int:
        if material not in self._material_numbers:
            image = self._image(material.texture) if material.texture else None
            self._material_numbers[material] = len(self._materials)
            self._materials.append(_surface(material, image))
        return self._material_numbers[material]

    def _image(self, texture: Texture) -> int:
        """Pictures have a view each."""
        if texture not in self._image_numbers:
            section = self._section(f"picture {texture.name}")
            section.add(texture.data)
            self._image_numbers[texture] = len(self._images)
            self._images.append({"name": texture.name, "mimeType": "image/png", "bufferView": section.number})
        return self._image_numbers[texture]

    def _animations(self) -> list[Json]:
        """One for each element that opens, a second long."""
        if not self._motions:
            return []
        tracks = self._section("tracks")
        times = self._rows(tracks, np.array((0.0, 1.0), dtype="<f4"), is_bounded=True)
        known: dict[tuple[str, bytes], int] = {}
        made: list[Json] = []
        used: Counter[str] = Counter()
        for opening, motions in self._motions.items():
            name = f"open {self._openings[opening]}"
            used[name] += 1
            samplers: list[Json] = []
            channels: list[Json] = []
            for number, (path, rows) in ((number, key) for number, motion in motions for key in _keys(motion)):
                track = path, rows.tobytes()
                if track not in known:
                    known[track] = self._rows(tracks, rows)
                channels.append({"sampler": len(samplers), "target": {"node": number, "path": path}})
                samplers.append({"input": times, "interpolation": "LINEAR", "output": known[track]})
            made.append(
                {"name": name if used[name] == 1 else f"{name} {used[name]}", "channels": channels, "samplers": samplers}
            )
        return made


def _keys(motion: Motion) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """What changes in a motion, and its values at both ends."""
    poses = motion.closed, motion.opened
    if poses[0].turn != poses[1].turn:
        yield "rotation", np.array([_turned(pose.turn) for pose in poses], dtype="<f4")
    if poses[0].place != poses[1].place:
        yield "translation", np.array([pose.place for pose in poses], dtype="<f4")


def _turned(turn: float) -> list[Json]:
    """The quaternion of a turn about y."""
    return [0.0, math.sin(turn / 2), 0.0, math.cos(turn / 2)]


def _surface(material: Material, image: int | None) -> Json:
    surface: dict[str, Json] = {
        "baseColorFactor": list(material.colour),
        "metallicFactor": material.metallic,
        "roughnessFactor": material.roughness,
    }
    if image is not None:
        surface["baseColorTexture"] = {"index": image}
    entry: dict[str, Json] = {"name": material.name, "pbrMetallicRoughness": surface}
    if material.colour[3] < 1:
        entry["alphaMode"] = "BLEND"
    if material.double_sided:
        entry["doubleSided"] = True
    return entry
