"""Stairs: treads side by side, as deep as a foot and all alike."""

import numpy as np

from archdesk.interpret.offline.evidence import StairFind
from archdesk.interpret.offline.lines.bundles import clusters, side_by_side
from archdesk.interpret.offline.lines.table import Floats, Frame, Lines, turned
from archdesk.interpret.offline.lines.walking import Flight, printed_risers, uphill, words_at
from archdesk.model.document import Page

SHALLOWEST = 0.2  # metres of a tread's going
DEEPEST = 0.36
NARROWEST = 0.6  # metres of a flight's width
WIDEST = 4.0
FEWEST_TREADS = 4
EVEN = 0.12  # share of the going by which treads may differ
SAME_LINE = 0.06  # metres; a nosing is drawn beside its tread
TOLD = 0.9  # with a way up
SEEN = 0.7  # by treads alone


def find_stairs(page: Page, lines: Lines, frame: Frame) -> tuple[StairFind, ...]:
    """Straight flights with their way up where arrows or words tell it, in page units."""
    length = lines.length
    treads = lines.pick(~lines.curved & ~lines.symbol & (length > NARROWEST) & (length < WIDEST))
    if len(treads) < FEWEST_TREADS:
        return ()
    bundles = (treads.pick(rows) for rows in side_by_side(treads, DEEPEST + SAME_LINE) if len(rows) >= FEWEST_TREADS)
    finds = [_flight(bundle) for bundle in bundles]
    return tuple(_find(flight, treads, page, lines, frame) for flight, treads in (find for find in finds if find is not None))


def _flight(lines: Lines) -> tuple[Flight, int] | None:
    """A flight and the number of its treads' edges."""
    along = lines.direction[0]
    offset = (lines.start + lines.end) @ turned(along) / 2
    places: Floats = np.array([offset[rows].min() for rows in clusters(offset, SAME_LINE)])
    run = _longest_even_run(np.sort(places))
    if len(run) < FEWEST_TREADS:
        return None
    t = np.stack([lines.start @ along, lines.end @ along])
    reach = float(np.median(t.min(axis=0))), float(np.median(t.max(axis=0)))
    return Flight(along, reach, (float(run[0]), float(run[-1]))), len(run)


def _find(flight: Flight, edges: int, page: Page, lines: Lines, frame: Frame) -> StairFind:
    """Each edge is a riser; what the drawing prints goes before, as it counts treads behind the cut too."""
    words = words_at(flight, page, frame)
    way = uphill(flight, lines, words, frame)
    (low, high), (first, last) = flight.reach, flight.run
    corners = [flight.along * x + flight.across * y for x, y in ((low, first), (high, first), (high, last), (low, last))]
    walked = [flight.at(place) for place in (first, last)][:: way or 1] if way else []
    printed = printed_risers(words)
    return StairFind(
        tuple(frame.outwards((float(x), float(y))) for x, y in corners),
        tuple(frame.outwards((float(x), float(y))) for x, y in walked),
        printed if printed and printed >= edges else edges,
        TOLD if way else SEEN,
    )


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
