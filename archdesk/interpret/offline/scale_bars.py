"""Scale bars: a row of numbers from nought that stand as far apart as they say."""

import itertools
from collections.abc import Sequence

import numpy as np

from archdesk.interpret.offline.labels import Dimension
from archdesk.interpret.offline.scale_votes import Vote
from archdesk.model.floorplan import ScaleMethod

LEAST_NUMBERS = 3
STRAIGHT = 0.5  # heights of the text that a number may lie off its place
ODDS = 20.0
SPREAD = 0.01


def bar_of(row: Sequence[tuple[float, Dimension]]) -> tuple[Vote | None, tuple[Dimension, ...]]:
    """The vote of the scale bar in a row of numbers in their order, and the numbers that belong to it."""
    for ordered in (list(row), [(-place, each) for place, each in reversed(row)]):
        for start, (_, first) in enumerate(ordered):
            if first.measure.value == 0:
                numbers = _rising(ordered[start:])
                vote = _vote(numbers)
                if vote is not None:
                    return vote, tuple(each for _, each in numbers)
    return None, ()


def _rising(row: Sequence[tuple[float, Dimension]]) -> list[tuple[float, Dimension]]:
    pairs = itertools.pairwise(row)
    rising = itertools.takewhile(lambda pair: pair[1][1].measure.value > pair[0][1].measure.value, pairs)
    return [row[0], *(after for _, after in rising)]


def _vote(numbers: Sequence[tuple[float, Dimension]]) -> Vote | None:
    """Bare numbers are metres."""
    if len(numbers) < LEAST_NUMBERS:
        return None
    places = np.array([place for place, _ in numbers])
    values = np.array([each.measure.value for _, each in numbers])
    slope, start = np.polyfit(values, places, 1)
    height = max(each.text.height for _, each in numbers)
    if slope <= 0 or np.abs(places - (start + slope * values)).max() > STRAIGHT * height:
        return None
    last = numbers[-1][1]
    sentence = f"A scale bar from 0 to {last.text.words}"
    return Vote(1 / float(slope), ODDS, SPREAD, ScaleMethod.SCALE_BAR, f"bar {last.text.centre}", sentence)
