"""The faces of wall pieces settled between the pixels of the source."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import WallPiece
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.model.shapes import distance

FAR = 2.0  # pixels by which a face may have been read wrong
STEP = 0.125  # pixels between two looks across a face
SEEN = 0.4  # of a piece's length: where its face must show
SHORTEST = 4.0  # pixels of length; shorter faces tell nothing


def settle_faces(pieces: tuple[WallPiece, ...], source: Mask) -> tuple[WallPiece, ...]:
    """The pieces with their faces moved to where most of the picture's own ink ends beside them.

    Pieces are in the pixels of ``source``, counted from their middles. A picture that was read larger or smaller than it is
    has edges that no pixel of its own has.
    """
    return tuple(_settled(piece, source) for piece in pieces)


def _settled(piece: WallPiece, source: Mask) -> WallPiece:
    length = distance(piece.start, piece.end)
    if length < SHORTEST:
        return piece
    start = np.array(piece.start) + 0.5
    along = np.subtract(piece.end, piece.start) / length
    across = np.array((-along[1], along[0]))
    places = start + np.outer(np.arange(0.5, length), along)
    half = piece.thickness / 2
    left, right = (_reach(source, places, side * across, half) for side in (-1, 1))
    if left + right < half:
        return piece
    aside = across * (right - left) / 2
    (x0, y0), (x1, y1) = (piece.start + aside).tolist(), (piece.end + aside).tolist()
    return replace(piece, start=(x0, y0), end=(x1, y1), thickness=left + right)


def _reach(source: Mask, places: NDArray[np.float64], out: NDArray[np.float64], half: float) -> float:
    """How far the ink reaches from the middle line, as most places tell; ``half`` where too few do."""
    away = np.arange(max(half - FAR, 0.0), half + FAR, STEP)
    spots = np.floor(places[:, None, :] + away[None, :, None] * out).astype(int)
    height, width = source.shape
    inked = source[np.clip(spots[..., 1], 0, height - 1), np.clip(spots[..., 0], 0, width - 1)] > 0
    ends = inked[:, :-1] & ~inked[:, 1:]
    edges = (away[:-1] + away[1:]) / 2
    wrong = np.where(ends, np.abs(edges - half), np.inf)
    seen = np.isfinite(wrong).any(axis=1)
    return float(np.median(edges[wrong[seen].argmin(axis=1)])) if seen.mean() >= SEEN else half
