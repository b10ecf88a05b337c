"""Wall areas into straight wall pieces: opposite boundary edges are the two faces of a wall."""

import numpy as np
import shapely

from archdesk.interpret.offline.lines.bands import THICKEST_SOLID, Bands, Edges, facing, no_bands, rectangles
from archdesk.interpret.offline.lines.table import Floats, Ints

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
    bands = _strips(area)
    return _into_corners(_through(bands, area), area) if len(bands) else bands


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


def _strips(area: shapely.Geometry) -> Bands:
    bands = facing(outline_edges(area), two_sided=False, thickest=THICKEST_SOLID).bands
    if not len(bands):
        return no_bands()
    shapes = bands.rectangles()
    size = shapely.area(shapes)
    bands = bands.pick(shapely.area(shapely.intersection(shapes, area)) >= INSIDE * size)
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
    taken = [(bands.start[i], bands.end[i], float(bands.thickness[i])) for i in np.argsort(-bands.length)]
    result: list[tuple[Floats, Floats, float]] = []
    while taken:
        start, end, thickness = taken.pop(0)
        grown = True
        while grown:
            grown = False
            for k, other in enumerate(taken):
                joined = _join((start, end, thickness), other, area)
                if joined is not None:
                    start, end, thickness = joined
                    del taken[k]
                    grown = True
                    break
        result.append((start, end, thickness))
    return Bands(np.array([r[0] for r in result]), np.array([r[1] for r in result]), np.array([r[2] for r in result]))


def _join(
    one: tuple[Floats, Floats, float], other: tuple[Floats, Floats, float], area: shapely.Geometry
) -> tuple[Floats, Floats, float] | None:
    start, end, thickness = one
    if abs(thickness - other[2]) > SAME_AXIS:
        return None
    along = (end - start) / np.hypot(*(end - start))
    normal = np.array([-along[1], along[0]])
    ends = np.stack([other[0], other[1]]) - start
    if np.abs(ends @ normal).max() > SAME_AXIS:
        return None
    t = ends @ along
    length = float((end - start) @ along)
    gap = max(t.min() - length, -t.max())
    if gap > LONGEST_BREAK:
        return None
    low, high = min(0.0, t.min()), max(length, t.max())
    if gap > SMOOTH:
        a, b = (length, t.min()) if t.min() > length else (t.max(), 0.0)
        if not _is_inside(start + along * a, start + along * b, thickness, area):
            return None
    return start + along * low, start + along * high, thickness


def _is_inside(start: Floats, end: Floats, thickness: float, area: shapely.Geometry) -> bool:
    shape = rectangles(start[None], end[None], np.array([thickness]))[0]
    return bool(shape.intersection(area).area >= INSIDE * shape.area)


def _into_corners(bands: Bands, area: shapely.Geometry) -> Bands:
    """Ends run on into what no strip has covered, the longest strips first."""
    start, end, thickness = bands.start.copy(), bands.end.copy(), bands.thickness
    left = shapely.difference(area, shapely.union_all(bands.rectangles()).buffer(SMOOTH))
    corners = [part for part in shapely.get_parts(left) if part.area > SMOOTH]
    if not corners:
        return bands
    tree = shapely.STRtree(corners)
    filled: set[int] = set()
    for i in np.argsort(-bands.length):
        for tip, tail in ((end, start), (start, end)):
            along = (tip[i] - tail[i]) / np.hypot(*(tip[i] - tail[i]))
            probe = shapely.linestrings(np.stack([tip[i], tip[i] + along * 4 * SMOOTH]))
            for k in tree.query(probe, predicate="intersects"):
                if k in filled:
                    continue
                reach = (shapely.get_coordinates(corners[k]) - tip[i]) @ along
                far = tip[i] + along * reach.max()
                if reach.max() < LONGEST_BREAK and _is_inside(tip[i], far, float(thickness[i]), area):
                    tip[i] = far
                    filled.add(int(k))
                    break
    return Bands(start, end, thickness)
