"""Faces: lines that run on in one another as one, and outlines that stand alone in a room."""

import numpy as np
import shapely

from archdesk.interpret.offline.lines.bands import Edges
from archdesk.interpret.offline.lines.bundles import clusters
from archdesk.interpret.offline.lines.rings import outlines
from archdesk.interpret.offline.lines.table import Flags, Floats, Lines, Straights, turned

SAME_LINE = 0.003  # metres between lines that run on in one another
DIRECTIONS = 1800  # of half a turn
SHORTEST = 0.05  # metres of a face
WIDEST_WALL = 0.7  # metres; an outline that is wider holds no wall alone
WIDEST_FRAME = 0.09  # metres of moulding; a wall is thicker
FEW = 4  # ends of other lines on an outline: a bed on its rug
TOUCH = 0.005  # metres between an outline and what ends on it


def joined_faces(lines: Straights) -> Edges:
    """The lines, those on one axis that touch or overlap made one."""
    unit = lines.direction
    backward = (unit[:, :1] < -1e-9) | ((np.abs(unit[:, :1]) <= 1e-9) & (unit[:, 1:] < 0))
    unit = np.where(backward, -unit, unit)
    sector = np.round(np.arctan2(unit[:, 1], unit[:, 0]) / np.pi * DIRECTIONS).astype(np.intp) % DIRECTIONS
    length = lines.length
    found: list[Floats] = [np.zeros((0, 4))]
    order = np.argsort(sector, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(sector[order])) + 1):
        if not len(rows):
            continue
        along = unit[rows[np.argmax(length[rows])]]
        across = turned(along)
        offset = (lines.start[rows] + lines.end[rows]) @ across / 2
        for same in clusters(offset, SAME_LINE):
            mine = rows[same]
            middle = float(np.average(offset[same], weights=length[mine]))
            low, high = _merged(np.sort(np.stack([lines.start[mine] @ along, lines.end[mine] @ along]), axis=0))
            found.append(np.hstack([np.outer(low, along), np.outer(high, along)]) + np.tile(across * middle, 2))
    ends = np.vstack(found)
    ends = ends[np.hypot(*(ends[:, 2:] - ends[:, :2]).T) > SHORTEST]
    return Edges(ends[:, :2], ends[:, 2:])


def _merged(t: Floats) -> tuple[Floats, Floats]:
    """Intervals, given by their two rows of ends, without those that touch."""
    t = t[:, np.argsort(t[0], kind="stable")]
    reach = np.maximum.accumulate(t[1])
    first = np.flatnonzero(np.concatenate([[True], t[0, 1:] > reach[:-1] + SAME_LINE]))
    return t[0, first], np.maximum.reduceat(t[1], first)


def lone_outlines(lines: Lines) -> Flags:
    """Which lines make closed outlines, wider than a wall, that no other line ends on: tables, rugs, coffers of a ceiling.

    An outline that runs around such a one, nearer than any wall is thick, is its frame, whatever ends on it.
    """
    alone = np.zeros(len(lines), np.bool_)
    shapes, rows = outlines(lines)
    wide = [s.geom_type == "Polygon" and not s.buffer(-WIDEST_WALL / 2).is_empty for s in shapes]
    chosen = np.flatnonzero(wide).tolist()
    if not chosen:
        return alone
    tree = shapely.STRtree(shapely.points(np.vstack([lines.start, lines.end])))
    for k in chosen:
        near = tree.query(shapes[k].exterior, predicate="dwithin", distance=TOUCH) % len(lines)
        alone[rows[k]] = np.count_nonzero(~np.isin(near, rows[k])) <= FEW
    for k in sorted(chosen, key=lambda k: float(shapes[k].area)):
        if alone[rows[k]].all():
            continue
        core = shapes[k].buffer(-WIDEST_FRAME, join_style="mitre")
        alone[rows[k]] = any(
            alone[rows[i]].all() and shapes[k].contains_properly(shapes[i]) and shapes[i].covers(core) for i in chosen if i != k
        )
    return alone
