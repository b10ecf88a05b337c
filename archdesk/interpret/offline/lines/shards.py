"""Shards: curves that a printer broke into single lines, one after another."""

import math
from collections.abc import Sequence

import numpy as np

from archdesk.interpret.offline.lines.table import Floats
from archdesk.model.document import Stroke

FEWEST = 4  # lines of one curve
JOINED = 0.02  # of a line's length; plotters round its ends
MOST_BEND = math.radians(35)  # between two of them


def shards(strokes: Sequence[Stroke]) -> list[Floats]:
    """The runs of single lines that go on from each other by small bends to one side, as polylines in page units."""
    single = [stroke.points for stroke in strokes if len(stroke.points) == 2 and not stroke.curved]
    if len(single) < FEWEST:
        return []
    ends = np.array(single, dtype=np.float64)
    if not np.isfinite(ends).all():
        return []
    bent = _bends(ends)
    changes = np.flatnonzero(bent[1:] != bent[:-1]) + 1
    firsts = np.concatenate([[0], changes])
    lasts = np.concatenate([changes, [len(bent)]])
    curves = (bent[firsts] != 0) & (lasts - firsts >= FEWEST - 1)
    return [_polyline(ends[first : last + 1]) for first, last in zip(firsts[curves], lasts[curves], strict=True)]


def _bends(ends: Floats) -> Floats:
    """For each line and the one after it the side to which they bend, 0 where they are no two pieces of a curve."""
    along = ends[:, 1] - ends[:, 0]
    length = np.hypot(*along.T)
    slack = JOINED * np.minimum(length[1:], length[:-1])
    forth = np.hypot(*(ends[1:, 0] - ends[:-1, 1]).T) <= slack
    back = np.hypot(*(ends[1:, 1] - ends[:-1, 0]).T) <= slack
    cross = along[:-1, 0] * along[1:, 1] - along[:-1, 1] * along[1:, 0]
    bend = np.arctan2(cross, (along[:-1] * along[1:]).sum(axis=1))
    side: Floats = np.where((forth | back) & (np.abs(bend) < MOST_BEND) & (slack > 0), np.sign(bend), 0.0)
    return np.where(back & ~forth, 2 * side, side)


def _polyline(ends: Floats) -> Floats:
    """The points of lines that follow each other, whichever way they were drawn."""
    is_back = float(np.hypot(*(ends[1, 1] - ends[0, 0]))) < float(np.hypot(*(ends[1, 0] - ends[0, 1])))
    near, far = (1, 0) if is_back else (0, 1)
    return np.vstack([ends[:1, near], ends[:, far]])
