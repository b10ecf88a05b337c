"""Landings: how flights of one stair lie to each other, side by side, at right angles or one behind the other."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.lines.bundles import clusters
from archdesk.interpret.offline.lines.table import Floats, Lines
from archdesk.interpret.offline.lines.walking import Flight

ALIKE = 0.65  # of the wider flight's width
BESIDE = 0.65  # metres between two flights of a half turn: a well or a wall
WELL = 1.8  # metres between them where a walking line goes from one to the other
ALIGNED = 0.45  # metres by which one of them may begin before the other
ALONGSIDE = 0.5  # of the shorter one's length, along which both lie side by side
SHALLOWEST, DEEPEST = 0.55, 2.4  # metres of a landing
AT_CORNER = (-0.15, 0.4)  # metres from a quarter landing's corner to where the next flight begins
NOSING = 0.42  # metres beyond a flight in which a line may be one more of its edges
CLOSED = 0.75  # of its width along which something bounds a landing
MOST_EDGES = 30  # of one stair between two storeys
LEVEL = 0.999  # cosine between the lines that bound a landing and its treads
SQUARE = 0.1  # cosine of flights at right angles
SAME_LINE = 0.03  # metres
IN_LINE = 0.15  # metres by which the sides of flights one behind the other may differ

End = tuple[int, int]
"""A flight's number, and 0 for its first tread or 1 for its last."""


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """What leads from one flight's end to another's: its area, the corners of the line walked over it, its treads' edges.

    Of joints that exclude each other the one that is least ``off`` is meant; ``off`` is in metres.
    """

    ends: tuple[End, End]
    area: shapely.Geometry
    walked: Floats
    edges: int = 0
    off: float = 0.0


def find_landings(flights: list[Flight], edges: list[int], lines: Lines, tree: shapely.STRtree) -> list[Joint]:
    """All joints over landings; ``edges`` are the numbers of the flights' treads' edges, the tree holds the lines."""
    if len(flights) < 2:
        return []
    outlines = [shapely.Polygon(flight.corners) for flight in flights]
    first, second = shapely.STRtree(outlines).query(outlines, predicate="dwithin", distance=DEEPEST)
    found: list[Joint] = []
    for i, k in zip(first.tolist(), second.tolist(), strict=True):
        one, other = flights[i], flights[k]
        if i == k or edges[i] + edges[k] > MOST_EDGES or not _are_alike(one, other):
            continue
        if abs(float(one.along @ other.along)) < SQUARE:
            found += _quarter_turns(one, other, (i, k))
        elif i < k and abs(float(one.along @ other.along)) > LEVEL:
            near = lines.pick(np.sort(tree.query(shapely.union_all([outlines[i], outlines[k]]).buffer(DEEPEST).envelope)))
            found += [*_half_turns(one, other, (i, k), near), *_straight_on(one, other, (i, k))]
    return found


def _are_alike(one: Flight, other: Flight) -> bool:
    narrow, wide = sorted((one.width, other.width))
    return narrow > ALIKE * wide


def spans(flight: Flight, other: Flight) -> tuple[Floats, Floats]:
    """How far another flight reaches along one's treads and across them."""
    corners = np.array(other.corners)
    t, u = corners @ flight.along, corners @ flight.across
    return np.array([t.min(), t.max()]), np.array([u.min(), u.max()])


def box_in(flight: Flight, t: tuple[float, float], u: tuple[float, float]) -> shapely.Polygon:
    """A rectangle by its reach along a flight's treads and across them."""
    places = ((t[0], u[0]), (t[1], u[0]), (t[1], u[1]), (t[0], u[1]))
    return shapely.Polygon([flight.along * x + flight.across * y for x, y in places])


def end_beyond(flight: Flight, direction: Floats) -> int:
    """Which end of a flight lies further on in a direction across its treads."""
    return int(float(flight.across @ direction) > 0)


def _quarter_turns(one: Flight, other: Flight, pair: tuple[int, int]) -> Iterator[Joint]:
    """The other flight begins beside the landing that lies beyond an end of the first."""
    t, u = spans(one, other)
    for end, way in ((0, -1), (1, 1)):
        edge = one.run[end]
        near, far = sorted((way * (u[0] - edge), way * (u[1] - edge)))
        if not (AT_CORNER[0] < near < AT_CORNER[1] and SHALLOWEST < far < DEEPEST):
            continue
        for side, gap in ((1, t[0] - one.reach[1]), (-1, one.reach[0] - t[1])):
            if AT_CORNER[0] < gap < AT_CORNER[1]:
                reach = (one.reach[0], float(t[0])) if side > 0 else (float(t[1]), one.reach[1])
                area = box_in(one, reach, (edge, edge + way * far))
                middle = one.along * (sum(one.reach) / 2) + one.across * (float(u.mean()))
                begins = 1 - end_beyond(other, side * one.along)
                yield Joint(((pair[0], end), (pair[1], begins)), area, middle[None], off=abs(near) + abs(float(gap)))


def _half_turns(one: Flight, other: Flight, pair: tuple[int, int], lines: Lines) -> Iterator[Joint]:
    """Both flights end at one landing that goes along both, where a line or a wall bounds it."""
    t, u = spans(one, other)
    apart = max(t[0] - one.reach[1], one.reach[0] - t[1])
    common = min(one.run[1], u[1]) - max(one.run[0], u[0])
    if not -IN_LINE < apart < WELL or common < ALONGSIDE * min(one.length, u[1] - u[0]):
        return
    reach = (min(one.reach[0], float(t[0])), max(one.reach[1], float(t[1])))
    middles = sum(one.reach) / 2, float(t.mean())
    for end, way in ((0, -1), (1, 1)):
        if abs(one.run[end] - u[end]) > ALIGNED:
            continue
        outer, inner = (max, min) if way > 0 else (min, max)
        edge = float(outer(one.run[end], u[end]))
        depth = _depth(one, reach, edge, way, lines)
        if depth is not None and SHALLOWEST < depth < DEEPEST:
            area = box_in(one, reach, (float(inner(one.run[end], u[end])), edge + way * depth))
            walked = np.array([one.along * middle + one.across * (edge + way * depth / 2) for middle in middles])
            begins = end_beyond(other, way * one.across)
            is_walked = _is_crossed(one, middles, (edge, edge + way * depth), lines)
            off = abs(depth - one.width) + (0.0 if is_walked else DEEPEST)
            if is_walked or apart < BESIDE:
                yield Joint(((pair[0], end), (pair[1], begins)), area, walked, off=off)


def _straight_on(one: Flight, other: Flight, pair: tuple[int, int]) -> Iterator[Joint]:
    """The other flight goes on behind a landing."""
    t, u = spans(one, other)
    if abs(t[0] - one.reach[0]) > IN_LINE or abs(t[1] - one.reach[1]) > IN_LINE:
        return
    for end, way in ((0, -1), (1, 1)):
        gap = way * (float(u[0] if way > 0 else u[1]) - one.run[end])
        if SHALLOWEST < gap < DEEPEST:
            area = box_in(one, one.reach, (one.run[end], one.run[end] + way * gap))
            walked = np.array([one.at(one.run[end]), one.at(one.run[end] + way * gap)])
            begins = 1 - end_beyond(other, way * one.across)
            yield Joint(((pair[0], end), (pair[1], begins)), area, walked, off=DEEPEST)


def _depth(flight: Flight, reach: tuple[float, float], edge: float, way: int, lines: Lines) -> float | None:
    """How far beyond an edge the next line goes along most of a reach; pieces in one line are one."""
    level = np.abs(lines.direction @ flight.along) > LEVEL
    t = np.sort(np.stack([lines.start[level] @ flight.along, lines.end[level] @ flight.along]), axis=0)
    beyond = way * (((lines.start + lines.end)[level] @ flight.across) / 2 - edge)
    rows = np.flatnonzero((beyond > NOSING) & (beyond < DEEPEST) & (t[1] > reach[0]) & (t[0] < reach[1]))
    for group in clusters(beyond[rows], SAME_LINE) if len(rows) else []:
        mine = rows[group]
        covered = shapely.union_all([shapely.LineString(((a, 0), (b, 0))) for a, b in np.clip(t[:, mine], *reach).T.tolist()])
        if covered.length > CLOSED * (reach[1] - reach[0]):
            return float(beyond[mine].min())
    return None


def _is_crossed(flight: Flight, middles: tuple[float, float], depth: tuple[float, float], lines: Lines) -> bool:
    """Whether a walking line goes over the landing from one flight's middle to the other's."""
    level = np.abs(lines.direction @ flight.along) > LEVEL
    t = np.sort(np.stack([lines.start[level] @ flight.along, lines.end[level] @ flight.along]), axis=0)
    u = ((lines.start + lines.end)[level] @ flight.across) / 2
    low, high = sorted(depth)
    slack = flight.width / 4
    inside = (u > low + SAME_LINE) & (u < high - SAME_LINE)
    meets = (np.abs(t[0] - min(middles)) < slack) & (np.abs(t[1] - max(middles)) < slack)
    return bool((inside & meets).any())
