"""What the lines across a wall's gap make of it: a window, or a door of two leaves that slide."""

import math
import re

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.gaps import Gap
from archdesk.interpret.offline.lines.table import Floats, Lines, as_point
from archdesk.model.floorplan import OpeningKind, Swing

FEWEST_LINES = 2  # of a window, along its wall
FEWEST_WITH_GLASS = 3
AT_JAMB = 0.03  # metres that a lone pane may reach into its jamb
THICKEST_PANE = 0.06  # metres between the two lines of a pane; those of a beam lie further apart
FRAME = 0.09  # metres between a pane and its jamb
CENTRAL = 0.25  # of the wall's thickness from its middle, within which a lone line is glass
COVERED = 0.85  # share of the gap that a window's line spans
WINDOW_NAME = re.compile(r"wind|fenst|glaz|vent|fenetr|finest|janel|raam|okno", re.IGNORECASE)
SAME_LINE = 0.008  # metres
THICKEST_WINDOW = 0.8  # metres of the wall around it
PROUD = 0.06  # metres that a window may stand out of its wall
NARROWEST_SLIDING = 1.1  # metres
LEAF_SHARE = (0.35, 0.7)  # of a sliding door's width
AT_FACE = 0.02  # metres; lines in a wall's faces alone may be a lintel's edges
JAMB = 0.15  # metres of frame beside a sliding leaf
SLANT = math.sin(math.radians(3))

Span = tuple[float, float, float, float]
"""A line across a gap, or several on one axis: their offset, where they begin and end, and the metres they cover."""


def window_in(gap: Gap, lines: Lines, tree: shapely.STRtree) -> tuple[OpeningFind | None, bool]:
    """Lines within the wall's faces from jamb to jamb; and whether they show a pane, or a line between two."""
    if gap.thickness > THICKEST_WINDOW:
        return None, False
    along, width = gap.along, gap.width
    normal = np.array([-along[1], along[0]])
    half = gap.thickness / 2 + PROUD
    corners = np.stack([gap.start - normal * half, gap.end - normal * half, gap.end + normal * half, gap.start + normal * half])
    rows = tree.query(shapely.polygons(corners), predicate="intersects")
    near = lines.pick(rows)
    if not len(near):
        return None, False
    near = near.pick(np.abs(near.direction @ normal) < SLANT)
    offset = ((near.start + near.end) / 2 - gap.start) @ normal
    t = np.sort(np.stack([(near.start - gap.start) @ along, (near.end - gap.start) @ along]), axis=0)
    low, high = np.clip(t[0], 0, width), np.clip(t[1], 0, width)
    inside = (np.abs(offset) <= half) & (high - low > SAME_LINE)
    spans = _spans(offset[inside], low[inside], high[inside])
    spanning = np.array([middle for middle, _, _, covered in spans if covered > COVERED * width])
    glass = np.abs(spanning) < gap.thickness / 2 - AT_FACE
    if glass.sum() <= 1 and width > NARROWEST_SLIDING and _slides(spans, width):
        door = OpeningFind(OpeningKind.DOOR, as_point(gap.start), as_point(gap.end), gap.thickness, None, Swing.SLIDE, 2, 0.8)
        return door, True
    windows = np.array([bool(WINDOW_NAME.search(pen.layer)) for pen in lines.pens])
    short = np.stack([t[0], width - t[1]])
    pane = inside & ((short > -AT_JAMB) & (short < FRAME)).all(axis=0) & (np.abs(offset) < CENTRAL * gap.thickness)
    is_pane = len(spanning) == 1 and gap.ends == 2 and bool(pane.any())
    if (not is_pane and len(spanning) < FEWEST_LINES) or not (
        glass.any() or not windows.any() or windows[near.pen[inside]].any()
    ):
        return None, False
    confidence = 0.9 if gap.ends == 2 else 0.75
    window = OpeningFind(OpeningKind.WINDOW, as_point(gap.start), as_point(gap.end), gap.thickness, confidence=confidence)
    is_double = glass.sum() == len(spanning) == FEWEST_LINES and bool(np.ptp(spanning) < THICKEST_PANE)
    return window, is_pane or is_double or (bool(glass.any()) and len(spanning) >= FEWEST_WITH_GLASS)


def _spans(offset: Floats, low: Floats, high: Floats) -> list[Span]:
    order = np.argsort(offset, kind="stable")
    offset, low, high = offset[order], low[order], high[order]
    groups = np.split(np.arange(len(offset)), np.flatnonzero(np.diff(offset) > SAME_LINE) + 1)
    return [
        (float(offset[rows].mean()), float(low[rows].min()), float(high[rows].max()), _covered(low[rows], high[rows]))
        for rows in groups
        if len(rows)
    ]


def _slides(spans: list[Span], width: float) -> bool:
    """Whether two leaves of about half the width lie side by side, one from either jamb."""
    least, most = width * LEAF_SHARE[0], width * LEAF_SHARE[1]
    leaves = [span for span in spans if least < span[2] - span[1] < most]
    at_start = [span for span in leaves if span[1] < JAMB]
    at_end = [span for span in leaves if span[2] > width - JAMB]
    return any(one[2] >= other[1] - JAMB and one[0] != other[0] for one in at_start for other in at_end)


def _covered(low: Floats, high: Floats) -> float:
    total, reached = 0.0, -math.inf
    for i in np.argsort(low):
        total += max(0.0, float(high[i]) - max(float(low[i]), reached))
        reached = max(reached, float(high[i]))
    return total
