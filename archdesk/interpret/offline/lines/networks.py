"""Buildings: walls that hang together through their openings; what hangs with nothing is furniture or a frame."""

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.bands import Bands, rectangles

TOUCH = 0.02  # metres
NEAR = 2.0  # metres, a wide opening whose sign is not known
SHARE = 0.12  # of the largest building's metres of wall
SHARE_DISTINCT = 0.03
SHORTEST_ISLAND = 3.0  # metres of wall around a door that stand apart, as a core in a hall does
BRIDGE = 0.05  # metres that an opening reaches into its jambs


def buildings(bands: Bands, openings: list[OpeningFind], *, strict: bool) -> tuple[Bands, list[OpeningFind]]:
    """The walls and openings of the networks that are large enough to be a building, or that people walk into.

    Where furniture may be among the walls (strict), a network's walls must touch one another or its openings.
    """
    n = len(bands)
    if not n:
        return bands, []
    shapes = [*bands.rectangles(), *(_bridge(opening) for opening in openings)]
    tree = shapely.STRtree(shapes)
    first, second = tree.query(np.array(shapes, dtype=object), predicate="dwithin", distance=TOUCH if strict else NEAR)
    size = len(shapes)
    _, label = connected_components(coo_matrix((np.ones(len(first)), (first, second)), shape=(size, size)), directed=False)
    metres = np.bincount(label[:n], weights=bands.length, minlength=label.max() + 1)
    large = metres >= (SHARE if strict else SHARE_DISTINCT) * metres.max()
    doors = np.array([opening.swing is not None for opening in openings], dtype=np.bool_)
    large |= (np.bincount(label[n:][doors], minlength=len(large)) > 0) & (metres > SHORTEST_ISLAND)
    return bands.pick(large[label[:n]]), [o for o, mine in zip(openings, label[n:], strict=True) if large[mine]]


def _bridge(opening: OpeningFind) -> shapely.Geometry:
    start, end = np.array(opening.start), np.array(opening.end)
    along = (end - start) / max(float(np.hypot(*(end - start))), 1e-9) * BRIDGE
    return rectangles((start - along)[None], (end + along)[None], np.array([opening.thickness]))[0]
