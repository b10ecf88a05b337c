"""Wall pieces out of a wall mask: runs across the walls, chained, joined and led into their junctions."""

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import WallPiece
from archdesk.interpret.offline.pictures.axes import View, find_axes, view_along
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.residues import residue_pieces
from archdesk.interpret.offline.pictures.ridges import open_by_disc
from archdesk.interpret.offline.pictures.runs import Chain, chain_runs, find_runs
from archdesk.interpret.offline.pictures.walls import WallMask
from archdesk.model.shapes import distance

SLANT = 0.1  # the steepest slope of a chain that belongs to this axis
ROUGH = 1.6  # pixels by which the faces of a straight wall may be uneven
ROUGH_SHARE = 0.06  # the same, of its thickness
FULL = 0.85  # the share of ink in a band that is wall
SHORTEST = 5  # pixels
MOST_AXES = 8  # a round house has as many directions as one asks for
REMNANT = 0.03  # of the mask: what may stay unexplained
MOST_RESIDUE = 0.5  # of the mask: where the axes explain less, it is no plan


@dataclass(frozen=True, slots=True)
class _Strip:
    """A piece in a view: from x0 to x1, its middle at both ends, its width; ``upright`` swaps x and y."""

    x0: float
    x1: float
    y0: float
    y1: float
    width: float
    upright: bool

    @property
    def length(self) -> float:
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


class _Ink:
    """Shares of ink in level boxes of a mask, by a summed table."""

    def __init__(self, mask: Mask) -> None:
        self._sums = cv2.integral(mask)
        self._height, self._width = mask.shape

    def share(self, x0: float, y0: float, x1: float, y1: float) -> float:
        left, right = (int(min(max(round(x), 0), self._width)) for x in (x0, x1))
        top, bottom = (int(min(max(round(y), 0), self._height)) for y in (y0, y1))
        area = (right - left) * (bottom - top)
        if area <= 0:
            return 0.0
        s = self._sums
        return float(s[bottom, right] - s[top, right] - s[bottom, left] + s[top, left]) / area


def find_pieces(walls: WallMask) -> tuple[tuple[WallPiece, ...], tuple[float, ...]]:
    """The straight pieces of the walls, and the angles of the axes they were found along."""
    rest = walls.mask.copy()
    total = int(rest.sum())
    pieces: list[WallPiece] = []
    used: list[float] = []
    for _ in range(MOST_AXES):
        angle = next(iter(find_axes(rest)), None)
        if angle is None or rest.sum() < REMNANT * total:
            break
        view = view_along(rest, angle)
        found = [_piece(strip, view) for strip in _strips(view.mask, walls.widths.widest)]
        if not found:
            break
        used.append(view.angle)
        pieces += found
        for piece in found:
            cv2.fillConvexPoly(rest, np.round(_corners(piece, 1.5) - 0.5).astype(np.int32), 0)
        rest = open_by_disc(rest, 0.8 * walls.widths.cut)
    if rest.sum() <= MOST_RESIDUE * total:
        pieces += residue_pieces(rest, 0.8 * walls.widths.cut)
    return tuple(pieces), tuple(used)


def _strips(mask: Mask, widest: float) -> list[_Strip]:
    level = _joined(mask, widest)
    upright = [replace(strip, upright=True) for strip in _joined(np.ascontiguousarray(mask.T), widest)]
    return _without_doubles(level + upright, mask)


def _joined(mask: Mask, widest: float) -> list[_Strip]:
    runs = find_runs(mask)
    runs = runs.where(runs.length <= 1.15 * widest + 3)
    ink = _Ink(mask)
    chains = [chain for chain in chain_runs(runs, 2, SHORTEST) if abs(chain.slope) < SLANT]
    strips = [_strip(chain) for chain in chains if chain.spread <= max(ROUGH, ROUGH_SHARE * chain.width)]
    strips = [strip for strip in strips if strip.length >= min(0.5 * strip.width, 0.4 * widest)]
    strips = _join_in_line(strips, ink, 1.6 * widest + 3)
    return [_led_on(strip, ink, 1.3 * widest) for strip in strips]


def _strip(chain: Chain) -> _Strip:
    width = chain.width / math.hypot(1, chain.slope)
    return _Strip(chain.first, chain.last, chain.middle_first, chain.middle_last, width, upright=False)


def _join_in_line(strips: list[_Strip], ink: _Ink, reach: float) -> list[_Strip]:
    """Strips with the same faces and ink between them made one, from left to right."""
    done: list[_Strip] = []
    for strip in sorted(strips, key=lambda s: (s.x0, s.y0)):
        partner = next((k for k in range(len(done) - 1, -1, -1) if _continues(done[k], strip, ink, reach)), None)
        if partner is None:
            done.append(strip)
        else:
            done[partner] = _union(done[partner], strip)
    return done


def _continues(a: _Strip, b: _Strip, ink: _Ink, reach: float) -> bool:
    gap = b.x0 - a.x1
    if not -2 <= gap <= reach or b.x1 <= a.x1:
        return False
    slack = max(2.0, 0.12 * min(a.width, b.width))
    if abs(a.width - b.width) > 2 * slack or abs(a.y1 - b.y0) > slack:
        return False
    half = min(a.width, b.width) / 2
    middle = (a.y1 + b.y0) / 2
    return gap <= 1 or ink.share(a.x1, middle - half, b.x0, middle + half) >= FULL


def _union(a: _Strip, b: _Strip) -> _Strip:
    width = (a.width * a.length + b.width * b.length) / (a.length + b.length)
    if a.length > 8 * b.length or b.length > 8 * a.length:
        long = max(a, b, key=lambda s: s.length)
        slope = (long.y1 - long.y0) / long.length
        return _Strip(
            a.x0, b.x1, long.y0 + slope * (a.x0 - long.x0), long.y1 + slope * (b.x1 - long.x1), long.width, upright=False
        )
    return _Strip(a.x0, b.x1, a.y0, b.y1, width, upright=False)


def _led_on(strip: _Strip, ink: _Ink, reach: float) -> _Strip:
    """The strip with its ends moved on through the ink of junctions."""
    half = max(1.0, strip.width / 2 - 0.5)
    ends: list[float] = []
    for x, y, way in ((strip.x0, strip.y0, -1), (strip.x1, strip.y1, 1)):
        at = x
        while abs(at - x) < reach:
            low, high = sorted((at, at + way))
            if ink.share(low, y - half, high, y + half) < FULL:
                break
            at += way
        ends.append(at)
    return replace(strip, x0=ends[0], x1=ends[1])


def _without_doubles(strips: list[_Strip], mask: Mask) -> list[_Strip]:
    """The strips that show ink of their own, the most elongated first."""
    left = mask.copy()
    kept: list[_Strip] = []
    for strip in sorted(strips, key=lambda s: -s.length / max(s.width, 1)):
        half = strip.width / 2
        x0, x1 = round(strip.x0), round(strip.x1)
        y0, y1 = round(strip.middle - half), round(strip.middle + half)
        box = (
            (slice(max(x0, 0), x1), slice(max(y0, 0), y1)) if strip.upright else (slice(max(y0, 0), y1), slice(max(x0, 0), x1))
        )
        part = left[box]
        if part.size == 0 or (part.mean() < 0.35 and part.sum() < 4 * strip.width * strip.width):
            continue
        part[:] = 0
        kept.append(strip)
    return kept


def _piece(strip: _Strip, view: View) -> WallPiece:
    ends = [(strip.x0, strip.y0), (strip.x1, strip.y1)]
    if strip.upright:
        ends = [(y, x) for x, y in ends]
    start, end = (view.to_picture(p) for p in ends)
    slender = strip.length / max(strip.width, 1)
    return WallPiece(start, end, strip.width, confidence=float(np.clip(0.55 + 0.1 * slender, 0.4, 0.97)))


def _corners(piece: WallPiece, margin: float) -> NDArray[np.float64]:
    """The four corners of a piece grown on its sides."""
    along = np.subtract(piece.end, piece.start) / max(distance(piece.start, piece.end), 1e-9)
    across = np.array((-along[1], along[0])) * (piece.thickness / 2 + margin)
    start, end = np.array(piece.start), np.array(piece.end)
    return np.array((start - across, end - across, end + across, start + across))
