"""Zigzags of panels before a gap: how they may go on where the first panel is known."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NARROW, FEWEST_NARROW = 0.2, 3  # metres of a panel; and how many are narrower at least
MOST_PANELS = 16
AT_JAMB = 0.12  # metres between the jamb's edge and the first panel
FIT = 0.2  # of the opening's width by which panels drawn ajar may miss it
SEEN = 0.5  # of a panel that is seen as one stroke

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Zigzag:
    """Panels by their corners, in one line or in one from either jamb; x along the gap from its start, y across.

    Where nothing folds there are two leaves, each on its own jamb.
    """

    lines: tuple[Numbers, ...]
    folds: bool = True

    @property
    def panels(self) -> Numbers:
        """Their ends as (panels, 2, 2)."""
        return np.concatenate([np.stack((line[:-1], line[1:]), axis=1) for line in self.lines])

    @property
    def tips(self) -> Numbers:
        """The corners where panels meet."""
        return np.concatenate([line[1:-1] for line in self.lines])

    def mirrored(self, width: float) -> "Zigzag":
        """The same seen from the gap's other end."""
        return Zigzag(tuple(_mirrored(line, width) for line in self.lines), self.folds)


def zigzags_from(start: Numbers, end: Numbers, width: float, unit: float) -> Iterator[Zigzag]:
    """All that a stroke from the gap's start may be the first panel of; ``unit`` is metres a unit of length."""
    length = float(np.hypot(*(end - start)))
    if length * unit >= NARROW:
        yield from _pairs(start, end, length, width)
    step = float(end[0] - start[0])
    foot, top = float(start[1]), float(end[1])
    yield from _one_side(step, foot, top, width, 2 * AT_JAMB / unit)
    yield from _about_the_line(step, foot, top, width)


def _pairs(start: Numbers, end: Numbers, length: float, width: float) -> Iterator[Zigzag]:
    """Two panels from jamb to jamb, two as long as the gap is wide from one jamb or half as long from each; two leaves."""
    way = (end - start) / length
    half = width / 2 - start[0]
    if half > 0 and length >= SEEN * half / way[0]:
        yield Zigzag((np.array((start, start + way * half / way[0], (width - start[0], start[1]))),))
    back = np.array((start, end, (2 * end[0] - start[0], start[1])))
    if abs(2 * length - width) <= FIT * width:
        yield Zigzag((back,))
    if abs(4 * length - width) <= FIT * width:
        yield Zigzag((back, _mirrored(back, width)))
    if SEEN * half <= length <= (1 + FIT / 2) * half:
        leaf = np.array((start, start + way * half))
        yield Zigzag((leaf, _mirrored(leaf, width)), folds=False)


def _one_side(step: float, foot: float, top: float, width: float, slack: float) -> Iterator[Zigzag]:
    """Panels to and fro before the gap, from jamb to jamb."""
    count = round(width / step)
    if FEWEST_NARROW <= count <= MOST_PANELS and abs(count * step - width) <= min(0.5 * step, slack):
        places = np.arange(count + 1)
        yield Zigzag((np.stack((places * width / count, np.where(places % 2, top, foot)), axis=1),))


def _about_the_line(step: float, foot: float, top: float, width: float) -> Iterator[Zigzag]:
    """Panels to and fro across the gap, the first and the last half as long."""
    count = round(width / (2 * step))
    if 2 <= count <= MOST_PANELS and abs(2 * count * step - width) <= 0.5 * step:
        places = np.arange(count)
        x = np.concatenate(((0.0,), (2 * places + 1) * width / (2 * count), (width,)))
        y = np.concatenate(((foot,), foot + (top - foot) * (-1.0) ** places, (foot,)))
        yield Zigzag((np.stack((x, y), axis=1),))


def _mirrored(line: Numbers, width: float) -> Numbers:
    return np.stack((width - line[:, 0], line[:, 1]), axis=1)
