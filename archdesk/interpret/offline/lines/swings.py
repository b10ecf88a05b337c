"""Door swings: arcs about a hinge, drawn as arcs, as flattened curves, or line by line."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely

from archdesk.interpret.offline.lines.shards import shards
from archdesk.interpret.offline.lines.table import Flags, Floats, Frame, Ints, Lines, as_point
from archdesk.model.document import Page
from archdesk.model.shapes import Point

NARROWEST_LEAF = 0.35  # metres; one leaf of a small double door
WIDEST_LEAF = 1.6
LEAST_TURN = math.radians(25)
MOST_TURN = math.radians(200)
ROUND = 0.02  # share of the radius by which a flattened curve may leave its circle
FEWEST_POINTS = 4
LONG_STEP = 4.0  # times the median step of a flattened arc; a leaf is longer
LEAF_THICKNESS = 0.07  # metres, with the play at its hinge


@dataclass(frozen=True, slots=True, eq=False)
class Swings:
    """n arcs: the hinge, the radius, the two ends and the middle of the way between, in metres with y up."""

    hinge: Floats
    radius: Floats
    first: Floats
    last: Floats
    middle: Floats

    def __len__(self) -> int:
        return len(self.radius)

    def pick(self, rows: Ints) -> "Swings":
        return Swings(self.hinge[rows], self.radius[rows], self.first[rows], self.last[rows], self.middle[rows])


def find_swings(drawn: Sequence["DrawnArc"], frame: Frame) -> Swings:
    """All arcs that a door leaf could draw, of those drawn."""
    arcs = [arc for arc in drawn if NARROWEST_LEAF <= arc.radius * frame.unit <= WIDEST_LEAF]
    rows = [(*arc.centre, arc.radius, *arc.first, *arc.last, *arc.middle) for arc in arcs]
    table = np.array(rows, dtype=np.float64).reshape(-1, 9)
    table = table[np.isfinite(table).all(axis=1)]
    hinge, first, last, middle = (frame.inwards(table[:, columns]) for columns in ([0, 1], [3, 4], [5, 6], [7, 8]))
    return Swings(hinge, table[:, 2] * frame.unit, first, last, middle)


class DrawnArc(NamedTuple):
    """An arc in page units; it turns by ``sweep`` from its first end to its last, either way."""

    centre: Point
    radius: float
    first: Point
    last: Point
    sweep: float
    middle: Point


def drawn_arcs(page: Page) -> list[DrawnArc]:
    """Arcs that turn as far as leaves do, also those flattened, in one stroke with their leaf or in many of their own."""
    arcs = [
        DrawnArc(arc.centre, arc.radius, arc.first, arc.last, arc.sweep, arc.at(arc.start + arc.sweep / 2))
        for arc in page.arcs
        if _turns(arc.sweep)
    ]
    for stroke in page.strokes:
        if stroke.curved or len(stroke.points) > FEWEST_POINTS:
            points = np.array(stroke.points, dtype=np.float64)
            runs = [run for run in _runs(points) if not stroke.closed or len(run) < len(points)]
            arcs += [arc for run in runs if (arc := _fitted(run)) is not None]
    broken = (run for points in shards(page.strokes) for run in _runs(points))
    return arcs + [arc for run in broken if (arc := _fitted(run)) is not None]


def _turns(sweep: float) -> bool:
    return LEAST_TURN <= sweep <= MOST_TURN


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


def _runs(points: Floats) -> list[Floats]:
    """A polyline parted where its steps are far longer than most: leaves at the ends of their arcs."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    far = np.flatnonzero(steps > LONG_STEP * np.median(steps))
    return [run for run in np.split(points, far + 1) if len(run) >= FEWEST_POINTS]


def _fitted(points: Floats) -> DrawnArc | None:
    """The circle through a flattened arc's points, with its ends; None where they lie on none."""
    shifted = points - points.mean(axis=0)
    matrix = np.column_stack([2 * shifted, np.ones(len(points))])
    solution, _, rank, _ = np.linalg.lstsq(matrix, (shifted**2).sum(axis=1), rcond=None)
    radius = math.sqrt(max(float(solution[2] + solution[0] ** 2 + solution[1] ** 2), 0.0))
    if rank < 3 or radius == 0:
        return None
    off = np.abs(np.hypot(*(shifted - solution[:2]).T) - radius).max()
    spokes = (shifted - solution[:2]) / radius
    turn = abs(float(np.diff(np.unwrap(np.arctan2(spokes[:, 1], spokes[:, 0]))).sum()))
    steps = np.diff(points, axis=0)
    if off > ROUND * radius or not _turns(turn) or np.hypot(*steps.T).max() > radius / 2:
        return None
    centre = solution[:2] + points.mean(axis=0)
    return DrawnArc(
        as_point(centre), radius, as_point(points[0]), as_point(points[-1]), turn, as_point(points[len(points) // 2])
    )
