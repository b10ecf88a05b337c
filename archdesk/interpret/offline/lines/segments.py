"""Thin straight lines that may measure something: dimension lines, extension lines, leaders."""

import numpy as np

from archdesk.interpret.offline.evidence import Segment
from archdesk.interpret.offline.lines.table import Frame, Lines, tabulate
from archdesk.model.document import Page

MOST = 40_000  # lines; the longest are kept
SHORTEST = 0.002  # of the page's longer side


def dimension_segments(page: Page) -> tuple[Segment, ...]:
    """The page's straight lines, without flattened curves and specks, in page units; the longest first."""
    frame = Frame(1.0, y_up=True)
    return straight_segments(tabulate(page, frame), frame)


def straight_segments(lines: Lines, frame: Frame) -> tuple[Segment, ...]:
    """The same from lines at hand."""
    lines = lines.pick(~lines.curved)
    length = lines.length
    span = float(np.ptp(np.vstack([lines.start, lines.end]), axis=0).max()) if len(lines) else 0.0
    order = np.argsort(-length, kind="stable")[:MOST]
    order = order[length[order] > SHORTEST * span]
    ends = np.hstack([lines.start, lines.end])[order].tolist()
    return tuple(Segment(frame.outwards((x0, y0)), frame.outwards((x1, y1))) for x0, y0, x1, y1 in ends)
