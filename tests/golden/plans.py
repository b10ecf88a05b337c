"""Plans by their measures, in metres, x right and y up, and what is true of them."""

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from shapely import LineString, Polygon, unary_union
from shapely import Point as Dot
from shapely.affinity import rotate
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]
SMALLEST_ROOM = 1.0  # square metres


@dataclass(frozen=True)
class Hole:
    """An opening at a place on a wall; hinge and side are seen along the wall, the shell running counter-clockwise."""

    kind: str
    place: Point
    width: float
    hinge: str = "start"
    side: int = 1


@dataclass(frozen=True)
class Name:
    words: str
    place: Point


@dataclass(frozen=True)
class Span:
    """An opening as it lies in its wall: its two jambs on the centre line, and the wall's thickness."""

    hole: Hole
    start: Point
    end: Point
    thickness: float

    @property
    def direction(self) -> Point:
        length = math.dist(self.start, self.end)
        return (self.end[0] - self.start[0]) / length, (self.end[1] - self.start[1]) / length

    def at(self, along: float, across: float) -> Point:
        """The point so far from the start jamb along the wall, so far to its left."""
        (c, s), (x, y) = self.direction, self.start
        return x + c * along - s * across, y + s * along + c * across

    @property
    def area(self) -> Polygon:
        w, t = self.hole.width, self.thickness / 2 + 0.01
        return Polygon([self.at(0, -t), self.at(w, -t), self.at(w, t), self.at(0, t)])

    @property
    def hinge(self) -> Point:
        return self.at(0 if self.hole.hinge == "start" else self.hole.width, self.hole.side * self.thickness / 2)

    @property
    def jamb(self) -> Point:
        """Where the closed leaf ends."""
        return self.at(self.hole.width if self.hole.hinge == "start" else 0, self.hole.side * self.thickness / 2)

    @property
    def tip(self) -> Point:
        """Where the open leaf ends."""
        along = 0 if self.hole.hinge == "start" else self.hole.width
        return self.at(along, self.hole.side * (self.thickness / 2 + self.hole.width))


@dataclass(frozen=True)
class Plan:
    """One storey: the shell's centre line counter-clockwise, partitions by theirs, and what is in them."""

    shell: tuple[Point, ...]
    thickness: float
    partitions: tuple[tuple[Point, Point], ...]
    thin: float
    holes: tuple[Hole, ...]
    names: tuple[Name, ...]
    chains: tuple[tuple[float, ...], tuple[float, ...]]
    title: str = ""
    turn: float = 0.0  # degrees about the origin, of what the measures above say

    @cached_property
    def outer(self) -> BaseGeometry:
        ring = Polygon(self.shell)
        return self._turned(ring.buffer(self.thickness / 2, join_style="mitre").difference(self._inside))

    @cached_property
    def inner(self) -> BaseGeometry:
        bands = [LineString(axis).buffer(self.thin / 2, cap_style="square") for axis in self.partitions]
        return self._turned(unary_union(bands)).difference(self.outer)

    @cached_property
    def gaps(self) -> BaseGeometry:
        return unary_union([span.area for span in self.spans])

    @cached_property
    def walls(self) -> BaseGeometry:
        """All walls in plan, cut by their openings."""
        return self.outer.union(self.inner).difference(self.gaps)

    @cached_property
    def rooms(self) -> tuple[Polygon, ...]:
        """What the walls enclose, doors shut."""
        free = self._turned(self._inside).difference(self.outer.union(self.inner))
        faces = free.geoms if hasattr(free, "geoms") else [free]
        return tuple(face for face in faces if face.area > SMALLEST_ROOM)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        return tuple(self._span(hole) for hole in self.holes)

    def room_at(self, place: Point) -> Polygon:
        """The room that a place of the measures lies in."""
        return next(room for room in self.rooms if room.contains(Dot(self.put(place))))

    def spans_of(self, kind: str) -> tuple[Span, ...]:
        return tuple(span for span in self.spans if span.hole.kind == kind)

    def put(self, point: Point) -> Point:
        """A point of the measures where the plan's own turn lays it."""
        c, s = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        return c * point[0] - s * point[1], s * point[0] + c * point[1]

    @property
    def _inside(self) -> BaseGeometry:
        return Polygon(self.shell).buffer(-self.thickness / 2, join_style="mitre")

    def _turned(self, shape: BaseGeometry) -> BaseGeometry:
        return rotate(shape, self.turn, origin=(0, 0)) if self.turn else shape

    def _axes(self) -> Iterator[tuple[Point, Point, float]]:
        for axis in itertools.pairwise((*self.shell, self.shell[0])):
            yield *axis, self.thickness
        for axis in self.partitions:
            yield *axis, self.thin

    def _span(self, hole: Hole) -> Span:
        start, end, thickness = min(self._axes(), key=lambda axis: LineString(axis[:2]).distance(Dot(hole.place)))
        length = math.dist(start, end)
        c, s = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        half = hole.width / 2
        ends = [(hole.place[0] + sign * half * c, hole.place[1] + sign * half * s) for sign in (-1, 1)]
        return Span(hole, self.put(ends[0]), self.put(ends[1]), thickness)


def rectangle(width: float, depth: float) -> tuple[Point, ...]:
    return (0.0, 0.0), (width, 0.0), (width, depth), (0.0, depth)
