"""Wall pieces that are none: door leaves drawn as bars, and specks that nothing joins to the plan."""

import math
from collections.abc import Sequence

import cv2
import numpy as np

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.evidence import OpeningFind, WallPiece
from archdesk.interpret.offline.pictures.gaps import Gap
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.model.floorplan import Hinge, OpeningKind
from archdesk.model.shapes import Point, distance

LEAF_LENGTH = (0.7, 1.25)  # of the door's width
LEAF_THICKNESS = 0.3  # of the door's width, at most
LEAF_TURN = math.cos(math.radians(60))  # a leaf drawn half open stands at least so far off its wall
NEAR_HINGE = 0.2  # of the door's width
SPECK = 0.07  # of the plan's longest side


def without_leaves(pieces: tuple[WallPiece, ...], openings: tuple[OpeningFind, ...]) -> tuple[WallPiece, ...]:
    """The pieces that are no door's leaf."""
    doors = [opening for opening in openings if opening.kind is OpeningKind.DOOR and opening.hinge is not None]
    return tuple(piece for piece in pieces if not any(_is_leaf(piece, door) for door in doors))


def without_specks(mask: Mask, pieces: tuple[WallPiece, ...], gaps: Sequence[Gap]) -> tuple[WallPiece, ...]:
    """The pieces without those of small blots that no gap joins to other walls."""
    found = find_components(mask, 8)
    labels, stats = found.labels, found.stats
    if found.count < 2:
        return pieces
    sides = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    kept = sides >= SPECK * sides[1:].max()
    for gap in gaps:
        if gap.walls == 2:
            for point in (gap.start, gap.end):
                kept[_names_near(labels, point)] = True
    kept[0] = False
    return tuple(piece for piece in pieces if kept[_names_near(labels, _middle(piece))].any())


def _is_leaf(piece: WallPiece, door: OpeningFind) -> bool:
    width = distance(door.start, door.end)
    length = distance(piece.start, piece.end)
    if piece.thickness > LEAF_THICKNESS * width or not LEAF_LENGTH[0] * width <= length <= LEAF_LENGTH[1] * width:
        return False
    along = np.subtract(door.end, door.start) / width
    way = np.subtract(piece.end, piece.start) / length
    hinge = door.start if door.hinge is Hinge.START else door.end
    near = min(distance(hinge, piece.start), distance(hinge, piece.end))
    return bool(near <= NEAR_HINGE * width + door.thickness / 2 and abs(along @ way) <= LEAF_TURN)


def _names_near(
    labels: np.ndarray[tuple[int, int], np.dtype[np.int32]], point: Point
) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    x, y = int(point[0]), int(point[1])
    return np.unique(labels[max(0, y - 3) : y + 4, max(0, x - 3) : x + 4])


def _middle(piece: WallPiece) -> Point:
    return (piece.start[0] + piece.end[0]) / 2, (piece.start[1] + piece.end[1]) / 2
