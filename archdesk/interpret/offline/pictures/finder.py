"""All that a picture shows of a plan: walls, openings, posts and lines."""

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import Evidence, WallPiece
from archdesk.interpret.offline.pictures.ink import read_ink
from archdesk.interpret.offline.pictures.pieces import find_pieces
from archdesk.interpret.offline.pictures.walls import find_walls
from archdesk.model.document import Text
from archdesk.model.shapes import Point


def find_evidence(picture: NDArray[np.uint8], texts: tuple[Text, ...], unit: float | None) -> Evidence:
    """What a grey picture shows, in its own pixels (y down); ``unit`` is metres a pixel where it is known."""
    ink = read_ink(picture, texts)
    walls = find_walls(ink, unit / ink.factor if unit else None)
    pieces, _ = find_pieces(walls)
    return Evidence(walls=tuple(_shrunk(piece, ink.factor) for piece in pieces))


def _shrunk(piece: WallPiece, factor: float) -> WallPiece:
    return WallPiece(
        _over(piece.start, factor), _over(piece.end, factor), piece.thickness / factor, confidence=piece.confidence
    )


def _over(point: Point, factor: float) -> Point:
    return point[0] / factor, point[1] / factor
