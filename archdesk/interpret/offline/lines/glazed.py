"""What the lines across a wall's gap make of it: a window, or a door of two leaves that slide."""

import math
import re
from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.bands import rectangles
from archdesk.interpret.offline.lines.gaps import Gap, GapTable
from archdesk.interpret.offline.lines.table import Flags, Floats, Lines, as_point, turned
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


@dataclass(frozen=True, slots=True, eq=False)
class _Across:
    """Lines in a wall's faces across its gap: their offset from its axis, their ends, and whether by a window's pen."""

    offset: Floats
    ends: Floats
    windows: Flags


def windows_in(gaps: list[Gap], lines: Lines, tree: shapely.STRtree) -> list[tuple[OpeningFind | None, bool]]:
    """By gap what lines within the wall's faces from jamb to jamb make; and whether they show a pane, or a line between two."""
    named = np.array([bool(WINDOW_NAME.search(pen.layer)) for pen in lines.pens], np.bool_)
    across = _lines_across(gaps, lines, tree, named)
    return [
        _window_of(gap, across[row], is_named=bool(named.any())) if row in across else (None, False)
        for row, gap in enumerate(gaps)
    ]


def _lines_across(gaps: list[Gap], lines: Lines, tree: shapely.STRtree, named: Flags) -> dict[int, _Across]:
    """By the numbers of the gaps that have some, the lines along their walls in them."""
    table = GapTable.of(gaps)
    half = table.thickness / 2 + PROUD
    gap, line = tree.query(rectangles(table.start, table.end, 2 * half), predicate="intersects")
    across = turned(table.along)[gap]
    away = np.stack([lines.start[line], lines.end[line]]) - table.start[gap]
    offset = (away.mean(axis=0) * across).sum(axis=1)
    ends = np.sort((away * table.along[gap]).sum(axis=2), axis=0)
    inside = (np.minimum(ends[1], table.width[gap]) - np.maximum(ends[0], 0.0) > SAME_LINE) & (np.abs(offset) <= half[gap])
    inside &= np.abs((lines.direction[line] * across).sum(axis=1)) < SLANT
    inside &= table.thickness[gap] <= THICKEST_WINDOW
    gap, line, offset, ends = gap[inside], line[inside], offset[inside], ends[:, inside]
    numbers, firsts = np.unique(gap, return_index=True)
    return {
        number: _Across(offset[rows], ends[:, rows], named[lines.pen[line[rows]]])
        for number, rows in zip(numbers.tolist(), np.split(np.arange(len(gap)), firsts)[1:], strict=True)
    }


def _window_of(gap: Gap, across: _Across, *, is_named: bool) -> tuple[OpeningFind | None, bool]:
    """``is_named`` tells that some pens of the drawing are named for windows."""
    width, offset, t = gap.width, across.offset, across.ends
    low, high = np.clip(t, 0, width)
    spans = _spans(offset, low, high)
    spanning = np.array([middle for middle, _, _, covered in spans if covered > COVERED * width])
    glass = np.abs(spanning) < gap.thickness / 2 - AT_FACE
    if glass.sum() <= 1 and width > NARROWEST_SLIDING and _slides(spans, width):
        door = OpeningFind(OpeningKind.DOOR, as_point(gap.start), as_point(gap.end), gap.thickness, None, Swing.SLIDE, 2, 0.8)
        return door, True
    short = np.stack([t[0], width - t[1]])
    pane = ((short > -AT_JAMB) & (short < FRAME)).all(axis=0) & (np.abs(offset) < CENTRAL * gap.thickness)
    is_pane = len(spanning) == 1 and gap.ends == 2 and bool(pane.any())
    if (not is_pane and len(spanning) < FEWEST_LINES) or not (glass.any() or not is_named or across.windows.any()):
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
