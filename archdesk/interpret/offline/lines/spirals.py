"""Spirals: treads like spokes about one middle, at even angles and as long as each other."""

import math
from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.lines.table import Floats, Straights, turned

SHORTEST, LONGEST = 0.5, 2.5  # metres of a spoke
WIDEST_EYE = 2.5  # metres from the middle to where the treads begin
SMALLEST = 0.6  # metres from the middle to where they end
STEP = (math.radians(7), math.radians(36))  # from one spoke to the next
EVEN = 0.3  # share of the usual step by which one may differ
FEWEST = 6  # spokes in a row; a corner's winders are fewer
FLIGHT = 0.6  # metres along the outer ends from one tread to the next, at most
GOING = 0.16  # the least of the same; the spokes of a wheel or a lamp stand closer
EYE = 0.03  # metres; where spokes all the way round begin nearer to their middle they are a tree's or a compass's
SAME_PLACE = 0.05  # metres
SAME_END = 0.12  # metres between the ends of two spokes
CELL = 2 * SAME_PLACE  # metres of a field in which crossings are counted
MOST_MIDDLES = 200  # that are tried; a page has few stairs
MOST_LINES = 15_000  # of a page that is searched; more are a map or textures
SAME_TIP = 0.02  # metres between the ends of two barbs
SPREAD = (-0.5, 0.96)  # cosines between the barbs of an arrow's head
FULL = math.radians(352)


@dataclass(frozen=True, slots=True, eq=False)
class Spiral:
    """Spokes from ``first`` on by one ``step`` to the left, ``count`` of them; all in metres and radians."""

    middle: Floats
    inner: float
    outer: float
    first: float
    step: float
    count: int

    @property
    def ring(self) -> Floats:
        """The outline: a circle where the treads go all the way round, else a sector of it or of a ring."""
        if self.sweep >= math.pi * 1.5:
            return self._around(self.outer, np.linspace(0, 2 * math.pi, 48, endpoint=False))
        stops = self.first + np.linspace(0, self.sweep, max(2 * self.count, 12))
        return np.vstack([self._around(self.outer, stops), self._around(self.inner, stops[::-1])])

    @property
    def walked(self) -> Floats:
        """The line walked, from the first spoke to the last."""
        return self._around((self.inner + self.outer) / 2, self.first + np.linspace(0, self.sweep, max(2 * self.count, 12)))

    def holds(self, place: Floats) -> bool:
        return float(np.hypot(*(place - self.middle))) < self.outer + FLIGHT

    @property
    def sweep(self) -> float:
        return min(self.step * (self.count - 1), FULL)

    def turn_of(self, short: Straights) -> int:
        """1 where arrows' heads on the treads point from the first spoke to the last, -1 where they point back, else 0."""
        near = np.hypot(*((short.start + short.end) / 2 - self.middle).T) < self.outer
        ends = np.concatenate([short.start[near], short.end[near]]), np.concatenate([short.end[near], short.start[near]])
        if not len(ends[0]):
            return 0
        tips = shapely.points(ends[0])
        one, other = shapely.STRtree(tips).query(tips, predicate="dwithin", distance=SAME_TIP)
        turns = 0.0
        for i, k in zip(one.tolist(), other.tolist(), strict=True):
            barbs = [(ends[1][row] - ends[0][row]) / np.hypot(*(ends[1][row] - ends[0][row])) for row in (i, k)]
            if i < k and SPREAD[0] < float(barbs[0] @ barbs[1]) < SPREAD[1]:
                away, points = ends[0][i] - self.middle, -(barbs[0] + barbs[1])
                turns += float(away[0] * points[1] - away[1] * points[0])
        return round(math.copysign(1, turns)) if abs(turns) > SAME_TIP else 0

    def _around(self, radius: float, angles: Floats) -> Floats:
        return self.middle + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)


def find_spirals(pieces: Straights) -> list[Spiral]:
    """The longest rows of spokes about each middle at which many lines point."""
    lines = pieces.length
    rows = np.flatnonzero((lines > SHORTEST) & (lines < LONGEST))
    if not FEWEST <= len(rows) <= MOST_LINES:
        return []
    start, end = pieces.start[rows], pieces.end[rows]
    found: list[Spiral] = []
    for middle in _middles(start, end):
        if any(float(np.hypot(*(middle - other.middle))) < other.outer for other in found):
            continue
        spiral = _spiral(middle, start, end)
        if spiral is not None:
            found.append(spiral)
    return found


def _middles(start: Floats, end: Floats) -> list[Floats]:
    """Where lines that lie near each other cross when led on, the places of many such crossings first."""
    tree = shapely.STRtree(shapely.linestrings(np.stack([start, end], axis=1)))
    one, other = tree.query(tree.geometries, predicate="dwithin", distance=FLIGHT)
    keep = one < other
    one, other = one[keep], other[keep]
    d, e = end[one] - start[one], end[other] - start[other]
    cross = d[:, 0] * e[:, 1] - d[:, 1] * e[:, 0]
    sine = np.abs(cross) / (np.hypot(*d.T) * np.hypot(*e.T))
    bent = (sine > math.sin(STEP[0])) & (sine < math.sin(STEP[1]))
    one, d, e, cross, away = one[bent], d[bent], e[bent], cross[bent], (start[other] - start[one])[bent]
    at = start[one] + d * ((away[:, 0] * e[:, 1] - away[:, 1] * e[:, 0]) / cross)[:, None]
    at = at[np.hypot(*(at - (start[one] + d / 2)).T) < WIDEST_EYE + LONGEST]
    if not len(at):
        return []
    return [middle for shift in (0.0, 0.5) for middle in _crowded(at, shift)]


def _crowded(at: Floats, shift: float) -> list[Floats]:
    """The middles of the fields with many places, the fullest first; fields shifted by half hold what lies on an edge."""
    cells = np.floor(at / CELL + shift).astype(np.intp)
    _, cell, counts = np.unique(cells, axis=0, return_inverse=True, return_counts=True)
    often = np.flatnonzero(counts >= FEWEST - 2)
    often = often[np.argsort(-counts[often], kind="stable")][:MOST_MIDDLES]
    return [np.median(at[cell.ravel() == number], axis=0) for number in often.tolist()]


def _spiral(middle: Floats, start: Floats, end: Floats) -> Spiral | None:
    radii = np.sort(np.stack([np.hypot(*(start - middle).T), np.hypot(*(end - middle).T)]), axis=0)
    along = end - start
    side = turned(along / np.hypot(*along.T)[:, None])
    off = np.abs(((middle - start) * side).sum(axis=1))
    outside = radii[1] - radii[0] > 0.9 * np.hypot(*along.T)  # the middle lies on none of them
    rows = np.flatnonzero((off < SAME_PLACE) & outside & (radii[0] < WIDEST_EYE) & (radii[1] > SMALLEST))
    if len(rows) < FEWEST:
        return None
    outer = float(np.median(radii[1, rows]))
    rows = rows[np.abs(radii[1, rows] - outer) < SAME_END]
    if len(rows) < FEWEST:
        return None
    inner = float(np.median(radii[0, rows]))
    rows = rows[np.abs(radii[0, rows] - inner) < SAME_END]
    far = np.where((np.hypot(*(start[rows] - middle).T) > inner + SAME_PLACE)[:, None], start[rows], end[rows]) - middle
    angles = np.unique(np.round(np.arctan2(far[:, 1], far[:, 0]), 2))
    return _row(middle, inner, outer, angles)


def _row(middle: Floats, inner: float, outer: float, angles: Floats) -> Spiral | None:
    """The longest row of even steps around a middle."""
    if len(angles) < FEWEST:
        return None
    steps = np.diff(np.concatenate([angles, [angles[0] + 2 * math.pi]]))
    usual = float(np.median(steps))
    if not (STEP[0] < usual < STEP[1] and GOING < usual * outer < FLIGHT):
        return None
    even = np.abs(steps - usual) < EVEN * usual
    if even.all():
        if inner < EYE:
            return None
        return Spiral(middle, inner, outer, float(angles[0]), usual, len(angles) + 1)
    first = int(np.flatnonzero(~even)[0]) + 1
    turned_steps = np.roll(even, -first)
    runs = np.split(turned_steps, np.flatnonzero(np.diff(turned_steps.astype(int))) + 1)
    begins = np.cumsum([0, *(len(run) for run in runs)])
    length, place = max((len(run), -int(begin)) for run, begin in zip(runs, begins, strict=False) if run[0])
    if length + 1 < FEWEST:
        return None
    return Spiral(middle, inner, outer, float(angles[(first - place) % len(angles)]), usual, length + 1)
