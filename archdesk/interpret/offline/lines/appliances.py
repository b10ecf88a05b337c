"""Things in rooms by their shape alone: stoves with four rings, baths with a rounded tub."""

from collections.abc import Iterator

import numpy as np
import shapely

from archdesk.interpret.offline.lines.outlines import Outlines

STOVE = (0.28, 0.7, 0.45, 0.95)  # the least and most of its short and of its long side, in metres
BATH = (0.6, 1.0, 1.35, 1.95)
RINGS = 4
RING = (0.05, 0.14)  # metres of a cooking ring's radius
ROUND = 0.05  # share of its width by which a flattened ring may be off
TUB = (0.6, 0.97)  # share of its bath's area that a tub takes
MIDDLE = 0.1  # metres between the middles of a bath and its tub; a bed's blanket lies at its foot


def appliances(drawn: Outlines) -> Iterator[tuple[str, shapely.Polygon]]:
    """Boxes with what tells them inside, in metres."""
    boxes = [box for box in drawn.boxes if _fits(box, STOVE) or _fits(box, BATH)]
    if not boxes:
        return
    tree = shapely.STRtree(boxes)
    rings, tubs = _held(tree, _rings(drawn)), _held(tree, drawn.rounded)
    for row, box in enumerate(boxes):
        if len({spot.wkb for spot in rings.get(row, [])}) == RINGS and _fits(box, STOVE):
            yield "stove", box
        within = tubs.get(row, [])
        if len(within) == 1 and _fits(box, BATH) and _is_tub(within[0], box):
            yield "bath", box


def _is_tub(shape: shapely.Polygon, box: shapely.Polygon) -> bool:
    return bool(TUB[0] < shape.area / box.area < TUB[1] and shape.centroid.distance(box.centroid) < MIDDLE)


def _fits(box: shapely.Polygon, sizes: tuple[float, float, float, float]) -> bool:
    ring = shapely.get_coordinates(box)
    short, long = sorted(np.hypot(*(ring[1:3] - ring[:2]).T).tolist())
    return bool(sizes[0] <= short <= sizes[1] and sizes[2] <= long <= sizes[3])


def _rings(drawn: Outlines) -> list[shapely.Polygon]:
    rings = [shape for shape in (*drawn.circles, *drawn.rounded) if _is_ring(shape)]
    return [shapely.Point(np.round(shapely.get_coordinates(shape.centroid)[0], 3)) for shape in rings]


def _is_ring(shape: shapely.Polygon) -> bool:
    x0, y0, x1, y1 = shape.bounds
    return bool(RING[0] < (x1 - x0) / 2 < RING[1] and abs((x1 - x0) - (y1 - y0)) < ROUND * (x1 - x0))


def _held(tree: shapely.STRtree, shapes: list[shapely.Polygon]) -> dict[int, list[shapely.Polygon]]:
    """By box, the shapes within it."""
    held: dict[int, list[shapely.Polygon]] = {}
    if shapes:
        for shape, row in zip(*tree.query(shapes, predicate="within"), strict=True):
            held.setdefault(int(row), []).append(shapes[int(shape)])
    return held
