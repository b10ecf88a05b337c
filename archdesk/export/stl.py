"""Scenes into binary STL for printers: one closed surface, millimetres, z up, standing on zero, reduced on request."""

import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import manifold3d
import numpy as np
from numpy.typing import NDArray

from archdesk.export.placed import Placed, placed_meshes
from archdesk.export.whole import write_whole
from archdesk.geometry.solids import is_closed, places_of
from archdesk.model.problems import ExportError
from archdesk.model.scene import UNBUILT_KINDS, Scene

_MILLIMETRES = 1000.0
_UPRIGHT = np.array(((1.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, -1.0, 0.0)))  # x, y up, z towards one: to x, y away, z up
_FINEST = 2e-5  # metres: corners so near would be one in the precision of the file
_APART = 5e-5  # metres that surfaces are drawn back from each other where they touch in an edge or a corner
_GROWTHS = (1e-4, 1.7e-4, 2.9e-4, 4.1e-4)
"""Metres that a solid grows by on all sides, tried in turn: those that met in an edge only have a body in common then."""
_GOLDEN = 0.6180339887  # its multiples spread evenly between whole numbers
_Body = tuple[NDArray[np.float64], NDArray[np.int64]]
_TRIANGLE = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attributes", "<u2")])


class NothingToPrint(ExportError):
    code = "ARC-404"
    summary = "The model has no closed solids, so it cannot be printed."
    hint = "Choose another format, or check the plan's walls and build the model again."


def write_stl(scene: Scene, target: Path, scale: float = 1.0) -> None:
    """Write the building as one closed surface; ``scale`` 100 is one hundredth of its size.

    Raises:
        NothingToPrint: the scene has no closed solids.
        ModelNotWritten: the file could not be written.
    """
    corners = _joined(scene) @ _UPRIGHT.T * (_MILLIMETRES / scale)
    corners -= (0.0, 0.0, corners[:, :, 2].min())
    rows = np.zeros(len(corners), dtype=_TRIANGLE)
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    rows["normal"] = across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-300)
    rows["corners"] = corners
    write_whole(target, b"ArchDesk, millimetres, z up".ljust(80) + struct.pack("<I", len(rows)) + rows.tobytes())


def _joined(scene: Scene) -> NDArray[np.float64]:
    """The corners of all triangles of the solids' union: what touches is one, as a printer needs it."""
    bodies = tuple(_bodies(placed_meshes(scene, UNBUILT_KINDS)))
    for growth in _GROWTHS:
        solids = [solid for number, one in enumerate(bodies) if (solid := _solid(one, growth, number)).volume() > 0]
        if not solids:
            raise NothingToPrint
        joined = manifold3d.Manifold.batch_boolean(solids, manifold3d.OpType.Add).simplify(_FINEST).to_mesh64()
        triangles = np.asarray(joined.tri_verts, dtype=np.int64)
        points = _parted(np.asarray(joined.vert_properties, dtype=np.float64)[:, :3], triangles).astype(np.float32)
        triangles = _lasting(points, triangles)
        if is_closed(points, triangles):
            break
    return np.asarray(points[triangles], dtype=np.float64)


def _bodies(placed: Iterable[Placed]) -> Iterator[_Body]:
    """The corners and triangles of each mesh that is closed, and of those of a node together that close each other."""
    held: list[_Body] = []
    for one in placed:
        if one.is_first:
            yield from _whole(held)
            held = []
        body = one.points, one.mesh.triangles.astype(np.int64)
        if is_closed(one.mesh.positions, one.mesh.triangles):
            yield body
        else:
            held.append(body)
    yield from _whole(held)


def _whole(parts: Sequence[_Body]) -> Iterator[_Body]:
    if parts:
        starts = np.cumsum([0] + [len(points) for points, _ in parts[:-1]])
        triangles = [triangles + start for (_, triangles), start in zip(parts, starts, strict=True)]
        yield np.concatenate([points for points, _ in parts]), np.concatenate(triangles)


def _parted(points: NDArray[np.float64], triangles: NDArray[np.int64]) -> NDArray[np.float64]:
    """The points, those in one place drawn back each into its own body."""
    places = places_of(points.astype(np.float32))
    is_shared = np.bincount(places)[places] > 1
    a, b, c = (points[triangles[:, corner]] for corner in range(3))
    outwards = np.zeros_like(points)
    np.add.at(outwards, triangles.ravel(), np.repeat(np.cross(b - a, c - a), 3, axis=0))
    outwards /= np.maximum(np.linalg.norm(outwards, axis=1, keepdims=True), 1e-300)
    return points - np.where(is_shared[:, None], _APART * outwards, 0.0)


def _lasting(points: NDArray[np.float32], triangles: NDArray[np.int64]) -> NDArray[np.int64]:
    """The triangles whose corners are still three in the precision of the file."""
    a, b, c = places_of(points)[triangles].T
    return np.asarray(triangles[(a != b) & (b != c) & (c != a)])


def _solid(body: _Body, growth: float, number: int) -> manifold3d.Manifold:
    """A part as a solid; empty where it is open. No two grow alike, for faces of two in one plane make slivers."""
    corners, faces = body
    _, first, numbers = np.unique(places_of(corners.astype(np.float32)), return_index=True, return_inverse=True)
    triangles = np.ascontiguousarray(numbers.ravel()[faces], dtype=np.uint64)
    points = _grown(corners[first], growth * (1 + number * _GOLDEN % 1))
    return manifold3d.Manifold(manifold3d.Mesh64(np.ascontiguousarray(points), triangles))


def _grown(points: NDArray[np.float64], growth: float) -> NDArray[np.float64]:
    low, high = points.min(axis=0), points.max(axis=0)
    middle, half = (low + high) / 2, np.maximum((high - low) / 2, growth)
    return np.asarray(points + (points - middle) / half * growth)
