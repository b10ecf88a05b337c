"""Watertight solids from areas stacked in layers, without booleans in space."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from archdesk.model.shapes import Point

GRID = 1e-7  # metres: areas are noded on this raster; walls that touch along ten metres share no cubic centimetre
_COARSER = (1e-4, 1e-3)  # where the finest raster gives a solid that is not sound, these are tried
_TURNS = 1 << 16  # directions of normals told apart
SMALLEST = 1e-9  # square metres: a smaller triangle is a line
_THINNEST = 1e-5  # metres; a triangle so thin is still no line after its solid was moved by tens of metres


@dataclass(frozen=True, slots=True, eq=False)
class Solid:
    """A closed surface in plan axes: x and y of the plan and z up; triangles run counter-clockwise from outside."""

    positions: NDArray[np.float64]
    normals: NDArray[np.float64]
    triangles: NDArray[np.int64]


def extrude(area: Polygon, bottom: float, top: float) -> Solid:
    """The prism over an area that is noded (each corner once)."""
    return stack([area], (bottom, top), np.ones((1, 1), dtype=bool))


def block(low: tuple[float, float, float], high: tuple[float, float, float]) -> Solid:
    """The upright box between two corners."""
    return extrude(shapely.box(low[0], low[1], high[0], high[1]), low[2], high[2])


def turn_solid(solid: Solid, angle: float, shift: Point = (0.0, 0.0), up: float = 0.0) -> Solid:
    """A solid turned about the upright axis, counter-clockwise from above, and then moved."""
    c, s = math.cos(angle), math.sin(angle)
    matrix = np.array(((c, s, 0), (-s, c, 0), (0, 0, 1)))
    return Solid(solid.positions @ matrix + (*shift, up), solid.normals @ matrix, solid.triangles)


def join(solids: Sequence[Solid]) -> Solid:
    """Solids that do not touch, as one."""
    starts = np.cumsum([0] + [len(solid.positions) for solid in solids[:-1]])
    return Solid(
        np.concatenate([solid.positions for solid in solids]),
        np.concatenate([solid.normals for solid in solids]),
        np.concatenate([solid.triangles + start for solid, start in zip(solids, starts, strict=True)]),
    )


def carve(
    area: Polygon | MultiPolygon,
    cutters: Sequence[Polygon],
    levels: Sequence[float],
    fill: Callable[[Point], NDArray[np.bool_]],
    smooth_about: Point | None = None,
) -> Solid | None:
    """The solid over the cells that the cutters make of an area; ``fill`` tells the layers filled at a point of a cell.

    An area that touches itself or is almost flat loses up to a millimetre; nothing is left of one without width.
    """
    for grid in (GRID, *_COARSER):
        thinner = area if grid == GRID else area.buffer(-grid, join_style="mitre")
        whole = shapely.set_precision(thinner, grid)
        cells = divide(whole, cutters, grid) if cutters else [part for part in shapely.get_parts(whole) if part.area]
        filled = np.array([fill((point.x, point.y)) for point in (cell.representative_point() for cell in cells)], dtype=bool)
        if not filled.any():
            return None
        solid = stack(cells, levels, filled, smooth_about)
        if is_sound(solid):
            return solid
    return None


def is_sound(solid: Solid) -> bool:
    """Whether the surface is closed and no triangle is as good as a line, in the precision that files have."""
    places = np.asarray(solid.positions, dtype=np.float32)
    if not is_closed(places, solid.triangles):
        return False
    corners = places[solid.triangles].astype(np.float64)
    longest = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(axis=1, initial=0.0)
    return bool((2 * areas_of(places, solid.triangles) >= _THINNEST * longest).all())


def is_closed(positions: NDArray[np.float32], triangles: NDArray[np.integer]) -> bool:
    """Whether each edge has exactly one triangle on either side; corners in one place are one."""
    ahead = places_of(positions)[triangles]
    after = np.roll(ahead, -1, axis=1)
    forth = np.sort((ahead * len(positions) + after).ravel())
    back = np.sort((after * len(positions) + ahead).ravel())
    return bool((forth[1:] != forth[:-1]).all() and np.array_equal(forth, back))


def is_balanced(positions: NDArray[np.float32], triangles: NDArray[np.integer]) -> bool:
    """Whether each edge is gone along as often one way as the other, as where closed bodies touch in edges."""
    return go_both_ways(places_of(positions)[triangles], len(positions))


def go_both_ways(faces: NDArray[np.int64], count: int) -> bool:
    """Whether faces go along each edge as often one way as the other, by the numbers of ``count`` corners."""
    after = np.roll(faces, -1, axis=1)
    return bool(np.array_equal(np.sort((faces * count + after).ravel()), np.sort((after * count + faces).ravel())))


def places_of(positions: NDArray[np.float32]) -> NDArray[np.int64]:
    """A number for each position, the same for the same place."""
    return np.asarray(np.unique(_marks(positions), return_inverse=True)[1], dtype=np.int64)


def areas_of(positions: NDArray[np.float32], triangles: NDArray[np.integer]) -> NDArray[np.float64]:
    """The area of each triangle."""
    a, b, c = (positions[triangles[:, corner]].astype(np.float64) for corner in range(3))
    return np.asarray(np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2)


def content_of(points: NDArray[np.float64], triangles: NDArray[np.int64]) -> float:
    """The content within closed triangles, below 0 where they are turned inside out (divergence theorem)."""
    if not len(triangles):
        return 0.0
    a, b, c = (points[triangles[:, corner]] - points[triangles[0, 0]] for corner in range(3))
    return float(np.einsum("ij,ij->", a, np.cross(b, c)) / 6)


def _marks(positions: NDArray[np.float32]) -> NDArray[np.uint64]:
    """A number for each place: its bits, mixed (an odd factor loses none; that two places share one is one in 10^14)."""
    bits = (np.ascontiguousarray(positions, dtype=np.float32) + np.float32(0)).view(np.uint32).astype(np.uint64)
    mixed = bits[:, 0] * np.uint64(0x9E3779B97F4A7C15) ^ bits[:, 1] * np.uint64(0xC2B2AE3D27D4EB4F)
    return np.asarray(mixed ^ bits[:, 2] * np.uint64(0x165667B19E3779F9))


def divide(area: Polygon | MultiPolygon, cutters: Sequence[Polygon], grid: float = GRID) -> list[Polygon]:
    """The cells that the cutters' outlines make of an area; neighbouring cells share their corners."""
    lines = shapely.union_all([area.boundary, *(cutter.boundary for cutter in cutters)], grid_size=grid)
    cells = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    return [cell for cell in cells if area.contains(cell.representative_point())]


def stack(
    cells: Sequence[Polygon], levels: Sequence[float], filled: NDArray[np.bool_], smooth_about: Point | None = None
) -> Solid:
    """The solid of the cells that are filled in each layer between two levels.

    The cells share their corners (see ``divide``) and may meet in edges only. Sides that are seen end on from ``smooth_about``
    get the round normals of a cylinder about it.
    """
    corners, rings, edges = edges_of_cells(cells)
    numbers = {(x, y): number for number, (x, y) in enumerate(corners.tolist())}
    faces = [triangles_of_cell(cell, own, corners, numbers) for cell, own in zip(cells, rings, strict=True)]
    owners = np.repeat(np.arange(len(cells)), [len(own) for own in faces])
    return _stacked(_Ground(corners, edges, np.concatenate(faces), owners), levels, filled, smooth_about)


def ladder(right: NDArray[np.float64], left: NDArray[np.float64], levels: Sequence[float], filled: NDArray[np.bool_]) -> Solid:
    """The solid over a row of cells, each between two points on its right and two on its left, shared by neighbours."""
    count = len(right) - 1
    cells, behind = np.arange(count), count + 1
    one, two, three, four = cells, cells + 1, cells + 1 + behind, cells + behind
    none = np.full(count, -1)
    edges = np.concatenate(
        (
            np.column_stack((one, two, cells, none)),
            np.column_stack((three, four, cells, none)),
            np.column_stack((two, three, cells, np.append(cells[1:], -1))),
            np.column_stack((four, one, cells, cells - 1)),
        )
    )
    faces = np.concatenate((np.column_stack((one, two, three)), np.column_stack((one, three, four))))
    return _stacked(_Ground(np.concatenate((right, left)), edges, faces, np.tile(cells, 2)), levels, filled)


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    """Cells by their corners: directed edges with the cells to their left and right (-1: none), triangles and their cells."""

    corners: NDArray[np.float64]
    edges: NDArray[np.int64]
    faces: NDArray[np.int64]
    owners: NDArray[np.int64]


def _stacked(ground: _Ground, levels: Sequence[float], filled: NDArray[np.bool_], smooth_about: Point | None = None) -> Solid:
    sides, turns = _sides(ground.corners, ground.edges, filled, len(levels), smooth_about)
    caps, cap_turns = _caps(ground, filled, len(levels))
    keys = np.concatenate((sides * (_TURNS + 2) + turns, caps * (_TURNS + 2) + cap_turns))
    used, triangles = np.unique(keys, return_inverse=True)
    places, directions = np.divmod(used, _TURNS + 2)
    at, level = np.divmod(places, len(levels))
    positions = np.column_stack((ground.corners[at], np.asarray(levels, dtype=float)[level]))
    angles = directions * (2 * math.pi / _TURNS)
    flat = directions >= _TURNS
    normals = np.column_stack((np.cos(angles), np.sin(angles), np.zeros(len(angles))))
    normals[flat] = np.column_stack((np.zeros((flat.sum(), 2)), np.where(directions[flat] == _TURNS, 1.0, -1.0)))
    return Solid(positions, normals, triangles.reshape(-1, 3))


def edges_of_cells(cells: Sequence[Polygon]) -> tuple[NDArray[np.float64], list[list[list[int]]], NDArray[np.int64]]:
    """Corners, the rings of each cell by corner, and each directed edge with the cells to its left and right (-1: none)."""
    numbers: dict[Point, int] = {}
    rings = [
        [[numbers.setdefault(point, len(numbers)) for point in ring.coords[:-1]] for ring in (cell.exterior, *cell.interiors)]
        for cell in (shapely.orient_polygons(cell) for cell in cells)
    ]
    left = {
        (start, end): cell
        for cell, own in enumerate(rings)
        for ring in own
        for start, end in zip(ring, ring[1:] + ring[:1], strict=True)
    }
    edges = [(start, end, cell, left.get((end, start), -1)) for (start, end), cell in left.items()]
    return np.array(list(numbers)), rings, np.array(edges)


def _sides(
    corners: NDArray[np.float64],
    edges: NDArray[np.int64],
    filled: NDArray[np.bool_],
    levels: int,
    smooth_about: Point | None,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The upright faces: corner and level, and direction, of each triangle's corners."""
    padded = np.vstack((filled, np.zeros((1, filled.shape[1]), dtype=bool)))
    edge, layer = np.nonzero(padded[edges[:, 2]] & ~padded[edges[:, 3]])
    start, end = edges[edge, 0], edges[edge, 1]
    along = corners[end] - corners[start]
    turn = np.arctan2(-along[:, 0], along[:, 1])
    first, last = turn, turn
    if smooth_about is not None:
        first, last = _rounded(corners[start], corners[end], turn, smooth_about)
    low, high = (start * levels + layer, end * levels + layer), (start * levels + layer + 1, end * levels + layer + 1)
    places = np.column_stack((low[0], low[1], high[1], low[0], high[1], high[0])).ravel()
    turns = np.column_stack((first, last, last, first, last, first)).ravel()
    return places, np.rint(turns * (_TURNS / (2 * math.pi))).astype(np.int64) % _TURNS


def _rounded(
    start: NDArray[np.float64], end: NDArray[np.float64], turn: NDArray[np.float64], centre: Point
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The directions at both ends of faces, turned to the radius where a face lies across it."""
    middle = (start + end) / 2 - centre
    radial = np.arctan2(middle[:, 1], middle[:, 0])
    facing = np.cos(turn - radial)
    across = np.abs(facing) > math.cos(math.radians(6))
    inward = np.where(facing < 0, math.pi, 0.0)
    ends = [np.arctan2(at[:, 1] - centre[1], at[:, 0] - centre[0]) + inward for at in (start, end)]
    return np.where(across, ends[0], turn), np.where(across, ends[1], turn)


def _caps(ground: _Ground, filled: NDArray[np.bool_], levels: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The level faces, as ``_sides`` gives the upright ones."""
    closed = np.zeros((len(filled), 1), dtype=bool)
    below, above = np.hstack((closed, filled)), np.hstack((filled, closed))
    up, top = np.nonzero((below & ~above)[ground.owners])
    down, bottom = np.nonzero((above & ~below)[ground.owners])
    places = np.concatenate(
        (ground.faces[up] * levels + top[:, None], ground.faces[down][:, ::-1] * levels + bottom[:, None])
    ).ravel()
    return places, np.repeat((_TURNS, _TURNS + 1), (3 * len(up), 3 * len(down)))


def triangles_of_cell(
    cell: Polygon, rings: list[list[int]], corners: NDArray[np.float64], numbers: dict[Point, int]
) -> NDArray[np.int64]:
    """A cell's triangles by corner, counter-clockwise, using every corner of its rings."""
    if len(rings) == 1 and len(rings[0]) == 4 and _is_convex(corners[rings[0]]):
        a, b, c, d = rings[0]
        return np.array(((a, b, c), (a, c, d)))
    parts = shapely.get_parts(shapely.constrained_delaunay_triangles(cell))
    points = shapely.get_coordinates(parts).reshape(-1, 4, 2)[:, :3]
    found = np.array([numbers[x, y] for x, y in points.reshape(-1, 2).tolist()]).reshape(-1, 3)
    one, two = points[:, 1] - points[:, 0], points[:, 2] - points[:, 0]
    clockwise = one[:, 0] * two[:, 1] < one[:, 1] * two[:, 0]
    found[clockwise] = found[clockwise][:, ::-1]
    return found


def _is_convex(ring: NDArray[np.float64]) -> bool:
    ahead = np.roll(ring, -1, axis=0) - ring
    after = np.roll(ahead, -1, axis=0)
    return bool(np.all(ahead[:, 0] * after[:, 1] - ahead[:, 1] * after[:, 0] > GRID))
