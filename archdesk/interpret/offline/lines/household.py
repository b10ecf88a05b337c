"""Beds, tables with chairs and cars by their shape alone."""

from collections.abc import Iterator

import numpy as np
import shapely

from archdesk.interpret.offline.lines.outlines import Outlines, sides
from archdesk.interpret.offline.lines.sanitary import Sizes, fill_of, fits, pairs_of, within
from archdesk.interpret.offline.lines.table import Floats

BED: Sizes = (0.85, 2.1, 1.85, 2.3)  # metres: the least and most across and from head to foot
PILLOW: Sizes = (0.22, 0.6, 0.35, 0.95)
HEAD = 0.55  # metres from a bed's head to a pillow's middle
PILLOWS = 2
TABLE: Sizes = (0.55, 1.4, 0.6, 3.2)
CHAIR: Sizes = (0.33, 0.62, 0.33, 0.65)
REACH = 0.3  # metres from a table to its chairs
ACROSS = 0.12  # metres by which two chairs may stand off from opposite places
BOXY = 0.75  # share of its smallest rectangle that a chair or a round table fills
CAR: Sizes = (1.5, 2.2, 3.4, 5.5)
BODY = (0.8, 0.99)  # share of its smallest rectangle that a car's rounded body fills
SCREEN = 0.5  # of a car's width, which its windscreen spans at least
DEEP = 0.7  # metres of a windscreen along the car


def household_things(drawn: Outlines) -> Iterator[tuple[str, shapely.Polygon]]:
    """Each with the smallest rectangle around it, in metres."""
    yield from (("car", ring) for ring in _cars(drawn))
    yield from (("bed", ring) for ring in _beds(drawn))
    yield from _dining(drawn)


def _beds(drawn: Outlines) -> Iterator[shapely.Polygon]:
    """Boxes as long as people with one or two pillows at an end, and none elsewhere."""
    pillows = [each for each in (*drawn.boxes, *drawn.rounded) if fits(each, PILLOW) and fill_of(each) > BOXY]
    tree = shapely.STRtree(pillows)
    for bed in (each for each in (*drawn.boxes, *drawn.rounded) if fits(each, BED)):
        inner = within(bed.buffer(1e-3), pillows, tree)
        if 1 <= len(inner) <= PILLOWS and fill_of(bed) > BODY[0] and _has_head(bed, inner):
            yield bed.minimum_rotated_rectangle


def _has_head(bed: shapely.Polygon, pillows: list[shapely.Polygon]) -> bool:
    ring = shapely.get_coordinates(bed.minimum_rotated_rectangle)
    spots = np.array([pillow.centroid.coords[0] for pillow in pillows])
    for i in range(4):
        along = ring[(i + 1) % 4] - ring[i]
        wide = float(np.hypot(*along))
        down = ring[(i + 2) % 4] - ring[(i + 1) % 4]
        long = float(np.hypot(*down))
        if not (BED[0] <= wide <= BED[1] and BED[2] <= long <= BED[3]):
            continue
        depth, place = (spots - ring[i]) @ down / long, (spots - ring[i]) @ along / wide
        if depth.max() < HEAD and abs(float(place.mean()) - wide / 2) < ACROSS:
            return True
    return False


def _dining(drawn: Outlines) -> Iterator[tuple[str, shapely.Polygon]]:
    """Tables between chairs that stand opposite each other, and all their chairs."""
    sized = [each for each in (*drawn.boxes, *drawn.rounded, *drawn.circles) if fits(each, CHAIR) or fits(each, TABLE)]
    every = [each for each in sized if fill_of(each) > BOXY]
    chairs = [each for each in every if fits(each, CHAIR)]
    tree = shapely.STRtree(chairs)
    for table in every:
        if not fits(table, TABLE):
            continue
        near = [chairs[row] for row in tree.query(table, predicate="dwithin", distance=REACH)]
        near = [chair for chair in near if not table.contains(chair.centroid)]
        middle = shapely.get_coordinates(table.centroid)[0]
        for one, other in pairs_of(near):
            away = shapely.get_coordinates(one.centroid)[0] + shapely.get_coordinates(other.centroid)[0] - 2 * middle
            if float(np.hypot(*away)) < ACROSS:
                yield "table", table.minimum_rotated_rectangle
                yield from (("chair", chair.minimum_rotated_rectangle) for chair in near)
                break


def _cars(drawn: Outlines) -> Iterator[shapely.Polygon]:
    """Rounded bodies with windscreens across, before and behind the middle."""
    bodies = [each for each in drawn.rounded if fits(each, CAR) and BODY[0] < fill_of(each) < BODY[1]]
    if not bodies:
        return
    marks = [*drawn.open, *(shape.exterior for shape in (*drawn.boxes, *drawn.rounded))]
    tree = shapely.STRtree(marks)
    for body in bodies:
        ring = shapely.get_coordinates(body.minimum_rotated_rectangle)
        spans = ring[1:3] - ring[:2]
        along = spans[int(np.argmax(np.hypot(*spans.T)))] / sides(body)[1]
        inside = [shapely.get_coordinates(marks[row]) for row in tree.query(body.buffer(0.02), predicate="contains")]
        middle = shapely.get_coordinates(body.centroid)[0]
        places = [
            float((points.mean(axis=0) - middle) @ along) for points in inside if _is_screen(points, along, sides(body)[0])
        ]
        if places and min(places) < 0 < max(places):
            yield body.minimum_rotated_rectangle


def _is_screen(points: Floats, along: Floats, width: float) -> bool:
    deep, wide = np.ptp(points @ along), np.ptp(points @ np.array([-along[1], along[0]]))
    return bool(deep < DEEP and wide > SCREEN * width)
