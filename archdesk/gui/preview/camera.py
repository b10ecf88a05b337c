"""Where one looks from: an eye that turns about a point and keeps the horizon level."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

VIEW_ANGLE = 30.0  # degrees from the lower to the upper edge of the view
_HALF = math.tan(math.radians(VIEW_ANGLE / 2))
_NEAREST = 0.2  # metres
_FARTHEST = 5000.0
_MARGIN = 1.08

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Eye:
    """Looks at ``focus``; ``turn`` is about the upright axis (0: from the plan's lower side), ``tilt`` above the level."""

    focus: Vector
    distance: float
    turn: float
    tilt: float

    @property
    def basis(self) -> Vector:
        """Rows: right, up, and back towards the eye."""
        ct, st, ch, sh = math.cos(self.turn), math.sin(self.turn), math.cos(self.tilt), math.sin(self.tilt)
        return np.array(((ct, 0.0, -st), (-sh * st, ch, -sh * ct), (ch * st, sh, ch * ct)))

    @property
    def position(self) -> Vector:
        return np.asarray(self.focus + self.distance * self.basis[2])

    def orbited(self, turn: float, tilt: float, pivot: Vector) -> "Eye":
        """Turned so that the pivot stays where it is on the screen."""
        tilted = min(max(self.tilt + tilt, -math.pi / 2), math.pi / 2)
        after = replace(self, turn=self.turn + turn, tilt=tilted)
        return replace(after, focus=pivot + after.basis.T @ (self.basis @ (self.focus - pivot)))

    def panned(self, right: float, up: float, depth: float) -> "Eye":
        """Moved aside by shares of the view's height, as things at a depth before the eye move."""
        size = 2 * _HALF * depth
        return replace(self, focus=self.focus - size * (right * self.basis[0] + up * self.basis[1]))

    def zoomed(self, factor: float, target: Vector) -> "Eye":
        """Nearer (below 1) or farther, with the target staying where it is on the screen."""
        distance = min(max(self.distance * factor, _NEAREST), _FARTHEST)
        factor = distance / self.distance
        return replace(self, distance=distance, focus=target + (self.focus - target) * factor)

    def fitted(self, points: Vector, aspect: float) -> "Eye":
        """Looking the same way at all of the points (n, 3), in a view of so many times its height."""
        middle = np.asarray((points.min(axis=0) + points.max(axis=0)) / 2)
        right, up, back = ((points - middle) @ self.basis.T).T
        needed = max(float((np.abs(up) / _HALF + back).max()), float((np.abs(right) / (_HALF * aspect) + back).max()))
        return replace(self, focus=middle, distance=min(max(needed * _MARGIN, _NEAREST), _FARTHEST))

    def ray(self, right: float, up: float, aspect: float) -> Vector:
        """The direction through a place of the view, -1 to 1 from left to right and from bottom to top."""
        direction = np.array((right * _HALF * aspect, up * _HALF, -1.0)) @ self.basis
        return np.asarray(direction / np.linalg.norm(direction))


ISOMETRIC = Eye(np.zeros(3), 20.0, math.radians(32), math.radians(40))
TOP = replace(ISOMETRIC, turn=0.0, tilt=math.pi / 2)
FRONT = replace(ISOMETRIC, turn=0.0, tilt=0.0)
RIGHT = replace(ISOMETRIC, turn=math.pi / 2, tilt=0.0)
