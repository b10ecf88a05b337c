"""The unit of a picture that says none, guessed from its doors and its walls."""

import numpy as np

from archdesk.interpret.offline.evidence import WallPiece
from archdesk.interpret.offline.pictures.arcs import ArcFinder
from archdesk.interpret.offline.pictures.gaps import Limits, find_wall_gaps
from archdesk.interpret.offline.pictures.walls import WallMask

OUTER_WALL = 0.3  # metres: what the thickest common wall measures
DOOR = 0.83  # metres from jamb to jamb: the usual door of a room
CLEAR_ARC = 0.92
DOUBT = 2.2  # how many times too large or small the guess from walls may be


def guess_unit(walls: WallMask, pieces: tuple[WallPiece, ...], angles: tuple[float, ...], arcs: ArcFinder) -> float:
    """Metres a working pixel."""
    rough = OUTER_WALL / max(walls.widths.widest, 1.0)
    limits = Limits(0.6 / rough / DOUBT, 1.0 / rough * DOUBT, 0.04 / rough / DOUBT, 0.6 / rough)
    gaps = [gap for gap in find_wall_gaps(walls.mask, pieces, angles, limits) if gap.walls]
    doors = [gap.length for gap in gaps if arcs.find(gap).score >= CLEAR_ARC]
    if not doors:
        return rough
    return float(np.clip(DOOR / np.median(doors), rough / DOUBT, rough * DOUBT))
