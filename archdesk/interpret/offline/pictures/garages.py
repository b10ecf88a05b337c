"""Overhead and sliding doors of garages: a leaf before the wall's face that laps over both jambs."""

import numpy as np

from archdesk.interpret.offline.pictures.gaps import Gap
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.strips import strip

NARROWEST = 1.8  # metres between the jambs that a car passes
THINNEST = 0.1  # metres of the wall; what is thinner is the rebate of a window
FACE = 0.03  # metres from the wall's faces; a line further in is glass, and the line before the wall its sill
STANDS_OFF = (0.02, 0.12)  # metres between the wall's face and the leaf's farther side
LAP = 0.03  # metres of the leaf behind each jamb at least
BEYOND = 0.3  # metres from each jamb, within which the leaf ends; a dimension line goes on
THROUGH, GONE = 0.9, 0.75  # of a stretch that is inked where the leaf is, and at most where it ends


def has_lapping_leaf(gap: Gap, thin: Mask, unit: float) -> bool:
    """Whether a line of the thin ink runs along a wide gap, out of the wall, from behind one jamb to behind the other."""
    if gap.length * unit < NARROWEST or gap.thickness * unit < THINNEST:
        return False
    core = gap.thickness / 2 - FACE / unit
    if bool((strip(thin, gap, -core, core).mean(axis=1) >= THROUGH).any()):
        return False
    margin = BEYOND / unit
    near, far = (gap.thickness / 2 + off / unit for off in STANDS_OFF)
    for low, high in ((near, far), (-far, -near)):
        rows = strip(thin, gap, low, high, -margin / gap.length)
        away = np.linspace(-margin, gap.length + margin, rows.shape[1])
        beyond = np.maximum(-away, away - gap.length) * unit
        left = away < gap.length / 2
        through = rows[:, beyond <= LAP].mean(axis=1) >= THROUGH
        ends = [rows[:, (beyond >= LAP) & side].mean(axis=1) <= GONE for side in (left, ~left)]
        if bool((through & ends[0] & ends[1]).any()):
            return True
    return False
