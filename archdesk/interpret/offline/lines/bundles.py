"""Bundles: lines side by side that begin and end together, as windows, shelves and treads are drawn."""

import numpy as np

from archdesk.interpret.offline.lines.table import Flags, Floats, Ints, Lines, turned

SAME_END = 0.03  # metres between the ends of one bundle's lines
NEIGHBOUR = 0.3  # metres between its lines
ANGLES = 720  # steps of half a turn
FEWEST = 3
SHORTEST = 0.3  # metres
SAME_LINE = 0.005  # metres


def bundled(lines: Lines) -> Flags:
    """Which lines are one of at least three that begin and end together."""
    member = np.zeros(len(lines), np.bool_)
    rows = np.flatnonzero(lines.length > SHORTEST)
    if not len(rows):
        return member
    for group in side_by_side(lines.pick(rows)):
        mine = lines.pick(rows[group])
        offset = (mine.start + mine.end) @ turned(mine.direction[0]) / 2
        if len(clusters(offset, SAME_LINE)) >= FEWEST:
            member[rows[group]] = True
    return member


def side_by_side(lines: Lines, apart: float = NEIGHBOUR) -> list[Ints]:
    """Rows of lines with one direction and the same ends along it, side by side."""
    direction = lines.direction
    direction = direction * np.where(
        (direction[:, :1] < -1e-9) | ((np.abs(direction[:, :1]) <= 1e-9) & (direction[:, 1:] < 0)), -1.0, 1.0
    )
    angle = np.round(np.arctan2(direction[:, 1], direction[:, 0]) / np.pi * ANGLES).astype(np.intp)
    groups: list[Ints] = []
    for value in np.unique(angle):
        rows = np.flatnonzero(angle == value)
        along = direction[rows[0]]
        across = turned(along)
        t = np.sort(np.stack([lines.start[rows] @ along, lines.end[rows] @ along]), axis=0)
        for same in clusters(t[0], SAME_END):
            for both in clusters(t[1][same], SAME_END):
                chosen = rows[same[both]]
                groups += [chosen[side] for side in clusters(lines.start[chosen] @ across, apart)]
    return groups


def cluster_of(values: Floats, gap: float) -> Ints:
    """For each value the number of its run, counted from the lowest, as ``clusters`` tells them."""
    order = np.argsort(values, kind="stable")
    number = np.empty(len(values), np.intp)
    number[order] = np.cumsum(np.diff(values[order], prepend=values[order[:1]]) > gap)
    return number


def clusters(values: Floats, gap: float) -> list[Ints]:
    """Indices in runs whose sorted values are no further apart than the gap."""
    order = np.argsort(values, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(values[order]) > gap) + 1)
