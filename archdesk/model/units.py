"""Units of length, and lengths as people write them."""

import enum
import re


class Unit(enum.Enum):
    """A unit that drawings are made in."""

    MILLIMETRE = "mm"
    CENTIMETRE = "cm"
    METRE = "m"
    INCH = "in"
    FOOT = "ft"

    @property
    def metres(self) -> float:
        return _METRES[self]


_METRES = {Unit.MILLIMETRE: 0.001, Unit.CENTIMETRE: 0.01, Unit.METRE: 1.0, Unit.INCH: 0.0254, Unit.FOOT: 0.3048}

POINT = 0.0254 / 72
"""Metres in a typographic point, the unit of PDF pages."""

_LENGTH = re.compile(
    r"""^\s*(?:(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>mm|cm|m|in|ft|"|''|'|)
    |(?P<feet>\d+)\s*(?:'|ft)\s*-?\s*(?P<inches>\d+(?:[.,]\d+)?)?\s*(?:"|''|in)?)\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_MARKS = {'"': Unit.INCH, "''": Unit.INCH, "'": Unit.FOOT}


def parse_length(text: str, default: Unit = Unit.METRE) -> float:
    """Metres from ``2,7``, ``2.70 m``, ``270 cm``, ``8' 10"`` or ``106 in``; a bare number is in the default unit.

    Raises:
        ValueError: the text is not a length.
    """
    found = _LENGTH.match(text)
    if found is None:
        raise ValueError(f"not a length: {text!r}")
    if found["feet"]:
        return int(found["feet"]) * Unit.FOOT.metres + _number(found["inches"] or "0") * Unit.INCH.metres
    mark = found["unit"].lower()
    unit = _MARKS.get(mark) or (Unit(mark) if mark else default)
    return _number(found["number"]) * unit.metres


def _number(text: str) -> float:
    return float(text.replace(",", "."))
