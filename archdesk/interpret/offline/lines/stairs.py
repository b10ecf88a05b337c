"""Stairs: treads side by side, as deep as a foot and all alike."""

import numpy as np

from archdesk.interpret.offline.evidence import StairFind
from archdesk.interpret.offline.lines.bundles import clusters, side_by_side
from archdesk.interpret.offline.lines.table import Floats, Frame, Lines, turned

SHALLOWEST = 0.2  # metres of a tread's going
DEEPEST = 0.36
NARROWEST = 0.6  # metres of a flight's width
WIDEST = 4.0
FEWEST_TREADS = 4
EVEN = 0.12  # share of the going by which treads may differ
SAME_LINE = 0.06  # metres; a nosing is drawn beside its tread


def find_stairs(lines: Lines, frame: Frame) -> tuple[StairFind, ...]:
    """Straight flights, in page units."""
    length = lines.length
    treads = lines.pick(~lines.curved & ~lines.symbol & (length > NARROWEST) & (length < WIDEST))
    if len(treads) < FEWEST_TREADS:
        return ()
    finds = [
        _flight(treads.pick(rows), frame) for rows in side_by_side(treads, DEEPEST + SAME_LINE) if len(rows) >= FEWEST_TREADS
    ]
    return tuple(find for find in finds if find is not None)


def _flight(lines: Lines, frame: Frame) -> StairFind | None:
    along = lines.direction[0]
    across = turned(along)
    offset = (lines.start + lines.end) @ across / 2
    places: Floats = np.array([offset[rows].min() for rows in clusters(offset, SAME_LINE)])
    run = _longest_even_run(np.sort(places))
    if len(run) < FEWEST_TREADS:
        return None
    t = np.stack([lines.start @ along, lines.end @ along])
    low, high = float(np.median(t.min(axis=0))), float(np.median(t.max(axis=0)))
    corners = [along * x + across * y for x, y in ((low, run[0]), (high, run[0]), (high, run[-1]), (low, run[-1]))]
    ring = tuple(frame.outwards((float(x), float(y))) for x, y in corners)
    return StairFind(ring, risers=len(run), confidence=0.7)


def _longest_even_run(places: Floats) -> Floats:
    """The longest stretch of places that follow each other by one going."""
    best = places[:0]
    steps = np.diff(places)
    start = 0
    for i in range(1, len(places) + 1):
        going = float(np.median(steps[start : i - 1])) if i - 1 > start else 0.0
        fits = (
            i < len(places)
            and SHALLOWEST <= steps[i - 1] <= DEEPEST
            and (going == 0 or abs(steps[i - 1] - going) < EVEN * going)
        )
        if not fits:
            if i - start > len(best):
                best = places[start:i]
            start = i
    return best
