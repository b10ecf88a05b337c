"""Wall areas into straight wall pieces: opposite boundary edges are the two faces of a wall."""

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from archdesk.geometry.mosaic import Mosaic, mosaic_of
from archdesk.interpret.offline.lines.bands import THICKEST_SOLID, Bands, Edges, facing, no_bands, rectangles
from archdesk.interpret.offline.lines.table import Floats, Ints, turned

INSIDE = 0.97  # share of a strip that must be wall
NEW = 0.35  # share of a strip that no better strip has covered
NEW_SQUAT = 0.8  # the same for strips that are thicker than long
SAME_AXIS = 0.015  # metres between the axes of one wall's pieces
SMOOTH = 0.003  # metres; corners that are none
LONGEST_BREAK = 1.5  # metres of junction that one wall runs through


def wall_bands(area: shapely.Geometry) -> Bands:
    """The straight strips an area is made of; at an L corner one runs through and the other butts against it."""
    area = shapely.simplify(area, SMOOTH)
    shapely.prepare(area)
    mosaic = mosaic_of(area)
    bands = _strips(area, mosaic)
    return _into_corners(_through(bands, area), area, mosaic) if len(bands) else bands


def outline_edges(area: shapely.Geometry) -> Edges:
    """The boundary of an area, its inside to the left."""
    pairs: list[Floats] = []
    for part in shapely.get_parts(area):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        turned_right = shapely.orient_polygons(part)
        for ring in [turned_right.exterior, *turned_right.interiors]:
            points = shapely.get_coordinates(ring)
            pairs.append(np.stack([points[:-1], points[1:]], axis=1))
    if not pairs:
        return Edges(np.zeros((0, 2)), np.zeros((0, 2)))
    both = np.vstack(pairs)
    return Edges(both[:, 0], both[:, 1])


def _strips(area: shapely.Geometry, mosaic: Mosaic) -> Bands:
    bands = facing(outline_edges(area), two_sided=False, thickest=THICKEST_SOLID).bands
    if not len(bands):
        return no_bands()
    shapes = bands.rectangles()
    size = shapely.area(shapes)
    bands = bands.pick(mosaic.shared(shapes) >= INSIDE * size)
    order = np.argsort(-bands.length / bands.thickness, kind="stable")
    bands = bands.pick(order)
    return bands.pick(_least_covered(bands))


def _least_covered(bands: Bands) -> Ints:
    """The indices of strips that add wall to those before them."""
    shapes = bands.rectangles()
    size = shapely.area(shapes)
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    before = second < first
    first, second = first[before], second[before]
    common = shapely.area(shapely.intersection(shapes[first], shapes[second]))
    covered = np.zeros(len(bands))
    taken = np.zeros(len(bands), np.bool_)
    new = np.where(bands.length >= bands.thickness, NEW, NEW_SQUAT)
    order = np.argsort(first, kind="stable")
    first, second, common = first[order], second[order], common[order]
    starts = np.searchsorted(first, np.arange(len(bands) + 1))
    for i in range(len(bands)):
        rows = slice(starts[i], starts[i + 1])
        covered[i] = common[rows][taken[second[rows]]].sum()
        taken[i] = covered[i] <= (1 - new[i]) * size[i]
    return np.flatnonzero(taken)


def _through(bands: Bands, area: shapely.Geometry) -> Bands:
    """Strips on one axis joined where the area runs on between them, as at a T junction."""
    first, second = _on_one_axis(bands, area)
    n = len(bands)
    count, label = connected_components(coo_matrix((np.ones(len(first)), (first, second)), shape=(n, n)), directed=False)
    longest = np.zeros(count, np.intp)
    order = np.argsort(bands.length, kind="stable")
    longest[label[order]] = order
    origin, along = bands.start[longest], bands.direction[longest]
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    for ends in (bands.start, bands.end):
        t = np.einsum("ij,ij->i", ends - origin[label], along[label])
        np.minimum.at(low, label, t)
        np.maximum.at(high, label, t)
    return Bands(origin + along * low[:, None], origin + along * high[:, None], bands.thickness[longest])


def _on_one_axis(bands: Bands, area: shapely.Geometry) -> tuple[Ints, Ints]:
    """Pairs of strips as thick as each other on one axis, with nothing but wall between them."""
    shapes = bands.rectangles()
    first, second = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=LONGEST_BREAK)
    along, length = bands.direction[first], bands.length[first]
    ends = np.stack([bands.start[second], bands.end[second]]) - bands.start[first]
    t = np.einsum("kij,ij->ki", ends, along)
    side = np.abs(np.einsum("kij,ij->ki", ends, turned(along))).max(axis=0)
    gap = np.maximum(t.min(axis=0) - length, -t.max(axis=0))
    keep = (length >= bands.length[second]) & (first != second) & (side <= SAME_AXIS) & (gap <= LONGEST_BREAK)
    keep &= np.abs(bands.thickness[first] - bands.thickness[second]) <= SAME_AXIS
    first, second, along, length, t, gap = first[keep], second[keep], along[keep], length[keep], t[:, keep], gap[keep]
    after = t.min(axis=0) > length
    low, high = np.where(after, length, t.max(axis=0)), np.where(after, t.min(axis=0), 0.0)
    origin = bands.start[first]
    between = rectangles(
        origin + along * (low + SMOOTH)[:, None],
        origin + along * (high - SMOOTH)[:, None],
        np.maximum(bands.thickness[first] * INSIDE - SMOOTH, SMOOTH),
    )
    inside = (gap <= 2 * SMOOTH) | shapely.covers(area, between)
    return first[inside], second[inside]


def _is_inside(start: Floats, end: Floats, thickness: float, mosaic: Mosaic) -> bool:
    shape = rectangles(start[None], end[None], np.array([thickness]))
    return bool(mosaic.shared(shape)[0] >= INSIDE * shape[0].area)


def _into_corners(bands: Bands, area: shapely.Geometry, mosaic: Mosaic) -> Bands:
    """Ends run on into what no strip has covered, the longest strips first."""
    start, end, thickness = bands.start, bands.end, bands.thickness
    left = shapely.difference(area, shapely.union_all(bands.rectangles()).buffer(SMOOTH))
    corners = [part for part in shapely.get_parts(left) if part.area > SMOOTH]
    if not corners:
        return bands
    tips = np.stack([end, start])
    outward = np.stack([bands.direction, -bands.direction])
    probes = shapely.linestrings(np.stack([tips, tips + outward * 4 * SMOOTH], axis=2))
    ahead: dict[tuple[int, int], list[int]] = {}
    for tip, k in shapely.STRtree(corners).query(probes.ravel(), predicate="intersects").T.tolist():
        ahead.setdefault((tip % len(bands), tip // len(bands)), []).append(k)
    filled: set[int] = set()
    rank = np.argsort(np.argsort(-bands.length))
    for i, side in sorted(ahead, key=lambda end: (rank[end[0]], end[1])):
        tip, along = tips[side, i], outward[side, i]
        for k in ahead[i, side]:
            reach = float(((shapely.get_coordinates(corners[k]) - tip) @ along).max())
            if k not in filled and reach < LONGEST_BREAK and _is_inside(tip, tip + along * reach, float(thickness[i]), mosaic):
                tips[side, i] = tip + along * reach
                filled.add(k)
                break
    return Bands(tips[1], tips[0], thickness)
