"""How far boxes stand from one another, and the box around several."""

import math
from collections.abc import Sequence

from archdesk.model.shapes import Box


def between(one: Box, other: Box) -> float:
    """The gap between two boxes; 0 where they meet."""
    across = max(other.x0 - one.x1, one.x0 - other.x1, 0.0)
    return math.hypot(across, max(other.y0 - one.y1, one.y0 - other.y1, 0.0))


def around(boxes: Sequence[Box]) -> Box:
    """The least box around one box at least."""
    return Box(
        min(box.x0 for box in boxes), min(box.y0 for box in boxes), max(box.x1 for box in boxes), max(box.y1 for box in boxes)
    )
