"""Textures: hatches, tiles and treads, whose parallel lines follow each other at one step."""

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from archdesk.interpret.offline.lines.bundles import clusters
from archdesk.interpret.offline.lines.table import Flags, Floats, Ints, Lines, turned

DIRECTIONS = 120  # of half a turn; plotters round the ends of short lines
FEWEST = 9  # parallels that follow each other at one step; a façade's bays are fewer or wider
WIDEST_STEP = 0.65  # metres; the largest tiles
EVEN = 0.04  # share of the step by which one may be off
SAME_LINE = 0.01  # metres; plotters round
MOST_STEPS = 5  # that one direction is tried with
MOST_LINES = 5  # of a hatch in one step
MOST = 0.4  # share of what a pen drew one way that makes all of it texture
BESIDE = 0.6  # share of the longer line along which the next one runs
LEAST_LENGTH = 0.5  # steps; the jambs of a row of windows are shorter


def textured(lines: Lines) -> Flags:
    """Which lines are one of a long row of parallels at even steps, or what its pen drew beside it."""
    member = np.zeros(len(lines), np.bool_)
    direction, length = lines.direction, lines.length
    angle = np.round(np.arctan2(direction[:, 1], direction[:, 0]) / np.pi * DIRECTIONS).astype(np.intp) % DIRECTIONS
    order = np.argsort(angle, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(angle[order])) + 1):
        if len(rows) >= FEWEST:
            mine = _in_rows(lines.pick(rows))
            total = np.bincount(lines.pen[rows], weights=length[rows])
            share = np.bincount(lines.pen[rows], weights=length[rows] * mine) / np.maximum(total, SAME_LINE)
            member[rows] = mine | (share > MOST)[lines.pen[rows]]
    return member


def _in_rows(lines: Lines) -> Flags:
    """The same of lines that run one way."""
    along = _mean_direction(lines)
    middle = (lines.start + lines.end) @ turned(along) / 2
    levels = clusters(middle, SAME_LINE)
    places = np.array([middle[level].mean() for level in levels])
    t = np.sort(np.stack([lines.start @ along, lines.end @ along]), axis=0)
    level_of = np.empty(len(lines), np.intp)
    for i, level in enumerate(levels):
        level_of[level] = i
    member = np.zeros(len(lines), np.bool_)
    for step in _common_steps(places):
        first, second = _linked(levels, t, places, step)
        graph = coo_matrix((np.ones(len(first)), (first, second)), shape=(len(lines),) * 2)
        _, label = connected_components(graph, directed=False)
        pairs = np.unique(np.stack([label, level_of]), axis=1)
        member |= np.bincount(pairs[0], minlength=label.max() + 1)[label] >= FEWEST
    return member


def _mean_direction(lines: Lines) -> Floats:
    """That of the long lines, for what lies far along it must not drift sideways."""
    direction = lines.direction
    same_way = np.where(direction @ direction[np.argmax(lines.length)] < 0, -1.0, 1.0)
    mean = (direction * (same_way * lines.length**2)[:, None]).sum(axis=0)
    result: Floats = mean / np.hypot(*mean)
    return result


def _common_steps(places: Floats) -> list[float]:
    """The distances from one place to one of the next that are met most often."""
    steps = np.concatenate([places[k:] - places[:-k] for k in range(1, min(MOST_LINES, len(places) - 1) + 1)] or [places[:0]])
    steps = steps[steps < WIDEST_STEP]
    if not len(steps):
        return []
    bucket = np.round(steps / (SAME_LINE / 2)).astype(np.intp)
    counts = np.convolve(np.bincount(bucket), np.ones(3, np.intp), "same")
    found: list[float] = []
    for _ in range(MOST_STEPS):
        best = int(np.argmax(counts))
        if counts[best] < FEWEST - 1:
            break
        found.append(float(np.median(steps[np.abs(bucket - best) <= 1])))
        counts[max(best - 1, 0) : best + 2] = 0
    return found


def _linked(levels: list[Ints], t: Floats, places: Floats, step: float) -> tuple[Ints, Ints]:
    """Lines that run beside each other, one step apart."""
    after = np.searchsorted(places, places + step).clip(1, len(places) - 1)
    after -= places + step - places[after - 1] < places[after] - places - step
    firsts: list[Ints] = [np.zeros(0, np.intp)]
    seconds: list[Ints] = [np.zeros(0, np.intp)]
    for i in np.flatnonzero(np.abs(places[after] - places - step) < max(EVEN * step, SAME_LINE / 2)):
        one, other = levels[i], levels[after[i]]
        common = np.minimum(t[1, one, None], t[1, other]) - np.maximum(t[0, one, None], t[0, other])
        longer = np.maximum((t[1, one] - t[0, one])[:, None], t[1, other] - t[0, other])
        a, b = np.nonzero(common > np.maximum(BESIDE * longer, LEAST_LENGTH * step))
        firsts.append(one[a])
        seconds.append(other[b])
    return np.concatenate(firsts), np.concatenate(seconds)
