"""Walls on the ground: places along them, strips of them, and what each stands on, butted where they meet."""

import itertools
import math
from collections.abc import Iterator

import numpy as np
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from archdesk.geometry.lines import direction, moved
from archdesk.geometry.polygons import arc_points, polygons_in
from archdesk.model.floorplan import FloorPlan, Wall
from archdesk.model.shapes import Point

_ALONG = math.sin(math.radians(10))  # walls at a smaller angle run on in each other and make no corner
_SMALLEST = 1e-4  # square metres: a smaller piece of a wall is none


def line_of(wall: Wall) -> LineString:
    """The centre line, flat pieces for a curved one."""
    if len(wall.path) == 2 and wall.bulge:
        return LineString(arc_points(wall.start, wall.end, wall.bulge))
    return LineString(wall.path)


def place_on(wall: Wall, offset: float, aside: float = 0.0) -> Point:
    """The place so many metres along a wall, and aside to its left."""
    line = line_of(wall)
    point, axis = line.interpolate(max(offset, 0.0)), direction_on(wall, offset)
    return moved((point.x, point.y), axis, 0.0, aside)


def direction_on(wall: Wall, offset: float) -> Point:
    """The way the centre line runs at a place along it."""
    points = list(line_of(wall).coords)
    rest = offset
    for p, q in itertools.pairwise(points):
        rest -= math.dist(p, q)
        if rest < 0:
            return direction((p[0], p[1]), (q[0], q[1]))
    return direction(points[-2][:2], points[-1][:2])


def strip_of(wall: Wall, start: float, end: float, reach: float) -> BaseGeometry:
    """The ground within ``reach`` of the centre line between two places along it."""
    return substring(line_of(wall), max(start, 0.0), end).buffer(reach, cap_style="flat", join_style="mitre")


def grounds_of(plan: FloorPlan) -> dict[str, tuple[Polygon, ...]]:
    """What each wall stands on, without the others: the thicker of two runs through, of equal ones the longer."""
    walls = [wall for wall in plan.walls if len(wall.path) > 1 and wall.length > 0 and wall.thickness > 0]
    joints = _joints(walls)
    taken: list[BaseGeometry] = []
    grounds: dict[str, tuple[Polygon, ...]] = {}
    for wall in sorted(walls, key=lambda wall: (-round(wall.thickness, 3), -wall.length)):
        own = shapely.union_all([strip_of(wall, 0.0, line_of(wall).length, wall.thickness / 2), *joints[wall.id]])
        tree = shapely.STRtree(taken)
        near = [taken[number] for number in tree.query(own, predicate="intersects").tolist()]
        left = own.difference(shapely.union_all(near)) if near else own
        taken.append(own)
        grounds[wall.id] = tuple(part for part in polygons_in(left) if part.area > _SMALLEST)
    return grounds


def _joints(walls: list[Wall]) -> dict[str, list[BaseGeometry]]:
    """The corners that fill the notch between two walls that end in one place."""
    joints: dict[str, list[BaseGeometry]] = {wall.id: [] for wall in walls}
    ends = [(wall, is_end) for wall in walls for is_end in (False, True)]
    if not ends:
        return joints
    points = shapely.points(np.array([wall.end if is_end else wall.start for wall, is_end in ends]))
    tree = shapely.STRtree(points)
    for one, (wall, is_end) in enumerate(ends):
        for other in tree.query(points[one].buffer(wall.thickness / 2)).tolist():
            their, is_theirs = ends[other]
            if their is not wall:
                joints[wall.id] += _corner(wall, their, is_end=is_end, is_theirs=is_theirs)
    return joints


def _corner(wall: Wall, other: Wall, *, is_end: bool, is_theirs: bool) -> Iterator[BaseGeometry]:
    """Where both would lie if they ran on beyond their ends."""
    reach = wall.thickness + other.thickness
    own, their = _axis_at(wall, is_end=is_end), _axis_at(other, is_end=is_theirs)
    if abs(own[0] * their[1] - own[1] * their[0]) > _ALONG:
        ahead, theirs = _around(wall, own, reach, is_end=is_end), _around(other, their, reach, is_end=is_theirs)
        yield ahead.intersection(theirs)


def _axis_at(wall: Wall, *, is_end: bool) -> Point:
    return direction_on(wall, line_of(wall).length if is_end else 0.0)


def _around(wall: Wall, axis: Point, reach: float, *, is_end: bool) -> BaseGeometry:
    """The wall's band about one of its ends, straight on."""
    here = wall.end if is_end else wall.start
    return LineString([moved(here, axis, -reach), moved(here, axis, reach)]).buffer(wall.thickness / 2, cap_style="flat")
