"""Storeys laid over each other where their sheets differ in place, turn or scale: by outer walls, stairs and columns."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from archdesk.construct.placing import placed_plan, shift_by, turn_by
from archdesk.model.floorplan import FloorPlan, Survey
from archdesk.model.problems import Issue
from archdesk.model.shapes import Affine, Point, distance

_CELL = 0.1  # metres of a raster's cell
_LARGEST = 2048  # cells along a side; larger buildings are looked at in coarser ones
_BLUR = 2  # cells by which two walls may miss each other
_INNER = 0.35  # what an inner wall counts, of an outer one
_MARKS = 6.0  # metres of outer wall that a stair or a column outweighs
_KEPT = 0.9  # of the best fit; a storey that lies so well already is not moved
_TURNED = 1.15  # how much better a storey must fit to be turned or scaled for it
_SURE = 0.45  # of the smaller storey's weight that must meet the other
_ALIKE = 0.15  # metres between walls that lie over each other
_NEARBY = 0.3  # metres within which two walls are the same one in the last step
_FACING = 0.9  # how much of the way across a wall goes along an axis it is measured by
_UNSURE_SCALE = 0.6  # the confidence below which a storey's size may be wrong
_ODD = 0.03  # sizes that differ by less are errors of drawing
_SKEW = math.radians(0.1)  # drawings turned by less are straight

_Field = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Fit:
    """A way to lay a storey over another; ``share`` of the lighter one's weight falls on the other."""

    change: Affine
    share: float


def align_storeys(survey: Survey) -> Survey:
    """The storeys with each laid over the next lower one that stands; where none fits well, a doubt is told."""
    plans = sorted(survey.storeys, key=lambda plan: plan.level)
    issues: list[Issue] = []
    placed: list[FloorPlan] = []
    for plan in plans:
        under = next((other for other in reversed(placed) if other.level < plan.level and other.walls), None)
        if under is None or not plan.walls or plan.sheet is None:
            placed.append(plan)
            continue
        fit = _best(under, plan)
        placed.append(_placed(plan, fit.change))
        if fit.share < _SURE:
            text = f"How {plan.name} lies over {under.name} is not sure; check that their walls line up."
            issues.append(Issue("storeys-not-aligned", text, storey=plan.level))
        elif not math.isclose(fit.change.factor, 1.0, abs_tol=1e-9):
            text = f"{plan.name} was drawn at another size than {under.name} and was scaled to it; check a length."
            issues.append(Issue("storey-scaled", text, storey=plan.level))
    known = {id(old): new for old, new in zip(plans, placed, strict=True)}
    return replace(survey, storeys=tuple(known[id(plan)] for plan in survey.storeys), issues=(*survey.issues, *issues))


def _placed(plan: FloorPlan, change: Affine) -> FloorPlan:
    return plan if change == Affine() else placed_plan(plan, change)


def _best(under: FloorPlan, plan: FloorPlan) -> _Fit:
    """As it lies if that is nearly the best; turned or scaled only where that is clearly better."""
    target, moved = _Marks.of(under), _Marks.of(plan)
    whole = min(target.weight, moved.weight)
    here = _share(target, moved, whole)
    if here >= _KEPT:  # no other fit is so much better
        return _Fit(Affine(), here)
    straight = _laid(target, moved, Affine(), whole)
    best = straight
    for change in _changes(under, plan, target, moved):
        fit = _laid(target, moved, change, whole)
        if fit.share > _TURNED * straight.share and fit.share > best.share:
            best = fit
    if best.share < _SURE:
        best = straight
    return _Fit(Affine(), here) if here >= _KEPT * best.share else best


def _changes(under: FloorPlan, plan: FloorPlan, target: "_Marks", moved: "_Marks") -> Iterator[Affine]:
    """Quarter turns and skews for sheets apart, as what is on one sheet lies one way; sizes where one is not sure."""
    skew = math.remainder(target.heading - moved.heading, math.pi / 2)
    is_apart = under.sheet is None or plan.sheet is None or under.sheet.page != plan.sheet.page
    skew = skew if is_apart and abs(skew) > _SKEW else 0.0
    factors = [1.0, *_sizes(under, plan, target, moved)]
    for factor, quarter in itertools.product(factors, range(4 if is_apart else 1)):
        if factor != 1.0 or quarter or skew:
            yield turn_by(skew + quarter * math.pi / 2, factor)


def _sizes(under: FloorPlan, plan: FloorPlan, target: "_Marks", moved: "_Marks") -> list[float]:
    unsure = [one.scale is None or one.scale.confidence < _UNSURE_SCALE for one in (under, plan)]
    if not any(unsure):
        return []
    ratios = [a / b for a, b in zip(target.size, moved.size, strict=True) if b > 0]
    return [ratio for ratio in ratios if abs(ratio - 1) > _ODD and 0.2 < ratio < 5]


@dataclass(frozen=True, slots=True, eq=False)
class _Marks:
    """Points along walls, in stairs and in columns, with what each counts and the way across its wall."""

    points: _Field
    weights: _Field
    across: _Field
    heading: float

    @classmethod
    def of(cls, plan: FloorPlan) -> "_Marks":
        lines = [(p, q, 1.0 if wall.exterior else _INNER) for wall in plan.walls for p, q in itertools.pairwise(wall.path)]
        rows = [row for p, q, weight in lines for row in _along(p, q, weight)]
        for ring in [stair.polygon for stair in plan.stairs] + [column.polygon for column in plan.columns]:
            middle = np.mean(ring, axis=0)
            rows.append((float(middle[0]), float(middle[1]), _MARKS / _CELL, 0.0, 0.0))
        marks = np.array(rows)
        return cls(marks[:, :2], marks[:, 2], marks[:, 3:], _heading(lines))

    @property
    def weight(self) -> float:
        return float(self.weights.sum())

    @property
    def size(self) -> tuple[float, float]:
        width, height = np.ptp(self.points, axis=0).tolist()
        return width, height

    def after(self, change: Affine) -> "_Marks":
        matrix = np.array(((change.a, change.d), (change.b, change.e)))
        heading = self.heading + math.atan2(change.d, change.a)
        return _Marks(self.points @ matrix + (change.c, change.f), self.weights, self.across @ matrix / change.factor, heading)


def _along(p: Point, q: Point, weight: float) -> list[tuple[float, float, float, float, float]]:
    length = max(distance(p, q), 1e-9)
    across = (p[1] - q[1]) / length, (q[0] - p[0]) / length
    count = max(1, round(distance(p, q) / _CELL))
    steps = (np.arange(count) + 0.5) / count
    return [(p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t, weight, *across) for t in steps.tolist()]


def _heading(lines: Sequence[tuple[Point, Point, float]]) -> float:
    """The main direction of walls, up to quarter turns."""
    total = sum(
        (distance(p, q) * weight * np.exp(4j * math.atan2(q[1] - p[1], q[0] - p[0])) for p, q, weight in lines), start=0j
    )
    return float(np.angle(total)) / 4


def _laid(target: _Marks, moved: _Marks, change: Affine, whole: float) -> _Fit:
    """The shift after a change at which most of the weight meets, to the width of a wall and then finer."""
    turned = moved.after(change)
    spans = [np.ptp(marks.points, axis=0) for marks in (target, turned)]
    cell = max(_CELL, float(np.max(spans[0] + spans[1])) / _LARGEST)
    shape = tuple(int(n) for n in np.ceil((spans[0] + spans[1]) / cell) + 4 * _BLUR)
    starts = [marks.points.min(axis=0) for marks in (target, turned)]
    fixed, loose = (_raster(marks, start, cell, shape) for marks, start in zip((target, turned), starts, strict=True))
    meeting = np.fft.irfft2(np.fft.rfft2(_blurred(fixed)) * np.conj(np.fft.rfft2(loose)), s=shape)
    row, column = np.unravel_index(int(np.argmax(meeting)), shape)
    steps = [int(n) if n <= size // 2 else int(n) - size for n, size in zip((row, column), shape, strict=True)]
    x, y = (starts[0] - starts[1] + np.array(steps) * cell).tolist()
    coarse = change.then(shift_by(x, y))
    dx, dy = _refined(target, moved.after(coarse))
    fine = coarse.then(shift_by(dx, dy))
    return _Fit(fine, _share(target, moved.after(fine), whole))


def _raster(marks: _Marks, start: _Field, cell: float, shape: tuple[int, ...]) -> _Field:
    field = np.zeros(shape)
    at = np.floor((marks.points - start) / cell).astype(int)
    np.add.at(field, (at[:, 0], at[:, 1]), marks.weights)
    return field


def _blurred(field: _Field) -> _Field:
    """What stands on a cell counts on those around it too, the less the further."""
    result = field
    for axis in (0, 1):
        result = sum((np.roll(result, n, axis) * (1 - abs(n) / (_BLUR + 1)) for n in range(-_BLUR, _BLUR + 1)), np.zeros(()))
    return np.asarray(result)


def _share(target: _Marks, moved: _Marks, whole: float) -> float:
    """How much of the lighter storey's weight has a mark of the other nearby."""
    shares = []
    for one, other in ((target, moved), (moved, target)):
        away = cKDTree(other.points).query(one.points, distance_upper_bound=_ALIKE)[0]
        shares.append(float(one.weights[np.isfinite(away)].sum()))
    return min(1.0, max(shares) / whole) if whole else 0.0


def _refined(target: _Marks, moved: _Marks) -> tuple[float, float]:
    """The middle of what is left between marks that face each other."""
    best: list[float] = []
    for axis in (0, 1):
        rows, loose = (marks.points[np.abs(marks.across[:, axis]) > _FACING] for marks in (target, moved))
        rows = rows[np.argsort(rows[:, 1 - axis])]
        left = np.searchsorted(rows[:, 1 - axis], loose[:, 1 - axis] - _CELL / 2)
        right = np.searchsorted(rows[:, 1 - axis], loose[:, 1 - axis] + _CELL / 2)
        gaps = [
            float(gap[np.argmin(np.abs(gap))])
            for point, a, b in zip(loose[:, axis].tolist(), left.tolist(), right.tolist(), strict=True)
            if len(gap := rows[a:b, axis] - point)
        ]
        near = [gap for gap in gaps if abs(gap) < _NEARBY]
        best.append(float(np.median(near)) if near else 0.0)
    return best[0], best[1]
