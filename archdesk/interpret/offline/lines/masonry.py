"""Masonry: which cells between lines of one pen are wall, by how they hang together in one network."""

import numpy as np
import shapely

from archdesk.interpret.offline.lines.bands import Bands
from archdesk.interpret.offline.lines.cells import find_cells
from archdesk.interpret.offline.lines.faces import joined_faces, lone_outlines
from archdesk.interpret.offline.lines.insides import within_walls
from archdesk.interpret.offline.lines.likelihood import (
    LARGE,
    THINNEST_WALL,
    WIDEST_OPENING,
    likely_cells,
    meeting,
    metres_of,
    rings_in_rooms,
)
from archdesk.interpret.offline.lines.meetings import (
    SQUARE,
    Corners,
    find_corners,
    find_neighbours,
    find_successors,
    groups,
)
from archdesk.interpret.offline.lines.piers import AT_TIP, between_layers, with_piers
from archdesk.interpret.offline.lines.rings import around_rooms
from archdesk.interpret.offline.lines.table import Flags, Ints, Lines

MOST_LINES = 25_000  # beyond, a page of one pen is left to simpler means
SHORTEST_ARM = 0.25  # metres of wall that may tell its network's direction
FURNITURE = 5.0  # metres of a sofa's or a bed's frame
STANDOFF = 0.06  # metres between furniture and its wall
ALONG = 0.8  # share of its side that stands along the wall
SHORTEST_SIDE = 0.4
FOLLOWS = 0.85  # share of a layer that runs along the wall that it is a layer of
BUILDING = 0.06  # share of the largest network's metres
SHORTEST_NETWORK = 3.0  # metres
FEW = 0.25  # share of all lines; fewer lone outlines can hold no building
SLIT = 0.022  # half the metres between two layers of one wall


def masonry(lines: Lines) -> shapely.Geometry:
    """The area of walls among lines that nothing but their places tells apart."""
    rooms = around_rooms(lines)
    if rooms:
        return shapely.union_all(rooms)
    alone = lone_outlines(lines)
    inner, metres = _walls(lines.pick(~alone))
    inside = within_walls(lines, alone, inner)
    if inside.any():
        alone &= ~inside
        inner, metres = _walls(lines.pick(~alone))
    if lines.length[alone].sum() < FEW * lines.length.sum():
        return inner
    whole, whole_metres = _walls(lines)
    return inner if metres > LARGE * whole_metres else whole


def _walls(lines: Lines) -> tuple[shapely.Geometry, float]:
    cells = find_cells(joined_faces(lines))
    if not len(cells):
        return shapely.Polygon(), 0.0
    corners, sides = find_corners(cells), find_neighbours(cells.bands)
    alive = likely_cells(cells.bands, corners, sides)
    label = groups(*meeting(corners, alive), len(cells))
    turning = _turning(cells.bands, label, alive)
    turning &= ~_furniture(cells.bands, label, turning)
    core = turning & ~rings_in_rooms(label, alive, cells.bands.length, corners) & (cells.bands.thickness >= THINNEST_WALL)
    walls = with_piers(cells.bands, core, alive & ~turning, corners)
    walls |= between_layers(cells.bands, walls, sides)
    return _largest(cells.bands, walls, corners), float(cells.bands.length[walls].sum())


def _turning(bands: Bands, label: Ints, alive: Flags) -> Flags:
    """Cells of networks that run two ways; frames of windows have no cross pieces so long."""
    rows = np.flatnonzero(alive & (bands.length > SHORTEST_ARM))
    rows = rows[np.argsort(bands.length[rows], kind="stable")]
    longest = np.full(int(label.max()) + 1, -1)
    longest[label[rows]] = rows
    one, other = bands.direction[rows], bands.direction[longest[label[rows]]]
    turning = np.zeros(len(longest), np.bool_)
    turning[label[rows[np.abs(one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]) > SQUARE]]] = True
    result: Flags = alive & turning[label]
    return result


def _furniture(bands: Bands, label: Ints, walls: Flags) -> Flags:
    """Cells of small networks that stand with a side against a larger one and reach away from it; cladding runs along."""
    rows = np.flatnonzero(walls)
    result = np.zeros(len(bands), np.bool_)
    if not len(rows):
        return result
    mine = bands.pick(rows)
    beyond = find_successors(mine, WIDEST_OPENING)
    _, small = np.unique(label[rows], return_inverse=True)
    metres = metres_of(groups(small[beyond.first], small[beyond.second], len(rows))[small], mine.length)
    near = find_neighbours(mine, STANDOFF)
    one, other = np.concatenate([near.first, near.second]), np.concatenate([near.second, near.first])
    against = (metres[one] < FURNITURE) & (metres[other] > metres[one]) & (mine.length[one] > SHORTEST_SIDE)
    one, along = one[against], np.concatenate([near.metres, near.metres])[against]
    standing = np.zeros(len(rows), np.bool_)
    standing[one[along > ALONG * mine.length[one]]] = True
    stands = np.bincount(small, weights=standing) > 0
    follows = np.bincount(small[one], weights=along, minlength=len(stands)) > FOLLOWS * np.bincount(small, weights=mine.length)
    result[rows] = (stands & ~follows)[small]
    return result


def _largest(bands: Bands, walls: Flags, corners: Corners) -> shapely.Geometry:
    """The networks that are large enough to be a building, with the squares at their corners."""
    rows = np.flatnonzero(walls)
    if not len(rows):
        return shapely.Polygon()
    mine = bands.pick(rows)
    shapes = np.concatenate([mine.rectangles(), corners.shapes[corners.among(walls)]])
    first, second = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=2 * AT_TIP)
    beyond = find_successors(mine, WIDEST_OPENING)
    label = groups(np.concatenate([first, beyond.first]), np.concatenate([second, beyond.second]), len(shapes))
    metres = np.bincount(label[: len(rows)], weights=mine.length, minlength=int(label.max()) + 1)
    large = metres >= max(BUILDING * float(metres.max()), SHORTEST_NETWORK)
    area = shapely.union_all(shapes[large[label]])
    return shapely.buffer(shapely.buffer(area, SLIT, join_style="mitre"), -SLIT, join_style="mitre")
