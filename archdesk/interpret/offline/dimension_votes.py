"""Printed dimensions against the lines they measure, and against their neighbours in a chain."""

import itertools
import math
from collections import Counter
from collections.abc import Sequence

from archdesk.interpret.offline.clearances import Faces, clear_widths
from archdesk.interpret.offline.dimension_spans import Lines, Span, find_spans, lines_of
from archdesk.interpret.offline.dimensions import Measure
from archdesk.interpret.offline.evidence import Segment
from archdesk.interpret.offline.labels import Dimension
from archdesk.interpret.offline.scale_bars import bar_of
from archdesk.interpret.offline.scale_votes import Vote
from archdesk.model.floorplan import ScaleMethod
from archdesk.model.shapes import Point
from archdesk.model.units import Unit

MOST_DIMENSIONS = 400
SHORTEST = 0.3  # metres; shorter dimensions are no longer than their text
LONGEST = 200.0
PARALLEL = 0.05  # sine of the largest angle between a dimension's text and its line
MILLIMETRES_FROM = 2500  # numbers that exceed this are millimetres, for no drawing of a storey stops short of 2.5 m
CHAIN_LINKS = 3  # texts that a chain is followed over
ROW = 0.6  # heights of the text that a chain's texts may be out of line
CRAMPED = 0.3  # of the odds where the number is wider than the stretch
LINE_SPREAD = 0.006
LINE_EDGE = 0.03  # heights of the text by which the end of a line is misplaced
LINE_ODDS = 1.5  # that a number with lines beside it measures one of them
CLEAR_ODDS = 0.8  # that a number in a room measures the room from wall to wall
CLEAR_SPREAD = 0.008
EDGE = 0.1  # heights of the text by which a wall's face is misplaced: about a pixel
CHAIN_ODDS = 0.4  # of each stretch of a chain
CHAIN_SPREAD = 0.008
OFF_CENTRE = 0.3  # heights of its text by which a number stands off the middle of what it measures
REPEATED = 0.4
WHOLE_FROM = 1000  # coordinates this large are told without decimals

Readings = list[tuple[float, float]]
"""Lengths in metres, each with the odds that it is meant."""


def dimension_votes(dimensions: Sequence[Dimension], segments: Sequence[Segment], walls: Faces) -> list[Vote]:
    rows = rows_of(sorted(dimensions, key=lambda each: -each.text.confidence)[:MOST_DIMENSIONS])
    bars = [bar_of(row) for row in rows]
    in_bars = {id(each) for _, numbers in bars for each in numbers}
    rows = [[pair for pair in row if id(pair[1]) not in in_bars] for row in rows]
    lines = lines_of(segments)
    whole = (each.measure for row in rows for _, each in row if not each.measure.decimals and each.measure.unit is None)
    largest = max((measure.value for measure in whole), default=0.0)
    votes = [vote for vote, _ in bars if vote is not None]
    repeats: Counter[float] = Counter()
    for i, each in enumerate(each for row in rows for _, each in row):
        # Equal numbers along one symbol repeat a chance agreement: each further one says less.
        readings, worth = lengths_of(each.measure, largest), REPEATED ** repeats[each.measure.value]
        votes += _line_votes(f"dimension {i}", each, readings, lines, worth)
        votes += _clear_votes(f"dimension {i}", each, readings, walls, worth)
        repeats[each.measure.value] += 1
    return votes + _chain_votes(rows, largest)


def lengths_of(measure: Measure, largest: float) -> Readings:
    """What a printed number can mean in metres, each with its odds: ``3.40`` is metres, ``340`` and ``3400`` are open.

    The largest whole number on the drawing tells centimetres from millimetres: a building is longer than a few metres.
    """
    value = measure.value
    if measure.unit is not None:
        readings = [(value, 1.0)]
    elif measure.decimals:
        readings = [(value, 1.0)] if value < 100 else [(value * Unit.CENTIMETRE.metres, 1.0)]
    elif value < 10:
        readings = [(value, 0.1)]
    else:
        centimetres, millimetres = (0.8, 0.3) if largest < MILLIMETRES_FROM else (0.3, 0.8)
        readings = [(value * Unit.CENTIMETRE.metres, centimetres), (value * Unit.MILLIMETRE.metres, millimetres)]
        if value < 100:
            readings.append((value, 0.2))
    return [(metres, weight) for metres, weight in readings if SHORTEST <= metres <= LONGEST]


def _line_votes(voter: str, dimension: Dimension, readings: Readings, lines: Lines, worth: float) -> list[Vote]:
    spans = find_spans(dimension.text, lines) if readings else []
    share = LINE_ODDS * worth * dimension.text.confidence / max(sum(span.weight for span in spans), 1.0)
    return [
        Vote(
            metres / span.length,
            share * span.weight * odds * (1.0 if span.length > dimension.text.width else CRAMPED),
            math.hypot(LINE_SPREAD, LINE_EDGE * dimension.text.height / span.length),
            ScaleMethod.DIMENSION_TEXT,
            voter,
            _sentence(dimension, metres, span),
        )
        for span in spans
        for metres, odds in readings
    ]


def _clear_votes(voter: str, dimension: Dimension, readings: Readings, walls: Faces, worth: float) -> list[Vote]:
    """A number in a room as the room's clear width along the number."""
    text = dimension.text
    return [
        Vote(
            metres / width.length,
            CLEAR_ODDS * worth * width.share * odds * text.confidence,
            math.hypot(CLEAR_SPREAD, EDGE * text.height / width.length),
            ScaleMethod.DIMENSION_TEXT,
            voter,
            f"{text.words} ({metres:.2f} m) from wall to wall",
        )
        for width in (clear_widths(text.centre, text.angle, walls) if readings else ())
        if width.length > text.width
        for metres, odds in readings
    ]


def _sentence(dimension: Dimension, metres: float, span: Span) -> str:
    axis = 0 if abs(span.end[0] - span.start[0]) >= abs(span.end[1] - span.start[1]) else 1
    low, high = sorted((span.start[axis], span.end[axis]))
    name = "xy"[axis]
    return f"{dimension.text.words} ({metres:.2f} m) between {name}={_place(low)} and {name}={_place(high)}"


def _place(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= WHOLE_FROM else f"{value:.2f}"


def _chain_votes(rows: list[list[tuple[float, Dimension]]], largest: float) -> list[Vote]:
    """Texts sit in the middle of what they measure, so neighbours in a chain are half of both lengths apart."""
    votes = []
    repeats: Counter[frozenset[float]] = Counter()
    for row in rows:
        for first, last in itertools.combinations(range(len(row)), 2):
            if last - first <= CHAIN_LINKS:
                links = [each for _, each in row[first : last + 1]]
                values = frozenset(link.measure.value for link in links)
                votes += _chain_vote(links, largest, REPEATED ** repeats[values])
                repeats[values] += 1
    return votes


def rows_of(dimensions: Sequence[Dimension]) -> list[list[tuple[float, Dimension]]]:
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


def _chain_vote(links: list[Dimension], largest: float, worth: float) -> list[Vote]:
    readings = [lengths_of(link.measure, largest) for link in links]
    if not all(readings):
        return []
    first, last = links[0].text, links[-1].text
    span = math.dist(first.centre, last.centre)
    height = max(first.height, last.height)
    if span <= 2 * height:
        return []
    chosen = [max(reading, key=lambda pair: pair[1]) for reading in readings]
    metres = sum(length for length, _ in chosen) - (chosen[0][0] + chosen[-1][0]) / 2
    odds = worth * CHAIN_ODDS * min(share for _, share in chosen)
    words = ", ".join(link.text.words for link in links)
    name = f"chain from {first.centre}"
    spread = math.hypot(OFF_CENTRE * height / span, CHAIN_SPREAD)
    return [Vote(metres / span, odds, spread, ScaleMethod.DIMENSION_TEXT, name, f"The chain {words}")]
