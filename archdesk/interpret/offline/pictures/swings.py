"""Door swings found by their own arcs: circles through thin curved marks, a hinge and a jamb at a wall."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.sampling import values_at

RADII = (0.5, 1.35)  # metres: the widths of door leaves
STRAIGHT = 0.32  # metres of a straight mark that no arc of this size contains
LARGEST = 2.9  # metres of a mark's box: two leaves with their arcs
NARROWEST, WIDEST = np.radians((22, 115))  # how far a leaf is drawn open
HINGE = 0.3  # metres between a hinge and the wall beside it
TRIPLES = 400  # circles tried on each mark
POINTS = 260  # pixels of a mark that are looked at
BIN = np.radians(3)
TRIED = 8  # of the circles, those that most points lie on
FEWEST = 8  # pixels that lie on an arc
ARCS = 3  # at most in one mark
TINY = 1e-6  # square pixels that keep points in line from having no circle at all

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bow:
    """An arc: its centre, its radius, the angle it begins at and how far it goes on, rows down, in radians."""

    x: float
    y: float
    radius: float
    begin: float
    span: float

    def tip(self, *, last: bool) -> Numbers:
        angle = self.begin + (self.span if last else 0.0)
        return np.array((self.x + self.radius * np.cos(angle), self.y + self.radius * np.sin(angle)))


def slanting_marks(faint: Mask, walls: Mask, line: float, unit: float) -> Mask:
    """The thin ink of a picture that is neither wall nor a long level or upright line.

    ``line`` is the width of its thin lines in working pixels, ``unit`` is metres a working pixel.
    """
    grown = np.asarray(cv2.dilate(walls, np.ones((3, 3), np.uint8)), np.uint8)
    flat = 2 * np.sqrt(2 * RADII[1] / unit * line)  # the longest straight stretch in an arc's stroke
    return _without_straight(np.asarray(faint & (1 - grown), np.uint8), round(max(STRAIGHT / unit, flat)))


def find_bows(curved: Mask, walls: Mask, unit: float) -> list[Bow]:
    """The arcs among slanting marks that a door leaf may draw, hinged at a wall; ``unit`` is metres a working pixel."""
    search = _Search(_near(walls, HINGE / unit), RADII[0] / unit, RADII[1] / unit)
    found = find_components(curved, 8)
    labels, stats = found.labels, found.stats
    sides = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) * unit
    enough = stats[:, cv2.CC_STAT_AREA] * unit >= 0.8 * NARROWEST * RADII[0]
    chosen = np.flatnonzero(enough & (sides >= 0.3 * RADII[0]) & (sides <= LARGEST))
    bows: list[Bow] = []
    for name in chosen[chosen > 0]:
        x, y, width, height = (int(v) for v in stats[name, :4])
        box = slice(y, y + height), slice(x, x + width)
        rows, columns = np.nonzero(labels[box] == name)
        half = max(0.5, 2 * float(_depths(curved[box])[rows, columns].mean()) - 1.2)
        bows += search.in_mark(np.stack((columns + x + 0.5, rows + y + 0.5), axis=1), half)
    return bows


def _depths(marks: Mask) -> NDArray[np.float32]:
    """How far the pixels of whole marks lie from the next unmarked one."""
    bordered = cv2.copyMakeBorder(marks, 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    return np.asarray(cv2.distanceTransform(bordered, cv2.DIST_L2, 3), np.float32)[1:-1, 1:-1]


def _near(walls: Mask, reach: float) -> Mask:
    return np.asarray(cv2.distanceTransform(1 - walls, cv2.DIST_L2, 3) <= reach, np.uint8)


def _without_straight(thin: Mask, length: int) -> Mask:
    """The marks without long level and upright lines."""
    level = cv2.morphologyEx(thin, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    upright = cv2.morphologyEx(thin, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return np.asarray(cv2.subtract(thin, cv2.max(level, upright)), np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    """Looks for arcs with radii between two limits whose centre lies where a hinge may be."""

    hinges: Mask
    smallest: float
    largest: float

    def in_mark(self, points: Numbers, half: float) -> list[Bow]:
        """The arcs in one mark, the longest first; ``half`` is half the width of its stroke."""
        bows: list[Bow] = []
        for _ in range(ARCS):
            if len(points) < 0.4 * self.smallest:
                break
            bow, on = self._best(points, half)
            if bow is None:
                break
            bows.append(bow)
            points = points[~on]
        return bows

    def _best(self, points: Numbers, half: float) -> tuple[Bow | None, NDArray[np.bool_]]:
        """The circle through three of the points that most others lie on in one stretch, fitted to them."""
        draw = np.random.default_rng(len(points))
        some = points if len(points) <= POINTS else points[draw.choice(len(points), POINTS, replace=False)]
        centre, radius = _circles(some[draw.integers(0, len(some), (TRIPLES, 3))])
        fits = (radius >= self.smallest) & (radius <= self.largest)
        fits[fits] = self._holds(centre[fits])
        nothing = np.zeros(len(points), bool)
        if not fits.any():
            return None, nothing
        centre, radius = centre[fits], radius[fits]
        away = np.hypot(some[None, :, 0] - centre[:, :1], some[None, :, 1] - centre[:, 1:]) - radius[:, None]
        most = np.argsort(-(np.abs(away) <= _slack(radius, half)[:, None]).sum(axis=1), kind="stable")[:TRIED]
        best, explained, hit = None, 0, nothing
        for bow, on in self._settled(points, centre[most], radius[most], half):
            if (count := int((on | _on_leaf(points, bow, half)).sum())) > explained:
                best, explained, hit = bow, count, on
        return best, hit

    def _settled(self, points: Numbers, middles: Numbers, sizes: Numbers, half: float) -> list[tuple[Bow, NDArray[np.bool_]]]:
        """The circles fitted to the points that lie on them, each with the points in the stretch that they fill."""
        enough = np.ones(len(sizes), bool)
        on = np.zeros((len(sizes), len(points)), bool)
        for _ in range(3):
            away = np.hypot(points[:, 0] - middles[:, :1], points[:, 1] - middles[:, 1:])
            on = np.abs(away - sizes[:, None]) <= _slack(sizes, half)[:, None]
            enough &= on.sum(axis=1) >= FEWEST
            middles, sizes = _fitted(points, on)
        settled: list[tuple[Bow, NDArray[np.bool_]]] = []
        for k in np.flatnonzero(enough & (sizes >= self.smallest) & (sizes <= self.largest)):
            x, y = middles[k]
            begin, span = _stretch(np.arctan2(points[on[k], 1] - y, points[on[k], 0] - x))
            if NARROWEST <= span <= WIDEST:
                settled.append((Bow(float(x), float(y), float(sizes[k]), begin, span), on[k]))
        return settled

    def _holds(self, centres: Numbers) -> NDArray[np.bool_]:
        return np.asarray(values_at(self.hinges, centres) > 0)


def _on_leaf(points: Numbers, bow: Bow, half: float) -> NDArray[np.bool_]:
    """The points on the line from an arc's centre to that of its ends to which more of them lead."""
    lines: list[NDArray[np.bool_]] = []
    for last in (False, True):
        way = (bow.tip(last=last) - (bow.x, bow.y)) / bow.radius
        away = points - (bow.x, bow.y)
        ahead, beside = away @ way, np.abs(away[:, 0] * way[1] - away[:, 1] * way[0])
        lines.append((beside <= half + 2) & (ahead > 0) & (ahead < bow.radius))
    return max(lines, key=lambda line: int(line.sum()))


def _slack(radius: Numbers | float, half: float) -> Numbers:
    return np.asarray(np.clip(0.012 * np.asarray(radius), 0.8, 2.5)) + half


def _circles(triples: Numbers) -> tuple[Numbers, Numbers]:
    """Centres and radii of the circles through triples of points; infinite where they lie in line."""
    a, b, c = triples[:, 0], triples[:, 1], triples[:, 2]
    u, v = b - a, c - a
    twice = 2 * (u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0])
    with np.errstate(divide="ignore", invalid="ignore"):
        uu, vv = (u**2).sum(axis=1), (v**2).sum(axis=1)
        x = (v[:, 1] * uu - u[:, 1] * vv) / twice
        y = (u[:, 0] * vv - v[:, 0] * uu) / twice
    radius = np.hypot(x, y)
    return np.stack((x, y), axis=1) + a, np.where(np.isfinite(radius), radius, np.inf)


def _fitted(points: Numbers, on: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Middles and radii of the circles of least squares through some of the points each; ``on`` is (circles, points)."""
    origin = points.mean(axis=0)
    x, y = (points - origin).T
    square = x * x + y * y
    terms = np.stack((np.ones_like(x), x, y, x * x, x * y, y * y, x * square, y * square), axis=1)
    n, sx, sy, xx, xy, yy, xs, ys = (on.astype(float) @ terms).T
    # x^2 + y^2 = 2 a x + 2 b y + c, where c = r^2 - a^2 - b^2; points in line have no circle, only a huge one
    normal = np.array(((xx, xy, sx), (xy, yy, sy), (sx, sy, n))).transpose(2, 0, 1) + TINY * np.eye(3)
    solved = np.linalg.solve(normal, np.stack((xs, ys, xx + yy), axis=1)[:, :, None])[:, :, 0]
    middles = solved[:, :2] / 2
    return middles + origin, np.sqrt(np.maximum(solved[:, 2] + (middles**2).sum(axis=1), 0.0))


def _stretch(angles: Numbers) -> tuple[float, float]:
    """Where the longest stretch of angles without a wide break begins, and its span."""
    bins = np.unique(np.floor(np.mod(angles, 2 * np.pi) / BIN).astype(int))
    count = round(2 * np.pi / BIN)
    steps = np.diff(np.append(bins, bins[0] + count))
    breaks = np.flatnonzero(steps > 3)
    if breaks.size == 0:
        return 0.0, 2 * np.pi
    starts = (breaks + 1) % bins.size
    stops = np.roll(breaks, -1)
    spans = np.mod(bins[stops] - bins[starts], count) + 1
    best = int(spans.argmax())
    return float(bins[starts[best]] * BIN), float(spans[best] * BIN)
