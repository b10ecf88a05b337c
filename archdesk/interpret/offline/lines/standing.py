"""Standing: small networks of cells that stand along a wall and reach into the room: sofas, beds and hobs."""

import numpy as np

from archdesk.interpret.offline.lines.bands import Bands, joined_bands
from archdesk.interpret.offline.lines.likelihood import WIDEST_OPENING, metres_of
from archdesk.interpret.offline.lines.meetings import Neighbours, find_neighbours, find_successors, groups
from archdesk.interpret.offline.lines.table import Flags, Floats, Ints

FURNITURE = 5.0  # metres of a sofa's or a bed's frame
STANDOFF = 0.06  # metres between furniture and its wall
ALONG = 0.8  # share of its side that stands along the wall
SHORTEST_SIDE = 0.4
FOLLOWS = 0.85  # share of a layer that runs along the wall that it is a layer of


def standing(bands: Bands, label: Ints, walls: Flags) -> Flags:
    """Cells of small networks that stand with a side against a larger one and reach away from it; cladding runs along."""
    rows = np.flatnonzero(walls)
    result = np.zeros(len(bands), np.bool_)
    if not len(rows):
        return result
    mine = bands.pick(rows)
    beyond = find_successors(mine, WIDEST_OPENING)
    _, small = np.unique(label[rows], return_inverse=True)
    metres = metres_of(groups(small[beyond.first], small[beyond.second], len(rows))[small], mine.length)
    every = joined_bands(mine, _spans(mine, beyond))
    metres = np.concatenate([metres, metres[beyond.first]])
    near = find_neighbours(every, STANDOFF)
    one, other = np.concatenate([near.first, near.second]), np.concatenate([near.second, near.first])
    against = (one < len(rows)) & (metres[one] < FURNITURE) & (metres[other] > metres[one])
    one, other, beside = one[against], other[against], np.tile(near.metres, 2)[against]
    along = np.bincount(one, weights=beside, minlength=len(rows))
    stands = np.bincount(small, weights=along > ALONG * np.maximum(mine.length, SHORTEST_SIDE)) > 0
    result[rows] = (stands & ~layers(mine, small, one, beside, every.thickness[other]))[small]
    return result


def layers(bands: Bands, label: Ints, one: Ints, beside: Floats, thickness: Floats) -> Flags:
    """Which groups run along others on nearly all their length, as cladding does: around a corner it is the longer.

    ``one`` are strips with one of another group beside them, for so many metres, that is so thick.
    """
    along = np.bincount(one, weights=beside, minlength=len(bands))
    thickest = np.zeros(len(bands))
    np.maximum.at(thickest, one, thickness)
    follows = along > bands.length - 2 * (bands.thickness + thickest + STANDOFF)
    follows &= along > bands.length / 2
    own = np.where(bands.length > bands.thickness, bands.length, 0.0)
    result: Flags = np.bincount(label, weights=own * follows) > FOLLOWS * np.bincount(label, weights=own)
    return result


def _spans(bands: Bands, beyond: Neighbours) -> Bands:
    """The openings between cells that go on in each other."""
    one, other = bands.pick(beyond.first), bands.pick(beyond.second)
    ahead = np.einsum("ij,ij->i", other.start - one.start, one.direction)[:, None] > 0
    along = one.direction * np.where(ahead, 1.0, -1.0)
    start = np.where(ahead, one.end, one.start)
    return Bands(start, start + along * np.maximum(beyond.gap, 1e-3)[:, None], one.thickness)
