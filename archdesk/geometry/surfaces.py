"""Solids between an upper and a lower surface over the same cells, each given by the heights of the cells' corners."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from shapely import Polygon

from archdesk.geometry.solids import Solid, edges_of_cells, triangles_of_cell
from archdesk.model.shapes import Point

Height = Callable[[Point], float]


def between(cells: Sequence[Polygon], bottom: Height, top: Height) -> Solid:
    """The solid over cells that share their corners; every face has its own flat normals."""
    corners, rings, edges = edges_of_cells(cells)
    points: list[Point] = [(x, y) for x, y in corners.tolist()]
    low = np.column_stack((corners, [bottom(point) for point in points]))
    high = np.column_stack((corners, [top(point) for point in points]))
    numbers = {point: number for number, point in enumerate(points)}
    faces = [triangles_of_cell(cell, own, corners, numbers) for cell, own in zip(cells, rings, strict=True)]
    corners_of = [high[face] for own in faces for face in own] + [low[face[::-1]] for own in faces for face in own]
    for start, end, _, right in edges.tolist():
        if right < 0:
            corners_of += [np.array((low[start], low[end], high[end])), np.array((low[start], high[end], high[start]))]
    return _flat(np.array(corners_of))


def _flat(triangles: NDArray[np.float64]) -> Solid:
    """Triangles with normals of their own; corners of one place and direction are one."""
    across = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    normals = across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-300)
    rows = np.column_stack((triangles.reshape(-1, 3), np.repeat(normals.round(5), 3, axis=0))) + 0.0
    used, numbers = np.unique(rows, axis=0, return_inverse=True)
    return Solid(used[:, :3], used[:, 3:], numbers.reshape(-1, 3))
