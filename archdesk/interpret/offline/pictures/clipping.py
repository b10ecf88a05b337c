"""The part of a picture that holds its walls: the finders of pieces and openings need not look at blank paper."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from archdesk.interpret.offline.pictures.ink import Ink, Mask
from archdesk.interpret.offline.pictures.outside import COARSE
from archdesk.interpret.offline.pictures.walls import WallMask
from archdesk.model.shapes import Affine

ROOM = 2.0  # metres around the walls: the widest leaf swings out so far
ROOM_SHARE = 0.25  # of the walls' extent: the same where no unit is known


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The ink and the walls of a part, and the map from its working pixels to the picture's own pixels.

    The part counts from the corners of its pixels, the picture from their middles.
    """

    ink: Ink
    walls: WallMask
    to_picture: Affine


def clip_to_walls(ink: Ink, walls: WallMask) -> Part:
    """The part around the walls, at least one; its corner lies where one of the outside map's pixels begins."""
    x, y, width, height = cv2.boundingRect(walls.mask)
    room = round(ROOM / walls.unit if walls.unit else ROOM_SHARE * max(width, height))
    left, top = (max(0, low - room) // COARSE * COARSE for low in (x, y))
    box = slice(top, y + height + room), slice(left, x + width + room)

    def clipped(mask: Mask) -> Mask:
        return np.ascontiguousarray(mask[box])

    part = replace(ink, dark=clipped(ink.dark), faint=clipped(ink.faint))
    to_picture = Affine(a=1 / ink.factor, c=left / ink.factor - 0.5, e=1 / ink.factor, f=top / ink.factor - 0.5)
    return Part(part, replace(walls, mask=clipped(walls.mask)), to_picture)
