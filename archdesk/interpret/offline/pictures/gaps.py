"""Gaps in walls where an opening may be: swept over the mask, and between pieces that lie in one line."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import WallPiece
from archdesk.interpret.offline.pictures.axes import View, view_along
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.runs import Chain, chain_runs, find_gaps
from archdesk.interpret.offline.pictures.sampling import values_at
from archdesk.model.shapes import Point, distance

PARALLEL = math.sin(math.radians(4))
SQUARE = math.cos(math.radians(12))
DOUBLE = SQUARE / 5  # the sine between two gaps that are one
JAMB = 4.0  # pixels by which a jamb may stand off its wall
CROSSED = (0.04, 0.6)  # of a gap's length: ink that neither a free gap nor one with glazing along it has

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap from jamb to jamb on its wall's middle line; ``walls`` counts the sides with a piece in its line, 0 to 2."""

    start: Point
    end: Point
    thickness: float
    walls: int

    @property
    def length(self) -> float:
        return distance(self.start, self.end)

    @property
    def middle(self) -> Point:
        return (self.start[0] + self.end[0]) / 2, (self.start[1] + self.end[1]) / 2

    @property
    def along(self) -> Point:
        n = max(self.length, 1e-9)
        return (self.end[0] - self.start[0]) / n, (self.end[1] - self.start[1]) / n


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how deep a gap may be, in working pixels."""

    shortest: float
    longest: float
    thinnest: float
    thickest: float


def find_wall_gaps(mask: Mask, pieces: tuple[WallPiece, ...], angles: tuple[float, ...], limits: Limits) -> list[Gap]:
    """All gaps, those between pieces in one line first, without doubles."""
    if not pieces:
        return []
    lines = _Lines(pieces)
    found = [gap for gap in _between(lines, limits) if not _is_crossed(gap, mask)]
    for angle in angles:
        for swept in _sweep(view_along(mask, angle), limits):
            gap = _snapped(swept, lines)
            if lines.holds(gap.start, gap) and lines.holds(gap.end, gap):
                found.append(gap)
    return _without_doubles(sorted(found, key=lambda gap: (-gap.walls, gap.length)))


class _Lines:
    """Wall pieces as arrays, to ask all of them at once."""

    def __init__(self, pieces: tuple[WallPiece, ...]) -> None:
        self.start = np.array([piece.start for piece in pieces])
        self.end = np.array([piece.end for piece in pieces])
        self.thickness = np.array([piece.thickness for piece in pieces])
        span = self.end - self.start
        self.length = np.maximum(np.hypot(span[:, 0], span[:, 1]), 1e-9)
        self.way = span / self.length[:, None]

    def turn(self, along: Point) -> Numbers:
        """The sines of the angles between a direction and the pieces."""
        return np.asarray(np.abs(along[0] * self.way[:, 1] - along[1] * self.way[:, 0]))

    def ahead(self, point: Point) -> Numbers:
        """How far along each piece a point lies."""
        return np.asarray(((np.array(point) - self.start) * self.way).sum(axis=1))

    def aside(self, point: Point) -> Numbers:
        """How far beside each piece's line a point lies."""
        away = np.array(point) - self.start
        return np.asarray(np.abs(self.way[:, 0] * away[:, 1] - self.way[:, 1] * away[:, 0]))

    def in_line(self, gap: Gap) -> NDArray[np.bool_]:
        """The pieces that go on where the gap ends."""
        near = np.full(self.length.size, np.inf)
        for point in (gap.start, gap.end):
            for ends in (self.start, self.end):
                near = np.minimum(near, np.hypot(ends[:, 0] - point[0], ends[:, 1] - point[1]))
        fits = (self.length >= 0.4 * self.thickness) & (self.turn(gap.along) <= PARALLEL)
        fits &= self.aside(gap.middle) <= self.thickness / 2
        return np.asarray(fits & (near <= np.maximum(1.2 * self.thickness, 0.25 * gap.length)))

    def holds(self, point: Point, gap: Gap) -> bool:
        """Whether a piece in the gap's line, or one across it, stands at this jamb."""
        turn = self.turn(gap.along)
        across = turn >= SQUARE
        slack = JAMB + 0.5 * self.thickness
        ahead = self.ahead(point)
        beside = self.aside(point) - np.where(across, self.thickness, gap.thickness) / 2
        stands = (ahead >= -slack) & (ahead <= self.length + slack) & (beside <= slack)
        return bool((stands & (across | (turn <= PARALLEL))).any())


def _sweep(view: View, limits: Limits) -> list[Gap]:
    gaps: list[Gap] = []
    for mask, upright in ((view.mask, True), (np.ascontiguousarray(view.mask.T), False)):
        runs = find_gaps(mask)
        runs = runs.where((runs.length >= limits.shortest) & (runs.length <= limits.longest))
        chains = chain_runs(runs, max(2.0, 0.2 * limits.thinnest), max(2, math.ceil(limits.thinnest)))
        shallow = [chain for chain in chains if chain.length <= limits.thickest and chain.width >= chain.length]
        gaps += [_gap(chain, view, upright=upright) for chain in shallow]
    return gaps


def _gap(chain: Chain, view: View, *, upright: bool) -> Gap:
    """A chain of gaps as one; the runs go down the columns, so that the gap's line crosses the columns' middle."""
    middle = (chain.first + chain.last) / 2
    ends = [(middle, chain.start), (middle, chain.stop)]
    if not upright:
        ends = [(y, x) for x, y in ends]
    start, end = (view.to_picture(p) for p in ends)
    return Gap(start, end, chain.length, 0)


def _snapped(gap: Gap, lines: _Lines) -> Gap:
    """The gap moved onto the middle line of the pieces that end at its jambs, with their thickness."""
    chosen = np.flatnonzero(lines.in_line(gap))
    if chosen.size == 0:
        return gap
    best = chosen[lines.aside(gap.middle)[chosen].argmin()]
    way, origin = lines.way[best], lines.start[best]
    feet = [origin + way * float((np.array(p) - origin) @ way) for p in (gap.start, gap.end)]
    middles = (lines.start[chosen] + lines.end[chosen]) / 2 - np.array(gap.middle)
    sides = set((middles @ np.array(gap.along) > 0).tolist())
    start, end = ((float(foot[0]), float(foot[1])) for foot in feet)
    return Gap(start, end, float(lines.thickness[best]), len(sides))


def _between(lines: _Lines, limits: Limits) -> list[Gap]:
    """The gaps between each piece's two ends and the next piece in its line."""
    gaps: list[Gap] = []
    for piece in range(lines.length.size):
        way = lines.way[piece]
        aside = np.abs((lines.start - lines.start[piece]) @ np.array((-way[1], way[0])))
        fits = lines.turn((way[0], way[1])) <= PARALLEL
        fits &= aside <= 0.5 * np.maximum(lines.thickness, lines.thickness[piece])
        fits[piece] = False
        for end, out in ((lines.end[piece], way), (lines.start[piece], -way)):
            far = np.minimum((lines.start - end) @ out, (lines.end - end) @ out)
            far[~fits | (far <= 0)] = np.inf
            nearest = int(far.argmin())
            if limits.shortest <= far[nearest] <= limits.longest:
                there = end + out * far[nearest]
                thickness = min(lines.thickness[piece], lines.thickness[nearest])
                gaps.append(Gap((float(end[0]), float(end[1])), (float(there[0]), float(there[1])), float(thickness), 2))
    return gaps


def _is_crossed(gap: Gap, mask: Mask) -> bool:
    """Whether a wall stands in the way inside the gap."""
    steps = np.linspace(0.04, 0.96, max(12, int(gap.length)))
    points = gap.start + steps[:, None] * np.subtract(gap.end, gap.start)
    inked = float(values_at(mask, points).mean())
    return CROSSED[0] < inked < CROSSED[1]


def _without_doubles(gaps: list[Gap]) -> list[Gap]:
    """The gaps without those that are one with an earlier one: nearly parallel, over one another in half of the shorter."""
    along, middle = (
        np.array(points, np.float64).reshape(-1, 2) for points in ([g.along for g in gaps], [g.middle for g in gaps])
    )
    thickness, length = np.array([(gap.thickness, gap.length) for gap in gaps], np.float64).reshape(-1, 2).T
    kept: list[int] = []
    for i in range(len(gaps)):
        turn = np.abs(along[i, 0] * along[kept, 1] - along[i, 1] * along[kept, 0])
        away = middle[kept] - middle[i]
        beside = np.abs(away[:, 0] * along[i, 1] - away[:, 1] * along[i, 0])
        overlap = (length[i] + length[kept]) / 2 - np.abs(away @ along[i])
        same = turn <= DOUBLE
        same &= beside < 0.6 * np.maximum(thickness[i], thickness[kept]) + 1
        same &= overlap > 0.5 * np.minimum(length[i], length[kept])
        if not same.any():
            kept.append(i)
    return [gaps[i] for i in kept]
