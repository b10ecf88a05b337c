"""Faces: lines that run on in one another as one, and outlines that stand alone in a room."""

import numpy as np
import shapely

from archdesk.interpret.offline.lines.bands import Edges
from archdesk.interpret.offline.lines.bundles import cluster_of
from archdesk.interpret.offline.lines.table import Flags, Floats, Ints, Lines, Straights, turned

SAME_LINE = 0.003  # metres between lines that run on in one another
DIRECTIONS = 1800  # of half a turn
SHORTEST = 0.05  # metres of a face
WIDEST_WALL = 0.7  # metres; an outline that is wider holds no wall alone
WIDEST_FRAME = 0.09  # metres of moulding; a wall is thicker
FEW = 4  # ends of other lines on an outline: a bed on its rug
LONG_SUM = 8  # lines on one axis
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
        order_across = np.argsort(offset, kind="stable")
        rows, offset = rows[order_across], offset[order_across]
        axis = cluster_of(offset, SAME_LINE)
        firsts = np.flatnonzero(np.diff(axis, prepend=-1))
        middle = np.add.reduceat(offset * length[rows], firsts) / np.add.reduceat(length[rows], firsts)
        # Long sums are made pair by pair, which loses less.
        for k in np.flatnonzero(np.diff(firsts, append=len(rows)) >= LONG_SUM):
            mine = slice(firsts[k], np.append(firsts, len(rows))[k + 1])
            middle[k] = np.average(offset[mine], weights=length[rows[mine]])
        t = np.sort(np.stack([lines.start[rows] @ along, lines.end[rows] @ along]), axis=0)
        (low, high), on = _merged(t, axis)
        found.append(np.hstack([np.outer(low, along), np.outer(high, along)]) + np.tile(np.outer(middle[on], across), 2))
    ends = np.vstack(found)
    ends = ends[np.hypot(*(ends[:, 2:] - ends[:, :2]).T) > SHORTEST]
    return Edges(ends[:, :2], ends[:, 2:])


def _merged(t: Floats, axis: Ints) -> tuple[Floats, Ints]:
    """Intervals, given by their two rows of ends, those that touch on one axis made one; and the axes of what is left."""
    order = np.lexsort((t[0], axis))
    t, axis = t[:, order], axis[order]
    apart = axis * (np.ptp(t) + 1.0)  # the axes one behind the other, so that none reaches into the next
    reach = np.maximum.accumulate(t[1] + apart)
    first = np.flatnonzero(np.concatenate([[True], (t[0] + apart)[1:] > reach[:-1] + SAME_LINE]))
    return np.stack([t[0, first], np.maximum.reduceat(t[1], first)]), axis[first]


def lone_outlines(lines: Lines, shapes: list[shapely.Geometry], rows: list[Ints]) -> Flags:
    """Which lines make closed outlines, wider than a wall, that no other line ends on: tables, rugs, coffers of a ceiling.

    The outlines are told, and the rows of the lines that make each. One that runs around such a one, nearer than any wall is
    thick, is its frame, whatever ends on it.
    """
    alone = np.zeros(len(lines), np.bool_)
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
