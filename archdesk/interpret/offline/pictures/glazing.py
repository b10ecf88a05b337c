"""Windows: gaps with lines along their wall, where the wall itself is the only one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.gaps import Gap
from archdesk.interpret.offline.pictures.ink import Ink, Mask
from archdesk.interpret.offline.pictures.outside import Outside
from archdesk.interpret.offline.pictures.strips import strip

WINDOW_WALL = 0.18  # metres: thinner walls have windows only where they are outer walls
COVERED = 0.85  # of a gap's length: a line that runs through
FRAME = 0.06  # metres by which a window's lines may stand out of its wall
STAND_OFF = 0.35  # metres beside a wall, where inside and outside are told apart
BESIDE = 0.15  # metres beside a gap: a wall there makes it a duct, a wardrobe or the edge of a room
ALONG = 0.4  # of a gap's length that has a wall beside it
WALLED, THROUGH = 0.5, 0.8  # of a gap's ground, and of that beyond its face, where a wall runs through both
CORE = 0.6  # of a gap's thickness around its middle line: a wall there is no glass
EMPTY = 0.05  # of a gap's ground is inked, by its jambs' edges alone
TILED = 0.1  # of a gap's length is crossed by lines from face to face: tiles, treads, hatches


@dataclass(frozen=True, slots=True)
class Glazing:
    """Looks for windows in a picture; ``unit`` is metres a working pixel."""

    ink: Ink
    walls: Mask
    outside: Outside
    unit: float

    @property
    def thin(self) -> Mask:
        """The ink that is no wall."""
        return np.asarray(self.ink.faint & (1 - self.walls), np.uint8)

    def certainty(self, gap: Gap) -> float:
        """How sure it is that a gap is a window; 0 where it is none."""
        outer = self._outer(gap)
        lines = count_lines(gap, self.ink, FRAME / self.unit)
        if lines < 2 or not (outer == 1 or gap.thickness * self.unit >= WINDOW_WALL):
            return 0.0
        if self._is_slit(gap):
            return 0.0
        if gap.walls < 2 and (self.runs_along_a_wall(gap) or self._is_tiled(gap) or (lines == 2 and not outer)):
            return 0.0
        return 0.85 if outer == 1 and gap.walls else 0.65

    def is_outer(self, gap: Gap) -> bool:
        """Whether a gap lies in a thick outer wall."""
        return self._outer(gap) == 1 and gap.thickness * self.unit >= WINDOW_WALL

    def is_inner(self, gap: Gap) -> bool:
        return self._outer(gap) == 0

    def is_empty(self, gap: Gap) -> bool:
        """Whether nothing is drawn in a gap."""
        return float(strip(self.ink.faint, gap, -gap.thickness / 2, gap.thickness / 2).mean()) < EMPTY

    def _outer(self, gap: Gap) -> int:
        return self.outside.sides(gap, gap.thickness / 2 + STAND_OFF / self.unit)

    def runs_along_a_wall(self, gap: Gap) -> bool:
        """Whether a wall lies in the gap or beside it; lined walls have one beside each window, and ends in its line."""
        half, reach = gap.thickness / 2, BESIDE / self.unit
        sides = ((half + 1, half + reach), (-half - reach, -half - 1), (-CORE * half, CORE * half))
        return any(_walled(strip(self.walls, gap, low, high)) >= ALONG for low, high in sides)

    def _is_slit(self, gap: Gap) -> bool:
        """Whether a wall runs through a gap and beyond one of its faces: the gap is a slit or a shadow in it."""
        half = gap.thickness / 2
        if float(strip(self.walls, gap, -half, half).mean()) < WALLED:
            return False
        beyond = ((half + 1, 1.5 * half + 2), (-1.5 * half - 2, -half - 1))
        return any(float(strip(self.walls, gap, low, high).mean()) >= THROUGH for low, high in beyond)

    def _is_tiled(self, gap: Gap) -> bool:
        half = 0.8 * gap.thickness / 2
        return float((strip(self.ink.faint, gap, -half, half, 0.1).mean(axis=0) > 0.9).mean()) > TILED


def count_lines(gap: Gap, ink: Ink, margin: float) -> int:
    """How many lines run through a gap along its wall."""
    reach = int(gap.thickness / 2 + margin)
    full = strip(ink.faint, gap, -reach, reach, 0.08).mean(axis=1) >= COVERED
    return int(full[0]) + int((full[1:] & ~full[:-1]).sum())


def _walled(wall: NDArray[np.uint8]) -> float:
    return float((wall.max(axis=0) > 0).mean()) if wall.size else 0.0
