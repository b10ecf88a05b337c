"""The straight skeleton of an outline: which ground belongs to which edge when all edges move inwards alike.

The front at each time is the outline shrunk with mitred corners, so only the times at which it changes need to be found:
when an edge vanishes, and when a corner that points inwards runs into another edge.
"""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

_AFTER = 1e-4  # metres; so soon after it changed the front is looked at
_GRID = 1e-3  # faces are noded on millimetres
_SPIKE = 20.0  # corners of the front are mitred up to so many times the step
_LEVEL = 1e-3  # of a front's direction and place to its edge's
_LONGEST = 400  # changes of a front; an outline has far fewer

_Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of an outline; what moves inwards goes to its left."""

    start: tuple[float, float]
    end: tuple[float, float]

    @property
    def along(self) -> _Vector:
        way = np.subtract(self.end, self.start)
        return np.asarray(way / np.linalg.norm(way))

    @property
    def inward(self) -> _Vector:
        x, y = self.along
        return np.array((-y, x))

    def depth(self, point: Sequence[float] | _Vector) -> float:
        """How far a point lies inwards of the edge's line."""
        return float(np.subtract(point, self.start) @ self.inward)


def edges_of(outline: Polygon) -> list[Edge]:
    """The edges of an outline and its courtyards."""
    sound = shapely.orient_polygons(outline)
    rings = [ring.coords for ring in (sound.exterior, *sound.interiors)]
    return [Edge((a[0], a[1]), (b[0], b[1])) for ring in rings for a, b in itertools.pairwise(ring) if math.dist(a, b) > 0]


def faces_of(outline: Polygon, edges: Sequence[Edge]) -> list[tuple[int, Polygon]] | None:
    """Cells with the number of the edge each belongs to; they share their corners. None where the outline is too intricate."""
    swept: dict[int, list[Polygon]] = {}
    time, front = 0.0, outline
    for _ in range(_LONGEST):
        waves = [wave for wave in (_Wave.of(ring, edges, time) for ring in _rings(front)) if wave is not None]
        if not waves or sum(len(wave.points) for wave in waves) != sum(len(ring) for ring in _rings(front)):
            return None
        step = min((dt for dt in _changes(waves) if dt > 0), default=None)
        if step is None:
            return None
        back = time and _AFTER
        for wave in waves:
            for edge, piece in wave.sweep(-back, step):
                swept.setdefault(edge, []).append(piece)
        time += step
        front = outline.buffer(-(time + _AFTER), join_style="mitre", mitre_limit=_SPIKE)
        if front.area < _GRID:
            return _owned(swept)
        time += _AFTER
    return None


def _rings(front: shapely.Geometry) -> list[list[tuple[float, float]]]:
    parts = [shapely.orient_polygons(part) for part in shapely.get_parts(front) if part.area > 0]
    return [list(ring.simplify(1e-7).coords)[:-1] for part in parts for ring in (part.exterior, *part.interiors)]


@dataclass(frozen=True, slots=True, eq=False)
class _Wave:
    """A ring of the front: its corners, the edge that each side after a corner comes from, and the corners' speeds."""

    points: _Vector
    labels: list[int]
    sides: list[Edge]
    speeds: _Vector

    @classmethod
    def of(cls, ring: Sequence[tuple[float, float]], edges: Sequence[Edge], time: float) -> "_Wave | None":
        points = np.array(ring)
        labels = [_label(a, b, edges, time) for a, b in zip(points, np.roll(points, -1, axis=0), strict=True)]
        if None in labels:
            return None
        known = [label for label in labels if label is not None]
        sides = [edges[label] for label in known]
        speeds = np.array([_speed(sides[i - 1], side) for i, side in enumerate(sides)])
        return cls(points, known, sides, speeds)

    def at(self, time: float) -> _Vector:
        return self.points + self.speeds * time

    def sweep(self, start: float, end: float) -> Iterator[tuple[int, Polygon]]:
        low, high = self.at(start), self.at(end)
        for i, label in enumerate(self.labels):
            j = (i + 1) % len(self.labels)
            piece = Polygon((low[i], low[j], high[j], high[i]))
            yield label, piece if piece.is_valid else piece.buffer(0)


def _label(a: _Vector, b: _Vector, edges: Sequence[Edge], time: float) -> int | None:
    way = (b - a) / max(float(np.linalg.norm(b - a)), 1e-12)
    middle = (a + b) / 2
    fitting = [
        number
        for number, edge in enumerate(edges)
        if float(way @ edge.along) > 1 - _LEVEL and abs(edge.depth(middle) - time) < 2 * _LEVEL
    ]
    return min(fitting, key=lambda n: _off(middle, edges[n]), default=None)


def _off(point: _Vector, edge: Edge) -> float:
    place = float((point - edge.start) @ edge.along)
    return max(0.0, -place, place - math.dist(edge.start, edge.end))


def _speed(before: Edge, after: Edge) -> _Vector:
    """How the corner between two sides moves when both go inwards by one."""
    matrix = np.array((before.inward, after.inward))
    if abs(float(np.linalg.det(matrix))) < 1e-6:
        return after.inward
    return np.asarray(np.linalg.solve(matrix, np.ones(2)))


def _changes(waves: Sequence[_Wave]) -> Iterator[float]:
    """The times until sides vanish and corners run into sides."""
    for wave in waves:
        after = np.roll(np.arange(len(wave.points)), -1)
        for i, j in enumerate(after.tolist()):
            along = wave.sides[i].along
            rate = float((wave.speeds[j] - wave.speeds[i]) @ along)
            if rate < -1e-9:
                yield float((wave.points[j] - wave.points[i]) @ along) / -rate
    for wave in waves:
        for i, point in enumerate(wave.points):
            before, side = wave.sides[i - 1].along, wave.sides[i].along
            if before[0] * side[1] - before[1] * side[0] < -1e-6:
                yield from _collisions(point, wave.speeds[i], waves)


def _collisions(point: _Vector, speed: _Vector, waves: Sequence[_Wave]) -> Iterator[float]:
    for wave in waves:
        for i, side in enumerate(wave.sides):
            j = (i + 1) % len(wave.sides)
            closing = 1 - float(side.inward @ speed)
            gap = float((point - wave.points[i]) @ side.inward)
            if closing < 1e-9 or gap <= 1e-6:
                continue
            time = gap / closing
            start, end, hit = (
                wave.points[i] + wave.speeds[i] * time,
                wave.points[j] + wave.speeds[j] * time,
                point + speed * time,
            )
            place = float((hit - start) @ side.along)
            if -_LEVEL <= place <= float((end - start) @ side.along) + _LEVEL:
                yield time


def noded(faces: Sequence[Polygon]) -> list[Polygon]:
    """Areas side by side as cells that share their corners."""
    lines = shapely.union_all([face.boundary for face in faces], grid_size=_GRID)
    return list(shapely.get_parts(shapely.polygonize(shapely.get_parts(lines))))


def _owned(swept: dict[int, list[Polygon]]) -> list[tuple[int, Polygon]]:
    """The faces on one raster, without the seams of their making."""
    whole = {edge: shapely.union_all(pieces, grid_size=_GRID) for edge, pieces in swept.items()}
    cells = noded(list(whole.values()))
    inner = [cell.representative_point() for cell in cells]
    tree = shapely.STRtree(list(whole.values()))
    numbers = list(whole)
    owners = [tree.query(point, predicate="within").tolist() for point in inner]
    return [(numbers[own[0]], cell) for own, cell in zip(owners, cells, strict=True) if own]
