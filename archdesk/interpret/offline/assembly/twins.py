"""Twins: one plan that a sheet shows twice, as with furniture and with dimensions, or turned on its site."""

import math
from collections import Counter

from shapely import affinity, unary_union
from shapely.geometry.base import BaseGeometry

from archdesk.geometry.lines import direction
from archdesk.geometry.polygons import footprint
from archdesk.interpret.offline.assembly.plans import Draft
from archdesk.model.shapes import distance

AS_MUCH = 0.95  # of the larger one's area of walls
ALIKE = 0.96  # of the walls of either lies in or just beside those of the other
BESIDE = 0.1  # metres
SAME_NAMES = 0.5  # of the room names of both
QUARTERS = 4


def are_twins(one: Draft, other: Draft) -> bool:
    """Whether two plans have the same walls, turned against each other or not, and about the same rooms."""
    first, second = _walls(one), _walls(other)
    smaller, larger = sorted((first.area, second.area))
    if smaller < AS_MUCH * larger or not _names_agree(one, other):
        return False
    turn = math.degrees(_axis(one) - _axis(other))
    return any(_overlap(first, affinity.rotate(second, turn + quarter * 90)) > ALIKE for quarter in range(QUARTERS))


def _walls(draft: Draft) -> BaseGeometry:
    return unary_union([footprint(wall.start, wall.end, wall.thickness, wall.bulge) for wall in draft.walls])


def _names_agree(one: Draft, other: Draft) -> bool:
    first, second = Counter(one.names), Counter(other.names)
    return (first & second).total() >= SAME_NAMES * (first | second).total()


def _axis(draft: Draft) -> float:
    """The angle of most of a plan's walls, within a quarter turn; angles are added as on a circle of four quarters."""
    x = y = 0.0
    for wall in draft.walls:
        across, up = direction(wall.start, wall.end)
        angle, length = QUARTERS * math.atan2(up, across), distance(wall.start, wall.end)
        x, y = x + length * math.cos(angle), y + length * math.sin(angle)
    return math.atan2(y, x) / QUARTERS


def _overlap(one: BaseGeometry, other: BaseGeometry) -> float:
    """The share of either that lies in or just beside the other, laid over each other by their middles."""
    at, to = other.centroid, one.centroid
    laid = affinity.translate(other, to.x - at.x, to.y - at.y)
    shares = ((mine.intersection(its.buffer(BESIDE)).area / mine.area) for mine, its in ((one, laid), (laid, one)))
    return float(min(shares))
