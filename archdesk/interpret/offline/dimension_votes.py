"""Printed dimensions against the lines they measure, and against their neighbours in a chain."""

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.dimensions import Measure
from archdesk.interpret.offline.evidence import Segment
from archdesk.interpret.offline.labels import Dimension
from archdesk.interpret.offline.scale_votes import Vote
from archdesk.model.floorplan import ScaleMethod
from archdesk.model.shapes import Point
from archdesk.model.units import Unit

Floats = NDArray[np.float64]

MOST_DIMENSIONS = 400
SHORTEST = 0.3  # metres; shorter dimensions are no longer than their text
LONGEST = 200.0
PARALLEL = 0.05  # sine of the largest angle between a dimension's text and its line
CROSSING = 0.35  # sine of the least angle of a tick or an extension line
REACH = 1.7  # heights of the text from its middle to its dimension line
OFF_CENTRE = 0.06  # of the length, or this many heights of the text:
OFF_CENTRE_HEIGHTS = 0.8
MOST_STOPS = 8  # on either side of a text
CHAIN_LINKS = 3  # texts that a chain is followed over
ROW = 0.6  # heights of the text that a chain's texts may be out of line
LINE_SPREAD = 0.006
CHAIN_WEIGHT = 0.7  # beside a measured line's
REPEATED = 0.6
WHOLE_FROM = 1000  # coordinates this large are told without decimals


@dataclass(frozen=True, slots=True)
class _Lines:
    """Segments as arrays: starts, ends, and directions of unit length."""

    starts: Floats
    ends: Floats
    directions: Floats


def dimension_votes(dimensions: Sequence[Dimension], segments: Sequence[Segment]) -> list[Vote]:
    dimensions = sorted(dimensions, key=lambda each: -each.text.confidence)[:MOST_DIMENSIONS]
    lines = _lines(segments)
    votes = []
    repeats: Counter[float] = Counter()
    for i, each in enumerate(dimensions):
        # Equal numbers along one symbol repeat a chance agreement: each further one says half as much.
        votes += _line_votes(f"dimension {i}", each, lines, REPEATED ** repeats[each.measure.value])
        repeats[each.measure.value] += 1
    return votes + _chain_votes(dimensions)


def lengths_of(measure: Measure) -> list[tuple[float, float]]:
    """What a printed number can mean in metres, each with a weight: ``3.40`` is metres, ``340`` and ``3400`` are open."""
    value = measure.value
    if measure.unit is not None:
        readings = [(value, 1.0)]
    elif measure.decimals:
        readings = [(value, 1.0)] if value < 100 else [(value * Unit.CENTIMETRE.metres, 1.0)]
    elif value < 10:
        readings = [(value, 0.3)]
    elif value < 100:
        readings = [(value * Unit.CENTIMETRE.metres, 0.8), (value, 0.2)]
    else:
        cm, mm = (0.7, 0.5) if value < 1000 else (0.4, 0.8)
        readings = [(value * Unit.CENTIMETRE.metres, cm), (value * Unit.MILLIMETRE.metres, mm)]
    return [(metres, weight) for metres, weight in readings if SHORTEST <= metres <= LONGEST]


def _lines(segments: Sequence[Segment]) -> _Lines:
    starts = np.array([segment.start for segment in segments], float).reshape(-1, 2)
    ends = np.array([segment.end for segment in segments], float).reshape(-1, 2)
    lengths = np.linalg.norm(ends - starts, axis=1)
    real = lengths > 0
    starts, ends, lengths = starts[real], ends[real], lengths[real]
    return _Lines(starts, ends, (ends - starts) / lengths[:, None])


def _line_votes(voter: str, dimension: Dimension, lines: _Lines, worth: float) -> list[Vote]:
    readings = lengths_of(dimension.measure)
    if not readings or not len(lines.starts):
        return []
    spans = _spans(dimension, lines)
    doubt = 1 + max(len(spans) - 1, 0) / 6  # the more lengths there are to choose from, the less each of them says
    return [
        Vote(
            metres / (b - a),
            worth * weight * dimension.text.confidence / doubt,
            LINE_SPREAD,
            ScaleMethod.DIMENSION_TEXT,
            voter,
            _sentence(dimension, metres, a, b),
        )
        for a, b in spans
        for metres, weight in readings
    ]


def _spans(dimension: Dimension, lines: _Lines) -> list[tuple[float, float]]:
    """From where to where the text may measure, along its own direction and relative to its middle."""
    text = dimension.text
    along = np.array((math.cos(text.angle), math.sin(text.angle)))
    across = np.array((-along[1], along[0]))
    starts, ends = lines.starts - text.centre, lines.ends - text.centre
    u, v = np.stack((starts @ along, ends @ along), 1), np.stack((starts @ across, ends @ across), 1)
    sines = np.abs(lines.directions @ across)
    beside = (sines < PARALLEL) & (np.abs(v.mean(axis=1)) < REACH * text.height)
    beside &= (u.min(axis=1) < text.width) & (u.max(axis=1) > -text.width)
    spans: set[tuple[float, float]] = set()
    slack = 0.3 * text.height
    for level in _distinct(v[beside].mean(axis=1), slack):
        mine = beside & (np.abs(v.mean(axis=1) - level) < slack)
        crossing = (sines > CROSSING) & (v.min(axis=1) < level + slack) & (v.max(axis=1) > level - slack)
        low, high = u[mine].min() - slack, u[mine].max() + slack
        crossings = _at_level(u[crossing], v[crossing], level)
        stops = np.concatenate((u[mine].ravel(), crossings[(crossings > low) & (crossings < high)]))
        spans |= _centred(_distinct(stops, slack / 3), text.height)
    return sorted(spans)


def _distinct(values: Floats, slack: float) -> list[float]:
    """The values in order, those closer than the slack as their mean."""
    ordered = np.sort(values)
    if not len(ordered):
        return []
    groups = np.split(ordered, np.flatnonzero(np.diff(ordered) > slack) + 1)
    return [float(group.mean()) for group in groups]


def _at_level(u: Floats, v: Floats, level: float) -> Floats:
    """Where the segments, prolonged if need be, cross the level."""
    share = (level - v[:, 0]) / (v[:, 1] - v[:, 0])
    crossing: Floats = u[:, 0] + share.clip(0, 1) * (u[:, 1] - u[:, 0])
    return crossing


def _centred(stops: list[float], height: float) -> set[tuple[float, float]]:
    """Pairs of stops with the text in their middle."""
    before = [stop for stop in stops if stop < 0][-MOST_STOPS:]
    after = [stop for stop in stops if stop > 0][:MOST_STOPS]
    return {
        (a, b)
        for a, b in itertools.product(before, after)
        if b - a > height and abs(a + b) / 2 < max(OFF_CENTRE * (b - a), OFF_CENTRE_HEIGHTS * height)
    }


def _sentence(dimension: Dimension, metres: float, a: float, b: float) -> str:
    text = dimension.text
    c, s = math.cos(text.angle), math.sin(text.angle)
    axis, place, share = ("x", text.centre[0], c) if abs(c) >= abs(s) else ("y", text.centre[1], s)
    low, high = sorted((place + a * share, place + b * share))
    return f"{text.words} ({metres:.2f} m) between {axis}={_place(low)} and {axis}={_place(high)}"


def _place(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= WHOLE_FROM else f"{value:.2f}"


def _chain_votes(dimensions: Sequence[Dimension]) -> list[Vote]:
    """Texts sit in the middle of what they measure, so neighbours in a chain are half of both lengths apart."""
    votes = []
    for row in _rows(dimensions):
        for first, last in itertools.combinations(range(len(row)), 2):
            if last - first <= CHAIN_LINKS:
                votes += _chain_vote([each for _, each in row[first : last + 1]])
    return votes


def _rows(dimensions: Sequence[Dimension]) -> list[list[tuple[float, Dimension]]]:
    """Dimensions in one line with one another, in their order along it."""
    rows: list[tuple[Point, float, list[tuple[float, Dimension]]]] = []
    for each in dimensions:
        text = each.text
        along = _axis(text.angle)
        place = text.centre[0] * along[0] + text.centre[1] * along[1]
        offset = text.centre[1] * along[0] - text.centre[0] * along[1]
        for direction, level, row in rows:
            same = abs(direction[0] * along[1] - direction[1] * along[0]) < PARALLEL
            if same and abs(level - offset) < ROW * text.height:
                row.append((place, each))
                break
        else:
            rows.append((along, offset, [(place, each)]))
    return [sorted(row, key=lambda pair: pair[0]) for _, _, row in rows]


def _axis(angle: float) -> Point:
    """The direction of a text, the same whether it is read up or down; nearly upright sheets are taken to be upright."""
    turned = angle % math.pi
    quarter = round(turned / (math.pi / 2)) * math.pi / 2
    angle = quarter if abs(turned - quarter) < PARALLEL * 3 else turned
    return abs(math.cos(angle)), math.sin(angle) if angle % math.pi > PARALLEL else 0.0


def _chain_vote(links: list[Dimension]) -> list[Vote]:
    readings = [lengths_of(link.measure) for link in links]
    if not all(readings):
        return []
    first, last = links[0].text, links[-1].text
    span = math.dist(first.centre, last.centre)
    height = max(first.height, last.height)
    if span < 2 * height:
        return []
    chosen = [max(reading, key=lambda pair: pair[1]) for reading in readings]
    metres = sum(length for length, _ in chosen) - (chosen[0][0] + chosen[-1][0]) / 2
    weight = CHAIN_WEIGHT * min(share for _, share in chosen)
    words = ", ".join(link.text.words for link in links)
    name = f"chain from {first.centre}"
    spread = max(0.2 * height / span, 0.006)
    if len({link.measure.value for link in links}) == 1:
        weight *= REPEATED
    return [Vote(metres / span, weight, min(spread, 0.05), ScaleMethod.DIMENSION_TEXT, name, f"The chain {words}")]
