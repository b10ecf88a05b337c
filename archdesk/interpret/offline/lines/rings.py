"""Closed outlines: lines whose ends meet one by one, and what lies between an outline and those within it."""

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from archdesk.interpret.offline.lines.bands import THINNEST
from archdesk.interpret.offline.lines.table import Flags, Ints, Lines

THICKEST_RING = 0.8  # metres; wider outlines are beds and shafts
WIDE_SHARE = 0.2  # of a wall outline that corners and junctions may be wider
MOST = 0.5  # of a drawing's metres of line
SNAP = 0.002  # metres between ends that meet
FEWEST = 3


def thin_rings(lines: Lines) -> tuple[list[shapely.Geometry], Flags]:
    """Outlines that are nowhere wider than the thickest wall once those within them are cut out, and which lines make them."""
    used = np.zeros(len(lines), np.bool_)
    rings, rows = outlines(lines)
    if not rings:
        return [], used
    tree = shapely.STRtree(rings)
    outer, inner = tree.query(rings, predicate="contains_properly")
    thin: list[shapely.Geometry] = []
    for i, ring in enumerate(rings):
        within = inner[outer == i]
        walls = ring if is_thin(ring) else ring.difference(shapely.union_all([rings[k] for k in within]))
        if (len(within) or walls is ring) and is_thin(walls):
            thin.append(walls)
            for k in (i, *within):
                used[rows[k]] = True
    return thin, used


def around_rooms(lines: Lines, rings: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """What is left of outlines that hold most of the drawing, once the rooms in them are cut out: walls, if it is narrow."""
    if not rings:
        return []
    outer, inner = shapely.STRtree(rings).query(rings, predicate="contains_properly")
    walls: list[shapely.Geometry] = []
    for i in np.flatnonzero(np.bincount(outer, minlength=len(rings)) > 1):
        rooms = shapely.union_all([rings[k] for k in inner[outer == i]])
        left = rings[i].difference(rooms)
        within = lines.length[shapely.intersects_xy(rings[i], *((lines.start + lines.end) / 2).T)].sum()
        if len(shapely.get_parts(rooms)) > 1 and within > MOST * lines.length.sum() and is_thin(left):
            walls.append(left)
    return walls


def outlines(lines: Lines) -> tuple[list[shapely.Geometry], list[Ints]]:
    """All closed outlines, and the rows of the lines that make each."""
    rings, rows = _closed(lines)
    open_rows = np.flatnonzero(~lines.closed)
    more, more_rows = _rings(lines.pick(open_rows))
    return rings + more, rows + [open_rows[group] for group in more_rows]


def is_thin(shape: shapely.Geometry) -> bool:
    """Whether an area is as narrow as a wall nearly everywhere, and no mere line."""
    wide = shape.buffer(-THICKEST_RING / 2).buffer(THICKEST_RING / 2)
    return bool(wide.area < WIDE_SHARE * shape.area and not shape.buffer(-THINNEST / 2.1, join_style="mitre").is_empty)


def _closed(lines: Lines) -> tuple[list[shapely.Geometry], list[Ints]]:
    """The outlines that are one closed stroke each."""
    rows = np.flatnonzero(lines.closed)
    rows = rows[np.argsort(lines.stroke[rows], kind="stable")]
    polygons: list[shapely.Geometry] = []
    groups: list[Ints] = []
    for group in np.split(rows, np.flatnonzero(np.diff(lines.stroke[rows])) + 1):
        if len(group) >= FEWEST:
            polygon = shapely.buffer(shapely.Polygon(lines.start[group]), 0)
            if polygon.area > 0:
                polygons.append(polygon)
                groups.append(group)
    return polygons, groups


def _rings(lines: Lines) -> tuple[list[shapely.Geometry], list[Ints]]:
    if len(lines) < FEWEST:
        return [], []
    node = _nodes(lines)
    a, b = node[: len(lines)], node[len(lines) :]
    n = int(node.max()) + 1
    _, label = connected_components(coo_matrix((np.ones(len(lines)), (a, b)), shape=(n, n)), directed=False)
    simple = np.ones(label.max() + 1, np.bool_)
    np.logical_and.at(simple, label, np.bincount(node, minlength=n) == 2)
    loops = np.flatnonzero(simple[label[a]])
    order = loops[np.argsort(label[a[loops]], kind="stable")]
    component = label[a[order]]
    polygons: list[shapely.Geometry] = []
    rows: list[Ints] = []
    for group in np.split(order, np.flatnonzero(np.diff(component)) + 1):
        polygon = _polygon(lines, group) if len(group) >= FEWEST else None
        if polygon is not None and polygon.area > 0:
            polygons.append(polygon)
            rows.append(group)
    return polygons, rows


def _nodes(lines: Lines) -> Ints:
    points = np.round(np.vstack([lines.start, lines.end]) / SNAP).astype(np.int64)
    x, y = (points - points.min(axis=0)).T
    _, node = np.unique(x * (y.max() + 1) + y, return_inverse=True)
    flat: Ints = node.reshape(-1)
    return flat


def _polygon(lines: Lines, rows: Ints) -> shapely.Geometry | None:
    ends = np.round(np.stack([lines.start[rows], lines.end[rows]], axis=1) / SNAP) * SNAP
    found = shapely.get_parts(shapely.polygonize(shapely.linestrings(ends)))
    return shapely.buffer(found[0], 0) if len(found) else None
