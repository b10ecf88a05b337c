"""Simple bodies that furniture is put together from; x across, y from the back to the front, z up."""

import math
from collections.abc import Sequence

import numpy as np
from shapely import Polygon, affinity, box

from archdesk.construct.parts import mesh_of
from archdesk.geometry.solids import Solid, block, extrude, join
from archdesk.model.scene import Material, Mesh

CORNERS = 4  # of a quarter circle

Part = tuple[Material, Solid]


def cuboid(x: tuple[float, float], y: tuple[float, float], z: tuple[float, float]) -> Solid:
    return block((x[0], y[0], z[0]), (x[1], y[1], z[1]))


def prism(area: Polygon, z: tuple[float, float]) -> Solid:
    return extrude(area, *z)


def ellipse(x: tuple[float, float], y: tuple[float, float]) -> Polygon:
    """The ellipse in an upright rectangle."""
    round_ = affinity.scale(Polygon(_circle()), (x[1] - x[0]) / 2, (y[1] - y[0]) / 2, origin=(0, 0))
    return affinity.translate(round_, (x[0] + x[1]) / 2, (y[0] + y[1]) / 2)


def softened(x: tuple[float, float], y: tuple[float, float], radius: float) -> Polygon:
    """The rectangle with round corners."""
    return box(x[0], y[0], x[1], y[1]).buffer(-radius, join_style="mitre").buffer(radius, quad_segs=CORNERS)


def rod(x: float, y: float, radius: float, z: tuple[float, float]) -> Solid:
    return extrude(ellipse((x - radius, x + radius), (y - radius, y + radius)), *z)


def slice_(profile: Sequence[tuple[float, float]], x: tuple[float, float]) -> Solid:
    """A body with one outline all the way across; the outline is (y, z), seen from the left end."""
    solid = extrude(Polygon(profile), *x)
    order = (2, 0, 1)
    return Solid(solid.positions[:, order], solid.normals[:, order], solid.triangles)


def wheel(x: tuple[float, float], y: float, z: float, radius: float) -> Solid:
    return slice_([(y + radius * u, z + radius * v) for u, v in _circle()], x)


def meshes_of(name: str, parts: Sequence[Part]) -> tuple[Mesh, ...]:
    """One mesh for each material."""
    materials = dict.fromkeys(material for material, _ in parts)
    return tuple(mesh_of(name, join([solid for own, solid in parts if own == material]), material) for material in materials)


def _circle() -> list[tuple[float, float]]:
    angles = np.arange(4 * CORNERS) * (math.pi / 2 / CORNERS)
    return [(math.cos(angle), math.sin(angle)) for angle in angles.tolist()]
