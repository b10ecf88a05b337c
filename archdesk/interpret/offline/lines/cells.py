"""Cells: what lies between two faces with nothing between them, from one line across to the next."""

from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.lines.bands import Bands, Edges, Opposites, facing, rectangles
from archdesk.interpret.offline.lines.pairing import Interval, without
from archdesk.interpret.offline.lines.table import Flags, Floats, Ints, Straights, turned

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
    empty = _empty(faces, direction, pairs)
    rows: list[tuple[int, float, float, bool, bool]] = []
    for (k, low, high), cuts, ends_at_faces in zip(empty, *_cuts(faces, direction, pairs.bands, empty), strict=True):
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
    lengths = pairs.bands.length.tolist()
    sides = list(zip(*(_seen_from(faces, direction, pairs.bands, face) for face in (pairs.first, pairs.second)), strict=True))
    for k in np.argsort(pairs.bands.thickness, kind="stable").tolist():
        length = lengths[k]
        stretches: list[Interval] = [(0.0, length)]
        claims: list[tuple[list[Interval], Interval]] = []
        for face, sign, at, is_left in sides[k]:
            views = seen.setdefault((face, is_left), [])
            stretches = without(stretches, [_sorted((low - at) * sign, (high - at) * sign) for low, high in views])
            if not stretches:
                break
            claims.append((views, _sorted(at, at + sign * length)))
        if stretches:
            for views, claim in claims:
                views.append(claim)
        found += [(k, low, high) for low, high in stretches if high - low > SHORTEST]
    return found


def _seen_from(faces: Edges, direction: Floats, bands: Bands, face: Ints) -> list[tuple[int, float, float, bool]]:
    """Each band from a face of it: the face, its direction along the band, where on it the band begins, and on which side."""
    axis, away = direction[face], bands.start - faces.start[face]
    sign = np.where((axis * bands.direction).sum(axis=1) > 0, 1.0, -1.0)
    is_left = axis[:, 0] * away[:, 1] > axis[:, 1] * away[:, 0]
    return list(zip(face.tolist(), sign.tolist(), (away * axis).sum(axis=1).tolist(), is_left.tolist(), strict=True))


def _sorted(a: float, b: float) -> Interval:
    return (a, b) if a < b else (b, a)


def _cuts(
    faces: Edges, direction: Floats, bands: Bands, empty: list[tuple[int, float, float]]
) -> tuple[list[Floats], list[Flags]]:
    """By stretch where lines reach across from face to face, and which end there as jambs do; others cross the wall."""
    if not empty:
        return [], []
    table = np.array(empty, dtype=np.float64)
    bands = bands.pick(table[:, 0].astype(np.intp))
    along, half = bands.direction, bands.thickness / 2
    shapes = rectangles(
        bands.start + along * (table[:, 1:2] - AT), bands.start + along * (table[:, 2:] + AT), 0.9 * bands.thickness
    )
    tree = shapely.STRtree(shapely.linestrings(np.stack([faces.start, faces.end], axis=1)))
    band, line = tree.query(shapes, predicate="intersects")
    steep = np.abs((direction[line] * along[band]).sum(axis=1)) < ACROSS
    band, line = band[steep], line[steep]
    start, end = faces.start[line] - bands.start[band], faces.end[line] - bands.start[band]
    a, b = ((place * turned(along[band])).sum(axis=1) for place in (start, end))
    low, high = np.minimum(a, b), np.maximum(a, b)
    whole = (low <= AT - half[band]) & (high >= half[band] - AT)
    share = a[whole] / (a[whole] - b[whole])
    places = ((start[whole] + (end - start)[whole] * share[:, None]) * along[band[whole]]).sum(axis=1)
    ends_here = ((low > -half[band] - PROUD) & (high < half[band] + PROUD))[whole]
    order = np.lexsort((places, band[whole]))
    firsts = np.searchsorted(band[whole][order], np.arange(1, len(empty)))
    return np.split(places[order], firsts), np.split(ends_here[order], firsts)
