"""Scribble: lines that cross all over, as stones, grass and renderings are drawn; those of plans end on one another."""

import numpy as np
import shapely

from archdesk.interpret.offline.lines.table import Lines

SAMPLE = 2000  # lines that are looked at
OFTEN = 2  # times that a line of a plan is seldom crossed: by an axis, by a dimension
MOST = 0.5  # share of the lines crossed so often; in plans it is a tenth, in elevations a third


def is_scribble(lines: Lines) -> bool:
    """Whether most lines are crossed by several others."""
    marks = shapely.linestrings(np.stack([lines.start, lines.end], axis=1))
    rows = np.linspace(0, len(marks) - 1, min(SAMPLE, len(marks))).astype(np.intp)
    row, _ = shapely.STRtree(marks).query(marks[rows], predicate="crosses")
    return bool(np.mean(np.bincount(row, minlength=len(rows)) >= OFTEN) > MOST) if len(rows) else False
