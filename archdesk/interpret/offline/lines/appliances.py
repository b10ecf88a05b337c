"""Things in rooms by their shape alone: stoves with four rings, baths with a rounded tub."""

from collections.abc import Iterator

import numpy as np
import shapely

from archdesk.interpret.offline.lines.table import Floats, Frame
from archdesk.model.document import Page

RIGHT = 0.995  # share of its smallest rectangle that a box fills
STOVE = (0.28, 0.7, 0.45, 0.95)  # the least and most of its short and of its long side, in metres
BATH = (0.6, 1.0, 1.35, 1.95)
RINGS = 4
RING = (0.05, 0.14)  # metres of a cooking ring's radius
ROUND = 0.05  # share of its width by which a flattened ring may be off
TUB = (0.6, 0.97)  # share of its bath's area that a tub takes
MIDDLE = 0.1  # metres between the middles of a bath and its tub; a bed's blanket lies at its foot
CURVED = 8  # points of a rounded outline


def unnamed_things(page: Page, frame: Frame) -> Iterator[tuple[str, shapely.Polygon]]:
    """Boxes of strokes with what tells them inside, in metres."""
    boxes = [box for stroke in page.strokes if (box := _box(stroke.points, frame)) is not None]
    if not boxes:
        return
    tree = shapely.STRtree(boxes)
    rings, tubs = _held(tree, _rings(page, frame)), _held(tree, _rounded(page, frame))
    for row, box in enumerate(boxes):
        if len({spot.wkb for spot in rings.get(row, [])}) == RINGS and _fits(box, STOVE):
            yield "stove", box
        within = tubs.get(row, [])
        if len(within) == 1 and _fits(box, BATH) and _is_tub(within[0], box):
            yield "bath", box


def _is_tub(shape: shapely.Polygon, box: shapely.Polygon) -> bool:
    return bool(TUB[0] < shape.area / box.area < TUB[1] and shape.centroid.distance(box.centroid) < MIDDLE)


def _box(points: tuple[tuple[float, float], ...], frame: Frame) -> shapely.Polygon | None:
    corners = points[:-1] if len(points) == 5 and points[0] == points[-1] else points
    if len(corners) != 4:
        return None
    ring = frame.inwards(np.array(corners))
    if not np.isfinite(ring).all() or np.hypot(*np.ptp(ring, axis=0)) > 2 * BATH[3]:
        return None
    shape = shapely.Polygon(ring)
    if not (_fits(shape, STOVE) or _fits(shape, BATH)) or not shape.is_valid:
        return None
    return shape if shape.area > RIGHT * shape.minimum_rotated_rectangle.area else None


def _fits(box: shapely.Polygon, sizes: tuple[float, float, float, float]) -> bool:
    ring = shapely.get_coordinates(box)
    short, long = sorted(np.hypot(*(ring[1:3] - ring[:2]).T).tolist())
    return bool(sizes[0] <= short <= sizes[1] and sizes[2] <= long <= sizes[3])


def _rings(page: Page, frame: Frame) -> list[shapely.Polygon]:
    circles = [arc for arc in page.arcs if arc.is_circle and RING[0] < arc.radius * frame.unit < RING[1]]
    middles: Floats = frame.inwards(np.array([arc.centre for arc in circles]).reshape(-1, 2))
    drawn = [shapely.Point(middle) for middle in np.round(middles, 3)]
    flat = [shape for shape in _rounded(page, frame) if _is_ring(shape)]
    return drawn + [shapely.Point(np.round(shapely.get_coordinates(shape.centroid)[0], 3)) for shape in flat]


def _is_ring(shape: shapely.Polygon) -> bool:
    x0, y0, x1, y1 = shape.bounds
    return bool(RING[0] < (x1 - x0) / 2 < RING[1] and abs((x1 - x0) - (y1 - y0)) < ROUND * (x1 - x0))


def _rounded(page: Page, frame: Frame) -> list[shapely.Polygon]:
    found: list[shapely.Polygon] = []
    for stroke in page.strokes:
        if len(stroke.points) >= CURVED and (stroke.closed or stroke.points[0] == stroke.points[-1]):
            ring = frame.inwards(np.array(stroke.points))
            if np.isfinite(ring).all() and np.ptp(ring, axis=0).max() < BATH[3]:
                found.append(shapely.Polygon(ring))
    return found


def _held(tree: shapely.STRtree, shapes: list[shapely.Polygon]) -> dict[int, list[shapely.Polygon]]:
    """By box, the shapes within it."""
    held: dict[int, list[shapely.Polygon]] = {}
    if shapes:
        for shape, row in zip(*tree.query(shapes, predicate="within"), strict=True):
            held.setdefault(int(row), []).append(shapes[int(shape)])
    return held
