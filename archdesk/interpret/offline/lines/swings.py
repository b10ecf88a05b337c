"""Door swings: arcs about a hinge, drawn as arcs or as flattened curves."""

import math
from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.lines.table import Flags, Floats, Frame, Lines
from archdesk.model.document import Page, Stroke

NARROWEST_LEAF = 0.35  # metres; one leaf of a small double door
WIDEST_LEAF = 1.6
LEAST_TURN = math.radians(25)
MOST_TURN = math.radians(200)
ROUND = 0.02  # share of the radius by which a flattened curve may leave its circle
FEWEST_POINTS = 4
LEAF_THICKNESS = 0.07  # metres, with the play at its hinge


@dataclass(frozen=True, slots=True, eq=False)
class Swings:
    """n arcs: the hinge, the radius and the two ends, in metres with y up."""

    hinge: Floats
    radius: Floats
    first: Floats
    last: Floats

    def __len__(self) -> int:
        return len(self.radius)


def find_swings(page: Page, frame: Frame) -> Swings:
    """All arcs that a door leaf could draw."""
    rows: list[tuple[float, ...]] = [
        (*arc.centre, arc.radius, *arc.first, *arc.last)
        for arc in page.arcs
        if LEAST_TURN <= arc.sweep <= MOST_TURN and NARROWEST_LEAF <= arc.radius * frame.unit <= WIDEST_LEAF
    ]
    for stroke in page.strokes:
        if stroke.curved or len(stroke.points) > FEWEST_POINTS:
            row = _fitted(stroke)
            if row is not None and NARROWEST_LEAF <= row[2] * frame.unit <= WIDEST_LEAF:
                rows.append(row)
    table = np.array(rows, dtype=np.float64).reshape(-1, 7)
    table = table[np.isfinite(table).all(axis=1)]
    return Swings(
        frame.inwards(table[:, 0:2]), table[:, 2] * frame.unit, frame.inwards(table[:, 3:5]), frame.inwards(table[:, 5:7])
    )


def is_leaf(lines: Lines, swings: Swings) -> Flags:
    """Which lines are leaves: from a hinge to an end of its swing, or a leaf's thickness beside that."""
    leaf = np.zeros(len(lines), np.bool_)
    if not len(lines) or not len(swings):
        return leaf
    spokes = np.vstack([np.hstack([swings.hinge, swings.first]), np.hstack([swings.hinge, swings.last])])
    rows, spoke = shapely.STRtree(shapely.linestrings(spokes.reshape(-1, 2, 2))).query(
        shapely.linestrings(np.stack([lines.start, lines.end], axis=1)), predicate="dwithin", distance=LEAF_THICKNESS
    )[:2]
    a, b = spokes[spoke, :2], spokes[spoke, 2:]
    start, end = lines.start[rows], lines.end[rows]
    forth = np.maximum(np.hypot(*(start - a).T), np.hypot(*(end - b).T))
    back = np.maximum(np.hypot(*(start - b).T), np.hypot(*(end - a).T))
    leaf[rows[np.minimum(forth, back) < LEAF_THICKNESS]] = True
    return leaf


def _fitted(stroke: Stroke) -> tuple[float, ...] | None:
    """The circle through a flattened arc's points, with its ends; None where they lie on none."""
    points = np.array(stroke.points, dtype=np.float64)
    if len(points) < FEWEST_POINTS or stroke.closed:
        return None
    shifted = points - points.mean(axis=0)
    matrix = np.column_stack([2 * shifted, np.ones(len(points))])
    solution, _, rank, _ = np.linalg.lstsq(matrix, (shifted**2).sum(axis=1), rcond=None)
    radius = math.sqrt(max(float(solution[2] + solution[0] ** 2 + solution[1] ** 2), 0.0))
    if rank < 3 or radius == 0:
        return None
    off = np.abs(np.hypot(*(shifted - solution[:2]).T) - radius).max()
    spokes = (shifted - solution[:2]) / radius
    turn = float(np.arccos(np.clip((spokes[1:] * spokes[:-1]).sum(axis=1), -1, 1)).sum())
    steps = np.diff(points, axis=0)
    if off > ROUND * radius or not LEAST_TURN <= turn <= MOST_TURN or np.hypot(*steps.T).max() > radius / 2:
        return None
    centre = solution[:2] + points.mean(axis=0)
    return float(centre[0]), float(centre[1]), radius, *map(float, points[0]), *map(float, points[-1])
