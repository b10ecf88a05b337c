"""Windows that fill the whole way from one wall's face to another's: lines side by side that end on walls."""

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.table import Floats, Ints, Lines, turned
from archdesk.model.floorplan import OpeningKind

TOUCH = 0.02  # metres between a line's end and its wall
NARROWEST = 0.3
WIDEST = 12.0
SAME_END = 0.03  # metres between the ends of one window's lines
NEIGHBOUR = 0.3  # metres between a window's lines
THICKEST = 0.7  # metres over all lines; stairs and shelves go on further
FEWEST = 3
ANGLES = 720  # steps of half a turn


def spanning_windows(lines: Lines, area: shapely.Geometry) -> list[OpeningFind]:
    """Groups of at least three lines that run side by side from wall to wall."""
    spanning = _from_wall_to_wall(lines, area)
    if len(spanning) < FEWEST:
        return []
    windows = []
    for rows in _alike(spanning):
        window = _window(spanning.pick(rows))
        if window is not None:
            windows.append(window)
    return windows


def _from_wall_to_wall(lines: Lines, area: shapely.Geometry) -> Lines:
    """Lines that touch walls with both ends and no wall between."""
    lines = lines.pick(~lines.curved & (lines.length > NARROWEST) & (lines.length < WIDEST))
    around = area.buffer(TOUCH, join_style="mitre")
    shapely.prepare(around)
    touching = shapely.intersects_xy(around, *lines.start.T) & shapely.intersects_xy(around, *lines.end.T)
    lines = lines.pick(touching)
    free = np.ones(len(lines), np.bool_)
    for share in (0.2, 0.5, 0.8):
        free &= ~shapely.intersects_xy(around, *(lines.start + share * (lines.end - lines.start)).T)
    return lines.pick(free)


def _alike(lines: Lines) -> list[Ints]:
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
        for same in _clusters(t[0], SAME_END):
            for both in _clusters(t[1][same], SAME_END):
                chosen = rows[same[both]]
                groups += [chosen[side] for side in _clusters(lines.start[chosen] @ across, NEIGHBOUR)]
    return groups


def _clusters(values: Floats, gap: float) -> list[Ints]:
    """Indices in runs whose sorted values are no further apart than the gap."""
    order = np.argsort(values, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(values[order]) > gap) + 1)


def _window(lines: Lines) -> OpeningFind | None:
    along = lines.direction[0]
    across = turned(along)
    offset = (lines.start + lines.end) @ across / 2
    distinct = len(_clusters(offset, 0.005))
    thickness = float(np.ptp(offset))
    if distinct < FEWEST or not 0.03 < thickness < THICKEST:
        return None
    t = np.stack([lines.start @ along, lines.end @ along])
    low, high = float(np.median(t.min(axis=0))), float(np.median(t.max(axis=0)))
    middle = across * (offset.min() + offset.max()) / 2
    start, end = along * low + middle, along * high + middle
    ends = (float(start[0]), float(start[1])), (float(end[0]), float(end[1]))
    return OpeningFind(OpeningKind.WINDOW, *ends, thickness, confidence=0.7)
