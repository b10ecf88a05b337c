"""A wall with openings, built, and what is found in it."""

import math

import numpy as np
import trimesh

from archdesk.construct.building import build_scene
from archdesk.model.document import Format, Source
from archdesk.model.floorplan import FloorPlan, Opening, Survey, Wall
from archdesk.model.scene import Mesh, Node, Scene
from archdesk.model.style import PLAIN, BuildStyle


def survey_of(*plans: FloorPlan) -> Survey:
    return Survey(Source("house.pdf", "0", Format.PDF), plans)


def built(*openings: Opening, style: BuildStyle = PLAIN, thickness: float = 0.2, is_outer: bool = False) -> Scene:
    """A wall w1 of 10 m along x with openings."""
    wall = Wall("w1", ((0, 0), (10, 0)), thickness, exterior=is_outer)
    return build_scene(survey_of(FloorPlan("Ground floor", 0, None, None, walls=(wall,), openings=openings)), style)


def by_id(scene: Scene, id_: str) -> Node:
    return next(node for node in scene.root.walk() if node.extras.get("id") == id_)


def of_kind(node: Node, kind: str) -> list[Node]:
    return [one for one in node.walk() if one.extras.get("kind") == kind]


def solid_of(mesh: Mesh) -> trimesh.Trimesh:
    solid = trimesh.Trimesh(mesh.positions, mesh.triangles, process=False)
    solid.merge_vertices(merge_norm=True, merge_tex=True)
    return solid


def are_sound(node: Node) -> bool:
    """Whether all solids below a node are closed and turned outwards."""
    solids = [solid_of(mesh) for one in node.walk() for mesh in one.meshes]
    return bool(solids) and all(solid.is_watertight and solid.volume > 0 for solid in solids)


def extent(node: Node, place=(0.0, 0.0, 0.0), turn: float = 0.0) -> np.ndarray:
    """The least and the greatest corner of all meshes below a node, in the axes of what holds it."""
    points = _points(node, np.array(place), turn)
    return np.array((points.min(axis=0), points.max(axis=0)))


def _points(node: Node, place: np.ndarray, turn: float) -> np.ndarray:
    at, own = place + np.array(node.place) @ _about_y(turn), turn + node.turn
    rows = [mesh.positions @ _about_y(own) + at for mesh in node.meshes]
    rows += [_points(child, at, own) for child in node.children]
    return np.concatenate(rows) if rows else np.empty((0, 3))


def _about_y(turn: float) -> np.ndarray:
    c, s = math.cos(turn), math.sin(turn)
    return np.array(((c, 0.0, -s), (0.0, 1.0, 0.0), (s, 0.0, c)))
