"""Posts that stand alone: columns rather than pieces of wall."""

from dataclasses import dataclass

import numpy as np

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.evidence import OpeningFind, WallPiece
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.model.shapes import Box, Point, Ring

SQUARE = 1.6  # times as long as wide: a post, not a pier
FULL = 0.7  # of its box is ink, as of a circle's


@dataclass(frozen=True, slots=True)
class Posts:
    """The columns, and the wall pieces without those that were columns."""

    columns: tuple[Ring, ...]
    pieces: tuple[WallPiece, ...]


def part_posts(mask: Mask, pieces: tuple[WallPiece, ...], openings: tuple[OpeningFind, ...]) -> Posts:
    """Take the posts out of the pieces; a post that holds an opening stays wall."""
    stats = find_components(mask, 8).stats
    jambs = [point for opening in openings for point in (opening.start, opening.end)]
    boxes = [_box(row) for row in stats[1:] if _is_post(row)]
    alone = [box for box in boxes if not any(box.grown(box.width / 2).holds(jamb) for jamb in jambs)]
    left = tuple(piece for piece in pieces if not any(_within(piece, box) for box in alone))
    return Posts(tuple(_ring(box) for box in alone), left)


def _is_post(row: np.ndarray[tuple[int], np.dtype[np.int32]]) -> bool:
    width, height, area = int(row[2]), int(row[3]), int(row[4])
    return max(width, height) <= SQUARE * min(width, height) and area >= FULL * width * height


def _box(row: np.ndarray[tuple[int], np.dtype[np.int32]]) -> Box:
    x, y, width, height = (float(value) for value in row[:4])
    return Box(x, y, x + width, y + height)


def _within(piece: WallPiece, box: Box) -> bool:
    middle: Point = ((piece.start[0] + piece.end[0]) / 2, (piece.start[1] + piece.end[1]) / 2)
    return box.grown(1).holds(middle)


def _ring(box: Box) -> Ring:
    return (box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)
