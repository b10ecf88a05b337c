"""Masonry: which cells between lines of one pen are wall, by how they hang together in one network."""

from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.lines.annexes import Network, find_networks
from archdesk.interpret.offline.lines.bands import Bands, sturdy
from archdesk.interpret.offline.lines.cells import find_cells
from archdesk.interpret.offline.lines.faces import joined_faces, lone_outlines
from archdesk.interpret.offline.lines.insides import within_walls
from archdesk.interpret.offline.lines.likelihood import (
    LARGE,
    THINNEST_WALL,
    WIDEST_OPENING,
    likely_cells,
    meeting,
    rings_in_rooms,
)
from archdesk.interpret.offline.lines.meetings import (
    SQUARE,
    Corners,
    Neighbours,
    find_corners,
    find_neighbours,
    find_successors,
    groups,
)
from archdesk.interpret.offline.lines.piers import AT_TIP, between_layers, glazing, with_piers
from archdesk.interpret.offline.lines.rings import around_rooms, outlines
from archdesk.interpret.offline.lines.standing import standing
from archdesk.interpret.offline.lines.table import Flags, Ints, Lines

MANY_LINES = 25_000  # of one pen; more that cross all over are left to simpler means
SHORTEST_ARM = 0.25  # metres of wall that may tell its network's direction
BUILDING = 0.06  # share of the largest network's metres
SHORTEST_NETWORK = 3.0  # metres
FEW = 0.25  # share of all lines; fewer lone outlines can hold no building
LINING = 0.02  # metres of plaster or board between a wall and its room
SLIT = 0.022  # half the metres between two layers of one wall


@dataclass(frozen=True, slots=True, eq=False)
class Masonry:
    """The area of walls, the networks that it is made of, and their metres in all."""

    shape: shapely.Geometry
    networks: tuple[Network, ...] = ()
    metres: float = 0.0


def masonry(lines: Lines) -> Masonry:
    """The walls among lines that nothing but their places tells apart."""
    shapes, rows = outlines(lines)
    rooms = around_rooms(lines, shapes)
    if rooms:
        return Masonry(shapely.union_all(rooms))
    alone = lone_outlines(lines, shapes, rows)
    inner = _walls(lines.pick(~alone))
    inside = within_walls(lines, shapes, rows, alone, inner.shape)
    if inside.any():
        alone &= ~inside
        inner = _walls(lines.pick(~alone))
    if lines.length[alone].sum() < FEW * lines.length.sum():
        return inner
    whole = _walls(lines)
    return inner if inner.metres > LARGE * whole.metres else whole


def _walls(lines: Lines) -> Masonry:
    cells = find_cells(joined_faces(lines))
    if not len(cells):
        return Masonry(shapely.Polygon())
    corners, sides = find_corners(cells), find_neighbours(cells.bands, LINING)
    alive = likely_cells(cells.bands, corners, sides)
    label = groups(*meeting(corners, alive), len(cells))
    turning = _turning(cells.bands, label, alive)
    core = turning & ~rings_in_rooms(label, alive, cells.bands.length, corners) & (cells.bands.thickness >= THINNEST_WALL)
    lone = alive & ~turning
    walls = with_piers(cells, core, lone, corners)
    furniture = standing(cells.bands, label, walls) & core
    if furniture.any():
        walls = with_piers(cells, core & ~furniture, lone, corners)
    walls |= between_layers(cells.bands, walls, sides)
    walls &= ~glazing(cells.bands, walls, sides)
    if not walls.any():
        return Masonry(shapely.Polygon())
    mine = cells.bands.pick(walls)
    beyond = find_successors(mine, WIDEST_OPENING)
    return Masonry(
        _largest(mine, walls, corners, beyond), find_networks(mine, walls, corners, beyond), float(mine.length.sum())
    )


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


def _largest(mine: Bands, walls: Flags, corners: Corners, beyond: Neighbours) -> shapely.Geometry:
    """The networks that are large or thick enough to be a building, with the squares at their corners."""
    shapes = np.concatenate([mine.rectangles(), corners.shapes[corners.among(walls)]])
    first, second = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=2 * AT_TIP)
    beside = find_neighbours(mine, 2 * SLIT)
    first, second = np.concatenate([first, beyond.first, beside.first]), np.concatenate([second, beyond.second, beside.second])
    label = groups(first, second, len(shapes))
    metres = np.bincount(label[: len(mine)], weights=mine.length, minlength=int(label.max()) + 1)
    large = (metres >= BUILDING * float(metres.max())) | sturdy(mine, label[: len(mine)], len(metres))
    large &= metres >= SHORTEST_NETWORK
    area = shapely.union_all(shapes[large[label]])
    return shapely.buffer(shapely.buffer(area, SLIT, join_style="mitre"), -SLIT, join_style="mitre")
