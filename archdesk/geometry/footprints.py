"""Where each wall stands: areas that share no ground, joined at corners and butted at crossings."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import shapely
from shapely import MultiPolygon, Polygon, STRtree

from archdesk.geometry.axis import Axis, axis_of
from archdesk.geometry.solids import GRID
from archdesk.model.floorplan import Wall
from archdesk.model.shapes import Point, distance

_SLIVER = 1e-3  # what is thinner than a millimetre is an error of drawing
_HARDLY = 1e-4  # metres; a corner so near to the line between its neighbours makes a triangle of nothing
_SPIKE = 0.01  # half the width of a spike between walls that meet at a slant; no part of a wall is so narrow
_CORNERS = 5  # a ring of four corners, the first told twice
_SAME = 0.02  # ends nearer than this meet in one corner
_SHARPEST = math.radians(25)  # sharper corners are butted, their mitre would be a spike
_FLATTEST = math.radians(175)  # flatter ones are one straight wall in two pieces


@dataclass(frozen=True, slots=True)
class Footprint:
    """The ground a wall takes, in one or more parts."""

    wall: Wall
    axis: Axis
    area: MultiPolygon


def find_footprints(walls: Iterable[Wall]) -> tuple[Footprint, ...]:
    """The footprints of walls in their order; the thicker and longer wall runs through, a wall inside others has none."""
    sound = [wall for wall in walls if _is_sound(wall)]
    if not sound:
        return ()
    axes = [axis_of(wall) for wall in sound]
    whole = _mitred(sound, axes)
    whole = _butted(sound, axes, whole)
    order = sorted(range(len(sound)), key=lambda i: (-round(sound[i].thickness, 3), -axes[i].length))
    rank = {index: place for place, index in enumerate(order)}
    tree = STRtree(whole)
    neighbours: dict[int, list[Polygon]] = {}
    for index, other in zip(*tree.query(whole, predicate="intersects").tolist(), strict=True):
        if rank[other] < rank[index]:
            neighbours.setdefault(index, []).append(whole[other])
    areas = [
        _without(area, neighbours[index], sound[index].thickness) if index in neighbours else _alone(area)
        for index, area in enumerate(whole)
    ]
    return tuple(Footprint(wall, axis, area) for wall, axis, area in zip(sound, axes, areas, strict=True) if not area.is_empty)


def grounds_of(walls: Iterable[Wall]) -> dict[str, tuple[Polygon, ...]]:
    """What each wall stands on, by its id; nothing for one that lies within others, and no entry for one that is no wall."""
    sound = [wall for wall in walls if _is_sound(wall)]
    found = {footprint.wall.id: tuple(footprint.area.geoms) for footprint in find_footprints(sound)}
    return {wall.id: found.get(wall.id, ()) for wall in sound}


def polygons_of(shape: shapely.Geometry, thinnest: float = _SLIVER) -> list[Polygon]:
    """The polygons of a shape without slivers, noded on the grid."""
    sound = shape if shape.is_valid else shapely.make_valid(shape, method="structure")
    parts = shapely.get_parts(shapely.set_precision(sound, GRID))
    return [
        part
        for part in shapely.get_parts(parts)
        if isinstance(part, Polygon) and part.area > thinnest * part.length / 2 and not part.buffer(-thinnest / 2).is_empty
    ]


def _is_sound(wall: Wall) -> bool:
    numbers = [wall.thickness, wall.bulge, *(number for point in wall.path for number in point)]
    return (
        all(math.isfinite(number) for number in numbers)
        and len(wall.path) >= 2
        and wall.thickness > _SLIVER
        and distance(wall.start, wall.end) > _SLIVER
    )


def _without(area: Polygon, others: Sequence[Polygon], thickness: float) -> MultiPolygon:
    """What others leave of an area; where they meet it at a slight slant, no spike stays along their faces."""
    rest = area
    for other in others:
        rest = rest.difference(other)
    parts = polygons_of(rest)
    if any(len(part.exterior.coords) > _CORNERS for part in parts):
        reach = min(_SPIKE, thickness / 4)
        open_ = rest.buffer(-reach, join_style="mitre").buffer(reach, join_style="mitre")
        parts = polygons_of(open_.intersection(rest))
    return MultiPolygon([_clean(part) for part in parts])


def _alone(area: Polygon) -> MultiPolygon:
    """An area that meets no other; only one that is bent too sharply is in parts."""
    return MultiPolygon([area] if isinstance(area, Polygon) and area.is_valid else polygons_of(area))


def _clean(part: Polygon) -> Polygon:
    """A part without corners that hardly are some; where there are such it shrinks by as much as they stand out."""
    plain = part.simplify(GRID)
    if len(plain.simplify(_HARDLY).exterior.coords) == len(plain.exterior.coords):
        return plain
    smaller = plain.buffer(-_HARDLY, join_style="mitre").simplify(_HARDLY)
    return smaller if isinstance(smaller, Polygon) and smaller.is_valid and smaller.area else plain


def _butted(walls: Sequence[Wall], axes: Sequence[Axis], areas: Sequence[Polygon]) -> list[Polygon]:
    """The strips, each cut off where it ends in the middle of another wall, however thin that is."""
    ends = [(index, point) for index, wall in enumerate(walls) for point in (wall.start, wall.end)]
    found = STRtree(areas).query(shapely.points([point for _, point in ends]), predicate="within")
    cut = list(areas)
    for number, other in zip(*found.tolist(), strict=True):
        index, point = ends[number]
        reach, offset = walls[index].thickness / 2, axes[other].offset_of(point)
        if index != other and reach < offset < axes[other].length - reach:
            parts = polygons_of(cut[index].difference(areas[other]))
            cut[index] = max(parts, key=lambda part: part.area, default=cut[index])
    return cut


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a straight wall: the point, and the direction from it into the wall."""

    wall: int
    point: Point
    angle: float
    thickness: float
    is_start: bool


def _mitred(walls: Sequence[Wall], axes: Sequence[Axis]) -> list[Polygon]:
    """Each wall's strip, with a mitre where exactly two straight walls end in one point."""
    ends = [end for index, wall in enumerate(walls) if axes[index].is_straight for end in _ends(index, wall, axes[index])]
    caps: dict[tuple[int, bool], tuple[Point, Point]] = {}
    for one, two in _pairs(ends):
        left, right = _mitre(one, two)
        if left is not None and right is not None:
            caps[one.wall, one.is_start] = (left, right)
            caps[two.wall, two.is_start] = (right, left)
    return [_strip(axis, wall.thickness / 2, index, caps) for index, (wall, axis) in enumerate(zip(walls, axes, strict=True))]


def _ends(index: int, wall: Wall, axis: Axis) -> tuple[_End, _End]:
    angle = axis.chord_angle
    start = _End(index, wall.start, angle, wall.thickness, is_start=True)
    return start, replace(start, is_start=False, point=wall.end, angle=angle + math.pi)


def _pairs(ends: Sequence[_End]) -> list[tuple[_End, _End]]:
    """Ends that meet no third end."""
    if not ends:
        return []
    points = shapely.points([end.point for end in ends])
    found: dict[int, list[int]] = {}
    for one, two in zip(*STRtree(points).query(points, predicate="dwithin", distance=_SAME).tolist(), strict=True):
        if one != two:
            found.setdefault(one, []).append(two)
    return [
        (ends[one], ends[others[0]])
        for one, others in found.items()
        if len(others) == 1 and one < others[0] and found[others[0]] == [one] and ends[one].wall != ends[others[0]].wall
    ]


def _mitre(one: _End, two: _End) -> tuple[Point | None, Point | None]:
    """Where the left face of ``one`` meets the right face of ``two``, and the other faces; nothing for odd angles."""
    between = abs(math.remainder(two.angle - one.angle, 2 * math.pi))
    if not _SHARPEST < between < _FLATTEST:
        return None, None
    return _meeting(one, two, 1), _meeting(one, two, -1)


def _meeting(one: _End, two: _End, side: int) -> Point:
    """The point on the left (1) or right (-1) face of ``one`` and the opposite face of ``two``."""
    (x, y), (c1, s1), (c2, s2) = one.point, _unit(one.angle), _unit(two.angle)
    a, b = side * one.thickness / 2, -side * two.thickness / 2
    along = (b + (two.point[0] - x) * -s2 + (two.point[1] - y) * c2 - a * (s1 * s2 + c1 * c2)) / (c2 * s1 - s2 * c1)
    return x + along * c1 - a * s1, y + along * s1 + a * c1


def _unit(angle: float) -> Point:
    return math.cos(angle), math.sin(angle)


def _strip(axis: Axis, reach: float, index: int, caps: dict[tuple[int, bool], tuple[Point, Point]]) -> Polygon:
    """The strip of a wall with its caps; a cap is left and right seen from the end into the wall."""
    plain = axis.strip(0, axis.length, reach)
    if not axis.is_straight or not ((index, True) in caps or (index, False) in caps):
        return plain
    start, end = axis.at(0), axis.at(axis.length)
    left, right = caps.get((index, True), (start.shifted(0, reach), start.shifted(0, -reach)))
    far_right, far_left = caps.get((index, False), (end.shifted(0, -reach), end.shifted(0, reach)))
    mitred = Polygon((right, far_right, far_left, left))
    return mitred if mitred.is_valid and mitred.exterior.is_ccw else plain
