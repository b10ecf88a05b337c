"""How high each stair of a storey begins and how high it rises: one by one, or as flights of one stair."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import shapely
from shapely import Polygon, affinity

from archdesk.construct.slabs import area_of
from archdesk.construct.treads import uphill
from archdesk.model.floorplan import Stair
from archdesk.model.shapes import Point, distance

_LOWEST, _USUAL, _HIGHEST = 0.12, 0.175, 0.23  # metres; risers that one can walk
_MOST = 60  # more risers are no flight
_BESIDE = 0.6  # metres between two flights side by side
_SHORTEST_LANDING = 0.5  # metres; less is no place to turn


@dataclass(frozen=True, slots=True)
class Flight:
    """A stair with its risers; ``base`` is where it begins over the storey's floor.

    ``stairway`` is the number of the stair it is a part of; a stairway that does not reach the next storey has none.
    """

    stair: Stair
    risers: int
    riser: float
    base: float = 0.0
    direction: tuple[Point, ...] = ()
    landing: Polygon | None = None
    stairway: int | None = None

    @property
    def top(self) -> float:
        """The height of what it leads to."""
        return self.base + self.risers * self.riser


def flights_of(stairs: Sequence[Stair], height: float, walls: shapely.Geometry) -> Iterator[Flight]:
    """The stairs in their order. One that is too steep for the storey leads on over a landing to the one beside it."""
    pairs = _pairs(stairs, height)
    lower = dict(pairs)
    upper = {second: first for first, second in pairs}
    for number, stair in enumerate(stairs):
        if number in lower:
            other = stairs[lower[number]]
            riser = height / (stair.risers + other.risers)
            landing, way = _landing(stair, other, walls)
            yield Flight(stair, stair.risers, riser, direction=way, landing=landing, stairway=number)
        elif number in upper:
            first = stairs[upper[number]]
            riser = height / (stair.risers + first.risers)
            way = _landing(first, stair, walls)[1]
            up = stair.direction or _back(stair, way)
            yield Flight(stair, stair.risers, riser, first.risers * riser, up, stairway=upper[number])
        else:
            yield _alone(stair, height, number)


def _back(stair: Stair, way: tuple[Point, ...]) -> tuple[Point, ...]:
    """The middle line of an upper flight, against the way of the lower one."""
    middle = Polygon(stair.polygon).centroid
    (x0, y0), (x1, y1) = way
    half = (x0 - x1) / 2, (y0 - y1) / 2
    return (middle.x - half[0], middle.y - half[1]), (middle.x + half[0], middle.y + half[1])


def _alone(stair: Stair, height: float, number: int) -> Flight:
    """A flight to the next storey, or of usual risers where it would be too steep or too flat for that."""
    risers = min(stair.risers, _MOST) if stair.risers > 1 else round(height / _USUAL)
    riser = height / risers
    reaches = _LOWEST <= riser <= _HIGHEST
    return Flight(stair, risers, riser if reaches else _USUAL, direction=stair.direction, stairway=number if reaches else None)


def _pairs(stairs: Sequence[Stair], height: float) -> list[tuple[int, int]]:
    """Lower and upper flights: side by side and alike, too steep alone and right together."""
    found: list[tuple[int, int]] = []
    taken: set[int] = set()
    for one, two in itertools.combinations(range(len(stairs)), 2):
        if {one, two} & taken or not _are_one(stairs[one], stairs[two], height):
            continue
        taken |= {one, two}
        found.append((one, two) if _leads(stairs[one], stairs[two]) else (two, one))
    return found


def _are_one(one: Stair, two: Stair, height: float) -> bool:
    if min(one.risers, two.risers) < 3 or height / max(one.risers, two.risers) <= _HIGHEST:
        return False
    if not _LOWEST <= height / (one.risers + two.risers) <= _HIGHEST:
        return False
    areas = [Polygon(stair.polygon) for stair in (one, two) if len(stair.polygon) > 3]
    if len(areas) < 2 or not all(area.is_valid for area in areas):
        return False
    return areas[0].distance(areas[1]) < _BESIDE and _are_parallel(areas[0], areas[1])


def _are_parallel(one: Polygon, two: Polygon) -> bool:
    angles = [uphill(area, ()) for area in (one, two)]
    turn = abs((angles[0] - angles[1] + 0.1) % math.pi - 0.1)
    return turn < 0.1


def _leads(one: Stair, two: Stair) -> bool:
    """Whether the first flight ends where the second begins."""
    if one.direction and two.direction:
        return distance(one.direction[-1], two.direction[0]) <= distance(two.direction[-1], one.direction[0])
    return True


def _landing(lower: Stair, upper: Stair, walls: shapely.Geometry) -> tuple[Polygon | None, tuple[Point, ...]]:
    """The landing between two flights side by side, as deep as they are wide, and the way up the lower one."""
    both = shapely.union_all([Polygon(lower.polygon), Polygon(upper.polygon)])
    angle = uphill(Polygon(lower.polygon), lower.direction)
    told = bool(lower.direction) or bool(upper.direction)
    if not lower.direction and upper.direction:
        angle = uphill(Polygon(upper.polygon), upper.direction) + math.pi
    sides = [angle] if told else [angle, angle + math.pi]
    best = max((_beyond(both, Polygon(lower.polygon), side, walls) for side in sides), key=lambda found: found[0].area)
    area, way = best
    return (area if area.area > _SHORTEST_LANDING**2 else None), way


def _beyond(both: shapely.Geometry, lower: Polygon, angle: float, walls: shapely.Geometry) -> tuple[Polygon, tuple[Point, ...]]:
    """What is free beyond two flights in a direction, and the lower one's middle line that way."""
    turned = affinity.rotate(both, -angle, origin=(0, 0), use_radians=True)
    own = affinity.rotate(lower, -angle, origin=(0, 0), use_radians=True)
    x0, y0, x1, y1 = own.bounds
    _, low, end, high = turned.bounds
    box = shapely.box(x1, low, end + (y1 - y0), high)
    free = affinity.rotate(box.difference(turned), angle, origin=(0, 0), use_radians=True).difference(walls)
    parts = [part for part in shapely.get_parts(free) if isinstance(part, Polygon)]
    line = shapely.LineString(((x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)))
    way = affinity.rotate(line, angle, origin=(0, 0), use_radians=True)
    return max(parts, key=lambda part: part.area, default=Polygon()), tuple((x, y) for x, y in way.coords)


def landing_areas(flight: Flight) -> list[Polygon]:
    """The landing's sound parts."""
    return area_of(tuple(flight.landing.exterior.coords[:-1])) if flight.landing is not None else []
