"""Outer walls with brick outside and plaster inside: one solid, its faces in parts by what they look at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from archdesk.construct.materials import BRICK, PLASTER
from archdesk.model.scene import Material, Mesh, Node, about_y

_BEFORE = 0.06  # metres before a face, where one asks what it looks at; more than the cracks that a storey's outline closes
_UPRIGHT = 0.1  # of a normal that looks up or down; walls have no slopes


@dataclass(frozen=True, slots=True)
class Cladding:
    """What a storey covers, without what lies in the open air."""

    covered: shapely.Geometry

    @classmethod
    def of(cls, ground: shapely.Geometry, outdoors: Sequence[Polygon]) -> "Cladding":
        covered = ground.difference(shapely.union_all(outdoors)) if outdoors else ground
        shapely.prepare(covered)
        return cls(covered)

    def clad(self, wall: Node) -> Node:
        """The wall in brick where it looks outside and in plaster elsewhere; its parts close each other."""
        outside = {id(mesh): self._looks_outside(mesh, wall) for mesh in wall.meshes}
        parts = [
            _part(mesh, chosen, material)
            for mesh in wall.meshes
            for chosen, material in ((outside[id(mesh)], BRICK), (~outside[id(mesh)], PLASTER))
            if chosen.any()
        ]
        material = BRICK if any(chosen.any() for chosen in outside.values()) else PLASTER
        return replace(wall, meshes=tuple(parts), extras={**wall.extras, "material": material.name})

    def _looks_outside(self, mesh: Mesh, wall: Node) -> NDArray[np.bool_]:
        """Which triangles do; both halves of a rectangle are asked in its middle."""
        turn, corners = about_y(wall.turn), mesh.positions[mesh.triangles].astype(np.float64)
        normals = mesh.normals[mesh.triangles[:, 0]].astype(np.float64) @ turn
        middles = (corners.min(axis=1) + corners.max(axis=1)) / 2 @ turn + np.array(wall.place)
        x, _, z = (middles + _BEFORE * normals).T
        is_covered = shapely.contains_xy(self.covered, x, -z)
        return np.asarray((np.abs(normals[:, 1]) < _UPRIGHT) & ~is_covered)


def _part(mesh: Mesh, chosen: NDArray[np.bool_], material: Material) -> Mesh:
    used, numbers = np.unique(mesh.triangles[chosen], return_inverse=True)
    triangles = numbers.reshape(-1, 3).astype(np.uint32)
    return replace(mesh, positions=mesh.positions[used], normals=mesh.normals[used], triangles=triangles, material=material)
