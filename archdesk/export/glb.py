"""Scenes into binary glTF 2.0 files."""

import json
import math
import os
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archdesk.model.problems import ExportError
from archdesk.model.scene import Json, Material, Mesh, Motion, Node, Scene

MAGIC = b"glTF"
VERSION = 2
JSON_CHUNK = 0x4E4F534A
BINARY_CHUNK = 0x004E4942
UNSIGNED_SHORT = 5123
UNSIGNED_INT = 5125
FLOAT = 5126
_VERTICES = 34962
_INDICES = 34963
_ROW = 12  # bytes of three floats
_TRACKS = 2  # the view of what animations hold


class ModelNotWritten(ExportError):
    """The disk refused the file."""

    code = "ARC-401"
    summary = "The model could not be written to {file}: {reason}."
    hint = "Check that the folder exists, may be written to and has free space."


def write_glb(scene: Scene, target: Path) -> None:
    """Write the scene beside the target and rename it, so that the target is whole or unchanged.

    Raises:
        ModelNotWritten: the file could not be written.
    """
    data = glb_bytes(scene)
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise ModelNotWritten(file=target.name, reason=error.strerror or "unknown") from error


def glb_bytes(scene: Scene) -> bytes:
    """The scene as the bytes of a GLB file."""
    book = _Book()
    root = book.add_node(scene.root)
    header, binary = book.finish(root)
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


class _Book:
    """The lists of a glTF file as they grow; each mesh and material is entered once."""

    def __init__(self) -> None:
        self._nodes: list[Json] = []
        self._meshes: list[Json] = []
        self._materials: list[Json] = []
        self._accessors: list[Json] = []
        self._vertices: list[bytes] = []
        self._indices: list[bytes] = []
        self._mesh_numbers: dict[tuple[int, ...], int] = {}
        self._primitives: dict[int, Json] = {}
        self._material_numbers: dict[Material, int] = {}
        self._vertex_bytes = 0
        self._index_bytes = 0
        self._motions: dict[str, list[tuple[int, Motion]]] = {}
        self._tracks: list[bytes] = []
        self._track_bytes = 0

    def add_node(self, node: Node, opening: str = "") -> int:
        """Enter a node with all below it; motions go to the animation of the element they belong to."""
        opening = f"open {node.name}" if "id" in node.extras else opening
        children: list[Json] = [self.add_node(child, opening) for child in node.children]
        entry: dict[str, Json] = {"name": node.name}
        if node.meshes:
            entry["mesh"] = self._mesh(node.meshes)
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

    def _animations(self) -> list[Json]:
        """One for each element that opens, a second long."""
        if not self._motions:
            return []
        times = self._track(np.array(((0.0,), (1.0,)), dtype=np.float32), is_bounded=True)
        tracks: dict[tuple[str, object], int] = {}
        made: list[Json] = []
        for name, motions in self._motions.items():
            samplers: list[Json] = []
            channels: list[Json] = []
            for number, motion in motions:
                for path, rows in _keys(motion):
                    key = (path, tuple(map(tuple, rows.tolist())))
                    if key not in tracks:
                        tracks[key] = self._track(rows)
                    channels.append({"sampler": len(samplers), "target": {"node": number, "path": path}})
                    samplers.append({"input": times, "interpolation": "LINEAR", "output": tracks[key]})
            made.append({"name": name, "channels": channels, "samplers": samplers})
        return made

    def _track(self, rows: NDArray[np.float32], *, is_bounded: bool = False) -> int:
        """An accessor of key times or values, in a view of their own."""
        data = np.ascontiguousarray(rows, dtype="<f4")
        entry: dict[str, Json] = {
            "bufferView": _TRACKS,
            "byteOffset": self._track_bytes,
            "componentType": FLOAT,
            "count": len(data),
            "type": {1: "SCALAR", 3: "VEC3", 4: "VEC4"}[data.shape[1]],
        }
        if is_bounded:
            entry["min"], entry["max"] = data.min(axis=0).tolist(), data.max(axis=0).tolist()
        self._tracks.append(data.tobytes())
        self._track_bytes += data.nbytes
        self._accessors.append(entry)
        return len(self._accessors) - 1

    def _mesh(self, meshes: tuple[Mesh, ...]) -> int:
        key = tuple(id(mesh) for mesh in meshes)
        if key not in self._mesh_numbers:
            self._mesh_numbers[key] = len(self._meshes)
            self._meshes.append({"name": meshes[0].name, "primitives": [self._primitive(mesh) for mesh in meshes]})
        return self._mesh_numbers[key]

    def _primitive(self, mesh: Mesh) -> Json:
        if id(mesh) not in self._primitives:
            self._primitives[id(mesh)] = {
                "attributes": {
                    "POSITION": self._vectors(mesh.positions, is_bounded=True),
                    "NORMAL": self._vectors(mesh.normals),
                },
                "indices": self._triangles(mesh),
                "material": self._material(mesh.material),
            }
        return self._primitives[id(mesh)]

    def _vectors(self, vectors: NDArray[np.float32], *, is_bounded: bool = False) -> int:
        rows = np.ascontiguousarray(vectors, dtype="<f4")
        entry: dict[str, Json] = {
            "bufferView": 0,
            "byteOffset": self._vertex_bytes,
            "componentType": FLOAT,
            "count": len(rows),
            "type": "VEC3",
        }
        if is_bounded:
            entry["min"], entry["max"] = rows.min(axis=0).tolist(), rows.max(axis=0).tolist()
        self._vertices.append(rows.tobytes())
        self._vertex_bytes += rows.nbytes
        self._accessors.append(entry)
        return len(self._accessors) - 1

    def _triangles(self, mesh: Mesh) -> int:
        is_short = len(mesh.positions) < 1 << 16
        numbers = np.ascontiguousarray(mesh.triangles.ravel(), dtype="<u2" if is_short else "<u4")
        data = numbers.tobytes() + b"\0" * (-numbers.nbytes % 4)
        self._accessors.append(
            {
                "bufferView": 1,
                "byteOffset": self._index_bytes,
                "componentType": UNSIGNED_SHORT if is_short else UNSIGNED_INT,
                "count": numbers.size,
                "type": "SCALAR",
            }
        )
        self._indices.append(data)
        self._index_bytes += len(data)
        return len(self._accessors) - 1

    def _material(self, material: Material) -> int:
        if material not in self._material_numbers:
            self._material_numbers[material] = len(self._materials)
            self._materials.append(_surface(material))
        return self._material_numbers[material]

    def finish(self, root: int) -> tuple[Mapping[str, Json], bytes]:
        """The file's header and its binary chunk."""
        animations = self._animations()
        binary = b"".join((*self._vertices, *self._indices, *self._tracks))
        views: list[Json] = [
            {"buffer": 0, "byteLength": self._vertex_bytes, "byteStride": _ROW, "target": _VERTICES},
            {"buffer": 0, "byteOffset": self._vertex_bytes, "byteLength": self._index_bytes, "target": _INDICES},
        ]
        if animations:
            start = self._vertex_bytes + self._index_bytes
            views.append({"buffer": 0, "byteOffset": start, "byteLength": self._track_bytes})
        return {
            **({"animations": animations} if animations else {}),
            "asset": {"version": "2.0", "generator": "ArchDesk"},
            "scene": 0,
            "scenes": [{"name": "ArchDesk", "nodes": [root]}],
            "nodes": self._nodes,
            "meshes": self._meshes,
            "materials": self._materials,
            "accessors": self._accessors,
            "bufferViews": views,
            "buffers": [{"byteLength": len(binary)}],
        }, binary


def _keys(motion: Motion) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """What changes in a motion, and its values at both ends."""
    poses = motion.closed, motion.opened
    if poses[0].turn != poses[1].turn:
        yield "rotation", np.array([_turned(pose.turn) for pose in poses], dtype=np.float32)
    if poses[0].place != poses[1].place:
        yield "translation", np.array([pose.place for pose in poses], dtype=np.float32)


def _turned(turn: float) -> list[Json]:
    """The quaternion of a turn about y."""
    return [0.0, math.sin(turn / 2), 0.0, math.cos(turn / 2)]


def _surface(material: Material) -> Json:
    entry: dict[str, Json] = {
        "name": material.name,
        "pbrMetallicRoughness": {
            "baseColorFactor": list(material.colour),
            "metallicFactor": material.metallic,
            "roughnessFactor": material.roughness,
        },
    }
    if material.colour[3] < 1:
        entry["alphaMode"] = "BLEND"
    if material.double_sided:
        entry["doubleSided"] = True
    return entry
