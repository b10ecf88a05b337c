"""Walls: one solid each, cut for its openings."""

import itertools
import math
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon, affinity

from archdesk.construct.blocks import Block
from archdesk.construct.materials import PLASTER, RENDER
from archdesk.construct.openings import Hole
from archdesk.construct.parts import Register, mesh_of, placed
from archdesk.geometry.axis import Axis
from archdesk.geometry.footprints import Footprint
from archdesk.geometry.solids import Solid, carve, content_of, ladder
from archdesk.model.scene import Node
from archdesk.model.shapes import Point

_REACH = 0.05  # how far a cut goes beyond the wall's faces
_SNAP = 0.001  # a cut so near to a corner goes through the corner
_SAME_LEVEL = 1e-3


def wall_node(footprint: Footprint, holes: Sequence[Hole], height: float, number: int, register: Register) -> Node | None:
    """A wall as a node at its start, turned along its chord; nothing where its openings leave nothing of it."""
    solid = wall_solid(footprint, holes, height)
    if solid is None:
        return None
    wall, material = footprint.wall, RENDER if footprint.wall.exterior else PLASTER
    name = f"{'Outer wall' if wall.exterior else 'Wall'} {number}"
    measures = {
        "length": footprint.axis.length,
        "thickness": wall.thickness,
        "height": height,
        "footprint": footprint.area.area,
        "volume": content_of(solid.positions, solid.triangles),
    }
    extras = register.extras(
        wall.id,
        "wall",
        measures,
        material.name,
        shapely.get_coordinates(footprint.area).tolist(),
        wall.confidence,
        exterior=wall.exterior,
        openings=[hole.opening.id for hole in holes],
    )
    return Node(name, (mesh_of(name, solid, material),), (), extras, placed(wall.start), footprint.axis.chord_angle)


def wall_solid(footprint: Footprint, holes: Sequence[Hole], height: float) -> Solid | None:
    """The wall's solid in its own frame: x along the chord from the start, y to the left, z up from the floor."""
    axis, local = footprint.axis, _Frame(footprint.axis)
    corners = [axis.offset_of(point) for point in shapely.get_coordinates(footprint.area).tolist()]
    spans = [(_snapped(hole.start, corners), _snapped(hole.end, corners)) for hole in holes]
    levels = _levels(holes, height)
    middles = (levels[1:] + levels[:-1]) / 2
    ground = local.area(footprint.area)
    block = Block.of(ground) if axis.is_straight else None
    places = block.places_of(spans) if block else None
    if block and places is not None:
        kept = np.array([_filled((a + b) / 2, holes, spans, middles) for a, b in itertools.pairwise(places)])
        right, left = block.rungs(places)
        return ladder(right, left, levels.tolist(), kept) if kept.any() else None
    reach = footprint.wall.thickness / 2 + _REACH
    cuts = [local.area(axis.strip(start, end, reach)) for start, end in spans]

    def fill(point: Point) -> NDArray[np.bool_]:
        row = np.ones(len(middles), dtype=bool)
        for hole, cut in zip(holes, cuts, strict=True):
            if shapely.contains_xy(cut, *point):
                row &= (middles < hole.sill) | (middles > hole.head)
        return row

    return carve(ground, cuts, levels.tolist(), fill, local.centre)


def _filled(
    place: float, holes: Sequence[Hole], spans: Sequence[tuple[float, float]], middles: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """The layers that a straight wall fills at a place along it."""
    row = np.ones(len(middles), dtype=bool)
    for hole, (start, end) in zip(holes, spans, strict=True):
        if start < place < end:
            row &= (middles < hole.sill) | (middles > hole.head)
    return row


def _levels(holes: Sequence[Hole], height: float) -> np.ndarray:
    """The heights at which something changes, from the floor to the top; nearly equal ones are one."""
    levels = [0.0]
    for level in sorted({level for hole in holes for level in (hole.sill, hole.head)}):
        if level - levels[-1] > _SAME_LEVEL and height - level > _SAME_LEVEL:
            levels.append(level)
    return np.array([*levels, height])


def _snapped(offset: float, corners: Sequence[float]) -> float:
    nearest = min(corners, key=lambda corner: abs(corner - offset))
    return nearest if abs(nearest - offset) < _SNAP else offset


class _Frame:
    """The frame of a wall: its start, and the direction of its chord."""

    def __init__(self, axis: Axis) -> None:
        (x, y), angle = axis.points[0], axis.chord_angle
        c, s = math.cos(angle), math.sin(angle)
        self._matrix = (c, s, -s, c, -c * x - s * y, s * x - c * y)
        self.centre: Point | None = None
        if axis.centre is not None:
            (u, v), m = axis.centre, self._matrix
            self.centre = (m[0] * u + m[1] * v + m[4], m[2] * u + m[3] * v + m[5])

    def area(self, shape: shapely.Geometry) -> Polygon:
        return affinity.affine_transform(shape, self._matrix)
