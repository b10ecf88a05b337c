"""The centre lines of walls, from their bodies: straight bars and pieces of rings."""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from archdesk.geometry.curves import arc_from_bulge
from archdesk.model.floorplan import Wall
from archdesk.model.shapes import Point, distance
from archdesk.readers.ifc.bodies import Body
from archdesk.readers.ifc.outlines import base_area

_THINNEST, _THICKEST = 0.005, 2.0  # metres: a sheet of glass, a castle's wall
_FULL = 0.8  # of its rectangle that a straight wall fills; mitred ends and slanted ones leave some of it
_AS_NARROW = 1.01  # times the narrowest rectangle's area
_ROUND = 0.01  # of the radius: a flattened circle's corners lie nearer to it
_EXACT = 0.002  # metres
_SMALL = 0.05  # metres; a smaller body tells no direction


@dataclass(frozen=True, slots=True)
class Axis:
    """A centre line and the thickness about it; ``bulge`` as in DXF."""

    path: tuple[Point, ...]
    thickness: float
    bulge: float = 0.0


def told_axis(body: Body) -> Axis | None:
    """The line that the file tells, if it is the wall's middle: all of the body lies within half its thickness."""
    thickness = body.product.thickness
    if len(body.line) < 2 or thickness is None or not _THINNEST <= thickness <= _THICKEST:
        return None
    line = shapely.LineString(body.line)
    if line.length < thickness * _ROUND:
        return None
    if body.has_shape:
        runs = shapely.LineString(_run_on(body.line))
        if float(shapely.distance(shapely.points(body.points[:, :2]), runs).max()) > thickness / 2 + _EXACT:
            return None
    bulge = _bulge(body.line)
    ends = (body.line[0], body.line[-1]) if bulge else body.line
    return Axis(tuple((float(x), float(y)) for x, y in ends), thickness, bulge)


def _run_on(line: NDArray[np.float64]) -> NDArray[np.float64]:
    """The line, run on beyond both ends, where walls fill their corners."""
    before, after = (one - two for one, two in ((line[0], line[1]), (line[-1], line[-2])))
    reach = 2 * _THICKEST
    first = line[0] + before / max(float(np.hypot(*before)), 1e-9) * reach
    last = line[-1] + after / max(float(np.hypot(*after)), 1e-9) * reach
    return np.vstack((first, line, last))


def _bulge(line: NDArray[np.float64]) -> float:
    """The bulge of an arc in straight pieces; 0 for any other line."""
    if len(line) < 4:
        return 0.0
    (x0, y0), (x1, y1), (x, y) = line[0], line[-1], line[len(line) // 2]
    chord = math.hypot(x1 - x0, y1 - y0)
    turn = math.atan2((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0), (x - x0) * (x1 - x) + (y - y0) * (y1 - y))
    bulge = math.tan(turn / 2)
    arc = arc_from_bulge((x0, y0), (x1, y1), bulge) if chord > _SMALL else None
    if arc is None:
        return 0.0
    away = np.hypot(line[:, 0] - arc.centre[0], line[:, 1] - arc.centre[1])
    return bulge if float(np.abs(away - arc.radius).max()) < _EXACT else 0.0


def axis_of(body: Body) -> Axis | None:
    """The axis of a wall; None for one that is neither a bar nor a piece of a ring, as an L of two walls in one."""
    if not body.has_shape:
        return None
    area = base_area(body)
    found = (_along(body, direction) for direction in _directions(body))
    bars = [(length * thickness, axis) for axis, length, thickness in found]
    least = min(whole for whole, _ in bars)
    whole, axis = next(bar for bar in bars if bar[0] <= _AS_NARROW * least)  # its own direction, if that is as good
    if whole > 0 and area >= _FULL * whole and _THINNEST <= axis.thickness <= _THICKEST:
        return axis
    return _ring(body)


def offset_on(wall: Wall, point: Point) -> float:
    """How far along a wall a point is, in metres from its start."""
    (x0, y0), (x1, y1) = wall.start, wall.end
    arc = arc_from_bulge(wall.start, wall.end, wall.bulge)
    if arc is None:
        length = max(distance(wall.start, wall.end), 1e-9)
        return ((point[0] - x0) * (x1 - x0) + (point[1] - y0) * (y1 - y0)) / length
    angle = math.atan2(point[1] - arc.centre[1], point[0] - arc.centre[0])
    turned = (angle - arc.start) * math.copysign(1.0, arc.sweep) % (2 * math.pi)
    return turned * arc.radius


def direction_at(wall: Wall, offset: float) -> Point:
    """The way a wall runs at a place along it, as a unit vector."""
    arc = arc_from_bulge(wall.start, wall.end, wall.bulge)
    if arc is None:
        length = max(distance(wall.start, wall.end), 1e-9)
        return (wall.end[0] - wall.start[0]) / length, (wall.end[1] - wall.start[1]) / length
    side = math.copysign(1.0, arc.sweep)
    angle = arc.start + side * offset / arc.radius
    return -side * math.sin(angle), side * math.cos(angle)


def _directions(body: Body) -> list[float]:
    """The product's own direction, and that of the narrowest rectangle around it; in radians."""
    own = [copy.matrix[:2, 0] for copy in body.copies[:1]]
    directions = [math.atan2(y, x) for x, y in own if math.hypot(x, y) > 0.5]
    hull = shapely.convex_hull(shapely.multipoints(body.points[:, :2]))
    if hull.geom_type == "Polygon":
        a, b = shapely.get_coordinates(shapely.oriented_envelope(hull))[:2]
        directions.append(math.atan2(b[1] - a[1], b[0] - a[0]))
    return directions or [0.0]


def _along(body: Body, direction: float) -> tuple[Axis, float, float]:
    """The bar around a body in a direction or across it, whichever is longer; its length and thickness."""
    c, s = math.cos(direction), math.sin(direction)
    turned = body.points[:, :2] @ np.array(((c, -s), (s, c)))
    (u0, v0), (u1, v1) = turned.min(axis=0), turned.max(axis=0)
    if u1 - u0 >= v1 - v0:
        ends, thickness = ((u0, (v0 + v1) / 2), (u1, (v0 + v1) / 2)), v1 - v0
    else:
        ends, thickness = (((u0 + u1) / 2, v0), ((u0 + u1) / 2, v1)), u1 - u0
    start, end = ((float(u * c - v * s), float(u * s + v * c)) for u, v in ends)
    return Axis((start, end), float(thickness)), max(u1 - u0, v1 - v0), float(thickness)


def _ring(body: Body) -> Axis | None:
    """The axis of a curved wall: all its corners lie on two circles about one point."""
    points = np.unique(body.points[:, :2].round(4), axis=0)
    if len(points) < 6 or max(np.ptp(points, axis=0)) < _SMALL:
        return None
    centre = _centre(points)
    away = np.hypot(*(points - centre).T)
    inner, outer = float(away.min()), float(away.max())
    radius, thickness = (inner + outer) / 2, outer - inner
    near = np.minimum(away - inner, outer - away)
    if not _THINNEST <= thickness <= min(_THICKEST, radius) or np.mean(near < _ROUND * radius) < 0.9:
        return None
    return _arc(points, centre, radius, thickness)


def _centre(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """The middle of two circles by least squares: |p|² = 2 p·c + k, with one k near and one far from the middle."""
    middle = points.mean(axis=0)
    rows = points - middle
    squares = (rows**2).sum(axis=1)
    guess = np.linalg.lstsq(np.column_stack((2 * rows, np.ones(len(rows)))), squares, rcond=None)[0][:2]
    for _ in range(8):
        away = np.hypot(*(rows - guess).T)
        is_far = away > (away.min() + away.max()) / 2
        system = np.column_stack((2 * rows, is_far, ~is_far))
        guess = np.linalg.lstsq(system.astype(float), squares, rcond=None)[0][:2]
    return np.asarray(guess + middle)


def _arc(points: NDArray[np.float64], centre: NDArray[np.float64], radius: float, thickness: float) -> Axis | None:
    angles = np.sort(np.arctan2(*(points - centre).T[::-1]))
    gaps = np.diff(np.append(angles, angles[0] + 2 * math.pi))
    widest = int(gaps.argmax())
    sweep = 2 * math.pi - float(gaps[widest])
    if sweep > 2 * math.pi - math.radians(10):
        return None
    first = float(angles[(widest + 1) % len(angles)])
    start, end = (
        (float(centre[0] + radius * math.cos(turn)), float(centre[1] + radius * math.sin(turn)))
        for turn in (first, first + sweep)
    )
    return Axis((start, end), thickness, math.tan(sweep / 4))
