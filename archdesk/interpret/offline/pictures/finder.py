"""All that a picture shows of a plan: walls, openings, posts and lines."""

from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import Closing, Evidence, OpeningFind, WallPiece
from archdesk.interpret.offline.pictures.ink import read_ink
from archdesk.interpret.offline.pictures.opening_finder import find_openings
from archdesk.interpret.offline.pictures.pieces import find_pieces
from archdesk.interpret.offline.pictures.posts import part_posts
from archdesk.interpret.offline.pictures.strays import without_leaves, without_specks
from archdesk.interpret.offline.pictures.walls import find_walls
from archdesk.model.document import Text
from archdesk.model.shapes import Point, distance

_Thick = TypeVar("_Thick", WallPiece, OpeningFind)
_Line = TypeVar("_Line", WallPiece, OpeningFind, Closing)


SLENDER = 3  # times its thickness: a wall piece that nothing but a wall makes
SLENDER_SHARE = 0.4  # of all length found


def find_evidence(picture: NDArray[np.uint8], texts: tuple[Text, ...], unit: float | None) -> Evidence:
    """What a grey picture shows, in its own pixels; ``unit`` is metres a pixel where it is known.

    Coordinates count the middles of pixels from 0, x right and y down, as texts and rulers laid on a screen do.
    """
    ink = read_ink(picture, texts, unit)
    walls = find_walls(ink, unit / ink.factor if unit else None)
    pieces, angles = find_pieces(walls)
    if not _are_walls(pieces):
        return Evidence()
    finds = find_openings(ink, walls, pieces, angles)
    pieces = without_specks(walls.mask, without_leaves(pieces, finds.openings), finds.gaps)
    posts = part_posts(walls.mask, pieces, finds.openings)
    return Evidence(
        walls=tuple(_shrunk(piece, ink.factor) for piece in posts.pieces),
        openings=tuple(_shrunk(opening, ink.factor) for opening in finds.openings),
        closings=tuple(_moved(closing, ink.factor) for closing in finds.closings),
        columns=tuple(tuple(_over(point, ink.factor) for point in ring) for ring in posts.columns),
    )


def _are_walls(pieces: tuple[WallPiece, ...]) -> bool:
    """Whether pieces are long and thin as walls are, not the blots of a photo."""
    lengths = np.array([distance(piece.start, piece.end) for piece in pieces])
    slender = lengths >= SLENDER * np.array([piece.thickness for piece in pieces])
    return bool(lengths[slender].sum() > SLENDER_SHARE * lengths.sum())


def _shrunk(find: _Thick, factor: float) -> _Thick:
    return replace(_moved(find, factor), thickness=find.thickness / factor)


def _moved(find: _Line, factor: float) -> _Line:
    return replace(find, start=_over(find.start, factor), end=_over(find.end, factor))


def _over(point: Point, factor: float) -> Point:
    return point[0] / factor - 0.5, point[1] / factor - 0.5
