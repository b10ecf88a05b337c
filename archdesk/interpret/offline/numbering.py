"""Numbering: whole numbers that name rooms, floor by floor, and measure nothing."""

import re
from collections import Counter
from collections.abc import Sequence

from archdesk.interpret.offline.dimensions import Measure

FEWEST = 8  # numbers that make a numbering
SMALLEST = 100  # a floor's digit and two for its rooms
DISTINCT = 0.9  # share of the numbers that are met once; measures repeat, rooms do not
OFTEN = 3  # times that a sign is met on average; storeys and flats that are alike repeat their rooms less often
ONE_FLOOR = 0.8  # share that begins with the floor's digit
_NUMBER = re.compile(r"[A-Z]?\d{3,}[A-Za-z]?$")  # with a letter for a wing or a floor, or for a part of a suite
_LETTERED = re.compile(r"(?![DFPTVW])[A-Z]\d{3}[A-Za-z]?$")  # what begins like door or window numbers a door or a window
_SIGN = re.compile(r"[A-Z]\.?\d{1,2}$")


def number_rooms(measures: Sequence[Measure]) -> bool:
    """Whether a drawing's whole numbers number its rooms: nearly all differ, and begin with the same digit."""
    whole = [int(each.value) for each in measures if is_bare(each)]
    if len(whole) < FEWEST or len(set(whole)) < DISTINCT * len(whole):
        return False
    (_, most), *_ = Counter(str(number)[0] + str(len(str(number))) for number in whole).most_common(1)
    return most >= ONE_FLOOR * len(whole)


def lettered_numbers(words: Sequence[str]) -> frozenset[str]:
    """The words that number rooms by a wing's or a floor's letter and a number, where there are enough for a numbering."""
    found = [each.strip() for each in words if _LETTERED.match(each.strip())]
    return frozenset(found) if len(set(found)) >= max(FEWEST, DISTINCT * len(found)) else frozenset()


def repeated_signs(names: Sequence[str]) -> frozenset[str]:
    """Letters with a number that number no rooms, since they are met again and again: circuits, radiators, kinds of window."""
    found = [name for name in names if _SIGN.match(name)]
    return frozenset(found) if len(found) > OFTEN * len(set(found)) else frozenset()


def is_bare(measure: Measure) -> bool:
    """Whether it is a whole number without a unit, as large as a room's number."""
    return measure.unit is None and not measure.decimals and measure.value >= SMALLEST


def is_room_number(words: str) -> bool:
    """Whether a name is a room's number."""
    return _NUMBER.match(words) is not None
