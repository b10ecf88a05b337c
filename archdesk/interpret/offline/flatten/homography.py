"""Maps of the plane that keep straight lines straight, as a camera sees a sheet."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archdesk.model.shapes import Affine, Point

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Homography:
    """The map ``(x, y) -> (u, v)`` with ``(u, v, 1) * w = matrix @ (x, y, 1)``."""

    matrix: Floats

    def apply_all(self, points: Iterable[Point]) -> tuple[Point, ...]:
        return tuple((float(x), float(y)) for x, y in self.map(np.array(list(points), float).reshape(-1, 2)))

    def map(self, points: Floats) -> Floats:
        """Points as rows of an array (n, 2)."""
        mapped = points @ self.matrix[:, :2].T + self.matrix[:, 2]
        return np.asarray(mapped[:, :2] / mapped[:, 2:], float)

    def then(self, after: "Homography") -> "Homography":
        """The map that applies this one first and ``after`` second."""
        return Homography(after.matrix @ self.matrix)

    @property
    def inverse(self) -> "Homography":
        back = np.linalg.inv(self.matrix)
        return Homography(back / back[2, 2])

    def affine_near(self, points: Iterable[Point]) -> Affine:
        """The affine map that does nearly the same to these points, three of them off a line at least."""
        places = np.array(list(points), float)
        known = np.column_stack((places, np.ones(len(places))))
        (a, d), (b, e), (c, f) = np.linalg.lstsq(known, self.map(places), rcond=None)[0].tolist()
        return Affine(a, b, c, d, e, f)


def of_affine(affine: Affine) -> Homography:
    a, b, c, d, e, f = affine.coefficients
    return Homography(np.array([[a, b, c], [d, e, f], [0.0, 0.0, 1.0]]))
