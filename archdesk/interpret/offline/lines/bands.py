"""Bands: straight strips with an axis and a thickness, in metres."""

import math
from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.lines.table import Flags, Floats, Ints, Straights, turned

THINNEST = 0.04  # a glass or plasterboard partition
THICKEST = 0.66  # a rubble wall; beyond are rooms and shafts, where lines alone tell
THICKEST_SOLID = 1.25  # a double party wall, where fills or closed outlines tell
STURDY = (0.28, 0.55)  # metres of masonry; furniture's frames are thinner, worktops deeper


@dataclass(frozen=True, slots=True, eq=False)
class Bands(Straights):
    """n strips by the ends of their axes and their thickness."""

    thickness: Floats

    def pick(self, which: Flags | Ints) -> "Bands":
        return Bands(self.start[which], self.end[which], self.thickness[which])

    def rectangles(self) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
        return rectangles(self.start, self.end, self.thickness)


def sturdy(bands: Bands, label: Ints, n: int) -> Flags:
    """By group, of n, whether its strips are on average as thick as masonry."""
    metres = np.bincount(label, weights=bands.length, minlength=n)
    thickness = np.bincount(label, weights=bands.length * bands.thickness, minlength=n) / np.maximum(metres, 1e-9)
    result: Flags = (thickness > STURDY[0]) & (thickness < STURDY[1])
    return result


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
SECTORS = 60  # of half a turn, in which parallels are looked for
MOST_NEIGHBOURS = 300  # of a line on average; beyond is a texture
CHUNK = 2000
SHORTEST_OVERLAP = 0.04  # metres; a nib beside a door


def facing(edges: Edges, *, two_sided: bool, thickest: float = THICKEST, thinnest: float = THINNEST) -> Opposites:
    """Pairs of edges that face each other at a wall's thickness.

    One-sided edges have their material to their left and pair with edges that run the other way; two-sided edges may
    have it on either side.
    """
    direction = edges.end - edges.start
    length = np.maximum(np.hypot(*direction.T), 1e-9)
    unit = direction / length[:, None]
    first, second = _neighbours(edges, unit, thickest)
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
    keep = (depth >= thinnest) & (depth <= thickest) & (high - low > SHORTEST_OVERLAP)
    first, second, along, normal, origin = first[keep], second[keep], along[keep], normal[keep], origin[keep]
    low, high, d = low[keep, None], high[keep, None], d[keep, None]
    middle = origin + normal * d / 2
    return Opposites(first, second, Bands(middle + along * low, middle + along * high, np.abs(d[:, 0])))


def _neighbours(edges: Edges, unit: Floats, thickest: float) -> tuple[Ints, Ints]:
    """Nearly parallel edges within reach beside each other; a direction with too many has a texture, and none."""
    angle = np.arctan2(unit[:, 1], unit[:, 0]) % math.pi
    sector = np.minimum((angle / math.pi * SECTORS).astype(np.intp), SECTORS - 1)
    first: list[Ints] = [np.zeros(0, np.intp)]
    second: list[Ints] = [np.zeros(0, np.intp)]
    for value in np.unique(sector):
        mine = np.flatnonzero(sector == value)
        others = np.flatnonzero(np.isin(sector, [(value - 1) % SECTORS, value, (value + 1) % SECTORS]))
        turn = (value + 0.5) / SECTORS * math.pi
        matrix = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
        tree = shapely.STRtree(_boxes(edges, others, matrix))
        for rows in np.array_split(mine, len(mine) // CHUNK + 1):
            row, other = tree.query(_boxes(edges, rows, matrix, thickest))
            near = rows[row], others[other]
            if len(near[0]) <= MOST_NEIGHBOURS * len(rows) + MOST_NEIGHBOURS**2:
                first.append(near[0])
                second.append(near[1])
    return np.concatenate(first), np.concatenate(second)


def _boxes(edges: Edges, rows: Ints, matrix: Floats, reach: float = 0.0) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    """The boxes around edges in axes turned along them, grown by a reach to both sides of them."""
    a, b = edges.start[rows] @ matrix, edges.end[rows] @ matrix
    low, high = np.minimum(a, b), np.maximum(a, b)
    boxes: np.ndarray[tuple[int], np.dtype[np.object_]] = shapely.box(
        low[:, 0], low[:, 1] - reach, high[:, 0], high[:, 1] + reach
    )
    return boxes


def _dot(a: Floats, b: Floats) -> Floats:
    product: Floats = np.einsum("ij,ij->i", a, b)
    return product
