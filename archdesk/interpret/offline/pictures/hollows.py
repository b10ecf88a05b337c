"""Straight strips of ground between two parallel lines: hollow walls, the layers of walls, and much else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.pictures.ink import Ink, Mask
from archdesk.interpret.offline.pictures.runs import Chain, chain_runs, find_gaps

NARROWEST, WIDEST = 0.02, 0.5  # metres between the two lines
SHORTEST = 0.12  # metres
STEADY = 2.0  # pixels by which the two lines may lie uneven
ASLANT = 0.02  # how far they may lie askew
SIGN = 0.25  # metres: free marks that are smaller lie in a strip without parting it
DASH, DASH_WIDTH = 1.2, 4.0  # metres of a free dash, at most so many plain lines thick
ACROSS = 0.95  # of a strip's width
THIN_PEN = 0.04  # of the length of all strips: those between the thinnest lines
BOLD = 1.4  # times the thinnest pen
TELLING = 0.2  # of the length of all strips between bold lines: below, the pens tell nothing
WALL = 0.055  # metres: the narrowest strip that may be a wall


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip between two lines, from ``first`` to ``last`` along and ``low`` to ``high`` across, in working pixels.

    ``pens`` are the widths of its two lines; along is down where it is ``upright``.
    """

    first: int
    last: int
    low: int
    high: int
    upright: bool
    pens: tuple[float, float]

    @property
    def length(self) -> int:
        return self.last - self.first

    @property
    def width(self) -> int:
        return self.high - self.low

    @property
    def box(self) -> tuple[slice, slice]:
        """Its rows and columns."""
        return self.span(self.low, self.high)

    def beside(self, mask: Mask, reach: int) -> tuple[float, float]:
        """The shares of its two long sides that have a mask within reach."""
        sides = (self.span(max(0, self.low - reach), self.low), self.span(self.high, self.high + reach))
        one, other = (share_along(mask[side], upright=not self.upright) for side in sides)
        return one, other

    def ahead(self, reach: int, room: int = 0) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
        """The boxes before its first and after its last end, so long, and wider on both sides by some room."""
        low, high = max(0, self.low - room), self.high + room
        before = self.within(max(0, self.first - reach), self.first)
        after = self.within(self.last, self.last + reach)
        return before.span(low, high), after.span(low, high)

    def within(self, first: int, last: int) -> "Strip":
        return replace(self, first=first, last=last)

    def is_in_line(self, other: "Strip") -> bool:
        """Whether another strip lies between the same two lines."""
        slack = max(STEADY, 0.1 * self.width)
        level = abs(self.low - other.low) <= slack and abs(self.high - other.high) <= slack
        return level and self.upright == other.upright

    def span(self, low: int, high: int) -> tuple[slice, slice]:
        """The rows and columns along it from one place across to another."""
        along, across = slice(self.first, self.last), slice(low, high)
        return (along, across) if self.upright else (across, along)


def find_strips(ink: Ink, line: float, unit: float) -> list[Strip]:
    """The level and upright strips of a picture; ``unit`` is metres a working pixel, ``line`` its plain pen's width."""
    ground = without_signs(ink.dark, line, unit)
    strips: list[Strip] = []
    for upright in (False, True):
        mask = np.ascontiguousarray(ground.T) if upright else ground
        tone = np.ascontiguousarray(ink.tone.T) if upright else ink.tone
        runs = find_gaps(mask)
        runs = runs.where((runs.length * unit >= NARROWEST) & (runs.length * unit <= WIDEST))
        chains = chain_runs(runs, 2, max(4, round(SHORTEST / unit)))
        straight = [each for each in chains if each.spread <= STEADY + 0.05 * each.width and abs(each.slope) <= ASLANT]
        found = [_strip(chain, tone, line, upright=upright) for chain in straight]
        strips += _joined(found, mask, round(SIGN / unit))
    return strips


def without_signs(dark: Mask, line: float, unit: float) -> Mask:
    """The ink without free marks that are small, or thin and short: signs of materials, axes drawn by dashes."""
    found = find_components(dark, 8)
    sides = found.stats[:, 2:4]
    long, short = sides.max(axis=1), sides.min(axis=1)
    free = (long * unit <= SIGN) | ((short <= DASH_WIDTH * line + 1) & (long * unit <= DASH))
    return np.asarray(dark & (1 - found.paint(free)), np.uint8)


def pens_around(tone: NDArray[np.float16], box: tuple[int, ...], line: float) -> tuple[float, float, float, float]:
    """The widths of the lines above and below, left and right of a box: its left, top, width and height."""
    x, y, width, height = box
    level = _pens(tone, slice(x, x + width), y, y + height, line)
    upright = _pens(np.asarray(tone.T), slice(y, y + height), x, x + width, line)
    return *level, *upright


def in_lines(strips: Iterable[Strip], gap: int) -> list[list[Strip]]:
    """The strips in groups that lie between the same two lines with no wider gap from one to the next."""
    groups: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda each: each.first):
        home = next((group for group in groups if group[-1].is_in_line(strip) and strip.first - group[-1].last <= gap), None)
        if home is None:
            groups.append([strip])
        else:
            home.append(strip)
    return groups


def bold_pen(strips: Iterable[Strip], unit: float) -> float:
    """The least width of the lines that draw what is cut, where a bolder pen drew it; 0 where one pen drew all."""
    long = [each for each in strips if each.length >= 2 * each.width and each.width * unit >= WALL]
    if not long:
        return 0.0
    pens = np.array([min(each.pens) for each in long])
    lengths = np.array([float(each.length) for each in long])
    order = np.argsort(pens, kind="stable")
    thin = float(pens[order][np.searchsorted(np.cumsum(lengths[order]), THIN_PEN * lengths.sum())])
    return BOLD * thin if lengths[pens >= BOLD * thin].sum() >= TELLING * lengths.sum() else 0.0


def _strip(chain: Chain, tone: NDArray[np.float16], line: float, *, upright: bool) -> Strip:
    first, last, low, high = (round(value) for value in (chain.first, chain.last, chain.start, chain.stop))
    return Strip(first, last, low, high, upright, _pens(tone, slice(first, last), low, high, line))


def _pens(tone: NDArray[np.float16], along: slice, low: int, high: int, line: float) -> tuple[float, float]:
    """The widths of the level lines above and below a stretch of ground."""
    reach = max(3, round(2.2 * line + 1))
    sides = tone[max(0, low - reach) : low + 2, along], tone[max(0, high - 2) : high + reach, along]
    one, other = (float(np.median(side.sum(axis=0, dtype=np.float32))) for side in sides)
    return one, other


def _joined(strips: list[Strip], ground: Mask, gap: int) -> list[Strip]:
    """The strips with those made one that only a sign parts, in ``ground`` turned so that they are level."""
    joined: list[Strip] = []
    for group in in_lines(strips, gap):
        for strip in group:
            last = joined[-1] if strip is not group[0] else None
            if last is None or _crosses(ground[strip.low : strip.high, last.last : strip.first]):
                joined.append(strip)
            else:
                longest = max(last, strip, key=lambda each: each.length)
                joined[-1] = replace(longest, first=last.first, last=max(last.last, strip.last))
    return joined


def _crosses(part: Mask) -> bool:
    """Whether a line runs across a strip."""
    return part.size > 0 and float(part.mean(axis=0).max()) >= ACROSS


def share_along(part: Mask, *, upright: bool) -> float:
    """The share of a part's columns that hold a mark, of its rows where they are seen along an upright strip."""
    return float(part.max(axis=0 if upright else 1).mean()) if part.size else 0.0
