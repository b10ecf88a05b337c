"""Textures: hatches, tiles and treads, whose parallel lines follow each other at one step."""

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from archdesk.interpret.offline.lines.bundles import cluster_of
from archdesk.interpret.offline.lines.table import Flags, Floats, Ints, Lines, turned

DIRECTIONS = 120  # of half a turn; plotters round the ends of short lines
FEWEST = 9  # parallels that follow each other at one step; a façade's bays are fewer or wider
FEWEST_BROKEN = 14  # the same where things that stand on the tiles break their lines into pieces
WIDEST_STEP = 0.65  # metres; the largest tiles
EVEN = 0.04  # share of the step by which one may be off
SPECK = 0.03  # metres; pieces of small curves lie at every level
SAME_LINE = 0.01  # metres; plotters round
MOST_STEPS = 5  # that one direction is tried with
MOST_LINES = 5  # of a hatch in one step
MOST = 0.4  # share of what a pen drew one way that makes all of it texture
BESIDE = 0.6  # share of the longer line along which the next one runs
ACROSS = 0.4  # share of a sheet that a line of its frame or an axis spans
LEAST_LENGTH = 0.5  # steps; the jambs of a row of windows are shorter


def textured(lines: Lines) -> Flags:
    """Which lines are one of a long row of parallels at even steps, or what its pen drew beside it."""
    member = np.zeros(len(lines), np.bool_)
    direction, length = lines.direction, lines.length
    angle = np.round(np.arctan2(direction[:, 1], direction[:, 0]) / np.pi * DIRECTIONS).astype(np.intp) % DIRECTIONS
    order = np.argsort(angle, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(angle[order])) + 1):
        if len(rows) >= FEWEST:
            mine = np.zeros(len(rows), np.bool_)
            long = np.flatnonzero(length[rows] > SPECK)
            for column in _columns(lines.pick(rows[long])) if len(long) else []:
                if len(column) >= FEWEST:
                    mine[long[column]] = _in_rows(lines.pick(rows[long[column]]))
            total = np.bincount(lines.pen[rows], weights=length[rows])
            share = np.bincount(lines.pen[rows], weights=length[rows] * mine) / np.maximum(total, SAME_LINE)
            member[rows] = mine | (share > MOST)[lines.pen[rows]]
    return member


def _columns(lines: Lines) -> list[Ints]:
    """The lines that run one way, parted where nothing lies beside them: views side by side have steps of their own.

    Frames and axes across much of the sheet hold nothing together.
    """
    along = _mean_direction(lines)
    t = np.sort(np.stack([lines.start @ along, lines.end @ along]), axis=0)
    length = t[1] - t[0]
    is_long = length > ACROSS * float(np.ptp(t))
    rows = np.flatnonzero(~is_long)
    rows = rows[np.argsort(t[0, rows], kind="stable")]
    reached = np.maximum.accumulate(t[1, rows])
    cuts = np.flatnonzero(t[0, rows[1:]] > reached[:-1] + WIDEST_STEP) + 1
    return [*np.split(rows, cuts), np.flatnonzero(is_long)]


def _in_rows(lines: Lines) -> Flags:
    """Which lines of a column are in such rows."""
    along = _mean_direction(lines)
    middle = (lines.start + lines.end) @ turned(along) / 2
    level_of = cluster_of(middle, SAME_LINE)
    places = np.bincount(level_of, weights=middle) / np.bincount(level_of)
    t = np.sort(np.stack([lines.start @ along, lines.end @ along]), axis=0)
    member = np.zeros(len(lines), np.bool_)
    for step in _common_steps(places):
        first, second, is_whole = _linked(level_of, t, places, step)
        alike = lines.pen[first] == lines.pen[second]
        for linked, fewest in ((is_whole, FEWEST), (alike, FEWEST_BROKEN)):
            graph = coo_matrix((np.ones(linked.sum()), (first[linked], second[linked])), shape=(len(lines),) * 2)
            _, label = connected_components(graph, directed=False)
            pairs = np.unique(np.stack([label, level_of]), axis=1)
            member |= np.bincount(pairs[0], minlength=label.max() + 1)[label] >= fewest
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


def _linked(level_of: Ints, t: Floats, places: Floats, step: float) -> tuple[Ints, Ints, Flags]:
    """Lines that run beside each other, one step apart, the shorter one at least, and whether the longer one does too."""
    after = np.searchsorted(places, places + step).clip(1, len(places) - 1)
    after -= places + step - places[after - 1] < places[after] - places - step
    is_followed = np.abs(places[after] - places - step) < max(EVEN * step, SAME_LINE / 2)
    length = t[1] - t[0]
    longest = np.zeros(len(places))
    np.maximum.at(longest, level_of, length)
    rows = np.flatnonzero(is_followed[level_of] & (length > LEAST_LENGTH * step))
    # All levels lie one behind the other in one row, far enough apart that no line reaches into the next.
    apart = 3 * np.ptp(t) + 1.0
    along = t[0] - t[0].min() + level_of * apart
    order = np.argsort(along, kind="stable")
    others = after[level_of[rows]]
    begin = along[rows] + (others - level_of[rows]) * apart
    low = np.searchsorted(along[order], begin - longest[others])
    count = np.searchsorted(along[order], begin + length[rows]) - low
    first = np.repeat(rows, count)
    second = order[np.arange(count.sum()) - np.repeat(np.cumsum(count) - count - low, count)]
    common = np.minimum(t[1, first], t[1, second]) - np.maximum(t[0, first], t[0, second])
    shorter, longer = np.minimum(length[first], length[second]), np.maximum(length[first], length[second])
    beside = common > np.maximum(BESIDE * shorter, LEAST_LENGTH * step)
    return first[beside], second[beside], (common > BESIDE * longer)[beside]
