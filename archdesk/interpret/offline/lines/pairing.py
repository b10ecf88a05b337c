"""Open faces into strips: each face has its wall on one side, and walls of one drawing share their thicknesses."""

import numpy as np
import shapely

from archdesk.interpret.offline.lines.bands import Bands, Edges, Opposites, facing, no_bands
from archdesk.interpret.offline.lines.table import Floats, Ints, Lines

SAME_THICKNESS = 0.005  # metres
SHORTEST_STRIP = 0.08  # metres; a nib between two doors
MOST_PAIRS = 60_000  # the best supported; a large building has some thousands
TOUCHING = 0.02  # metres
SQUARE = 0.5  # squarest strip that counts as a wall: its length in thicknesses

Interval = tuple[float, float]


def paired_strips(lines: Lines) -> Bands:
    """Strips between faces that pair, the commonest thickness first."""
    pairs = facing(Edges(lines.start, lines.end), two_sided=True)
    if not len(pairs.first):
        return no_bands()
    weight = _support(pairs.bands)
    order = np.argsort(-weight, kind="stable")[:MOST_PAIRS].tolist()
    free: dict[int, list[Interval]] = {}
    starts: list[Floats] = []
    ends: list[Floats] = []
    thickness: list[float] = []
    for k in order:
        for low, high in _claim(lines, pairs, int(k), free):
            along = _direction(pairs.bands, int(k))
            starts.append(pairs.bands.start[k] + along * low)
            ends.append(pairs.bands.start[k] + along * high)
            thickness.append(float(pairs.bands.thickness[k]))
    return Bands(np.array(starts), np.array(ends), np.array(thickness)) if starts else no_bands()


def corners(bands: Bands) -> list[shapely.Geometry]:
    """Where two strips that touch would cross: what both leave open at their junction."""
    if not len(bands):
        return []
    shapes = bands.rectangles()
    reach = float(bands.thickness.max()) + TOUCHING
    first, second = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=reach)
    direction = bands.direction
    cross = np.abs(direction[first, 0] * direction[second, 1] - direction[first, 1] * direction[second, 0])
    keep = (first < second) & (cross > SQUARE)
    first, second = first[keep], second[keep]
    if not len(first):
        return []
    crossing = crossings(bands, first, second)
    near = (shapely.distance(crossing, shapes[first]) < TOUCHING) & (shapely.distance(crossing, shapes[second]) < TOUCHING)
    return list(crossing[near])


def _support(bands: Bands) -> Floats:
    """Metres of strips about as thick, times the strip's own length where that is short."""
    bucket = np.round(bands.thickness / SAME_THICKNESS).astype(np.intp)
    useful: Floats = np.where(bands.length > SQUARE * bands.thickness, bands.length, 0.0)
    metres: Floats = np.bincount(bucket, weights=useful, minlength=int(bucket.max()) + 2).astype(np.float64)
    metres[1:-1] += metres[:-2] + metres[2:]
    result: Floats = metres[bucket] * np.minimum(useful, 1.0)
    return result


def _direction(bands: Bands, k: int) -> Floats:
    span = bands.end[k] - bands.start[k]
    result: Floats = span / np.hypot(*span)
    return result


def _claim(lines: Lines, pairs: Opposites, k: int, free: dict[int, list[Interval]]) -> list[Interval]:
    """The stretches of a pair that no better pair has taken, taken by it; measured along its band."""
    band_start, along = pairs.bands.start[k], _direction(pairs.bands, k)
    length = float((pairs.bands.end[k] - band_start) @ along)
    if length < SHORTEST_STRIP or length < SQUARE * float(pairs.bands.thickness[k]):
        return []
    stretches = [(0.0, length)]
    views: list[tuple[int, float, float]] = []
    for edge in (int(pairs.first[k]), int(pairs.second[k])):
        face = lines.end[edge] - lines.start[edge]
        face = face / np.hypot(*face)
        sign = 1.0 if face @ along > 0 else -1.0
        offset = float((band_start - lines.start[edge]) @ face)
        views.append((edge, sign, offset))
        taken = [tuple(sorted((t - offset) * sign for t in interval)) for interval in free.get(edge, [])]
        stretches = without(stretches, [(t[0], t[1]) for t in taken])
    stretches = [s for s in stretches if s[1] - s[0] >= SHORTEST_STRIP]
    for edge, sign, offset in views:
        for low, high in stretches:
            a, b = sorted((offset + sign * low, offset + sign * high))
            free.setdefault(edge, []).append((a, b))
    return stretches


def without(stretches: list[Interval], taken: list[Interval]) -> list[Interval]:
    for low, high in taken:
        cut: list[Interval] = []
        for a, b in stretches:
            if high <= a or low >= b:
                cut.append((a, b))
                continue
            if low > a:
                cut.append((a, low))
            if high < b:
                cut.append((high, b))
        stretches = cut
    return stretches


def crossings(bands: Bands, first: Ints, second: Ints) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    """The parallelograms in which two endless strips cross."""
    u, v = bands.direction[first], bands.direction[second]
    p, q = bands.start[first], bands.start[second]
    det = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
    gap = q - p
    t = (gap[:, 0] * v[:, 1] - gap[:, 1] * v[:, 0]) / det
    centre = p + u * t[:, None]
    a = u * (bands.thickness[second] / 2 / det)[:, None]
    b = v * (bands.thickness[first] / 2 / det)[:, None]
    polygons: np.ndarray[tuple[int], np.dtype[np.object_]] = shapely.polygons(
        np.stack([centre - a - b, centre + a - b, centre + a + b, centre - a + b], axis=1)
    )
    return polygons
