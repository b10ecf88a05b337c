"""What was written, read back and looked at: whole, closed, and all that was understood in it."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archdesk.export.glb_reader import read_glb
from archdesk.geometry.solids import SMALLEST, areas_of, is_balanced, is_closed
from archdesk.model.floorplan import Survey
from archdesk.model.problems import ExportError
from archdesk.model.scene import Mesh, Node

_Closed = Callable[[NDArray[np.float32], NDArray[np.integer]], bool]
_LARGEST = 5000.0  # metres: no building is longer


class ModelFaulty(ExportError):
    """The file holds something that is no sound building."""

    code = "ARC-403"
    summary = "The model is not sound: {element} {fault}."
    hint = "Check this part of the plan, correct it and build the model again."


def check_glb(path: Path, survey: Survey, *, is_ours: bool = True) -> None:
    """Look at a written file; solids that are not ours may be open, but nothing in them may be flat or inside out.

    Raises:
        ModelFaulty: an element is missing, open, flat or out of all measure.
        ModelDamaged: the file cannot be read back.
    """
    scene = read_glb(path)
    _check_ids(scene.root)
    if is_ours:
        _check_walls(scene.root, survey)
    _check_box(scene.root)
    seen: set[tuple[int, ...]] = set()
    for node in scene.root.walk():
        key = tuple(id(mesh) for mesh in node.meshes)
        if node.meshes and key not in seen:
            seen.add(key)
            for mesh in node.meshes:
                _check_mesh(mesh, node.name)
            if is_ours and not node.extras.get("merged"):
                _check_closed(node.meshes, node.name, is_closed)
        if is_ours:
            joined = [mesh for child in node.children if child.extras.get("merged") for mesh in child.meshes]
            _check_closed(joined, node.name, is_balanced)


def _check_ids(root: Node) -> None:
    """No element twice, and something that stands."""
    ids = Counter((node.extras.get("storey"), node.extras["id"]) for node in root.walk() if "id" in node.extras)
    twice = next((key for key, count in ids.items() if count > 1), None)
    if twice is not None:
        raise ModelFaulty(element=twice[1], fault="is in it twice")
    if not ids:
        raise ModelFaulty(element=root.name, fault="has no elements")


def _check_walls(root: Node, survey: Survey) -> None:
    """None that the plan does not know."""
    walls = sum(node.extras.get("kind") == "wall" for node in root.walk())
    known = sum(len(plan.walls) for plan in survey.storeys)
    if walls > known:
        raise ModelFaulty(element=root.name, fault=f"has {walls} walls for {known} in the plan")


def _check_box(root: Node) -> None:
    for node in root.walk():
        numbers = np.concatenate([np.abs(node.place), *(np.abs(mesh.positions).max(axis=0) for mesh in node.meshes)])
        if not np.isfinite(numbers).all() or numbers.max() > _LARGEST:
            raise ModelFaulty(element=node.name, fault=f"is larger than {_LARGEST:.0f} m")


def _check_closed(meshes: Sequence[Mesh], name: str, is_whole: _Closed) -> None:
    """Each mesh is closed, or those that are open close each other, as the parts of a wall in two materials.

    The bodies of a merged mesh may touch.
    """
    open_ = [mesh for mesh in meshes if not is_whole(mesh.positions, mesh.triangles)]
    if not open_:
        return
    starts = np.cumsum([0] + [len(mesh.positions) for mesh in open_[:-1]])
    triangles = np.concatenate([mesh.triangles.astype(np.int64) + start for mesh, start in zip(open_, starts, strict=True)])
    if not is_whole(np.concatenate([mesh.positions for mesh in open_]), triangles):
        raise ModelFaulty(element=name, fault="is not closed")


def _check_mesh(mesh: Mesh, name: str) -> None:
    """Each triangle has an area and its normals outside."""
    if areas_of(mesh.positions, mesh.triangles).min() < SMALLEST:
        raise ModelFaulty(element=name, fault="has a triangle without area")
    a, b, c = (mesh.positions[mesh.triangles[:, corner]].astype(np.float64) for corner in range(3))
    across = np.cross(b - a, c - a)
    if (np.einsum("ij,ij->i", across, mesh.normals[mesh.triangles[:, 0]]) <= 0).any():
        raise ModelFaulty(element=name, fault="is inside out")
