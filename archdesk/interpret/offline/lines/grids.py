"""Grids: axes of a building, told by the bubbles that they end in."""

import numpy as np
import shapely

from archdesk.interpret.offline.lines.table import Flags, Floats, Frame, Lines
from archdesk.model.document import Page

SMALLEST_BUBBLE, LARGEST_BUBBLE = 0.12, 1.2  # metres of radius: 4 to 6 mm of paper at 1:30 to 1:200
SHORTEST_AXIS = 1.0  # metres
AT_RIM = 0.06  # metres between an axis and its bubble
RADIAL = 0.02  # of the radius, by which an axis may miss the middle of its bubble
ROUND = 0.03  # share of the radius by which a flattened circle may be off


def axes(page: Page, lines: Lines, frame: Frame) -> Flags:
    """Which lines end in a bubble that they point at the middle of."""
    found = np.zeros(len(lines), np.bool_)
    bubbles = _bubbles(page, frame)
    long = np.flatnonzero(~lines.curved & (lines.length > SHORTEST_AXIS))
    if not len(bubbles) or not len(long):
        return found
    middles, radii = bubbles[:, :2], bubbles[:, 2]
    tree = shapely.STRtree(shapely.points(middles))
    for near, far in ((lines.start[long], lines.end[long]), (lines.end[long], lines.start[long])):
        row, bubble = tree.query(shapely.points(near), predicate="dwithin", distance=LARGEST_BUBBLE + AT_RIM)
        away, axis = middles[bubble] - near[row], (near - far)[row] / lines.length[long][row, None]
        off = np.abs(axis[:, 0] * away[:, 1] - axis[:, 1] * away[:, 0])
        ahead = (away * axis).sum(axis=1)
        points = (np.abs(ahead - radii[bubble]) < AT_RIM) & (off < RADIAL * radii[bubble] + 1e-3)
        found[long[row[points]]] = True
    return found


def _bubbles(page: Page, frame: Frame) -> Floats:
    """The circles of a bubble's size, drawn or flattened: middle and radius, (n, 3)."""
    rows = [(*arc.centre, arc.radius) for arc in page.arcs if arc.is_circle]
    for stroke in page.strokes:
        if len(stroke.points) > 8 and (stroke.closed or stroke.points[0] == stroke.points[-1]):
            points = np.array(stroke.points)
            middle = (points.min(axis=0) + points.max(axis=0)) / 2
            away = np.hypot(*(points - middle).T)
            if np.ptp(away) < ROUND * away.mean():
                rows.append((float(middle[0]), float(middle[1]), float(away.mean())))
    table = np.array(rows, dtype=np.float64).reshape(-1, 3)
    table = table[np.isfinite(table).all(axis=1)]
    circles: Floats = np.column_stack([frame.inwards(table[:, :2]), table[:, 2] * frame.unit])
    return circles[(circles[:, 2] > SMALLEST_BUBBLE) & (circles[:, 2] < LARGEST_BUBBLE)]
