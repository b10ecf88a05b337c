"""Furniture among thin outlines: what stands with its long side against a wall is none."""

import numpy as np
import shapely

from archdesk.interpret.offline.lines.table import Floats

LONGEST = 2.8  # metres of a wardrobe or a kitchen's row
NARROWEST = 0.25  # metres; narrower outlines may be nibs and piers
BESIDE = 0.06  # metres between a wardrobe and its wall
ALONG = 0.8  # share of the long side that lies along a wall
BOXY = 0.95  # share of its smallest rectangle that a box fills


def without_furniture(shapes: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """The outlines that do not stand with a long side against a larger one."""
    if not shapes:
        return []
    every = np.array(shapes, dtype=object)
    area = shapely.area(every)
    sides = np.array([_sides(shape) for shape in shapes])
    boxy = area > BOXY * sides[:, 0] * sides[:, 1]
    suspect = np.flatnonzero(boxy & (sides[:, 0] < LONGEST) & (sides[:, 1] > NARROWEST))
    tree = shapely.STRtree(every)
    kept = np.ones(len(shapes), np.bool_)
    for i in suspect:
        near = tree.query(every[i], predicate="dwithin", distance=BESIDE)
        larger = near[(near != i) & (sides[near, 0] > sides[i, 0])]
        if len(larger):
            around = shapely.union_all(shapely.buffer(every[larger], BESIDE))
            along = float(shapely.length(shapely.intersection(every[i].exterior, around)))
            kept[i] = along < ALONG * sides[i, 0] + BESIDE
    return list(every[kept])


def _sides(shape: shapely.Geometry) -> Floats:
    """The long and the short side of the smallest rectangle around a shape."""
    ring = shapely.get_coordinates(shapely.minimum_rotated_rectangle(shape))
    if len(ring) < 4:
        return np.zeros(2)
    sides = np.hypot(*(ring[1:3] - ring[:2]).T)
    return np.array([sides.max(), sides.min()])
