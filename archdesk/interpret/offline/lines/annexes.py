"""Annexes: walls apart from those that hold doors and windows, such as terraces, parapets, railings and stoves."""

from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.bands import Bands, rectangles
from archdesk.interpret.offline.lines.meetings import SQUARE, Corners, Neighbours, find_neighbours, groups
from archdesk.interpret.offline.lines.standing import FURNITURE, STANDOFF, layers
from archdesk.interpret.offline.lines.table import Flags, Ints
from archdesk.model.floorplan import OpeningKind

AT_TIP = 0.03  # metres between a wall's end and what it butts against
MOST = 0.5  # of all walls' metres; a house with fewer around its doors and windows shows too few of them
FEWEST = 3  # doors and windows by which a drawing shows all of them
LEAST_TIES = 2  # walls that a partition without a door stands between
OUTSIDE = 0.5  # share of a network that lies out of the house
MIDDLE = 0.5  # share of an opening's thickness, within which lie its jambs and nothing that stands beside it
WIDEST_GAP = 1.0  # metres, half of what may be open in the outline of a house


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Walls that run on in each other, at corners and beyond openings, and how many of their ends butt against others.

    ``is_plain`` tells of walls that lie as layers on others, or run one way only.
    """

    shape: shapely.Geometry
    metres: float
    ties: int
    is_plain: bool


def find_networks(mine: Bands, walls: Flags, corners: Corners, beyond: Neighbours) -> tuple[Network, ...]:
    """The networks that the walls among cells make, with which of them go on beyond an opening."""
    among = corners.among(walls)
    place = np.cumsum(walls) - 1
    first, second = place[corners.first[among]], place[corners.second[among]]
    label = groups(np.concatenate([first, beyond.first]), np.concatenate([second, beyond.second]), len(mine))
    n = int(label.max(initial=-1)) + 1
    shapes = mine.rectangles()
    every = np.concatenate([shapes, corners.shapes[among]])
    owner = np.concatenate([label, label[first]])
    ties, plain = _ties(mine, label, shapes, corners.met[walls]), _is_plain(mine, label)
    order = np.argsort(owner, kind="stable")
    parts = np.split(every[order], np.searchsorted(owner[order], np.arange(1, n)))
    metres = np.bincount(label, weights=mine.length)
    return tuple(Network(shapely.union_all(parts[k]), float(metres[k]), int(ties[k]), bool(plain[k])) for k in range(n))


def _ties(bands: Bands, label: Ints, shapes: "np.ndarray[tuple[int], np.dtype[np.object_]]", met: Flags) -> Ints:
    """By network, how many of its free ends touch others."""
    tips = np.stack([bands.start, bands.end], axis=1)[~met]
    owner = np.stack([label, label], axis=1)[~met]
    tip, wall = shapely.STRtree(shapes).query(shapely.points(tips), predicate="dwithin", distance=AT_TIP)
    tied = np.unique(tip[owner[tip] != label[wall]])
    count: Ints = np.bincount(owner[tied], minlength=int(label.max(initial=-1)) + 1)
    return count


def _is_plain(bands: Bands, label: Ints) -> Flags:
    near = find_neighbours(bands, STANDOFF)
    apart = label[near.first] != label[near.second]
    first, second, metres = near.first[apart], near.second[apart], near.metres[apart]
    one, other = np.concatenate([first, second]), np.concatenate([second, first])
    layered = layers(bands, label, one, np.tile(metres, 2), bands.thickness[other])
    axis = bands.direction[np.unique(label, return_index=True)[1]][label]
    crossing = np.abs(axis[:, 0] * bands.direction[:, 1] - axis[:, 1] * bands.direction[:, 0]) > SQUARE
    plain: Flags = layered | (np.bincount(label, weights=crossing) == 0)
    return plain


def annexes(networks: tuple[Network, ...], openings: list[OpeningFind]) -> shapely.Geometry:
    """The area of walls that belong to no house: no door or window is in them, and they lie outside or end in the open."""
    joinery = [_strip(opening, MIDDLE) for opening in openings if _is_joinery(opening)]
    if len(joinery) < FEWEST or not networks:
        return shapely.Polygon()
    shapes = np.array([network.shape for network in networks], dtype=object)
    metres = np.array([network.metres for network in networks])
    swings = np.array([opening.swing is not None for opening in openings if _is_joinery(opening)], dtype=np.bool_)
    hung, network = shapely.STRtree(shapes).query(joinery, predicate="intersects")
    held = np.zeros(len(networks), np.bool_)
    held[network[swings[hung] | (metres[network] > FURNITURE)]] = True
    if metres[held].sum() < MOST * metres.sum():
        return shapely.Polygon()
    house = shapely.union_all([*shapes[held], *(_strip(opening) for opening in openings)])
    house = house.buffer(WIDEST_GAP, quad_segs=2).buffer(-WIDEST_GAP, quad_segs=2)
    house = shapely.union_all(shapely.polygons(shapely.get_exterior_ring(shapely.get_parts(house))))
    apart = shapely.area(shapely.difference(shapes, house)) > OUTSIDE * shapely.area(shapes)
    apart |= np.array([network.ties < LEAST_TIES for network in networks])
    plain = np.array([network.is_plain for network in networks])
    apart &= ~held & ~plain
    apart |= plain & ~held & _touching(shapes, apart) & ~_touching(shapes, ~apart)
    return shapely.union_all(shapes[apart])


def _touching(shapes: "np.ndarray[tuple[int], np.dtype[np.object_]]", chosen: Flags) -> Flags:
    """Which shapes touch another one of those chosen."""
    rows = np.flatnonzero(chosen)
    shape, other = shapely.STRtree(shapes[rows]).query(shapes, predicate="dwithin", distance=AT_TIP)
    found = np.zeros(len(shapes), np.bool_)
    found[shape[rows[other] != shape]] = True
    return found


def _is_joinery(opening: OpeningFind) -> bool:
    return opening.kind is OpeningKind.WINDOW or opening.swing is not None


def _strip(opening: OpeningFind, share: float = 1.0) -> shapely.Geometry:
    """An opening with a little of both jambs, and a share of its thickness."""
    start, end = np.array(opening.start), np.array(opening.end)
    along = (end - start) / max(float(np.hypot(*(end - start))), 1e-9) * AT_TIP
    return rectangles((start - along)[None], (end + along)[None], np.array([share * opening.thickness]))[0]
