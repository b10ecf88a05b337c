"""Meshes made elsewhere, put in order: welded, with normals that are round where the shape is, and what is wrong with them."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from archdesk.geometry.solids import SMALLEST, Solid, areas_of, content_of, go_both_ways, places_of

_ROUND = math.cos(math.radians(30))  # faces at a smaller angle are of one round surface
_FACING = 0.2  # a normal is no further from its face's own than the cosine says


@dataclass(frozen=True, slots=True, eq=False)
class Welded:
    """A mesh whose corners are shared; ``sources`` tells which of the triangles given each one was.

    ``dropped`` had no area or no place; ``is_closed`` says that no edge is open.
    """

    solid: Solid
    sources: NDArray[np.int64]
    dropped: int
    is_closed: bool


def weld(points: NDArray[np.float64], triangles: NDArray[np.integer]) -> Welded:
    """The mesh in the precision that files have, its normals outside where it is closed."""
    places = points.astype(np.float32).astype(np.float64)
    faces = triangles.astype(np.int64)
    inside = (faces >= 0).all(axis=1) & (faces < len(places)).all(axis=1)
    kept = np.flatnonzero(inside)
    finite = np.asarray(np.isfinite(places).all(axis=1))
    kept = kept[finite[faces[kept]].all(axis=1)]
    faces = faces[kept]
    corners = places_of(places.astype(np.float32))
    is_closed = go_both_ways(corners[faces], len(places))
    sound = areas_of(places.astype(np.float32), faces) >= SMALLEST
    kept, faces = kept[sound], faces[sound]
    across = _across(places, faces)
    if is_closed and content_of(places, faces) < 0:
        faces, across = faces[:, ::-1], -across
    positions, normals, numbers = _shared(places, faces, corners[faces], across)
    return Welded(Solid(positions, normals, numbers), kept, len(triangles) - len(kept), is_closed)


def _across(points: NDArray[np.float64], faces: NDArray[np.int64]) -> NDArray[np.float64]:
    a, b, c = (points[faces[:, corner]] for corner in range(3))
    return np.asarray(np.cross(b - a, c - a))


def _shared(
    points: NDArray[np.float64], faces: NDArray[np.int64], corners: NDArray[np.int64], across: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Positions, normals and triangles: corners of faces that look like one surface are one."""
    units = across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-300)
    one, two = _round_edges(corners, units, len(points))
    size = corners.size
    links = coo_array((np.ones(len(one), dtype=bool), (one, two)), shape=(size, size))
    groups = connected_components(links, directed=False)[1]
    own = np.repeat(units, 3, axis=0)
    weighted = own * _angles(points, faces)[:, None]
    normals = _summed(groups, weighted)
    astray = np.unique(groups[np.einsum("ij,ij->i", normals[groups], own) < _FACING])
    if len(astray):
        alone = np.isin(groups, astray)
        groups = groups.copy()
        groups[alone] = len(normals) + np.flatnonzero(alone)
        groups = np.unique(groups, return_inverse=True)[1]
        normals = _summed(groups, weighted)
    positions = np.empty((len(normals), 3))
    positions[groups] = points[faces.ravel()]
    return positions, normals, groups.reshape(-1, 3).astype(np.int64)


def _angles(points: NDArray[np.float64], faces: NDArray[np.int64]) -> NDArray[np.float64]:
    """The angle at each corner: normals weighed by it do not lean to where a face has more triangles."""
    corners = points[faces]
    ahead, back = np.roll(corners, -1, axis=1) - corners, np.roll(corners, 1, axis=1) - corners
    lengths = np.linalg.norm(ahead, axis=2) * np.linalg.norm(back, axis=2)
    return np.asarray(np.arccos(np.clip((ahead * back).sum(axis=2) / np.maximum(lengths, 1e-300), -1, 1)).ravel())


def _summed(groups: NDArray[np.integer], vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """The direction of the vectors of each group together."""
    count = int(groups.max(initial=-1)) + 1
    sums = np.column_stack([np.bincount(groups, weights=vectors[:, axis], minlength=count) for axis in range(3)])
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-300))


def _round_edges(
    corners: NDArray[np.int64], units: NDArray[np.float64], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of triangle corners in one place whose faces meet in an edge without a sharp turn."""
    start, end = corners.ravel(), np.roll(corners, -1, axis=1).ravel()
    keys = np.minimum(start, end) * count + np.maximum(start, end)
    order = np.argsort(keys, kind="stable")
    pairs = np.flatnonzero(keys[order][1:] == keys[order][:-1])
    one, two = order[pairs], order[pairs + 1]
    is_round = np.einsum("ij,ij->i", units[one // 3], units[two // 3]) > _ROUND
    one, two = one[is_round & (start[one] == end[two])], two[is_round & (start[one] == end[two])]
    return np.concatenate((one, _next(one))), np.concatenate((_next(two), two))


def _next(corner: NDArray[np.int64]) -> NDArray[np.int64]:
    """The corner after one in its triangle."""
    return np.asarray(corner - corner % 3 + (corner + 1) % 3)
