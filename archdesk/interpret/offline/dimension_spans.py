"""What a dimension's text may measure: stretches of the lines beside it, from stop to stop."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import Segment
from archdesk.model.document import Text
from archdesk.model.shapes import Point, distance

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

PARALLEL = 0.05  # sine of the largest angle between a dimension's text and its line
CROSSING = 0.35  # sine of the least angle of a tick or an extension line
REACH = 1.7  # heights of the text from its middle to its dimension line
GAP = 0.6  # widths of a text that interrupts a line across its reading
OFF_CENTRE = 0.06  # of the length, or this many heights of the text:
OFF_CENTRE_HEIGHTS = 0.8
MOST_STOPS = 8  # on either side of a text
CHOICE = 6  # so many lengths to choose from halve what each of them says


@dataclass(frozen=True, slots=True)
class Span:
    """What a text may measure; the weight is 1 where there is no choice."""

    start: Point
    end: Point
    weight: float

    @property
    def length(self) -> float:
        return distance(self.start, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Segments as arrays: starts, ends, directions of unit length, lengths, and a tree of the boxes around them."""

    starts: Floats
    ends: Floats
    directions: Floats
    lengths: Floats
    tree: shapely.STRtree

    def near(self, corners: Floats, reach: float) -> Ints:
        """The rows of the lines whose boxes come within reach of the box around some corners."""
        (x0, y0), (x1, y1) = corners.min(axis=0) - reach, corners.max(axis=0) + reach
        rows: Ints = np.sort(self.tree.query(shapely.box(x0, y0, x1, y1)))
        return rows


@dataclass(frozen=True, slots=True)
class _View:
    """The lines as seen from a text: u along the direction measured, v across it."""

    u: Floats
    v: Floats
    sines: Floats


def lines_of(segments: Sequence[Segment]) -> Lines:
    starts = np.array([segment.start for segment in segments], float).reshape(-1, 2)
    ends = np.array([segment.end for segment in segments], float).reshape(-1, 2)
    lengths = np.linalg.norm(ends - starts, axis=1)
    real = lengths > 0
    starts, ends, lengths = starts[real], ends[real], lengths[real]
    tree = shapely.STRtree(shapely.linestrings(np.stack([starts, ends], axis=1)))
    return Lines(starts, ends, (ends - starts) / lengths[:, None], lengths, tree)


def find_spans(text: Text, lines: Lines) -> list[Span]:
    """Stretches with the text in their middle: along the text, or, where there are none, across it."""
    if not len(lines.starts):
        return []
    return _spans(text, text.angle, lines, REACH * text.height, text.width) or _spans(
        text, text.angle + math.pi / 2, lines, GAP * text.width, text.height
    )


def _spans(text: Text, angle: float, lines: Lines, reach: float, extent: float) -> list[Span]:
    """The reach is across the direction measured, the text's extent along it."""
    along = np.array((math.cos(angle), math.sin(angle)))
    view = _beside(text, along, lines, reach, extent)
    level = view.v.mean(axis=1)
    slack = 0.3 * text.height
    own: set[tuple[float, float]] = set()
    every: set[tuple[float, float]] = set()
    for height in _distinct(level, slack):
        ends = view.u[np.abs(level - height) < slack].ravel()
        crossings = _crossings(text, along, lines, ends, height, slack)
        own |= _centred(_distinct(ends, slack / 3), text.height)
        every |= _centred(_distinct(np.concatenate((ends, crossings)), slack / 3), text.height)
    every -= own
    own_weight, weight = _share(len(own)), _share(len(own) + len(every))
    ranked = [(pair, own_weight) for pair in sorted(own)] + [(pair, weight) for pair in sorted(every)]
    (x, y), (c, s) = text.centre, along.tolist()
    return [Span((x + a * c, y + a * s), (x + b * c, y + b * s), share) for (a, b), share in ranked]


def _share(choices: int) -> float:
    return 1 / (1 + max(choices - 1, 0) / CHOICE)


def _beside(text: Text, along: Floats, lines: Lines, reach: float, extent: float) -> _View:
    """The lines that run beside a text; a longer one may stand further off where it passes than it does on average."""
    near = lines.near(np.array([text.centre]), 2 * reach + extent)
    view = _view(text, along, lines, np.union1d(near, np.flatnonzero(lines.lengths > reach / PARALLEL)))
    passing = (view.sines < PARALLEL) & (np.abs(view.v.mean(axis=1)) < reach)
    passing &= (view.u.min(axis=1) < extent) & (view.u.max(axis=1) > -extent)
    return _View(view.u[passing], view.v[passing], view.sines[passing])


def _view(text: Text, along: Floats, lines: Lines, rows: Ints) -> _View:
    across = np.array((-along[1], along[0]))
    starts, ends = lines.starts[rows] - text.centre, lines.ends[rows] - text.centre
    u, v = np.stack((starts @ along, ends @ along), 1), np.stack((starts @ across, ends @ across), 1)
    return _View(u, v, np.abs(lines.directions[rows] @ across))


def _crossings(text: Text, along: Floats, lines: Lines, ends: Floats, level: float, slack: float) -> Floats:
    """Where ticks and extension lines meet a text's own lines, which end at these places."""
    reach = np.outer((ends.min(), ends.max()), along) + level * np.array((-along[1], along[0])) + text.centre
    view = _view(text, along, lines, lines.near(reach, 2 * slack))
    crossing = (view.sines > CROSSING) & (view.v.min(axis=1) < level + slack) & (view.v.max(axis=1) > level - slack)
    u, v = view.u[crossing], view.v[crossing]
    share = ((level - v[:, 0]) / (v[:, 1] - v[:, 0])).clip(0, 1)
    places: Floats = u[:, 0] + share * (u[:, 1] - u[:, 0])
    met: Floats = places[(places > ends.min() - slack) & (places < ends.max() + slack)]
    return met


def _distinct(values: Floats, slack: float) -> list[float]:
    """The values in order, those closer than the slack as their mean."""
    ordered = np.sort(values)
    if not len(ordered):
        return []
    groups = np.split(ordered, np.flatnonzero(np.diff(ordered) > slack) + 1)
    return [float(group.mean()) for group in groups]


def _centred(stops: list[float], height: float) -> set[tuple[float, float]]:
    """Pairs of stops with the text in their middle."""
    before = [stop for stop in stops if stop < 0][-MOST_STOPS:]
    after = [stop for stop in stops if stop > 0][:MOST_STOPS]
    return {
        (a, b)
        for a, b in itertools.product(before, after)
        if b - a > height and abs(a + b) / 2 < max(OFF_CENTRE * (b - a), OFF_CENTRE_HEIGHTS * height)
    }
