"""Scenes into binary PLY: one coloured mesh, in metres, y up."""

from pathlib import Path

import numpy as np

from archdesk.export.placed import placed_meshes
from archdesk.export.whole import write_whole
from archdesk.model.scene import UNBUILT_KINDS, Scene, on_screen

_CORNER = np.dtype([("at", "<f4", 3), ("normal", "<f4", 3), ("colour", "u1", 4)])
_FACE = np.dtype([("count", "u1"), ("corners", "<u4", 3)])
_COLOURS = ("red", "green", "blue", "alpha")


def write_ply(scene: Scene, target: Path) -> None:
    """Write the scene with the colours of its materials at its corners.

    Raises:
        ModelNotWritten: the file could not be written.
    """
    placed = tuple(placed_meshes(scene, UNBUILT_KINDS))
    starts = np.cumsum([0] + [len(one.points) for one in placed])
    corners = np.zeros(int(starts[-1]), dtype=_CORNER)
    faces = np.zeros(sum(len(one.mesh.triangles) for one in placed), dtype=_FACE)
    faces["count"] = 3
    done = 0
    for one, start in zip(placed, starts.tolist(), strict=False):
        rows = corners[start : start + len(one.points)]
        colours = one.mesh.corner_colours
        shown = np.column_stack((on_screen(colours[:, :3]), colours[:, 3]))
        rows["at"], rows["normal"], rows["colour"] = one.points, one.normals, np.round(255 * np.clip(shown, 0, 1))
        faces["corners"][done : done + len(one.mesh.triangles)] = one.mesh.triangles + np.uint32(start)
        done += len(one.mesh.triangles)
    write_whole(target, _header(len(corners), len(faces)).encode("ascii") + corners.tobytes() + faces.tobytes())


def _header(corners: int, faces: int) -> str:
    numbers = [f"property float {name}" for name in ("x", "y", "z", "nx", "ny", "nz")]
    colours = [f"property uchar {name}" for name in _COLOURS]
    head = ["ply", "format binary_little_endian 1.0", "comment ArchDesk, metres, y up", f"element vertex {corners}"]
    tail = [f"element face {faces}", "property list uchar uint vertex_indices", "end_header", ""]
    return "\n".join([*head, *numbers, *colours, *tail])
