"""Bands: straight strips with an axis and a thickness, in metres."""

import math
from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.lines.table import Flags, Floats, Ints, turned

THINNEST = 0.04  # a glass or plasterboard partition
THICKEST = 0.66  # a rubble wall; beyond are rooms and shafts, where lines alone tell
THICKEST_SOLID = 1.25  # a double party wall, where fills or closed outlines tell


@dataclass(frozen=True, slots=True, eq=False)
class Bands:
    """n strips by the ends of their axes and their thickness."""

    start: Floats
    end: Floats
    thickness: Floats

    def __len__(self) -> int:
        return len(self.start)

    @property
    def length(self) -> Floats:
        metres: Floats = np.hypot(*(self.end - self.start).T)
        return metres

    @property
    def direction(self) -> Floats:
        unit: Floats = (self.end - self.start) / np.maximum(self.length, 1e-9)[:, None]
        return unit

    def pick(self, which: Flags | Ints) -> "Bands":
        return Bands(self.start[which], self.end[which], self.thickness[which])

    def rectangles(self) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
        return rectangles(self.start, self.end, self.thickness)


def no_bands() -> Bands:
    return Bands(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0))


def joined_bands(first: Bands, second: Bands) -> Bands:
    """Both, one after the other."""
    return Bands(
        np.vstack([first.start, second.start]),
        np.vstack([first.end, second.end]),
        np.concatenate([first.thickness, second.thickness]),
    )


def rectangles(start: Floats, end: Floats, thickness: Floats) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    """The footprints of strips, as shapely polygons."""
    length = np.maximum(np.hypot(*(end - start).T), 1e-12)[:, None]
    side = turned((end - start) / length) * (thickness / 2)[:, None]
    corners = np.stack([start + side, start - side, end - side, end + side], axis=1)
    polygons: np.ndarray[tuple[int], np.dtype[np.object_]] = shapely.polygons(corners)
    return polygons


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Directed edges; ``left`` is where their material lies, where that is known."""

    start: Floats
    end: Floats

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True, eq=False)
class Opposites:
    """Pairs of parallel edges: the axes between them and what they are the faces of."""

    first: Ints
    second: Ints
    bands: Bands


PARALLEL = math.cos(math.radians(1.5))
SHORTEST_OVERLAP = 0.04  # metres; a nib beside a door


def facing(edges: Edges, *, two_sided: bool, thickest: float = THICKEST) -> Opposites:
    """Pairs of edges that face each other at a wall's thickness.

    One-sided edges have their material to their left and pair with edges that run the other way; two-sided edges may
    have it on either side.
    """
    direction = edges.end - edges.start
    length = np.maximum(np.hypot(*direction.T), 1e-9)
    unit = direction / length[:, None]
    first, second = _neighbours(edges, turned(unit), thickest, two_sided=two_sided)
    dot = np.einsum("ij,ij->i", unit[first], unit[second])
    keep = (np.abs(dot) > PARALLEL) if two_sided else (dot < -PARALLEL)
    keep &= (
        (first < second)
        if two_sided
        else (length[first] > length[second]) | ((length[first] == length[second]) & (first < second))
    )
    first, second = first[keep], second[keep]
    swap = length[first] < length[second]
    first, second = np.where(swap, second, first), np.where(swap, first, second)
    along, origin = unit[first], edges.start[first]
    normal = turned(along)
    t = np.stack([_dot(edges.start[second] - origin, along), _dot(edges.end[second] - origin, along)])
    d = (_dot(edges.start[second] - origin, normal) + _dot(edges.end[second] - origin, normal)) / 2
    low, high = np.maximum(t.min(axis=0), 0.0), np.minimum(t.max(axis=0), length[first])
    depth = np.abs(d) if two_sided else d
    keep = (depth >= THINNEST) & (depth <= thickest) & (high - low > SHORTEST_OVERLAP)
    first, second, along, normal, origin = first[keep], second[keep], along[keep], normal[keep], origin[keep]
    low, high, d = low[keep, None], high[keep, None], d[keep, None]
    middle = origin + normal * d / 2
    return Opposites(first, second, Bands(middle + along * low, middle + along * high, np.abs(d[:, 0])))


def _neighbours(edges: Edges, normal: Floats, thickest: float, *, two_sided: bool) -> tuple[Ints, Ints]:
    """Edges whose box meets the strip beside another edge."""
    if not len(edges):
        none = np.zeros(0, np.intp)
        return none, none
    back = -normal * thickest if two_sided else normal * 0.0
    corners = np.stack([edges.start + back, edges.end + back, edges.start + normal * thickest, edges.end + normal * thickest])
    low, high = corners.min(axis=0), corners.max(axis=0)
    tree = shapely.STRtree(shapely.linestrings(np.stack([edges.start, edges.end], axis=1)))
    found: Ints = tree.query(shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1]))
    return found[0], found[1]


def _dot(a: Floats, b: Floats) -> Floats:
    product: Floats = np.einsum("ij,ij->i", a, b)
    return product
