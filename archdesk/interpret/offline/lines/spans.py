"""Windows that fill the whole way from one wall's face to another's: lines side by side that end on walls."""

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.bundles import clusters, side_by_side
from archdesk.interpret.offline.lines.table import Lines, turned
from archdesk.model.floorplan import OpeningKind

TOUCH = 0.02  # metres between a line's end and its wall
NARROWEST = 0.3
WIDEST = 12.0
THICKEST = 0.7  # metres over all lines; stairs and shelves go on further
FEWEST = 3


def spanning_windows(lines: Lines, area: shapely.Geometry) -> list[OpeningFind]:
    """Groups of at least three lines that run side by side from wall to wall."""
    spanning = _from_wall_to_wall(lines, area)
    if len(spanning) < FEWEST:
        return []
    windows = []
    for rows in side_by_side(spanning):
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


def _window(lines: Lines) -> OpeningFind | None:
    along = lines.direction[0]
    across = turned(along)
    offset = (lines.start + lines.end) @ across / 2
    distinct = len(clusters(offset, 0.005))
    thickness = float(np.ptp(offset))
    if distinct < FEWEST or not 0.03 < thickness < THICKEST:
        return None
    t = np.stack([lines.start @ along, lines.end @ along])
    low, high = float(np.median(t.min(axis=0))), float(np.median(t.max(axis=0)))
    middle = across * (offset.min() + offset.max()) / 2
    start, end = along * low + middle, along * high + middle
    ends = (float(start[0]), float(start[1])), (float(end[0]), float(end[1]))
    return OpeningFind(OpeningKind.WINDOW, *ends, thickness, confidence=0.7)
