"""What lies outside a building: the ground that the picture's border reaches when all gaps are closed."""

from collections.abc import Iterable

import cv2
import numpy as np

from archdesk.interpret.offline.pictures.gaps import Gap
from archdesk.interpret.offline.pictures.ink import Mask

COARSE = 4  # working pixels in one pixel of the map


class Outside:
    """A coarse map of the ground outside."""

    def __init__(self, mask: Mask, gaps: Iterable[Gap]) -> None:
        closed = mask.copy()
        for gap in gaps:
            (x0, y0), (x1, y1) = gap.start, gap.end
            cv2.line(closed, (round(x0), round(y0)), (round(x1), round(y1)), (1,), COARSE)
        height, width = mask.shape
        small = cv2.resize(closed, (width // COARSE + 1, height // COARSE + 1), interpolation=cv2.INTER_AREA)
        field = np.pad(np.asarray(small > 0, np.uint8), 1)
        cv2.floodFill(field, None, (0, 0), 2)
        self._map = field[1:-1, 1:-1] == 2

    def sides(self, gap: Gap, depth: float) -> int:
        """How many sides of a gap lie outside: one of an outer wall, none of an inner wall, two where the outside leaks in."""
        return sum(self._at(gap, side * depth) for side in (-1, 1))

    def _at(self, gap: Gap, aside: float) -> bool:
        x = gap.middle[0] - gap.along[1] * aside
        y = gap.middle[1] + gap.along[0] * aside
        row, column = int(y) // COARSE, int(x) // COARSE
        inside = 0 <= row < self._map.shape[0] and 0 <= column < self._map.shape[1]
        return bool(self._map[row, column]) if inside else True
