"""Piers: stretches of wall that meet no other in a corner, and the cores of walls that are drawn in layers."""

import numpy as np
import shapely

from archdesk.interpret.offline.lines.bands import Bands
from archdesk.interpret.offline.lines.cells import Cells
from archdesk.interpret.offline.lines.likelihood import LAYERS, ROUNDS, THINNEST_WALL, WIDEST_OPENING
from archdesk.interpret.offline.lines.meetings import Corners, Neighbours, find_successors, groups
from archdesk.interpret.offline.lines.pairing import SAME_THICKNESS
from archdesk.interpret.offline.lines.table import Flags, Ints, turned

AT_TIP = 0.015  # metres
LAYERED = 0.8  # share of a core's length that layers cover on either side
THINNEST_CORE = 0.085  # metres; studs of timber have 0.089
THICKEST_LEAF = 0.25  # metres of brick before insulation
USUAL = 0.02  # share of all wall's metres that makes a thickness usual
SHORTEST_PIER = 0.15
NARROWEST_OPENING = 0.3


def with_piers(cells: Cells, core: Flags, lone: Flags, corners: Corners) -> Flags:
    """The core with the lone cells that go on from it: beyond an opening, or butting against its side."""
    bands = cells.bands
    bucket = np.round(bands.thickness / SAME_THICKNESS).astype(np.intp)
    metres = np.bincount(bucket[core], weights=bands.length[core], minlength=int(bucket.max()) + 2)
    metres[1:-1] += metres[:-2] + metres[2:]
    lone = lone & (bands.thickness >= THINNEST_WALL) & (bands.length > SHORTEST_PIER)
    lone &= metres[bucket] > USUAL * metres.sum()
    walls = core.copy()
    shapes, tips, edges = bands.rectangles(), np.stack([bands.start, bands.end], axis=1), _end_edges(bands)
    for _ in range(ROUNDS):
        rows = np.flatnonzero(lone & ~walls)
        known = np.flatnonzero(walls)
        if not len(rows) or not len(known):
            break
        squares = corners.shapes[corners.among(walls)]
        sides, ends = shapely.STRtree(np.concatenate([shapes[known], squares])), shapely.STRtree(edges[known].ravel())
        points = shapely.points(tips[rows])
        shares = _near(ends, points)
        butts = (_near(sides, points) & ~shares).any(axis=1)
        new = rows[~shares.any(axis=1) & (butts | np.isin(rows, _beyond(cells, walls, lone, corners.met)))]
        if not len(new):
            break
        walls[new] = True
    return walls


def between_layers(bands: Bands, walls: Flags, sides: Neighbours) -> Flags:
    """Cells with a layer of wall along either side: the core of a wall that is drawn in layers."""
    covered: Flags = _covered(bands, walls & (bands.thickness < THICKEST_LEAF), sides) & (bands.thickness < LAYERS)
    return covered


def glazing(bands: Bands, walls: Flags, sides: Neighbours) -> Flags:
    """Walls in four or more layers of which none is as thick as a core: panes, frames and sills that run around a corner."""
    both = walls[sides.first] & walls[sides.second]
    bundle = groups(sides.first[both], sides.second[both], len(bands))
    thickest, layers = np.zeros(len(bands)), np.zeros(len(bands), np.bool_)
    np.maximum.at(thickest, bundle[walls], bands.thickness[walls])
    inner = walls & _covered(bands, walls, sides)
    layers[bundle[sides.first[inner[sides.first] & inner[sides.second]]]] = True
    glass: Flags = walls & (layers & (thickest < THINNEST_CORE))[bundle]
    return glass


def _covered(bands: Bands, walls: Flags, sides: Neighbours) -> Flags:
    """Cells with walls along nearly all of either side."""
    n, along = len(bands), bands.direction
    beside = [np.zeros(n), np.zeros(n)]
    for mine, other in ((sides.first, sides.second), (sides.second, sides.first)):
        away = np.einsum("ij,ij->i", bands.start[other] - bands.start[mine], turned(along[mine]))
        for side, chosen in zip(beside, (away > 0, away < 0), strict=True):
            chosen = chosen & walls[other]
            side += np.bincount(mine[chosen], weights=sides.metres[chosen], minlength=n)
    covered: Flags = np.minimum(*beside) > LAYERED * bands.length
    return covered


def _beyond(cells: Cells, walls: Flags, lone: Flags, met: Flags) -> Ints:
    """Lone cells that a wall goes on in beyond an opening, from a jamb; at a corner it does not."""
    bands, rows = cells.bands, np.flatnonzero(walls | lone)
    pairs = find_successors(bands.pick(rows), WIDEST_OPENING)
    apart = pairs.gap > NARROWEST_OPENING
    first, second = rows[pairs.first[apart]], rows[pairs.second[apart]]
    found: list[Ints] = []
    for wall, pier in ((first, second), (second, first)):
        ahead = np.einsum("ij,ij->i", bands.start[pier] - bands.start[wall], bands.direction[wall]) > 0
        back = np.einsum("ij,ij->i", bands.start[wall] - bands.start[pier], bands.direction[pier]) < 0
        goes_on = ~np.where(ahead, met[wall, 1], met[wall, 0]) & np.where(back, *cells.capped[pier].T)
        found.append(pier[walls[wall] & goes_on])
    return np.concatenate(found)


def _end_edges(bands: Bands) -> "np.ndarray[tuple[int, int], np.dtype[np.object_]]":
    """Lines across both ends, a little short of the faces."""
    half = turned(bands.direction) * np.maximum(bands.thickness / 2 - AT_TIP, 0.0)[:, None]
    ends = np.stack([bands.start, bands.end], axis=1)
    lines: np.ndarray[tuple[int, int], np.dtype[np.object_]] = shapely.linestrings(
        np.stack([ends - half[:, None], ends + half[:, None]], axis=2)
    )
    return lines


def _near(tree: shapely.STRtree, points: "np.ndarray[tuple[int, int], np.dtype[np.object_]]") -> Flags:
    near = np.zeros(points.size, np.bool_)
    near[tree.query(points.ravel(), predicate="dwithin", distance=AT_TIP)[0]] = True
    return near.reshape(points.shape)
