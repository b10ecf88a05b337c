"""Piers: blocks between two windows, in the line of the walls on both sides and as thick as they are."""

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.ink import Mask

WIDEST_OPENING = 3.3  # metres from a pier to the wall in its line
ROOM = 0.15  # metres beside that wall, which are free
IN_LINE, OUT_OF_LINE = 0.6, 0.7  # of the pier's thickness, and of the room beside it, that the walls on both sides take


def is_pier(walls: Mask, box: NDArray[np.int64], unit: float) -> bool:
    """Whether a block, told by its left, top, width and height, is a pier; ``unit`` is metres a pixel."""
    x, y, width, height = (int(value) for value in box[:4])
    far, room = round(WIDEST_OPENING / unit), round(ROOM / unit)
    turned = np.asarray(walls.T)
    return _is_in_line(walls, (x, y, width, height), far, room) or _is_in_line(turned, (y, x, height, width), far, room)


def _is_in_line(walls: Mask, box: tuple[int, int, int, int], far: int, room: int) -> bool:
    x, y, width, height = box
    top = max(0, y - room)
    for way in (slice(max(0, x - far), x), slice(x + width, x + width + far)):
        inside = walls[y : y + height, way].any(axis=1)
        beyond = np.concatenate((walls[top:y, way], walls[y + height : y + height + room, way])).any(axis=1)
        if not inside.size or inside.mean() < IN_LINE or (beyond.size and beyond.mean() > OUT_OF_LINE):
            return False
    return True
