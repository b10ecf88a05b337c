"""Sanitary things by their shape alone: toilets, basins, kitchen sinks, showers."""

import math
from collections.abc import Iterator
from itertools import combinations

import numpy as np
import shapely

from archdesk.interpret.offline.lines.outlines import CURVED, Outlines, sides
from archdesk.interpret.offline.lines.table import Floats, Lines

Sizes = tuple[float, float, float, float]

TANK: Sizes = (0.1, 0.27, 0.3, 0.56)  # the least and most of a short and of a long side, in metres
BOWL: Sizes = (0.28, 0.45, 0.32, 0.6)
TOILET: Sizes = (0.3, 0.56, 0.52, 0.85)
BASIN: Sizes = (0.32, 0.62, 0.38, 0.85)
SINK: Sizes = (0.38, 0.65, 0.42, 1.3)
SINK_BOWL: Sizes = (0.25, 0.48, 0.3, 0.6)
SHOWER: Sizes = (0.7, 1.25, 0.7, 1.35)
DRAIN = (0.02, 0.08)  # metres of a drain's radius
ROUND = (0.68, 0.93)  # share of its smallest rectangle that a bowl fills; an ellipse fills 0.785
CORNERED = (0.9, 0.999)  # a rectangle with round corners fills more
OFF_AXIS = 0.03  # metres between the middles of a tank and its bowl, across
APART = 0.06  # metres between them
INNER = (0.3, 0.9)  # share of its basin that an inner oval takes
SQUARE = 1.15  # times its short side that a tray with diagonals is long at most; lifts and shafts are longer
LIKE = 0.85  # share of the larger of two bowls alike
AT_WALL = 0.08  # metres between a basin and its wall
WALL = 1.2  # metres; a shorter line beside a basin may be its own
LEVEL = 0.999  # cosine between them


def sanitary_things(drawn: Outlines, lines: Lines) -> Iterator[tuple[str, shapely.Polygon]]:
    """Each with the smallest rectangle around it, in metres."""
    yield from (("toilet", ring) for ring in _toilets(drawn))
    yield from (("sink", ring) for ring in _sinks(drawn))
    yield from (("basin", ring) for ring in _basins(drawn, lines))
    yield from (("shower", ring) for ring in _showers(drawn))


def fits(shape: shapely.Polygon, sizes: Sizes) -> bool:
    """Whether the rectangle around a shape is of such sizes."""
    x0, y0, x1, y1 = shape.bounds
    # Its long side is no longer than the upright box's diagonal, and that box is no larger than the rectangle's own diagonal.
    if math.hypot(x1 - x0, y1 - y0) < sizes[2] or max(x1 - x0, y1 - y0) > math.sqrt(2) * sizes[3]:
        return False
    short, long = sides(shape)
    return sizes[0] <= short <= sizes[1] and sizes[2] <= long <= sizes[3]


def fill_of(shape: shapely.Polygon) -> float:
    """Share of its smallest rectangle that a shape fills."""
    return float(shape.area / max(shape.minimum_rotated_rectangle.area, 1e-9))


def within(shape: shapely.Polygon, others: list[shapely.Polygon], tree: shapely.STRtree) -> list[shapely.Polygon]:
    """The other outlines that lie in one."""
    rows = tree.query(shape, predicate="contains") if others else []
    return [others[row] for row in rows if others[row].area < shape.area]


def _toilets(drawn: Outlines) -> Iterator[shapely.Polygon]:
    """A tank with a round bowl before the middle of its long side."""
    tanks = [box for box in (*drawn.boxes, *drawn.rounded) if fits(box, TANK)]
    corners = shapely.get_num_coordinates(drawn.open).tolist()
    bent = [
        shapely.Polygon(run) for run, n in zip(drawn.open, corners, strict=True) if n >= CURVED
    ]  # a bowl that its tank closes
    round_ones = [each for each in (*drawn.rounded, *drawn.circles, *bent) if each.is_valid and fits(each, BOWL)]
    bowls = sorted((each for each in round_ones if ROUND[0] < fill_of(each) < ROUND[1]), key=lambda each: -each.area)
    tree = shapely.STRtree(bowls)
    for tank in tanks:
        ring = shapely.get_coordinates(tank.minimum_rotated_rectangle)
        spans = ring[1:3] - ring[:2]
        along = spans[int(np.argmax(np.hypot(*spans.T)))]
        along = along / np.hypot(*along)
        for row in sorted(tree.query(tank, predicate="dwithin", distance=APART)):
            away = _middle(bowls[row]) - _middle(tank)
            both = shapely.union_all([tank, bowls[row]]).minimum_rotated_rectangle
            shared = tank.intersection(bowls[row]).area
            if abs(float(away @ along)) < OFF_AXIS and fits(both, TOILET) and shared < tank.area / 2:
                yield both
                break


def _sinks(drawn: Outlines) -> Iterator[shapely.Polygon]:
    """A box with one or two rounded rectangles alike in it."""
    bowls = [each for each in drawn.rounded if fits(each, SINK_BOWL) and CORNERED[0] < fill_of(each) < CORNERED[1]]
    tree = shapely.STRtree(bowls)
    for box in (*drawn.boxes, *drawn.rounded):
        if fits(box, SINK) and fill_of(box) > CORNERED[0]:
            inner = within(box, bowls, tree)
            one = len(inner) == 1 and INNER[0] / 2 < inner[0].area / box.area < INNER[1]
            if one or (len(inner) == 2 and _are_alike(*inner)):
                yield box.minimum_rotated_rectangle


def _are_alike(one: shapely.Polygon, other: shapely.Polygon) -> bool:
    return bool(LIKE * max(one.area, other.area) < min(one.area, other.area) and not one.intersects(other))


def _basins(drawn: Outlines, lines: Lines) -> Iterator[shapely.Polygon]:
    """A box or a round with one oval in it, against a wall."""
    ovals = [each for each in (*drawn.rounded, *drawn.circles) if ROUND[0] < fill_of(each) < ROUND[1]]
    large = [each for each in ovals if sides(each)[0] > BASIN[0] / 2]
    tree = shapely.STRtree(large)
    walls = lines.pick((lines.length > WALL) & ~lines.curved)
    shapes = shapely.linestrings(np.stack([walls.start, walls.end], axis=1))
    near_walls = shapely.STRtree(shapes)
    ways = walls.direction
    for outer in (*drawn.boxes, *ovals):
        if not fits(outer, BASIN):
            continue
        inner = within(outer, large, tree)
        if not inner or not INNER[0] < max(each.area for each in inner) / outer.area < INNER[1]:
            continue
        around = outer.minimum_rotated_rectangle
        if _is_at_wall(around, ways, near_walls):
            yield around


def _is_at_wall(box: shapely.Polygon, ways: Floats, walls: shapely.STRtree) -> bool:
    """Whether a long straight line runs along one of a box's sides, and none through it."""
    rows = walls.query(box, predicate="dwithin", distance=AT_WALL)
    ring = shapely.get_coordinates(box)
    round_about = float(np.hypot(*ring[1] - ring[0]) / np.hypot(*ring[2] - ring[1]))
    side = (ring[1] - ring[0]) / np.hypot(*(ring[1] - ring[0]))
    core = box.buffer(-AT_WALL)
    for row in rows:
        cosine = abs(float(ways[row] @ side))
        is_along = cosine > LEVEL or cosine < np.sqrt(1 - LEVEL**2) or abs(round_about - 1) < 1 / 4
        if is_along and not walls.geometries[row].intersects(core):
            return True
    return False


def _showers(drawn: Outlines) -> Iterator[shapely.Polygon]:
    """A tray with a drain, or with diagonals from corner to corner."""
    drains = [each for each in (*drawn.circles, *drawn.rounded) if DRAIN[0] < sides(each)[1] / 2 < DRAIN[1]]
    tree = shapely.STRtree(drains)
    trays = [box for box in (*drawn.boxes, *drawn.rounded) if fits(box, SHOWER) and fill_of(box) > CORNERED[0]]
    for tray in trays:
        if len(within(tray, drains, tree)) == 1:
            yield tray.minimum_rotated_rectangle
    yield from _crossed(drawn)


def _crossed(drawn: Outlines) -> Iterator[shapely.Polygon]:
    """Squares by their diagonals, where lines close them on all sides."""
    runs = np.array(drawn.open, dtype=object)
    side = shapely.length(runs) / np.sqrt(2)
    straight = runs[(shapely.get_num_coordinates(runs) == 2) & (side > SHOWER[0]) & (side < SHOWER[3])]
    if not len(straight):
        return
    middles = shapely.get_coordinates(shapely.centroid(straight))
    one, other = shapely.STRtree(shapely.points(middles)).query(shapely.points(middles), "dwithin", distance=OFF_AXIS)
    rims = shapely.STRtree([*drawn.open, *(box.exterior for box in drawn.boxes)])
    for i, k in zip(one.tolist(), other.tolist(), strict=True):
        (a, c), (b, d) = straight[i].coords, straight[k].coords
        tray = shapely.Polygon((a, b, c, d))
        short, long = sides(tray)
        if i < k and fits(tray, SHOWER) and long < SQUARE * short and fill_of(tray) > CORNERED[0] and _is_rimmed(tray, rims):
            yield tray.minimum_rotated_rectangle


def _is_rimmed(tray: shapely.Polygon, rims: shapely.STRtree) -> bool:
    near = rims.geometries[rims.query(tray, predicate="dwithin", distance=OFF_AXIS)]
    drawn = shapely.union_all(shapely.buffer(near, OFF_AXIS))
    return bool(tray.exterior.difference(drawn).length < OFF_AXIS)


def _middle(shape: shapely.Polygon) -> Floats:
    middle: Floats = shapely.get_coordinates(shape.minimum_rotated_rectangle.centroid)[0]
    return middle


def pairs_of(shapes: list[shapely.Polygon]) -> Iterator[tuple[shapely.Polygon, shapely.Polygon]]:
    """Two alike at a time."""
    yield from ((one, other) for one, other in combinations(shapes, 2) if _are_alike(one, other))
