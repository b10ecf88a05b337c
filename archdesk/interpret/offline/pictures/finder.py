"""All that a picture shows of a plan: walls, openings, posts and lines."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.assembly.metric import map_evidence
from archdesk.interpret.offline.evidence import Evidence, WallPiece
from archdesk.interpret.offline.pictures.clipping import clip_to_walls
from archdesk.interpret.offline.pictures.closets import find_closets
from archdesk.interpret.offline.pictures.faces import settle_faces
from archdesk.interpret.offline.pictures.ink import MOST_GAIN, read_ink
from archdesk.interpret.offline.pictures.opening_finder import find_openings
from archdesk.interpret.offline.pictures.pieces import find_pieces
from archdesk.interpret.offline.pictures.posts import part_posts
from archdesk.interpret.offline.pictures.strays import without_leaves, without_specks
from archdesk.interpret.offline.pictures.walls import find_walls
from archdesk.model.document import Text
from archdesk.model.shapes import distance

SLENDER = 3  # times its thickness: a wall piece that nothing but a wall makes
SLENDER_SHARE = 0.4  # of all length found


def find_evidence(
    picture: NDArray[np.uint8], texts: tuple[Text, ...], unit: float | None, most_gain: float = MOST_GAIN
) -> Evidence:
    """What a grey picture shows, in its own pixels; ``unit`` is metres a pixel where it is known.

    It is enlarged for the look where that shows more, ``most_gain`` times at most.
    Coordinates count the middles of pixels from 0, x right and y down, as texts and rulers laid on a screen do.
    """
    ink = read_ink(picture, texts, unit, most_gain)
    seen = find_walls(ink, unit / ink.factor if unit else None)
    if not seen.mask.any():
        return Evidence()
    part = clip_to_walls(ink, seen)
    mask = part.walls.mask
    pieces, angles = find_pieces(part.walls)
    if not _are_walls(pieces):
        return Evidence()
    finds = find_openings(part.ink, part.walls, pieces, angles)
    closets = find_closets(part.ink, part.walls, finds.unit)
    openings = closets.with_doors(finds.openings)
    pieces = without_specks(mask, without_leaves(pieces, openings), finds.gaps)
    posts = part_posts(mask, pieces, openings)
    walls = (*posts.pieces, *closets.pieces)
    found = Evidence(walls=walls, openings=openings, closings=finds.closings, columns=posts.columns, unit=finds.unit)
    found = map_evidence(found, part.to_picture)
    return found if ink.factor == 1 else replace(found, walls=settle_faces(found.walls, ink.source))


def _are_walls(pieces: tuple[WallPiece, ...]) -> bool:
    """Whether pieces are long and thin as walls are, not the blots of a photo."""
    lengths = np.array([distance(piece.start, piece.end) for piece in pieces])
    slender = lengths >= SLENDER * np.array([piece.thickness for piece in pieces])
    return bool(lengths[slender].sum() > SLENDER_SHARE * lengths.sum())
