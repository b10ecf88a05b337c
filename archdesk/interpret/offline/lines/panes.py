"""Windows drawn as plain boxes between wall outlines: outlines that share a whole end are a wall and a window by turns."""

import itertools
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.bands import Bands
from archdesk.interpret.offline.lines.table import Flags, Floats
from archdesk.model.floorplan import OpeningKind

SNAP = 0.01  # metres
BOXY = 0.98  # share of its smallest rectangle that a box fills
SHORTEST = 0.3  # metres of a window
LONGEST = 6.0


@dataclass(frozen=True, slots=True, eq=False)
class Sorted:
    """Walls, and the windows between them; ``strips`` tells which strips are walls."""

    rings: list[shapely.Geometry]
    strips: Flags
    windows: list[OpeningFind]


def sort_panes(rings: list[shapely.Geometry], strips: Bands) -> Sorted:
    """Windows apart from walls.

    An outline with corners is a wall; what shares a whole edge with it is a window, what shares one with that a wall again.
    A strip between open lines that ends on an outline's whole edge is a window too.
    """
    shapes = [*rings, *strips.rectangles()]
    n = len(rings)
    sharing = _sharing(shapes)
    is_pane: dict[int, bool] = {i: False for i in sharing if i < n and not _is_box(shapes[i])}
    queue = list(is_pane)
    while queue:
        i = queue.pop(0)
        for k in sharing[i]:
            if k not in is_pane and min(i, k) < n:
                is_pane[k] = not is_pane[i]
                queue.append(k)
    pane = np.array([is_pane.get(i, False) for i in range(len(shapes))], dtype=np.bool_)
    windows = [window for i in np.flatnonzero(pane) if (window := _window(shapes[i])) is not None]
    return Sorted([ring for ring, other in zip(rings, pane[:n], strict=True) if not other], ~pane[n:], windows)


def _sharing(rings: list[shapely.Geometry]) -> dict[int, list[int]]:
    """By outline, those that have an edge with the same two ends."""
    edges: dict[tuple[tuple[int, ...], ...], list[int]] = defaultdict(list)
    for i, ring in enumerate(rings):
        if ring.geom_type != "Polygon":
            continue
        points = [tuple(point) for point in np.round(shapely.get_coordinates(ring.exterior) / SNAP).astype(int).tolist()]
        for a, b in itertools.pairwise(points):
            edges[tuple(sorted((a, b)))].append(i)
    sharing: dict[int, list[int]] = defaultdict(list)
    for owners in edges.values():
        for i in owners:
            sharing[i] += [k for k in owners if k != i]
    return {i: others for i, others in sharing.items() if others}


def _is_box(ring: shapely.Geometry) -> bool:
    return bool(ring.area > BOXY * shapely.minimum_rotated_rectangle(ring).area)


def _window(ring: shapely.Geometry) -> OpeningFind | None:
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(ring))[:4]
    sides: Floats = np.hypot(*(np.roll(corners, -1, axis=0) - corners).T)
    first = 0 if sides[0] < sides[1] else 1
    start, end = (corners[first] + corners[first + 1]) / 2, (corners[(first + 2) % 4] + corners[(first + 3) % 4]) / 2
    if not SHORTEST < sides.max() < LONGEST:
        return None
    ends = (float(start[0]), float(start[1])), (float(end[0]), float(end[1]))
    return OpeningFind(OpeningKind.WINDOW, *ends, float(sides.min()), confidence=0.6)
