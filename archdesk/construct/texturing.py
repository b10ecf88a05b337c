"""Scenes with pictures on their surfaces: each mesh laid out in metres, along its walls and over its floors."""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from archdesk.construct import materials
from archdesk.construct.textures import textures
from archdesk.model.floorplan import Use
from archdesk.model.scene import Material, Mesh, Node, Scene, Texture

_LEVEL = 0.7  # the upright part of the normal of a face one could stand on

_GRAINED = "wood"

_LOOKS = {
    "plaster": (materials.PLASTER, materials.RENDER, materials.CEILING),
    "brick": (materials.BRICK,),
    "concrete": (materials.CONCRETE, materials.SCREED, materials.COLUMN, materials.SILL, materials.MEMBRANE),
    "wood": (materials.STAIR, materials.TIMBER, materials.LEAF, materials.ENTRANCE),
    "fabric": (materials.FABRIC, materials.LINEN),
    "roof tile": (materials.TILES,),
}
_FLOORS = {
    Use.LIVING: "boards",
    Use.BEDROOM: "boards",
    Use.OTHER: "boards",
    Use.KITCHEN: "tile",
    Use.BATH: "tile",
    Use.TOILET: "tile",
    Use.HALL: "tile",
    Use.STAIRS: "tile",
    Use.OFFICE: "fabric",
    Use.STORAGE: "concrete",
    Use.GARAGE: "concrete",
    Use.TECHNICAL: "concrete",
    Use.OUTDOOR: "brick",
}


def textured(scene: Scene) -> Scene:
    """The scene with a picture on each surface that has one; shared meshes stay shared."""
    pictures = textures()
    looks = {material: pictures[name] for name, own in _LOOKS.items() for material in own}
    looks |= {materials.FLOORS[use]: pictures[name] for use, name in _FLOORS.items()}
    done: dict[tuple[int, ...], tuple[Mesh, ...]] = {}
    return Scene(_dressed(scene.root, looks, done))


def _dressed(node: Node, looks: dict[Material, Texture], done: dict[tuple[int, ...], tuple[Mesh, ...]]) -> Node:
    key = tuple(id(mesh) for mesh in node.meshes)
    if key not in done:
        done[key] = tuple(_laid_out(mesh, looks.get(mesh.material)) for mesh in node.meshes)
    return replace(node, meshes=done[key], children=tuple(_dressed(child, looks, done) for child in node.children))


def _laid_out(mesh: Mesh, texture: Texture | None) -> Mesh:
    if texture is None:
        return mesh
    uvs = _metres(mesh)
    if texture.name == _GRAINED and _is_tall(mesh):
        uvs = np.ascontiguousarray(uvs[:, ::-1])
    return replace(mesh, material=replace(mesh.material, texture=texture), uvs=uvs)


def _is_tall(mesh: Mesh) -> bool:
    """Whether a body is higher than wide: then its grain runs upwards."""
    width, height, depth = np.ptp(mesh.positions, axis=0).tolist()
    return bool(height > max(width, depth))


def _metres(mesh: Mesh) -> NDArray[np.float32]:
    """Right and down in metres: over the floor where a face is level, else along the face, and down its slope.

    Faces that look one way are one plane of the picture, so it runs on over the parts of a wall.
    """
    x, y, z = mesh.positions.astype(np.float64).T
    normals = mesh.normals.astype(np.float64)
    level = np.abs(normals[:, 1]) > math.sqrt(1 - 1e-4)
    turn = np.arctan2(normals[:, 0], normals[:, 2])
    along = x * np.cos(turn) - z * np.sin(turn)
    away = x * np.sin(turn) + z * np.cos(turn)
    steep = np.abs(normals[:, 1]) < _LEVEL
    down = np.where(
        steep, -y / np.maximum(np.hypot(normals[:, 0], normals[:, 2]), 1e-6), away / np.maximum(normals[:, 1], 1e-6)
    )
    uvs = np.column_stack((np.where(level, x, along), np.where(level, z, down)))
    return np.asarray(uvs, dtype=np.float32)
