"""Likelihood: of cells side by side, which is wall and which is room, by thickness and by the network it hangs in."""

import numpy as np
import shapely

from archdesk.interpret.offline.lines.bands import THICKEST, Bands
from archdesk.interpret.offline.lines.meetings import Corners, Neighbours, find_successors, groups
from archdesk.interpret.offline.lines.table import Flags, Floats, Ints, turned

THICKNESSES = (0.0, 0.04, 0.07, 0.10, 0.25, 0.35, 0.5, 0.66, 0.8)  # metres
LIKELY = (0.02, 0.1, 0.5, 1.0, 1.0, 0.7, 0.3, 0.1, 0.05)  # that a cell so thick is wall
THINNEST_WALL = 0.05
ALIKE = 0.1  # share by which treads differ from each other
SHALLOWEST_TREAD = 0.15
LAYERS = 0.45  # metres of a wall with its cladding
THICKEST_LAYER = 0.16
LOST = 0.4  # share of a cell's length along which likelier neighbours lie
ROUNDS = 3
WEIGHT = 0.3  # power of a network's metres in the strife of neighbours
ALONE = 0.3  # of the likelihood for a cell that meets no other
LARGE = 0.5  # of the longest network; closed rings that are smaller stand in a room
WIDEST_OPENING = 3.5
AT_JAMB = 0.01  # metres
ALONG_JAMB = 0.98  # cosine between a jamb's wall and the way through the wall


def likely_cells(bands: Bands, corners: Corners, sides: Neighbours) -> Flags:
    """Cells that no likelier ones lie beside: a face has wall on one side and room on the other."""
    n, length = len(bands), bands.length
    likelihood = np.interp(bands.thickness, THICKNESSES, LIKELY)
    alive = ~_treads(bands, sides) & ((bands.thickness <= THICKEST) | corners.met.all(axis=1))
    alive[_doorways(bands, np.flatnonzero(alive & (bands.thickness > np.maximum(length, THICKEST))))] = False
    one, other = sides.first, sides.second
    thin = np.minimum(bands.thickness[one], bands.thickness[other]) < THICKEST_LAYER
    layered = thin & (bands.thickness[one] + bands.thickness[other] < LAYERS)
    for _ in range(ROUNDS):
        label = groups(*meeting(corners, alive), n)
        alive &= ~rings_in_rooms(label, alive, length, corners)
        chosen = np.flatnonzero(alive & (bands.thickness >= THINNEST_WALL))
        beyond = find_successors(bands.pick(chosen), WIDEST_OPENING)
        first, second = meeting(corners, alive)
        network = groups(np.concatenate([first, chosen[beyond.first]]), np.concatenate([second, chosen[beyond.second]]), n)
        met = metres_of(label, alive.astype(np.float64)) > 1
        score = likelihood * metres_of(network, length * likelihood * alive) ** WEIGHT * np.where(met, 1.0, ALONE)
        strife = alive[one] & alive[other] & ~(layered & met[one] & met[other])
        loser = np.where(score[one] < score[other], one, other)
        lost = np.bincount(loser[strife], weights=sides.metres[strife], minlength=n)
        alive &= lost <= LOST * length
    return alive


def meeting(corners: Corners, alive: Flags) -> tuple[Ints, Ints]:
    """The pairs of cells that meet in a corner, of those alive."""
    both = corners.among(alive)
    return corners.first[both], corners.second[both]


def metres_of(label: Ints, metres: Floats) -> Floats:
    """For each thing, what its group has in all."""
    total: Floats = np.bincount(label, weights=metres).astype(np.float64)[label]
    return total


def rings_in_rooms(label: Ints, alive: Flags, length: Floats, corners: Corners) -> Flags:
    """Cells of networks without any end that are no building: frames around tables, ceilings and shafts."""
    closed = np.ones(int(label.max()) + 1, np.bool_)
    np.logical_and.at(closed, label[alive], corners.met[alive].all(axis=1))
    metres = np.bincount(label, weights=length * alive)
    ring: Flags = (closed & (metres < LARGE * metres.max()))[label]
    return ring


def _doorways(bands: Bands, rows: Ints) -> Ints:
    """Those cells that others end at on either side: what lies between two jambs."""
    tips, inwards = np.vstack([bands.start, bands.end]), np.vstack([bands.direction, -bands.direction])
    along = bands.direction[rows] * (bands.length[rows] / 2)[:, None]
    side = turned(bands.direction[rows]) * (bands.thickness[rows] / 2)[:, None]
    middle = (bands.start[rows] + bands.end[rows]) / 2
    jammed = np.zeros((2, len(rows)), np.bool_)
    half = np.tile(turned(bands.direction) * (bands.thickness / 2 - AT_JAMB)[:, None], (2, 1))
    tree = shapely.STRtree(shapely.linestrings(np.stack([tips - half, tips + half], axis=1)))
    for jamb, away in zip(jammed, (side, -side), strict=True):
        edges = shapely.linestrings(np.stack([middle + away - along, middle + away + along], axis=1))
        row, tip = tree.query(edges, predicate="dwithin", distance=AT_JAMB)
        straight = np.einsum("ij,ij->i", inwards[tip], away[row]) > ALONG_JAMB * bands.thickness[rows[row]] / 2
        jamb[row[straight]] = True
    found: Ints = rows[jammed.all(axis=0)]
    return found


def _treads(bands: Bands, sides: Neighbours) -> Flags:
    """Cells of a row of three or more alike."""
    one, other = sides.first, sides.second
    alike = np.abs(bands.thickness[one] - bands.thickness[other]) < ALIKE * bands.thickness[one]
    alike &= np.abs(bands.length[one] - bands.length[other]) < ALIKE * np.minimum(bands.length[one], bands.length[other])
    alike &= bands.thickness[one] > SHALLOWEST_TREAD
    one, other = one[alike], other[alike]
    middle = np.bincount(np.concatenate([one, other]), minlength=len(bands)) > 1
    tread = middle.copy()
    tread[one] |= middle[other]
    tread[other] |= middle[one]
    return tread
