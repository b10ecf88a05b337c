"""Stretches of equal pixels column by column, and chains of such stretches that keep their place."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from archdesk.interpret.offline.pictures.ink import Mask

Whole = NDArray[np.int64]

BEND = 1.5  # pixels by which the middle of a straight chain may lie beside its ends
BEND_SHARE = 0.1  # the same, of its width


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Stretches ``start <= row < stop``, each in its column, sorted by column and start."""

    column: Whole
    start: Whole
    stop: Whole
    height: int

    @property
    def length(self) -> Whole:
        return self.stop - self.start

    def where(self, chosen: NDArray[np.bool_]) -> "Runs":
        return Runs(self.column[chosen], self.start[chosen], self.stop[chosen], self.height)


@dataclass(frozen=True, slots=True)
class Chain:
    """Neighbouring runs whose ends stay: columns ``first <= column < last``, a straight middle line, a median width.

    ``spread`` is how far most of its ends lie beside the two straight faces.
    """

    first: float
    last: float
    middle_first: float
    middle_last: float
    width: float
    start: float
    stop: float
    spread: float

    @property
    def length(self) -> float:
        return self.last - self.first

    @property
    def slope(self) -> float:
        return (self.middle_last - self.middle_first) / self.length

    @property
    def middle(self) -> float:
        return (self.middle_first + self.middle_last) / 2


def find_runs(mask: Mask) -> Runs:
    """All marked stretches down the columns of a mask."""
    height, width = mask.shape
    columns = np.zeros((width, height + 2), np.uint8)
    columns[:, 1:-1] = cv2.transpose(mask)
    flat = columns.ravel()
    edges = np.flatnonzero(flat[1:] != flat[:-1])
    column, start = np.divmod(edges[::2], height + 2)
    return Runs(column, start, start + edges[1::2] - edges[::2], height)


def find_gaps(mask: Mask) -> Runs:
    """All unmarked stretches down the columns that marks bound on both sides."""
    marked = find_runs(mask)
    same = marked.column[1:] == marked.column[:-1]
    return Runs(marked.column[1:][same], marked.stop[:-1][same], marked.start[1:][same], marked.height)


def chain_runs(runs: Runs, tolerance: float, shortest: int) -> list[Chain]:
    """Chains of at least ``shortest`` columns through runs whose two ends move at most by ``tolerance`` a column."""
    if runs.column.size == 0:
        return []
    label = _link(runs, tolerance)
    order = np.argsort(label, kind="stable")
    edges = np.flatnonzero(np.diff(label[order])) + 1
    parts = [straight for part in np.split(order, edges) for straight in _straight_parts(runs, part, shortest)]
    return [_chain(runs, part) for part in parts if part.size >= shortest]


def _straight_parts(runs: Runs, part: Whole, shortest: int) -> list[Whole]:
    """A chain cut where it bends, as round walls do."""
    if part.size < 4 * shortest:
        return [part]
    centre = (runs.start[part] + runs.stop[part]) / 2
    width = _median(runs.length[part])
    fifth = max(1, part.size // 5)
    ends, middle = _median(centre[:fifth]) + _median(centre[-fifth:]), _median(centre[2 * fifth : 3 * fifth + 1])
    if abs(ends / 2 - middle) <= max(BEND, BEND_SHARE * width):
        return [part]
    half = part.size // 2
    return _straight_parts(runs, part[:half], shortest) + _straight_parts(runs, part[half:], shortest)


def _link(runs: Runs, tolerance: float) -> Whole:
    """A label for each run, the same for those of one chain."""
    span = runs.height + 10 * int(tolerance + 1)
    key = runs.column * span + runs.start
    after = np.searchsorted(key, key + span)
    mine: list[Whole] = []
    other: list[Whole] = []
    for shift in (0, -1):
        near = np.clip(after + shift, 0, key.size - 1)
        fits = (
            (runs.column[near] == runs.column + 1)
            & (np.abs(runs.start[near] - runs.start) <= tolerance)
            & (np.abs(runs.stop[near] - runs.stop) <= tolerance)
        )
        mine.append(np.flatnonzero(fits))
        other.append(near[fits])
    rows, columns = np.concatenate(mine), np.concatenate(other)
    graph = coo_matrix((np.ones(rows.size, np.int8), (rows, columns)), shape=(key.size, key.size))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)


def _chain(runs: Runs, part: Whole) -> Chain:
    column, start, stop = runs.column[part], runs.start[part], runs.stop[part]
    first, last = float(column[0]), float(column[-1] + 1)
    centre = (start + stop) / 2
    # The middles' trend by the medians of both halves' outer thirds: no single odd column turns it.
    third = max(1, part.size // 3)
    head, tail = _median(centre[:third]), _median(centre[-third:])
    slope = (tail - head) / max(1.0, part.size - third)
    width = _median(stop - start)
    if part.size < 4 * width and abs(slope) < 0.02:
        slope = 0.0
    middle = _median(centre)
    half = (last - first) / 2
    line = middle + slope * (column + 0.5 - (first + last) / 2)
    beside = np.concatenate((np.abs(start - line + width / 2), np.abs(stop - line - width / 2)))
    return Chain(
        first,
        last,
        middle - slope * half,
        middle + slope * half,
        width,
        _median(start),
        _median(stop),
        _quantile(beside, 0.8),
    )


def _median(values: NDArray[np.int64] | NDArray[np.float64]) -> float:
    return _quantile(values, 0.5)


def _quantile(values: NDArray[np.int64] | NDArray[np.float64], share: float) -> float:
    """As NumPy's, which takes ten times as long for the few values of a chain."""
    ordered = np.sort(values)
    place = share * (ordered.size - 1)
    low, high = ordered[int(place)], ordered[min(int(place) + 1, ordered.size - 1)]
    return float(low + (high - low) * (place - int(place)))
