"""Winders: treads that fan out about a corner, followed from a flight's end one after another."""

import itertools
import math
from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.lines.landings import End, Joint
from archdesk.interpret.offline.lines.table import Floats, Straights, turned
from archdesk.interpret.offline.lines.walking import Flight

STEP = (0.14, 0.48)  # metres along the walking line from one tread's edge to the next
INNER = 0.32  # metres between their inner ends
OUTER = 1.25  # metres between their outer ends
STRETCH = (0.55, 1.9)  # times as long is the next edge; one into a corner is longer
MOST_TURN = math.radians(50)  # from one edge to the next
STRAIGHT = math.radians(3)
LEAST_TURN = math.radians(25)  # of all edges, where no flight follows
MOST_EDGES = 14
FEWEST = 2  # edges of a fan that no flight follows
SAME_PLACE = 0.06  # metres
CORNER = math.radians(12)  # by which a turn may differ from a quarter or a half one that fills its corners


@dataclass(frozen=True, slots=True, eq=False)
class Fan:
    """Edges that follow a flight's end, and the end that they meet; (n, 2, 2), each from the left to the right of the way."""

    begins: End
    edges: Floats
    meets: End | None

    @property
    def joint(self) -> Joint:
        """As a joint to the flight that follows, or to nowhere."""
        middles = self.edges.mean(axis=1)
        inner = middles[1:-1] if self.meets else middles[1:]
        area = shapely.union_all([shapely.convex_hull(shapely.MultiPoint(np.vstack(pair))) for pair in _pairs(self.edges)])
        turn = abs(_turn(self.edges[0], self.edges[-1]))
        if abs(turn - math.pi / 2) < CORNER or abs(turn - math.pi) < CORNER:
            area = _filled(area, self.edges[0])
        return Joint((self.begins, self.meets or (-1, 0)), area, inner, len(inner))


def find_fans(flights: list[Flight], pieces: Straights) -> list[Fan]:
    """The winders that begin at the flights' ends."""
    if not flights or not len(pieces):
        return []
    ends = {(number, end): _edge(flight, end) for number, flight in enumerate(flights) for end in (0, 1)}
    middles = (pieces.start + pieces.end) / 2
    tree = shapely.STRtree(shapely.points(middles))
    fans = [_follow(end, edge, ends, pieces, tree) for end, edge in ends.items()]
    return [fan for fan in fans if fan is not None]


def _edge(flight: Flight, end: int) -> Floats:
    """A flight's outermost edge from left to right of the way out of the flight."""
    low, high = flight.reach
    places = (low, high) if end else (high, low)
    return np.array([flight.along * place + flight.across * flight.run[end] for place in places])


def _follow(begins: End, edge: Floats, ends: dict[End, Floats], pieces: Straights, tree: shapely.STRtree) -> Fan | None:
    edges, side = [edge], 0.0
    for _ in range(MOST_EDGES):
        following = _next(edges[-1], side, pieces, tree)
        if following is None:
            break
        bend = _turn(edges[-1], following)
        side = side or (math.copysign(1.0, bend) if abs(bend) > STRAIGHT else 0.0)
        edges.append(following)
        meets = next((end for end, other in ends.items() if end != begins and _are_same(other, following)), None)
        if meets is not None:
            return Fan(begins, np.array(edges), meets) if side and meets[0] != begins[0] and len(edges) > 2 else None
    is_fan = len(edges) > FEWEST and abs(_turn(edges[0], edges[-1])) > LEAST_TURN
    return Fan(begins, np.array(edges), None) if is_fan else None


def _next(edge: Floats, side: float, pieces: Straights, tree: shapely.STRtree) -> Floats | None:
    """The nearest line ahead that lies to an edge as the next tread's does."""
    middle, span = edge.mean(axis=0), edge[1] - edge[0]
    length = float(np.hypot(*span))
    ahead = turned(span / length)
    best: tuple[float, Floats] | None = None
    for row in sorted(tree.query(shapely.Point(middle), predicate="dwithin", distance=STEP[1])):
        other = np.array([pieces.start[row], pieces.end[row]])
        if float((other[1] - other[0]) @ span) < 0:
            other = other[::-1]
        away = other.mean(axis=0) - middle
        step = float(np.hypot(*away))
        bend = _turn(edge, other)
        gaps = sorted(np.hypot(*(other - edge).T).tolist())
        fits = STEP[0] < step and float(away @ ahead) > STEP[0] / 2 and gaps[0] < INNER and gaps[1] < OUTER
        fits = fits and STRETCH[0] < float(np.hypot(*(other[1] - other[0]))) / length < STRETCH[1]
        fits = fits and abs(bend) < MOST_TURN and (abs(bend) < STRAIGHT or bend * (side or bend) > 0)
        if fits and _lie_apart(edge, other) and (best is None or step < best[0]):
            best = step, other
    return best[1] if best else None


def _lie_apart(edge: Floats, other: Floats) -> bool:
    """Whether two edges meet at their ends at most."""
    cross = shapely.LineString(edge).intersection(shapely.LineString(other))
    return bool(cross.is_empty or min(cross.distance(shapely.Point(end)) for end in edge) < SAME_PLACE)


def _turn(edge: Floats, other: Floats) -> float:
    one, two = edge[1] - edge[0], other[1] - other[0]
    return math.atan2(float(one[0] * two[1] - one[1] * two[0]), float(one @ two))


def _are_same(end: Floats, edge: Floats) -> bool:
    """Whether an edge is a flight's end, which one enters here: its left is then to the right of the way out."""
    return bool(np.hypot(*(end[::-1] - edge).T).max() < 2 * SAME_PLACE)


def _pairs(edges: Floats) -> list[tuple[Floats, Floats]]:
    return list(itertools.pairwise(edges))


def _filled(area: shapely.Geometry, edge: Floats) -> shapely.Geometry:
    """The rectangle around an area, square to the edge at which it begins."""
    along = (edge[1] - edge[0]) / np.hypot(*(edge[1] - edge[0]))
    across = turned(along)
    points = shapely.get_coordinates(area)
    (x0, x1), (y0, y1) = ((float(p.min()), float(p.max())) for p in (points @ along, points @ across))
    return shapely.Polygon([along * x + across * y for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))])
