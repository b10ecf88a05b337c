"""Sizes of rooms that are printed over two lines, ``18' (5.49) max`` above ``x 16'4 (4.98) max``."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archdesk.model.document import Text

LINE_STEP = 2.2  # heights of lettering from one line to the next
_GOES_ON = re.compile(r"^(?:[x×*]|by\b)\s*\d", re.IGNORECASE)
_ENDS_OPEN = re.compile(r"\d\D*\s(?:[x×*]|by)$", re.IGNORECASE)
_LENGTH = re.compile(r"^[(\[]?\d")


def join_sizes(texts: Sequence[Text]) -> Iterator[Text]:
    """The lines that belong together as one text each, in the place of both."""
    for text in texts:
        goes_on = _GOES_ON.match(text.words) is not None
        if goes_on or _ENDS_OPEN.search(text.words):
            mates = [other for other in texts if _LENGTH.match(other.words) and _is_beside(other, text)]
            mate = min(mates, key=lambda each: math.dist(each.centre, text.centre), default=None)
            if mate is not None:
                yield _joined(mate, text) if goes_on else _joined(text, mate)


def _is_beside(one: Text, other: Text) -> bool:
    """Whether the texts are neighbouring lines; y may run either way."""
    if one is other:
        return False
    dx, dy = one.centre[0] - other.centre[0], one.centre[1] - other.centre[1]
    c, s = math.cos(other.angle), math.sin(other.angle)
    along, across = abs(dx * c + dy * s), abs(dy * c - dx * s)
    height = max(one.height, other.height)
    return 0.5 * height < across < LINE_STEP * height and along < (one.width + other.width) / 2


def _joined(first: Text, second: Text) -> Text:
    middle = ((first.centre[0] + second.centre[0]) / 2, (first.centre[1] + second.centre[1]) / 2)
    confidence = min(first.confidence, second.confidence)
    return replace(
        first, words=f"{first.words} {second.words}", centre=middle, width=max(first.width, second.width), confidence=confidence
    )
