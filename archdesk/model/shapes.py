"""Points, boxes and affine maps of the plane."""

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]
Ring = tuple[Point, ...]
"""A closed outline; the first point is not repeated at the end."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle with ``x0 <= x1`` and ``y0 <= y1``."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        return self.width * self.height

    @property
    def centre(self) -> Point:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    @property
    def diagonal(self) -> float:
        return math.hypot(self.width, self.height)

    def grown(self, margin: float) -> "Box":
        return Box(self.x0 - margin, self.y0 - margin, self.x1 + margin, self.y1 + margin)

    def holds(self, point: Point) -> bool:
        return self.x0 <= point[0] <= self.x1 and self.y0 <= point[1] <= self.y1

    def meets(self, other: "Box") -> bool:
        return self.x0 <= other.x1 and other.x0 <= self.x1 and self.y0 <= other.y1 and other.y0 <= self.y1


def box_around(points: Iterable[Point]) -> Box:
    """The smallest box that holds all points.

    Raises:
        ValueError: there are no points.
    """
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class Affine:
    """The map ``x = a*u + b*v + c``, ``y = d*u + e*v + f``."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def apply(self, point: Point) -> Point:
        u, v = point
        return self.a * u + self.b * v + self.c, self.d * u + self.e * v + self.f

    def apply_all(self, points: Iterable[Point]) -> tuple[Point, ...]:
        return tuple(self.apply(point) for point in points)

    def then(self, after: "Affine") -> "Affine":
        """The map that applies this one first and ``after`` second."""
        return Affine(
            after.a * self.a + after.b * self.d,
            after.a * self.b + after.b * self.e,
            after.a * self.c + after.b * self.f + after.c,
            after.d * self.a + after.e * self.d,
            after.d * self.b + after.e * self.e,
            after.d * self.c + after.e * self.f + after.f,
        )

    @property
    def determinant(self) -> float:
        return self.a * self.e - self.b * self.d

    @property
    def factor(self) -> float:
        """How much longer lengths become: the root of the area factor."""
        return math.sqrt(abs(self.determinant))

    @property
    def inverse(self) -> "Affine":
        """The map back.

        Raises:
            ZeroDivisionError: the map is flat.
        """
        n = self.determinant
        a, b, d, e = self.e / n, -self.b / n, -self.d / n, self.a / n
        return Affine(a, b, -(a * self.c + b * self.f), d, e, -(d * self.c + e * self.f))

    @property
    def coefficients(self) -> tuple[float, float, float, float, float, float]:
        return self.a, self.b, self.c, self.d, self.e, self.f


def distance(p: Point, q: Point) -> float:
    return math.hypot(q[0] - p[0], q[1] - p[1])


def length_of(path: Iterable[Point]) -> float:
    """The length of an open polyline."""
    return sum(distance(p, q) for p, q in itertools.pairwise(path))


def area_of(ring: Ring) -> float:
    """The signed area of a ring, positive when it runs counter-clockwise with y up (the shoelace formula)."""
    return sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(ring, ring[1:] + ring[:1], strict=True)) / 2
