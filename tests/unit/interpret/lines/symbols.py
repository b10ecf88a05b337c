"""A house on one layer with one opening, whose symbol each test draws: x along the wall from jamb to jamb, y into the house."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.finder import find_evidence
from archdesk.model.document import Arc, Fill, Page, Pen, Stroke
from archdesk.model.shapes import Point

PEN = Pen(0.25)
START = 5.5  # metres along the front wall, where the opening begins


@dataclass(frozen=True)
class Line:
    points: tuple[Point, ...]
    closed: bool = False
    dashed: bool = False


@dataclass(frozen=True)
class Curve:
    centre: Point
    radius: float
    first: float  # degrees
    last: float


Mark = Line | Curve


@dataclass(frozen=True)
class Drawn:
    """The house as it stands on the page: mirrored first, then turned by so many degrees."""

    width: float
    thickness: float
    marks: Sequence[Mark]
    mirrored: bool = False
    degrees: float = 0.0
    filled: bool = False

    def at(self, point: Point) -> Point:
        x, y = self._house(point)
        return self._turned((x, y))

    def _house(self, point: Point) -> Point:
        return START + point[0], self.thickness / 2 + point[1]

    def _turned(self, point: Point) -> Point:
        x, y = (-point[0] if self.mirrored else point[0]), point[1]
        c, s = math.cos(math.radians(self.degrees)), math.sin(math.radians(self.degrees))
        return 30 + x * c - y * s, 30 + x * s + y * c

    @property
    def page(self) -> Page:
        strokes: list[Stroke] = []
        fills: list[Fill] = []
        for part in shapely.get_parts(self._walls()):
            rings = [tuple(self._turned(p) for p in list(ring.coords)[:-1]) for ring in (part.exterior, *part.interiors)]
            if self.filled:
                fills.append(Fill(tuple(rings)))
            strokes += [Stroke(ring, PEN, closed=True) for ring in rings]
        strokes += [Stroke(tuple(map(self._turned, window)), PEN) for window in _windows(self.thickness)]
        arcs: list[Arc] = []
        for mark in (*self.marks,):
            if isinstance(mark, Line):
                pen = Pen(PEN.width, dashed=mark.dashed)
                strokes.append(Stroke(tuple(map(self.at, mark.points)), pen, closed=mark.closed))
            else:
                arcs.append(self._arc(mark))
        hinge = self._turned((3.12, 2.0))
        ends = sorted(self._angle(hinge, self._turned(p)) for p in ((4.02, 2.0), (3.12, 2.9)))
        strokes.append(Stroke((hinge, self._turned((4.02, 2.0))), PEN))
        arcs.append(_arc_between(hinge, 0.9, ends[0], ends[1]))
        return Page(0, 60, 60, tuple(strokes), tuple(arcs), tuple(fills), y_up=True)

    def _arc(self, curve: Curve) -> Arc:
        centre = self.at(curve.centre)
        first, last = math.radians(curve.first), math.radians(curve.last)
        if self.mirrored:
            first, last = math.pi - last, math.pi - first
        spin = math.radians(self.degrees)
        return Arc(centre, curve.radius, first + spin, last + spin, PEN)

    @staticmethod
    def _angle(hinge: Point, point: Point) -> float:
        return math.atan2(point[1] - hinge[1], point[0] - hinge[0])

    def _walls(self) -> shapely.Geometry:
        t = self.thickness
        walls = shapely.box(0, 0, 12, 8) - shapely.box(t, t, 12 - t, 8 - t) | shapely.box(3, t, 3.12, 8 - t)
        holes = [shapely.box(START, -1, START + self.width, t + 0.1), shapely.box(2.9, 2, 3.2, 2.9)]
        holes += [shapely.box(x, 7, x + 1.4, 9) for x in (1.0, 7.0)]
        return walls - shapely.union_all(holes)

    def opening(self) -> list[OpeningFind]:
        """What is found where the opening is."""
        middle = shapely.Point(self.at((self.width / 2, 0)))
        found = find_evidence(self.page, 1.0).openings
        return [o for o in found if shapely.LineString([o.start, o.end]).distance(middle) < self.thickness / 2 + 0.1]


def _windows(t: float) -> list[tuple[Point, Point]]:
    return [((x, 8 - y), (x + 1.4, 8 - y)) for x in (1.0, 7.0) for y in (0.0, t / 2 - 0.02, t / 2 + 0.02, t)]


def _arc_between(centre: Point, radius: float, first: float, last: float) -> Arc:
    if last - first > math.pi:
        first, last = last, first + 2 * math.pi
    return Arc(centre, radius, first, last, PEN)
