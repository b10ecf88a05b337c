"""Gaps in walls where an opening may be: swept over the mask, and between pieces that lie in one line."""

import math
from dataclasses import dataclass

import numpy as np

from archdesk.interpret.offline.evidence import WallPiece
from archdesk.interpret.offline.pictures.axes import View, view_along
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.runs import Chain, chain_runs, find_gaps
from archdesk.model.shapes import Point, distance

PARALLEL = math.sin(math.radians(4))
SLANT = 0.06
SQUARE = math.cos(math.radians(12))
JAMB = 4.0  # pixels by which a jamb may stand off its wall


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap from jamb to jamb on its wall's middle line; ``walls`` counts the pieces in its line, 0 to 2."""

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
    found = _between(pieces, limits)
    for angle in angles:
        view = view_along(mask, angle)
        for swept in _sweep(view, limits):
            gap = _snapped(swept, pieces)
            if all(_is_held(point, gap, pieces) for point in (gap.start, gap.end)):
                found.append(gap)
    found.sort(key=lambda gap: (-gap.walls, gap.length))
    kept: list[Gap] = []
    for gap in found:
        if not any(_same(gap, other) for other in kept):
            kept.append(gap)
    return kept


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


def _snapped(gap: Gap, pieces: tuple[WallPiece, ...]) -> Gap:
    """The gap moved onto the middle line of the pieces that end at its jambs, with their thickness."""
    in_line = [piece for piece in pieces if _lies_in_line(gap, piece)]
    if not in_line:
        return gap
    best = min(in_line, key=lambda piece: abs(_offset(piece, gap.middle)))
    start, end = (_foot(piece_point, best) for piece_point in (gap.start, gap.end))
    sides = {_side(gap, piece) for piece in in_line}
    return Gap(start, end, best.thickness, len(sides))


def _lies_in_line(gap: Gap, piece: WallPiece) -> bool:
    long = distance(piece.start, piece.end)
    if long < 0.4 * piece.thickness or abs(_cross(gap.along, _direction(piece))) > SLANT:
        return False
    if abs(_offset(piece, gap.middle)) > piece.thickness / 2:
        return False
    near = min(distance(p, q) for p in (gap.start, gap.end) for q in (piece.start, piece.end))
    return near <= max(1.2 * piece.thickness, 0.25 * gap.length)


def _is_held(point: Point, gap: Gap, pieces: tuple[WallPiece, ...]) -> bool:
    """Whether a piece in the gap's line, or one across it, stands at this jamb."""
    for piece in pieces:
        way = _direction(piece)
        turn = abs(_cross(gap.along, way))
        if SQUARE > turn > SLANT:
            continue
        dx, dy = point[0] - piece.start[0], point[1] - piece.start[1]
        ahead = dx * way[0] + dy * way[1]
        slack = JAMB + 0.3 * piece.thickness
        beside = abs(_offset(piece, point)) - (piece.thickness / 2 if turn >= SQUARE else gap.thickness / 2)
        if -slack <= ahead <= distance(piece.start, piece.end) + slack and beside <= slack:
            return True
    return False


def _side(gap: Gap, piece: WallPiece) -> bool:
    middle = (piece.start[0] + piece.end[0]) / 2, (piece.start[1] + piece.end[1]) / 2
    return (middle[0] - gap.middle[0]) * gap.along[0] + (middle[1] - gap.middle[1]) * gap.along[1] > 0


def _between(pieces: tuple[WallPiece, ...], limits: Limits) -> list[Gap]:
    """The gaps between each piece's end and the next piece in its line."""
    gaps: list[Gap] = []
    for piece in pieces:
        way = _direction(piece)
        for end, sign in ((piece.end, 1), (piece.start, -1)):
            best: tuple[float, WallPiece] | None = None
            for other in pieces:
                if other is piece or abs(_cross(way, _direction(other))) > PARALLEL:
                    continue
                if abs(_offset(piece, other.start)) > 0.5 * max(piece.thickness, other.thickness):
                    continue
                far = [((p[0] - end[0]) * way[0] + (p[1] - end[1]) * way[1]) * sign for p in (other.start, other.end)]
                if min(far) > 0 and (best is None or min(far) < best[0]):
                    best = (min(far), other)
            if best and limits.shortest <= best[0] <= limits.longest and sign > 0:
                there = (end[0] + way[0] * best[0], end[1] + way[1] * best[0])
                gaps.append(Gap(end, there, min(piece.thickness, best[1].thickness), 2))
            elif best and limits.shortest <= best[0] <= limits.longest:
                there = (end[0] - way[0] * best[0], end[1] - way[1] * best[0])
                gaps.append(Gap(there, end, min(piece.thickness, best[1].thickness), 2))
    return gaps


def _same(a: Gap, b: Gap) -> bool:
    """Whether two gaps are one: nearly parallel, over one another in more than half of the shorter."""
    if abs(_cross(a.along, b.along)) > 0.2:
        return False
    dx, dy = b.middle[0] - a.middle[0], b.middle[1] - a.middle[1]
    beside = abs(dx * a.along[1] - dy * a.along[0])
    ahead = abs(dx * a.along[0] + dy * a.along[1])
    overlap = (a.length + b.length) / 2 - ahead
    return beside < 0.6 * max(a.thickness, b.thickness) + 1 and overlap > 0.5 * min(a.length, b.length)


def _direction(piece: WallPiece) -> Point:
    n = max(distance(piece.start, piece.end), 1e-9)
    return (piece.end[0] - piece.start[0]) / n, (piece.end[1] - piece.start[1]) / n


def _offset(piece: WallPiece, point: Point) -> float:
    """How far a point lies beside a piece's line."""
    return _cross(_direction(piece), (point[0] - piece.start[0], point[1] - piece.start[1]))


def _foot(point: Point, piece: WallPiece) -> Point:
    way = _direction(piece)
    ahead = (point[0] - piece.start[0]) * way[0] + (point[1] - piece.start[1]) * way[1]
    return piece.start[0] + way[0] * ahead, piece.start[1] + way[1] * ahead


def _cross(a: Point, b: Point) -> float:
    return a[0] * b[1] - a[1] * b[0]
