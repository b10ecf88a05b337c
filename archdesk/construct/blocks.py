"""Walls of four corners, the most of them: cut across without a search for their parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

_SHORTEST = 1e-3  # a shorter side or a narrower part makes no sound solid


@dataclass(frozen=True, slots=True)
class Block:
    """A straight wall's ground in the wall's own frame, x along it: the corners right and left of its start and its end."""

    right: tuple[tuple[float, float], tuple[float, float]]
    left: tuple[tuple[float, float], tuple[float, float]]

    @classmethod
    def of(cls, ground: Polygon | MultiPolygon) -> Self | None:
        """The block over ground of one part with four corners, two to each side of the axis; nothing for other ground."""
        parts = ground.geoms if isinstance(ground, MultiPolygon) else (ground,)
        if len(parts) != 1 or parts[0].interiors or len(parts[0].exterior.coords) != 5:
            return None
        corners = sorted(parts[0].exterior.coords[:-1])
        right, left = [c for c in corners if c[1] < 0], [c for c in corners if c[1] > 0]
        if len(right) != 2 or len(left) != 2:
            return None
        block = cls((right[0], right[1]), (left[0], left[1]))
        return block if block._first < block._last - _SHORTEST and block._width > _SHORTEST else None

    @property
    def _first(self) -> float:
        """Where the block has its whole width."""
        return max(self.right[0][0], self.left[0][0])

    @property
    def _last(self) -> float:
        return min(self.right[1][0], self.left[1][0])

    @property
    def _width(self) -> float:
        return min(self.left[0][1], self.left[1][1]) - max(self.right[0][1], self.right[1][1])

    def places_of(self, spans: Sequence[tuple[float, float]]) -> list[float] | None:
        """Where the block is cut across, from its start to its end; nothing where a cut goes through a slanting end."""
        low, high = min(self.right[0][0], self.left[0][0]), max(self.right[1][0], self.left[1][0])
        inner = sorted({place for span in spans for place in span if low + _SHORTEST < place < high - _SHORTEST})
        if inner and (inner[0] < self._first + _SHORTEST or inner[-1] > self._last - _SHORTEST):
            return None
        places = [low, *inner, high]
        return places if min(np.diff(places)) > _SHORTEST else None

    def rungs(self, places: Sequence[float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The points on the right and on the left face at the places, the corners at both ends."""
        return _along(*self.right, places[1:-1]), _along(*self.left, places[1:-1])


def _along(start: tuple[float, float], end: tuple[float, float], places: Iterable[float]) -> NDArray[np.float64]:
    slope = (end[1] - start[1]) / (end[0] - start[0])
    return np.array([start, *((x, start[1] + (x - start[0]) * slope) for x in places), end])
