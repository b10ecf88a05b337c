"""What stands and lies around walls: furniture, tiles, grid bubbles, a frame with its title block, a north arrow."""

import math
from collections.abc import Iterator

from shapely import MultiLineString
from shapely import Point as Dot
from shapely.affinity import rotate

from tests.golden.marks import Line, Mark, Words
from tests.golden.plans import Name, Plan, Point

GREY = (0.45, 0.45, 0.45)
PALE = (0.78, 0.78, 0.78)
TILE = 0.3
PEN = 0.13
BUBBLE_DROP = 1.8
HALF_WIDE, HALF_DEEP = 1.2, 0.55  # metres; the room that a piece of furniture takes


def furnish(plan: Plan) -> Iterator[Mark]:
    """A bed, a table with chairs, a sofa, a row of kitchen cupboards: one to a room, in turn."""
    pieces = (_counter, _bed, _table, _sofa)
    for number, name in enumerate(plan.names):
        x, y = _free_corner(plan, name)
        for ring in pieces[number % len(pieces)](x, y):
            yield Line(tuple(plan.put(p) for p in (*ring, ring[0])), PEN, GREY)


def _free_corner(plan: Plan, name: Name) -> Point:
    """Where a piece of furniture stands in a corner of the room, away from doors and from the room's name."""
    room = rotate(plan.room_at(name.place), -plan.turn, origin=(0, 0))
    x0, y0, x1, y1 = room.bounds
    taken = [hole.place for hole in plan.holes if hole.kind == "door"] + [name.place]
    corners = [(x, y) for x in (x0 + HALF_WIDE, x1 - HALF_WIDE) for y in (y0 + HALF_DEEP, y1 - HALF_DEEP)]
    return max(corners, key=lambda corner: min(math.dist(corner, place) for place in taken))


def tiles(plan: Plan) -> Iterator[Mark]:
    """Square tiles in pale lines on the floor of the last room."""
    room = rotate(max(plan.rooms, key=lambda room: room.centroid.x), -plan.turn, origin=(0, 0))
    x0, y0, x1, y1 = room.bounds
    upright = [((x0 + TILE * i, y0), (x0 + TILE * i, y1)) for i in range(1, math.ceil((x1 - x0) / TILE))]
    lying = [((x0, y0 + TILE * i), (x1, y0 + TILE * i)) for i in range(1, math.ceil((y1 - y0) / TILE))]
    for part in MultiLineString(upright + lying).intersection(room).geoms:
        yield Line(tuple(plan.put(p) for p in part.coords), PEN, PALE)


def bubbles(plan: Plan) -> Iterator[Mark]:
    """Grid lines through the house with their letters and numbers."""
    across, up = plan.chains
    high, wide = up[-1], across[-1]
    for number, x in enumerate(across):
        yield from _grid_line(plan, (x, -BUBBLE_DROP + 0.3), (x, high + 0.8), (x, high + 1.1), str(number + 1))
    for number, y in enumerate(up):
        yield from _grid_line(plan, (-BUBBLE_DROP + 0.3, y), (wide + 0.8, y), (wide + 1.1, y), "ABCDEF"[number])


def frame(box: tuple[float, float, float, float], lines: tuple[str, ...]) -> Iterator[Mark]:
    """A double frame around a box of metres, a title block at its lower right, a north arrow at its upper right."""
    left, low, right, high = box
    for margin, pen in ((0.0, 0.5), (-0.15, 0.18)):
        yield _ring(((left - margin, low - margin), (right + margin, high + margin)), pen)
    wide, row = 4.2, 0.55
    for number, words in enumerate(lines):
        corner = (right - wide, low + row * number)
        yield _ring((corner, (right, corner[1] + row)), 0.25)
        yield Words(words, (right - wide / 2, corner[1] + row / 2), 0.22)
    x, y, r = right - 1.0, high - 1.0, 0.5
    yield Line(_circle((x, y), r), PEN, is_arc=True)
    yield Line(((x - 0.2, y - 0.4), (x, y + 0.5), (x + 0.2, y - 0.4), (x - 0.2, y - 0.4)), PEN)
    yield Words("N", (x, y + 0.7), 0.3)


def _grid_line(plan: Plan, start: Point, end: Point, bubble: Point, mark: str) -> Iterator[Mark]:
    length = math.dist(start, end)
    c, s = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    for i in range(int(length / 0.5)):
        ends = (0.5 * i, 0.5 * i + 0.4)
        yield Line(tuple(plan.put((start[0] + c * d, start[1] + s * d)) for d in ends), PEN, GREY)
    yield Line(tuple(plan.put(p) for p in _circle(bubble, 0.3)), 0.18, is_arc=True)
    yield Words(mark, plan.put(bubble), 0.25, plan.turn)


def _ring(corners: tuple[Point, Point], pen: float) -> Line:
    (x0, y0), (x1, y1) = corners
    return Line(((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)), pen)


def _circle(centre: Point, radius: float) -> tuple[Point, ...]:
    return tuple(Dot(centre).buffer(radius, quad_segs=8).exterior.coords)


def _box(x: float, y: float, width: float, depth: float) -> tuple[Point, ...]:
    return (x, y), (x + width, y), (x + width, y + depth), (x, y + depth)


def _bed(x: float, y: float) -> list[tuple[Point, ...]]:
    return [_box(x - 1.0, y - 0.45, 2.0, 0.9), _box(x - 0.95, y - 0.3, 0.4, 0.6), _box(x - 0.5, y - 0.45, 1.5, 0.9)]


def _table(x: float, y: float) -> list[tuple[Point, ...]]:
    chairs = [_box(x + dx - 0.2, y + dy - 0.2, 0.4, 0.4) for dx, dy in ((-0.75, 0), (0.75, 0))]
    return [_circle((x, y), 0.5), *chairs]


def _sofa(x: float, y: float) -> list[tuple[Point, ...]]:
    return [_box(x - 1.0, y - 0.4, 2.0, 0.8), _box(x - 1.0, y - 0.4, 2.0, 0.2), _box(x - 0.8, y - 0.2, 0.8, 0.6)]


def _counter(x: float, y: float) -> list[tuple[Point, ...]]:
    hobs = [_circle((x - 0.9 + dx, y + dy), 0.09) for dx in (-0.15, 0.15) for dy in (-0.13, 0.13)]
    return [_box(x - 1.2, y - 0.3, 2.4, 0.6), _box(x - 1.2, y - 0.3, 0.6, 0.6), _box(x + 0.3, y - 0.2, 0.5, 0.4), *hobs]
