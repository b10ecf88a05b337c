"""All that a picture shows of a plan: walls, openings, posts and lines."""

from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import Closing, Evidence, OpeningFind, WallPiece
from archdesk.interpret.offline.pictures.gaps import Limits, find_wall_gaps
from archdesk.interpret.offline.pictures.ink import Ink, read_ink
from archdesk.interpret.offline.pictures.openings import Finds, classify
from archdesk.interpret.offline.pictures.outside import Outside
from archdesk.interpret.offline.pictures.pieces import find_pieces
from archdesk.interpret.offline.pictures.walls import WallMask, find_walls
from archdesk.model.document import Text
from archdesk.model.shapes import Point

_Thick = TypeVar("_Thick", WallPiece, OpeningFind)
_Line = TypeVar("_Line", WallPiece, OpeningFind, Closing)

OUTER_WALL = 0.3  # metres: what the thickest common wall measures, where nothing tells the unit


def find_evidence(picture: NDArray[np.uint8], texts: tuple[Text, ...], unit: float | None) -> Evidence:
    """What a grey picture shows, in its own pixels; ``unit`` is metres a pixel where it is known.

    Coordinates count the middles of pixels from 0, x right and y down, as texts and rulers laid on a screen do.
    """
    ink = read_ink(picture, texts)
    walls = find_walls(ink, unit / ink.factor if unit else None)
    pieces, angles = find_pieces(walls)
    finds = _find_openings(ink, walls, pieces, angles)
    return Evidence(
        walls=tuple(_shrunk(piece, ink.factor) for piece in pieces),
        openings=tuple(_shrunk(opening, ink.factor) for opening in finds.openings),
        closings=tuple(_moved(closing, ink.factor) for closing in finds.closings),
    )


def _find_openings(ink: Ink, walls: WallMask, pieces: tuple[WallPiece, ...], angles: tuple[float, ...]) -> Finds:
    unit = walls.unit or OUTER_WALL / walls.widths.widest
    gaps = find_wall_gaps(walls.mask, pieces, angles, _limits(unit))
    return classify(gaps, ink, walls.mask, Outside(walls.mask, gaps), unit)


def _limits(unit: float) -> Limits:
    return Limits(0.42 / unit, 3.3 / unit, 0.035 / unit, 0.6 / unit)


def _shrunk(find: _Thick, factor: float) -> _Thick:
    return replace(_moved(find, factor), thickness=find.thickness / factor)


def _moved(find: _Line, factor: float) -> _Line:
    return replace(find, start=_over(find.start, factor), end=_over(find.end, factor))


def _over(point: Point, factor: float) -> Point:
    return point[0] / factor - 0.5, point[1] / factor - 0.5
