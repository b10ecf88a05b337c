"""Walking lines: which way a flight goes up, by its arrow and by the words beside it."""

import re
from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.lines.table import Floats, Frame, Lines, turned
from archdesk.model.document import Page, Text

MIDDLE = 0.2  # of a flight's width from its sides; there its strings and rails end and its walking line is
LONGEST_HEAD = 0.5  # metres of an arrow's barb
SHORTEST_HEAD = 0.04
AT_END = 0.06  # metres between a barb's end and the arrow's tip
JOINED = 0.01  # metres between two pieces of one walking line
MOST_BENDS = 12  # of a walking line: three flights and their landings have fewer
ALONG = 0.98  # cosine within which a line goes the flight's way
SPREAD = (0.5, 0.98)  # cosines between a barb and its arrow
CROSSED = 0.4  # of the flight, which a walking line crosses at least
AROUND = 0.6  # metres about a flight where its words stand
MOST_RISERS = 40
_UP = re.compile(r"\b(up|auf|hoch|mont[eé]e?|monter|sube|subida|sale|salita|sobe|op)\b", re.IGNORECASE)
_DOWN = re.compile(r"\b(dn|down|ab|runter|descend|descente|descendre|baja|bajada|scende|desce|neer)\b", re.IGNORECASE)
_RISERS = re.compile(
    r"\b(\d{1,2})\s*(?:st(?:t)?g\b|steigungen|stufen|r\b|risers?\b|marches|peldaños|gradini|treden|(?:stg\.?\s*)?[x×]\s*\d\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Flight:
    """Even treads in metres: unit vectors along and across them, how far they reach along, and the first and last across."""

    along: Floats
    reach: tuple[float, float]
    run: tuple[float, float]

    @property
    def across(self) -> Floats:
        return turned(self.along)

    @property
    def width(self) -> float:
        return self.reach[1] - self.reach[0]

    @property
    def length(self) -> float:
        return self.run[1] - self.run[0]

    @property
    def corners(self) -> list[Floats]:
        (low, high), (first, last) = self.reach, self.run
        return [self.along * x + self.across * y for x, y in ((low, first), (high, first), (high, last), (low, last))]

    def at(self, across: float) -> Floats:
        """A place in the middle of the flight's width."""
        middle: Floats = self.along * (sum(self.reach) / 2) + self.across * across
        return middle


def uphill(flight: Flight, lines: Lines, tree: shapely.STRtree, words: tuple[Text, ...], frame: Frame) -> int:
    """1 where the flight rises across its treads from first to last, -1 the other way, 0 where nothing tells.

    The tree holds the lines.
    """
    arrow = _arrow(flight, lines, tree)
    up, down = (any(said.search(text.words) for text in words) for said in (_UP, _DOWN))
    if up == down:
        return arrow
    if arrow:
        return arrow if up else -arrow
    starts = [_start(flight, text, frame) for text in words if (_UP if up else _DOWN).search(text.words)]
    return next((start if up else -start for start in starts if start), 0)


def words_at(flight: Flight, page: Page, frame: Frame) -> tuple[Text, ...]:
    """The texts in and just around a flight."""
    if not page.texts:
        return ()
    places = frame.inwards(np.array([text.centre for text in page.texts]))
    t, u = places @ flight.along, places @ flight.across
    inside = (t > flight.reach[0]) & (t < flight.reach[1]) & (u > flight.run[0] - AROUND) & (u < flight.run[1] + AROUND)
    return tuple(page.texts[row] for row in np.flatnonzero(inside))


def printed_risers(words: tuple[Text, ...]) -> int | None:
    """The number of risers that the drawing tells: 17 STG, 16R, 18 x 17.5/27."""
    counts = [int(found[1]) for text in words if (found := _RISERS.search(text.words))]
    return next((count for count in counts if 2 <= count <= MOST_RISERS), None)


def _start(flight: Flight, text: Text, frame: Frame) -> int:
    """The way up from a word that stands at one end of the flight."""
    place = float(frame.inwards(np.array([text.centre]))[0] @ flight.across)
    share = (place - flight.run[0]) / flight.length
    return 1 if share < 1 / 4 else -1 if share > 3 / 4 else 0


def _arrow(flight: Flight, lines: Lines, tree: shapely.STRtree) -> int:
    """Where the barbs at the end of the walking line lead, however many flights further on they are."""
    rows = np.sort(tree.query(shapely.polygons(flight.corners)))
    here = lines.pick(rows)
    cosine = here.direction @ flight.across
    t = np.stack([here.start @ flight.along, here.end @ flight.along])
    u = np.sort(np.stack([here.start @ flight.across, here.end @ flight.across]), axis=0)
    edge = MIDDLE * flight.width
    central = (t.min(axis=0) > flight.reach[0] + edge) & (t.max(axis=0) < flight.reach[1] - edge)
    crossed = np.minimum(u[1], flight.run[1]) - np.maximum(u[0], flight.run[0])
    walked = np.flatnonzero((np.abs(cosine) > ALONG) & central & (crossed > CROSSED * flight.length))
    for place in walked.tolist():
        way, row = 1 if cosine[place] > 0 else -1, int(rows[place])
        ahead, back = (_leads_to_arrow(lines, tree, row, ends) for ends in (lines.end, lines.start))
        if ahead != back:
            return way if ahead else -way
    return 0


def _leads_to_arrow(lines: Lines, tree: shapely.STRtree, row: int, ends: Floats) -> bool:
    """Whether the walking line leaves by this end for an arrow's tip, around its bends and over its landings."""
    tip = ends[row]
    path = [row]
    for _ in range(MOST_BENDS):
        tail = lines.start[path[-1]] + lines.end[path[-1]] - tip
        axis = (tip - tail) / float(np.hypot(*(tip - tail)))
        if _is_head(lines, tree, tip, axis):
            return True
        following = [(other, far) for other, far in _ends_at(lines, tree, tip, JOINED) if other not in path]
        following = [(other, far) for other, far in following if float(np.hypot(*(far - tip))) > LONGEST_HEAD]
        if len(following) != 1:
            return False
        path.append(following[0][0])
        tip = following[0][1]
    return False


def _is_head(lines: Lines, tree: shapely.STRtree, tip: Floats, axis: Floats) -> bool:
    """Whether barbs on both sides come together at the tip and lie behind it."""
    sides: set[bool] = set()
    for _, far in _ends_at(lines, tree, tip, AT_END):
        barb = far - tip
        length = float(np.hypot(*barb))
        if SHORTEST_HEAD < length < LONGEST_HEAD and SPREAD[0] < -float(barb @ axis) / length < SPREAD[1]:
            sides.add(float(barb @ turned(axis)) > 0)
    return len(sides) == 2


def _ends_at(lines: Lines, tree: shapely.STRtree, place: Floats, reach: float) -> list[tuple[int, Floats]]:
    """The lines that end within reach of a place, each with its other end."""
    rows = np.sort(tree.query(shapely.points(place), predicate="dwithin", distance=reach))
    found: list[tuple[int, Floats]] = []
    for near, far in ((lines.start, lines.end), (lines.end, lines.start)):
        found += [(int(row), far[row]) for row in rows[np.hypot(*(near[rows] - place).T) < reach]]
    return found
