"""Binary glTF 2.0 files, as written here, back into scenes."""

import json
import math
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archdesk.export.glb import BINARY_CHUNK, FLOAT, INSTANCING, JSON_CHUNK, MAGIC, UNSIGNED_INT, UNSIGNED_SHORT, VERSION
from archdesk.model.problems import ExportError
from archdesk.model.scene import Material, Mesh, Node, Scene, Texture

_DEEPEST = 32
_TYPES: dict[int, np.dtype[Any]] = {UNSIGNED_SHORT: np.dtype("<u2"), UNSIGNED_INT: np.dtype("<u4"), FLOAT: np.dtype("<f4")}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}


class ModelDamaged(ExportError):
    """The file is no GLB of ours, or not whole."""

    code = "ARC-402"
    summary = "The model file {file} is damaged: {reason}."
    hint = "Build the model again."


def read_glb(path: Path) -> Scene:
    """The scene in a file; copies that are drawn at once are nodes of their own again.

    Raises:
        ModelDamaged: the file is not whole, or not of the kind ArchDesk writes.
        OSError: the file cannot be opened.
    """
    data = path.read_bytes()
    try:
        header, binary = _chunks(data)
        return _Reader(header, binary).scene()
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, struct.error, RecursionError) as error:
        raise ModelDamaged(file=path.name, reason=str(error) or type(error).__name__) from error


def _chunks(data: bytes) -> tuple[dict[str, Any], bytes]:
    magic, version, total = struct.unpack_from("<4sII", data)
    if magic != MAGIC or version != VERSION:
        raise ValueError("it is no binary glTF 2.0")
    if total != len(data):
        raise ValueError(f"it has {len(data)} of {total} bytes")
    size, kind = struct.unpack_from("<II", data, 12)
    start = 20 + size
    if kind != JSON_CHUNK or start > total:
        raise ValueError("its header is cut off")
    header = json.loads(data[20:start])
    if start == total:
        return header, b""
    size, kind = struct.unpack_from("<II", data, start)
    if kind != BINARY_CHUNK or start + 8 + size > total:
        raise ValueError("its geometry is cut off")
    return header, data[start + 8 : start + 8 + size]


class _Reader:
    def __init__(self, header: dict[str, Any], binary: bytes) -> None:
        self._header = header
        self._binary = binary
        self._textures = [self._texture(entry) for entry in header.get("textures", [])]
        self._materials = [_material(entry, self._textures) for entry in header.get("materials", [])]
        self._meshes: dict[int, tuple[Mesh, ...]] = {}
        self._seen: set[int] = set()

    def scene(self) -> Scene:
        roots = self._header["scenes"][self._header.get("scene", 0)]["nodes"]
        if len(roots) != 1:
            raise ValueError("it has not one root")
        return Scene(self._node(roots[0], 0))

    def _node(self, number: int, depth: int) -> Node:
        if depth > _DEEPEST or number in self._seen or number < 0:
            raise ValueError("its nodes are no tree")
        self._seen.add(number)
        entry = self._header["nodes"][number]
        x, y, z = (float(value) for value in entry.get("translation", (0, 0, 0)))
        meshes = self._mesh(entry["mesh"]) if "mesh" in entry else ()
        places = entry.get("extensions", {}).get(INSTANCING)
        copies = self._copies(meshes, places["attributes"]) if places else ()
        return Node(
            str(entry.get("name", "")),
            () if places else meshes,
            (*copies, *(self._node(child, depth + 1) for child in entry.get("children", ()))),
            dict(entry.get("extras", {})),
            (x, y, z),
            _turn(entry.get("rotation", (0, 0, 0, 1))),
        )

    def _copies(self, meshes: tuple[Mesh, ...], attributes: dict[str, int]) -> tuple[Node, ...]:
        """A node for each place of a mesh that is drawn many times."""
        places = self._rows(attributes["TRANSLATION"], "VEC3", (FLOAT,)).tolist()
        turns = self._rows(attributes["ROTATION"], "VEC4", (FLOAT,)).tolist()
        return tuple(
            Node(f"Copy {number}", meshes, (), {"kind": "instance"}, (x, y, z), _turn(turn))
            for number, ((x, y, z), turn) in enumerate(zip(places, turns, strict=True), 1)
        )

    def _mesh(self, number: int) -> tuple[Mesh, ...]:
        if number not in self._meshes:
            entry = self._header["meshes"][number]
            self._meshes[number] = tuple(self._primitive(str(entry.get("name", "")), part) for part in entry["primitives"])
        return self._meshes[number]

    def _primitive(self, name: str, entry: dict[str, Any]) -> Mesh:
        positions = self._rows(entry["attributes"]["POSITION"], "VEC3", (FLOAT,))
        normals = self._rows(entry["attributes"]["NORMAL"], "VEC3", (FLOAT,))
        indices = self._rows(entry["indices"], "SCALAR", (UNSIGNED_SHORT, UNSIGNED_INT)).astype(np.uint32)
        if len(normals) != len(positions) or indices.size % 3 or (indices.size and indices.max() >= len(positions)):
            raise ValueError(f"the mesh {name} does not fit together")
        uvs, colours = (entry["attributes"].get(name) for name in ("TEXCOORD_0", "COLOR_0"))
        return Mesh(
            name,
            positions,
            normals,
            indices.reshape(-1, 3),
            self._materials[entry["material"]],
            None if uvs is None else self._rows(uvs, "VEC2", (FLOAT,)),
            None if colours is None else self._rows(colours, "VEC4", (FLOAT,)),
        )

    def _texture(self, entry: dict[str, Any]) -> Texture:
        image = self._header["images"][entry["source"]]
        view = self._header["bufferViews"][image["bufferView"]]
        start, size = int(view.get("byteOffset", 0)), int(view["byteLength"])
        if min(start, size) < 0 or start + size > len(self._binary):
            raise ValueError("a picture reaches beyond the geometry")
        return Texture(str(image.get("name", "")), bytes(self._binary[start : start + size]))

    def _rows(self, number: int, kind: str, allowed: tuple[int, ...]) -> NDArray[Any]:
        accessor = self._header["accessors"][number]
        view = self._header["bufferViews"][accessor["bufferView"]]
        width, dtype, count = _WIDTHS[kind], _TYPES[accessor["componentType"]], int(accessor["count"])
        if accessor["type"] != kind or accessor["componentType"] not in allowed or number < 0 or count < 0:
            raise ValueError("an accessor is of another kind")
        inner = int(accessor.get("byteOffset", 0))
        start, size = int(view.get("byteOffset", 0)) + inner, count * width * dtype.itemsize
        if view.get("byteStride", width * dtype.itemsize) != width * dtype.itemsize:
            raise ValueError("its rows are not packed")
        if min(start, inner) < 0 or inner + size > view["byteLength"] or start + size > len(self._binary):
            raise ValueError("an accessor reaches beyond the geometry")
        rows: NDArray[Any] = np.frombuffer(self._binary, dtype, count * width, start)
        return rows.reshape(-1, width) if width > 1 else rows


def _turn(rotation: tuple[float, float, float, float]) -> float:
    x, y, z, w = (float(value) for value in rotation)
    if abs(x) > 1e-6 or abs(z) > 1e-6:
        raise ValueError("a node is tilted")
    return 2 * math.atan2(y, w)


def _material(entry: dict[str, Any], textures: Sequence[Texture]) -> Material:
    surface = entry.get("pbrMetallicRoughness", {})
    picture = surface.get("baseColorTexture")
    red, green, blue, alpha = (float(value) for value in surface.get("baseColorFactor", (1, 1, 1, 1)))
    return Material(
        str(entry.get("name", "")),
        (red, green, blue, alpha),
        float(surface.get("roughnessFactor", 1)),
        float(surface.get("metallicFactor", 1)),
        bool(entry.get("doubleSided", False)),
        None if picture is None else textures[picture["index"]],
    )
