"""The treads of a stair as areas in the order one walks them: flights, winders, landings and turns about a post."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Polygon

from archdesk.construct.ways import corners_of, middle_of
from archdesk.model.shapes import Point, distance

_FAR = 50.0  # metres; beyond any stair
_SHALLOWEST = 0.22  # metres; where a landing leaves the steps less going, the turn has winders
_ROUND = 0.9  # of the circle about it; an outline that fills so much is a spiral's
_FEWEST_CORNERS = 9  # a spiral's outline has more
_FULL = math.radians(330)  # how far a spiral goes round where its way is not told
_POST = 0.12  # the radius of a spiral's middle

Cells = list[Polygon]


def treads_of(area: Polygon, direction: Sequence[Point], count: int) -> Cells:
    """So many treads from the lowest up; they lie side by side and may leave a well open."""
    if _is_round(area):
        return _spiral(area, direction, count)
    middle = middle_of(direction)
    if middle is not None:
        return _winding(area, middle, direction, count)
    way, wound = corners_of(direction) if len(direction) > 1 else (_lengthwise(area), frozenset[int]())
    if len(way) == 2:
        return _flight(area, way, count)
    return _turning(area, way, wound, count)


def uphill(area: Polygon, direction: Sequence[Point]) -> float:
    """The direction of a straight stair, in radians; lengthwise where it is not told."""
    way = direction if len(direction) > 1 and distance(direction[0], direction[-1]) > 0 else _lengthwise(area)
    return math.atan2(way[-1][1] - way[0][1], way[-1][0] - way[0][0])


def _lengthwise(area: Polygon) -> tuple[Point, Point]:
    ring = shapely.get_coordinates(area.minimum_rotated_rectangle)
    long = max(range(2), key=lambda i: float(np.hypot(*(ring[i + 1] - ring[i]))))
    start, end = (ring[long] + ring[long - 1]) / 2, (ring[long + 1] + ring[long + 2]) / 2
    return (float(start[0]), float(start[1])), (float(end[0]), float(end[1]))


def _bend(a: Point, b: Point, c: Point) -> float:
    turn = math.atan2(c[1] - b[1], c[0] - b[0]) - math.atan2(b[1] - a[1], b[0] - a[0])
    return math.remainder(turn, 2 * math.pi)


def _flight(area: Polygon, way: Sequence[Point], count: int) -> Cells:
    angle = math.atan2(way[-1][1] - way[0][1], way[-1][0] - way[0][0])
    along = shapely.get_coordinates(area) @ (math.cos(angle), math.sin(angle))
    return _bands(area, angle, float(along.min()), float(along.max()), count)


def _bands(area: shapely.Geometry, angle: float, low: float, high: float, count: int) -> Cells:
    """An area cut across into bands of one going, along a direction."""
    edges = np.linspace(low, high, count + 1)
    edges[0], edges[-1] = edges[0] - 1e-3, edges[-1] + 1e-3
    return [_largest(area.intersection(_between(angle, a, b))) for a, b in itertools.pairwise(edges.tolist())]


def _between(angle: float, low: float, high: float) -> Polygon:
    """All that lies between two places along a direction."""
    c, s = math.cos(angle), math.sin(angle)
    corners = ((low, -_FAR), (high, -_FAR), (high, _FAR), (low, _FAR))
    return Polygon([(u * c - v * s, u * s + v * c) for u, v in corners])


def _largest(shape: shapely.Geometry) -> Polygon:
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon)]
    return max(parts, key=lambda part: part.area, default=Polygon())


@dataclass(frozen=True, slots=True)
class _Leg:
    """A straight stretch of the walking line, from where the turn before it ends to where the next begins.

    ``number`` is that of the corner at which the stretch begins.
    """

    start: Point
    end: Point
    width: float
    number: int

    @property
    def angle(self) -> float:
        return math.atan2(self.end[1] - self.start[1], self.end[0] - self.start[0])

    def along(self, point: Point) -> float:
        return point[0] * math.cos(self.angle) + point[1] * math.sin(self.angle)

    def strip(self) -> Polygon:
        return LineString((self.start, self.end)).buffer(self.width / 2 + 0.01, cap_style="flat")


def _turning(area: Polygon, way: Sequence[Point], wound: frozenset[int], count: int) -> Cells:
    """Flights with landings between them, or winders where the line is rounded or landings would leave no room for a foot."""
    legs = _legs(area, way)
    if legs is None:
        return _flight(area, (way[0], way[-1]), count)
    lengths = [distance(leg.start, leg.end) for leg in legs]
    turns = len(legs) - 1
    winds = [any(leg.number < each <= after.number for each in wound) for leg, after in itertools.pairwise(legs)]
    if any(winds):
        return _wound(area, legs, winds, count)
    if count - turns >= len(legs) and sum(lengths) / (count - turns) >= _SHALLOWEST:
        counts = _shared(lengths, count - turns)
        return _walked(area, legs, counts, [1] * turns)
    return _wound(area, legs, [True] * turns, count)


def _wound(area: Polygon, legs: Sequence[_Leg], winds: Sequence[bool], count: int) -> Cells:
    """Flights with winders at some turns and landings at the others."""
    lengths = [distance(leg.start, leg.end) for leg in legs]
    arcs = [leg.width / 2 * abs(_bend(leg.start, leg.end, _on(leg, after))) for leg, after in itertools.pairwise(legs)]
    fans = [arc for arc, is_wound in zip(arcs, winds, strict=True) if is_wound]
    counts = _shared([*lengths, *fans], max(count - winds.count(False), len(legs) + len(fans)))
    turning = iter(counts[len(legs) :])
    return _walked(area, legs, counts[: len(legs)], [next(turning) if is_wound else 1 for is_wound in winds])


def _on(leg: _Leg, after: _Leg) -> Point:
    """The end of a leg led on the way of the one after it."""
    return leg.end[0] + after.end[0] - after.start[0], leg.end[1] + after.end[1] - after.start[1]


def _legs(area: Polygon, way: Sequence[Point]) -> list[_Leg] | None:
    """The flights of a walking line with corners; those across a landing, too short for a step, are left out."""
    widths = [_width(area, a, b) for a, b in itertools.pairwise(way)]
    legs = []
    for number, (a, b) in enumerate(itertools.pairwise(way)):
        width, length = widths[number], distance(a, b)
        cut = [widths[number - 1] / 2 if number else 0.0, widths[number + 1] / 2 if number + 2 < len(way) else 0.0]
        if width <= 0:
            return None
        if length - sum(cut) < _SHALLOWEST:
            continue
        at = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for t in (cut[0] / length, 1 - cut[1] / length)]
        legs.append(_Leg(at[0], at[1], width, number))
    return legs if len(legs) > 1 else None


def _width(area: Polygon, a: Point, b: Point) -> float:
    """Twice the way from the middle of a stretch to the nearer side of the outline."""
    angle = math.atan2(b[1] - a[1], b[0] - a[0]) + math.pi / 2
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    reach = []
    for side in (1, -1):
        ray = LineString(((x, y), (x + side * _FAR * math.cos(angle), y + side * _FAR * math.sin(angle))))
        inside = [part for part in shapely.get_parts(ray.intersection(area)) if part.distance(shapely.Point(x, y)) < 1e-6]
        reach.append(max((part.length for part in inside), default=0.0))
    return 2 * min(reach)


def _shared(lengths: Sequence[float], count: int) -> list[int]:
    """A count shared out by length, at least one to each."""
    total = sum(lengths)
    exact = [length / total * count for length in lengths]
    shares = [max(1, math.floor(share)) for share in exact]
    while sum(shares) < count:
        shares[max(range(len(exact)), key=lambda i: exact[i] - shares[i])] += 1
    while sum(shares) > count and max(shares) > 1:
        shares[max(range(len(exact)), key=lambda i: shares[i] - exact[i] if shares[i] > 1 else -math.inf)] -= 1
    return shares


def _walked(area: Polygon, legs: Sequence[_Leg], counts: Sequence[int], turns: Sequence[int]) -> Cells:
    strips = shapely.union_all([leg.strip() for leg in legs])
    cells: Cells = []
    for number, (leg, count) in enumerate(zip(legs, counts, strict=True)):
        own = area.intersection(leg.strip())
        cells += _bands(own, leg.angle, leg.along(leg.start), leg.along(leg.end), count)
        if number < len(turns):
            after = legs[number + 1]
            corner = _corner(area.difference(strips), leg, after)
            cells += [corner] if turns[number] == 1 else _winders(corner, leg, after, turns[number])
    return cells


def _corner(rest: shapely.Geometry, leg: _Leg, after: _Leg) -> Polygon:
    """What lies beyond one flight and before the next."""
    beyond = _between(leg.angle, leg.along(leg.end), leg.along(leg.end) + _FAR)
    before = _between(after.angle, after.along(after.start) - _FAR, after.along(after.start))
    return _largest(rest.intersection(beyond).intersection(before))


def _winders(corner: Polygon, leg: _Leg, after: _Leg, count: int) -> Cells:
    """The sectors of a turn about its inner corner."""
    turn = _bend(leg.start, leg.end, _on(leg, after))
    side = math.copysign(1, turn)
    aside = leg.angle + side * math.pi / 2
    pivot = leg.end[0] + leg.width / 2 * math.cos(aside), leg.end[1] + leg.width / 2 * math.sin(aside)
    first = aside + math.pi
    return [_largest(corner.intersection(_sector(pivot, first + turn * i / count, turn / count))) for i in range(count)]


def _sector(pivot: Point, start: float, turn: float) -> Polygon:
    """A wedge from a point, of less than half a circle."""
    angles = np.linspace(start, start + turn, 3).tolist()
    rim = [(pivot[0] + _FAR * math.cos(angle), pivot[1] + _FAR * math.sin(angle)) for angle in angles]
    return shapely.orient_polygons(Polygon((pivot, *rim)))


def post_of(area: Polygon) -> Polygon | None:
    """The post of a spiral, which its treads do not quite touch."""
    if not _is_round(area):
        return None
    return shapely.minimum_bounding_circle(area).centroid.buffer(_POST - 2e-3, quad_segs=3)


def _is_round(area: Polygon) -> bool:
    radius = shapely.minimum_bounding_radius(area)
    return len(area.exterior.coords) > _FEWEST_CORNERS and area.convex_hull.area > _ROUND * math.pi * radius * radius


def _spiral(area: Polygon, direction: Sequence[Point], count: int) -> Cells:
    """Sectors about the middle; round by the walking line, or as far as a full turn allows."""
    centre = shapely.minimum_bounding_circle(area).centroid
    pivot = (float(centre.x), float(centre.y))
    ring = area.difference(centre.buffer(_POST))
    angles, sweep = _sweep(direction, pivot)
    if abs(sweep) < math.pi / 2:
        sweep = math.copysign(_FULL, sweep or 1.0)
    sweep = max(-_FULL, min(_FULL, sweep))
    start = angles[0] if angles else 0.0
    return [_largest(ring.intersection(_sector(pivot, start + sweep * i / count, sweep / count))) for i in range(count)]


def _winding(area: Polygon, middle: Point, direction: Sequence[Point], count: int) -> Cells:
    """Sectors of a stair that winds about a middle outside or inside it."""
    angles, sweep = _sweep(direction, middle)
    sectors = (_sector(middle, angles[0] + sweep * i / count, sweep / count) for i in range(count))
    return [_largest(area.intersection(sector)) for sector in sectors]


def _sweep(direction: Sequence[Point], pivot: Point) -> tuple[list[float], float]:
    """The angles under which a middle sees the line, and how far it turns in all."""
    angles = [math.atan2(y - pivot[1], x - pivot[0]) for x, y in direction]
    return angles, sum(math.remainder(b - a, 2 * math.pi) for a, b in itertools.pairwise(angles))
