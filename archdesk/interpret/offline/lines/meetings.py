"""Meetings of cells: at corners, side by side, and on one axis beyond an opening."""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from archdesk.interpret.offline.lines.bands import Bands
from archdesk.interpret.offline.lines.bundles import clusters
from archdesk.interpret.offline.lines.cells import Cells
from archdesk.interpret.offline.lines.pairing import crossings
from archdesk.interpret.offline.lines.table import Flags, Floats, Ints, turned

REACH = 0.7  # metres between the tips of cells that may meet in a corner: half the thickest wall each way
SQUARE = 0.5  # sine of the sharpest corner
LONGEST = 1.6  # thicknesses of a corner's side; flat crossings run out in points
TOUCH = 0.015  # metres
PARALLEL = 0.999
SAME_FACE = 0.008  # metres
SHARED = 0.3  # of the shorter cell, along which two lie side by side
ANGLES = 720
SAME_AXIS = 0.01  # metres
MOST_AHEAD = 6


@dataclass(frozen=True, slots=True, eq=False)
class Corners:
    """Pairs of cells that are open to each other, the squares between them, and which tips of all cells are open to one."""

    first: Ints
    second: Ints
    shapes: "np.ndarray[tuple[int], np.dtype[np.object_]]"
    met: Flags

    def among(self, alive: Flags) -> Flags:
        both: Flags = alive[self.first] & alive[self.second]
        return both


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """Pairs of cells, the metres that they run beside each other, and the metres between them."""

    first: Ints
    second: Ints
    metres: Floats
    gap: Floats


def find_corners(cells: Cells) -> Corners:
    bands, n = cells.bands, len(cells)
    tips = np.vstack([bands.start, bands.end])
    free = np.flatnonzero(~np.concatenate([cells.capped[:, 0], cells.capped[:, 1]]))
    points = shapely.points(tips[free])
    near = shapely.STRtree(points).query(points, predicate="dwithin", distance=REACH)
    a, b = free[near[0]], free[near[1]]
    direction = bands.direction
    cross = direction[a % n, 0] * direction[b % n, 1] - direction[a % n, 1] * direction[b % n, 0]
    keep = (a < b) & (np.abs(cross) > SQUARE)
    a, b = a[keep], b[keep]
    shapes = crossings(bands, a % n, b % n)
    side = shapely.length(shapes) / 4
    keep = side < LONGEST * np.maximum(bands.thickness[a % n], bands.thickness[b % n])
    for tip in (a, b):
        keep &= shapely.distance(shapes, shapely.points(tips[tip])) < TOUCH
    a, b = a[keep], b[keep]
    met = np.zeros(2 * n, np.bool_)
    met[a] = met[b] = True
    return Corners(a % n, b % n, shapes[keep], met.reshape(2, n).T)


def find_neighbours(bands: Bands, apart: float = SAME_FACE) -> Neighbours:
    """Cells that lie side by side with a face in common, or with faces no further apart."""
    shapes = bands.rectangles()
    first, second = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=apart)
    direction, length = bands.direction, bands.length
    keep = (first < second) & (np.abs(np.einsum("ij,ij->i", direction[first], direction[second])) > PARALLEL)
    first, second = first[keep], second[keep]
    along, origin = direction[first], bands.start[first]
    t = np.sort(np.einsum("kij,ij->ki", np.stack([bands.start[second], bands.end[second]]) - origin, along), axis=0)
    common = np.minimum(t[1], length[first]) - np.maximum(t[0], 0.0)
    middle = (bands.start[second] + bands.end[second]) / 2 - origin
    gap = np.abs(np.einsum("ij,ij->i", middle, turned(along))) - (bands.thickness[first] + bands.thickness[second]) / 2
    keep = (gap > -SAME_FACE) & (gap < apart)
    keep &= common > SHARED * np.minimum(length[first], length[second])
    return Neighbours(first[keep], second[keep], common[keep], gap[keep])


def find_successors(bands: Bands, furthest: float) -> Neighbours:
    """Cells as thick as each other on one axis, a gap apart."""
    direction = bands.direction
    backward = (direction[:, :1] < -1e-9) | ((np.abs(direction[:, :1]) <= 1e-9) & (direction[:, 1:] < 0))
    direction = np.where(backward, -direction, direction)
    sector = np.round(np.arctan2(direction[:, 1], direction[:, 0]) / np.pi * ANGLES).astype(np.intp) % ANGLES
    found: list[tuple[int, int, float]] = []
    for value in np.unique(sector):
        rows = np.flatnonzero(sector == value)
        along = direction[rows[0]]
        for same in clusters((bands.start[rows] + bands.end[rows]) @ turned(along) / 2, SAME_AXIS):
            found += _in_line(bands, rows[same], along, furthest)
    table = np.array(found, dtype=np.float64).reshape(-1, 3)
    return Neighbours(table[:, 0].astype(np.intp), table[:, 1].astype(np.intp), np.zeros(len(table)), table[:, 2])


def _in_line(bands: Bands, rows: Ints, along: Floats, furthest: float) -> list[tuple[int, int, float]]:
    t = np.sort(np.stack([bands.start[rows] @ along, bands.end[rows] @ along]), axis=0)
    order = np.argsort(t[0], kind="stable")
    rows, t = rows[order], t[:, order]
    pairs: list[tuple[int, int, float]] = []
    for i in range(len(rows)):
        for k in range(i + 1, min(i + MOST_AHEAD, len(rows))):
            gap = float(t[0, k] - t[1, i])
            if gap > furthest:
                break
            if gap > -SAME_AXIS and abs(bands.thickness[rows[i]] - bands.thickness[rows[k]]) < SAME_AXIS:
                pairs.append((int(rows[i]), int(rows[k]), gap))
    return pairs


def groups(first: Ints, second: Ints, n: int) -> Ints:
    """A label for each of n things, the same for those that pairs hold together."""
    _, label = connected_components(coo_matrix((np.ones(len(first)), (first, second)), shape=(n, n)), directed=False)
    result: Ints = label.astype(np.intp)
    return result
