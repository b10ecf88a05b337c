"""Cells: what lies between two faces with nothing between them, from one line across to the next."""

from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.lines.bands import Bands, Edges, Opposites, facing, rectangles
from archdesk.interpret.offline.lines.pairing import Interval, without
from archdesk.interpret.offline.lines.table import Flags, Floats, Straights, turned

THICKEST_OPEN = 0.8  # metres; a wall that others run on from at both ends
THINNEST_LAYER = 0.008  # metres; render, linings and the play between two lines
SHORTEST = 0.03  # metres of a cell
AT = 0.012  # metres by which lines may miss a face
PROUD = 0.08  # metres that a jamb may stand out of its wall
ACROSS = 0.5  # cosine of the flattest line that ends a cell


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """n cells as strips, and whether a line closes their start and their end, (n, 2)."""

    bands: Bands
    capped: Flags

    def __len__(self) -> int:
        return len(self.bands)


def find_cells(faces: Edges) -> Cells:
    """All cells no thicker than a wall, or than one that stands between others."""
    pairs = facing(faces, two_sided=True, thickest=THICKEST_OPEN, thinnest=THINNEST_LAYER)
    lines = Straights(faces.start, faces.end)
    direction = lines.direction
    tree = shapely.STRtree(shapely.linestrings(np.stack([faces.start, faces.end], axis=1)))
    rows: list[tuple[int, float, float, bool, bool]] = []
    for k, low, high in _empty(faces, direction, pairs):
        origin, along = pairs.bands.start[k], _along(pairs.bands, k)
        thickness = float(pairs.bands.thickness[k])
        shape = rectangles(
            (origin + along * (low - AT))[None], (origin + along * (high + AT))[None], np.array([0.9 * thickness])
        )
        near = tree.query(shape[0], predicate="intersects")
        near = near[np.abs(direction[near] @ along) < ACROSS]
        cuts, ends_at_faces = _cuts(faces.start[near] - origin, faces.end[near] - origin, along, thickness)
        inner = cuts[ends_at_faces & (cuts > low + AT) & (cuts < high - AT)].tolist()
        places = [low, *inner, high]
        capped = [bool((np.abs(cuts - place) < AT).any()) for place in places]
        rows += [
            (k, places[i], places[i + 1], capped[i], capped[i + 1])
            for i in range(len(places) - 1)
            if places[i + 1] - places[i] > SHORTEST
        ]
    pair = np.array([row[0] for row in rows], dtype=np.intp)
    ends = np.array([row[1:3] for row in rows], dtype=np.float64).reshape(-1, 2)
    capped_ends = np.array([row[3:] for row in rows], dtype=np.bool_).reshape(-1, 2)
    chosen = pairs.bands.pick(pair)
    axis = chosen.direction
    return Cells(Bands(chosen.start + axis * ends[:, :1], chosen.start + axis * ends[:, 1:], chosen.thickness), capped_ends)


def _empty(faces: Edges, direction: Floats, pairs: Opposites) -> list[tuple[int, float, float]]:
    """The stretches of pairs that no other line runs through: each side of a face sees the nearest one."""
    seen: dict[tuple[int, bool], list[Interval]] = {}
    found: list[tuple[int, float, float]] = []
    for k in np.argsort(pairs.bands.thickness, kind="stable").tolist():
        origin, along = pairs.bands.start[k], _along(pairs.bands, k)
        length = float((pairs.bands.end[k] - origin) @ along)
        stretches: list[Interval] = [(0.0, length)]
        claims: list[tuple[list[Interval], Interval]] = []
        for face in (int(pairs.first[k]), int(pairs.second[k])):
            axis, away = direction[face], origin - faces.start[face]
            sign = 1.0 if axis @ along > 0 else -1.0
            at = float(away @ axis)
            views = seen.setdefault((face, bool(axis[0] * away[1] > axis[1] * away[0])), [])
            stretches = without(stretches, [_sorted((low - at) * sign, (high - at) * sign) for low, high in views])
            if not stretches:
                break
            claims.append((views, _sorted(at, at + sign * length)))
        if stretches:
            for views, claim in claims:
                views.append(claim)
        found += [(k, low, high) for low, high in stretches if high - low > SHORTEST]
    return found


def _sorted(a: float, b: float) -> Interval:
    return (a, b) if a < b else (b, a)


def _along(bands: Bands, k: int) -> Floats:
    span = bands.end[k] - bands.start[k]
    result: Floats = span / np.hypot(*span)
    return result


def _cuts(start: Floats, end: Floats, along: Floats, thickness: float) -> tuple[Floats, Flags]:
    """Where lines reach across from face to face, and which end there as jambs do; others cross the wall."""
    across = turned(along)
    a, b = start @ across, end @ across
    low, high = np.minimum(a, b), np.maximum(a, b)
    whole = (low <= AT - thickness / 2) & (high >= thickness / 2 - AT)
    share = (a[whole] / (a[whole] - b[whole]))[:, None]
    places: Floats = (start[whole] + (end - start)[whole] * share) @ along
    ends_here = (low[whole] > -thickness / 2 - PROUD) & (high[whole] < thickness / 2 + PROUD)
    order = np.argsort(places)
    return places[order], ends_here[order]
