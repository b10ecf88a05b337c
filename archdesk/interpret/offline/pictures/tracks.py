"""The lines that run along a gap: in its wall, before its faces, and where they end."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.gaps import Gap
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.strips import strip

BESIDE = 0.4  # metres beyond each jamb that are looked at, and before and behind the wall
OFF = 0.14  # metres from the wall's face within which a leaf runs before it
SHORTEST = 0.15  # of the opening's width
ASKEW = np.linspace(-0.03, 0.03, 5)  # slopes of the lines to the gap's own
BROKEN = 3  # pixels: a shorter break in a line is a flaw of the picture
BODY = 0.7  # of a leaf's length is inked in each of its lines
THICKEST = 0.09  # metres of a leaf
AROUND = 0.05  # metres beyond its ends that belong to it
SILL = 0.015  # metres from a wall's face, where a line may run that is no leaf
STRAY = 0.02  # of the opening's ground may be inked beside the leaves
ARROW = 0.04  # of the ground before it
CROSSED = 0.7  # of that ground's depth: a line that leads away from a leaf's end

Rows = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Run:
    """A line along a gap: the row it lies in, and where it begins and ends in pixels from the gap's start."""

    row: int
    first: float
    last: float

    @property
    def length(self) -> float:
        return self.last - self.first


class Tracks:
    """The thin ink around a gap in rows along it; ``unit`` is metres a pixel."""

    def __init__(self, gap: Gap, thin: Mask, unit: float) -> None:
        self.width, self.unit = gap.length, unit
        self._half = gap.thickness / 2
        self._side = BESIDE / unit
        self._top = int(self._half + BESIDE / unit)
        rows = strip(thin, gap, -self._top, self._top, -self._side / gap.length)
        self._step = (gap.length + 2 * self._side) / rows.shape[1]
        self._rows = _levelled(rows > 0)
        self._aside = np.abs(np.arange(rows.shape[0]) - self._top)
        within = self._aside <= self._half + OFF / unit
        self.runs = [run for run in self._runs() if within[run.row]]

    def body(self, run: Run) -> tuple[float, float]:
        """How far off the wall's faces the middle of the leaf lies that a line belongs to, and how thick it is, in metres."""
        first, last = self._columns(run)
        reach = int(THICKEST / self.unit)
        low = max(0, run.row - reach)
        drawn = low + np.flatnonzero(self._rows[low : run.row + reach + 1, first : last + 1].mean(axis=1) >= BODY)
        if not drawn.size:
            return 0.0, 0.0
        middle = float(drawn[0] + drawn[-1]) / 2
        return (abs(middle - self._top) - self._half) * self.unit, float(drawn[-1] - drawn[0] + 1) * self.unit

    def holds_only(self, leaves: tuple[Run, ...]) -> bool:
        """Whether little else is drawn in the opening, and before and behind it."""
        rest = self._rows.copy()
        margin, thick = int(AROUND / self.unit / self._step), int(THICKEST / self.unit)
        for leaf in leaves:
            first, last = self._columns(leaf)
            rest[max(0, leaf.row - thick) : leaf.row + thick + 1, max(0, first - margin) : last + margin] = False
        rest[np.abs(self._aside - self._half) <= SILL / self.unit + 1] = False
        inside, outside = rest[self._aside <= self._half], rest[self._aside > self._half + OFF / self.unit]
        edge = int(self._side / self._step) + margin
        if inside[:, edge:-edge].mean() > STRAY or outside[:, edge:-edge].mean() > ARROW:
            return False
        first, last = self._columns(Run(0, leaves[0].first, leaves[-1].last))
        sides = np.split(outside[:, max(0, first - margin) : last + margin], 2)
        return not any((side.mean(axis=0) > CROSSED).any() for side in sides)

    def _columns(self, run: Run) -> tuple[int, int]:
        return int((run.first + self._side) / self._step), int((run.last + self._side) / self._step)

    def _runs(self) -> Iterator[Run]:
        marks = cv2.morphologyEx(self._rows.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((1, BROKEN), np.uint8))
        for row, first, last in _stretches(np.asarray(marks > 0)):
            run = Run(int(row), float(first * self._step - self._side), float(last * self._step - self._side))
            if run.length >= SHORTEST * self.width:
                yield run


def _levelled(rows: Rows) -> Rows:
    """The rows sheared such that lines run longest in them; a gap between odd jambs lies askew."""
    height, width = rows.shape
    places = np.arange(width) - width / 2
    turns = [np.round(slope * places).astype(int) for slope in ASKEW]
    sheared = [rows[np.clip(np.arange(height)[:, None] + turn, 0, height - 1), np.arange(width)] for turn in turns]
    return max(sheared, key=lambda seen: int((np.diff(_stretches(seen)[:, 1:], axis=1) ** 2).sum()))


def _stretches(rows: Rows) -> NDArray[np.int64]:
    """Where rows are inked without a break: the row, the first column and the one after the last."""
    edges = np.argwhere(np.diff(np.pad(rows, ((0, 0), (1, 1))).astype(np.int8), axis=1))
    return np.column_stack((edges[::2], edges[1::2, 1]))
