"""Lengths, areas and scales as drawings print them."""

import re
import unicodedata
from dataclasses import dataclass

from archdesk.model.units import Unit

SQUARE_FOOT = Unit.FOOT.metres**2
LONGEST_ROOM = 60.0  # metres
NARROWEST_ROOM = 0.5
SLIMMEST_ROOM = 8.0  # a corridor; a larger ratio is a misread number
LARGEST_AREA = 5000.0  # square metres, a hall
SCALES = frozenset(
    (
        1,
        2,
        5,
        10,
        15,
        20,
        25,
        30,
        33,
        40,
        50,
        60,
        75,
        80,
        100,
        120,
        125,
        150,
        200,
        250,
        300,
        400,
        500,
        750,
        1000,
        1250,
        2000,
        2500,
    )
)
"""The numbers after 1: that draughtsmen use; others are fractions of something else."""

_NUMBER = r"(?:[1-9]\d{0,2}(?:[ ]\d{3})+|\d+[.,]\d{1,4}|(?:0|[1-9]\d*)|[.,]\d{1,3})"  # 050 is a pipe's diameter
_UNIT = r"(?:mm|cm|m|ml|mtr?s?|metres?|meters?)"
_METRIC = re.compile(rf"^[(\[]?\s*(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})?\.?\s*[)\]]?$", re.IGNORECASE)
_FRACTION = r"(?:\s*(?P<top>\d{1,2})\s*/\s*(?P<bottom>\d{1,2}))?"
_FEET = re.compile(
    rf"^(?P<feet>\d{{1,3}}(?:\.\d+)?)\s*(?:'|ft\.?|feet)\s*-?\s*(?:(?P<inches>\d{{1,2}}(?:\.\d+)?){_FRACTION})?\s*(?:\"|''|in\.?)?$",
    re.IGNORECASE,
)
_INCHES = re.compile(rf"^(?P<inches>\d{{1,3}}(?:\.\d+)?){_FRACTION}\s*(?:\"|''|in\.?)$", re.IGNORECASE)
_AREA = re.compile(
    r"(?P<number>\d{1,4}(?:[ ]\d{3})?(?:[.,]\s?\d{1,3})?)\s*(?:[|{}()\[\]]\s*)?"  # a line that crosses the words
    r"(?:(?P<metres>m²|m2\b|mz\b|m\?|㎡|m\^2|sq\.?\s?m\b|sqm\b|qm\b|sq\.?\s*met|m[ºo°]|²)"
    r"|(?P<feet>s[qo0]\.?\s*f(?:ee)?t|sqft|ft²|ft2|s\.?f\.?$))",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"^\d{1,3},\d{3}$")
_SCALE = re.compile(r"(?<![\d.,/])1\s*[:/]\s*(?P<number>\d{1,4})(?![\d.,/]\d)")
_IMPERIAL_SCALE = re.compile(
    r"(?<!\d)(?:(?P<top>\d{1,2})\s*/\s*(?P<bottom>\d{1,2})|(?P<whole>1))\s*(?:\"|''|in)?\s*=\s*(?P<feet>\d{1,3})\s*'"
)
_BETWEEN = re.compile(r"\s*(?:(?<!ma)[x×*]|\bby\b)\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"""^\d{1,3}\s*(?:'|ft).*\(\s*(?P<metres>\d{1,2}[.,]\d{1,3})\s*m?\s*(?:\)|$)""", re.IGNORECASE)
_FRACTIONS = re.compile(r"[½¼¾⅛⅜⅝⅞]")
_DASHED = re.compile(r"^[-–—]\s*(\d.*?)\s*[-–—]$")
_SLASHED = re.compile(r"^(\d{3,4})\s*/\s*(\d{3,4})$")
_PAPER = re.compile(r"(?:din|iso|@|\(|\b)\s*-?\s*(?P<name>A[0-5])(?:\b|é)", re.IGNORECASE)
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "′": "'", "`": "'", "´": "'", "“": '"', "”": '"', "″": '"', "Х": "x", "х": "x", "X": "x"}
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A printed number: in metres where ``unit`` is known, else as printed."""

    value: float
    unit: Unit | None
    decimals: int = 0


def read_measure(words: str) -> Measure | None:
    """The one length that the words are, or None."""
    words = _DASHED.sub(r"\1", _FRACTIONS.sub(_spelt_out, words.strip().translate(_QUOTES)))
    feet = _FEET.match(words) or _INCHES.match(words)
    if feet:
        return _imperial(feet)
    metric = _METRIC.match(words)
    return _metric(metric["number"], metric["unit"]) if metric else None


def read_pair(words: str) -> tuple[float, float] | None:
    """The two sides of a room in metres: ``3.40 x 4.20 m``, ``11'6" x 9'2"``, ``3400 x 4200``."""
    words = words.translate(_QUOTES).strip("()[] ")
    parts = _SLASHED.findall(words)[0] if _SLASHED.match(words) else _BETWEEN.split(words)
    if len(parts) != 2:
        return None
    one, two = (_metres_in_brackets(part) or read_measure(_until_length(part)) for part in parts)
    if one is None or two is None:
        return None
    shared = one.unit or two.unit
    unit = shared or _guess_unit(one, two)
    sides = tuple(side.value if side.unit else side.value * unit.metres for side in (one, two))
    plausible = min(sides) >= NARROWEST_ROOM and max(sides) <= min(LONGEST_ROOM, SLIMMEST_ROOM * min(sides))
    return (sides[0], sides[1]) if plausible else None


def read_area(words: str) -> float | None:
    """The area in square metres that the words print, the first where there are several."""
    found = _AREA.search(words)
    if found is None:
        return None
    digits = re.sub(r"\s", "", found["number"])
    # English notation parts thousands by a comma, and nobody prints thousandths of a square foot
    thousands = found["feet"] and _THOUSANDS.match(digits)
    number = float(digits.replace(",", "" if thousands else "."))
    area = number * (SQUARE_FOOT if found["feet"] else 1.0)
    return area if 0 < area <= LARGEST_AREA else None


def without_area(words: str) -> str:
    """What is left of the words when their printed area is taken away."""
    return _AREA.sub(" ", words).strip(" -–:=·,;/")


def read_scale(words: str) -> float | None:
    """The number after 1: that the words print; ``1/4" = 1'`` is 48."""
    words = words.translate(_QUOTES)
    imperial = _IMPERIAL_SCALE.search(words)
    if imperial:
        inches = 1.0 if imperial["whole"] else int(imperial["top"]) / max(int(imperial["bottom"]), 1)
        return float(imperial["feet"]) * 12 / inches if inches else None
    numbers = [int(number) for number in _SCALE.findall(words)]
    return next((float(number) for number in numbers if number in SCALES and number >= 10), None)


def read_paper(words: str) -> str:
    """The paper format that the words name, as ``A3``, or nothing."""
    found = _PAPER.search(words)
    return found["name"].upper() if found else ""


def _metres_in_brackets(part: str) -> Measure | None:
    """The metres that a length in feet repeats, as in ``16'2 (4.93)``: exacter than the feet."""
    found = _BRACKETED.match(part.strip())
    return read_measure(f"{found['metres']} m") if found else None


def _spelt_out(fraction: re.Match[str]) -> str:
    """``½`` as `` 1/2``."""
    return " " + unicodedata.normalize("NFKC", fraction[0]).replace("\N{FRACTION SLASH}", "/")


def _until_length(part: str) -> str:
    """The part without words around its length: ``max``, brackets."""
    return re.sub(r"\s*(?:max\.?|\(.*|\).*|approx\.?|min\.?|into.*)$", "", part, flags=re.IGNORECASE).strip("()[] ,;")


def _guess_unit(one: Measure, two: Measure) -> Unit:
    longest = max(one.value, two.value)
    if longest >= 1000:
        return Unit.MILLIMETRE
    return Unit.CENTIMETRE if longest > LONGEST_ROOM else Unit.METRE


def _metric(number: str, unit: str | None) -> Measure:
    number = number.replace(" ", "").replace(",", ".")
    decimals = len(number.partition(".")[2])
    value = float(number)
    if not unit:
        return Measure(value, None, decimals)
    known = Unit(unit.lower()) if unit.lower() in ("mm", "cm") else Unit.METRE
    return Measure(value * known.metres, known, decimals)


def _imperial(found: re.Match[str]) -> Measure:
    parts = found.groupdict()
    inches = float(parts["inches"] or 0)
    if parts["top"] and int(parts["bottom"]):
        inches += int(parts["top"]) / int(parts["bottom"])
    metres = float(parts.get("feet") or 0) * Unit.FOOT.metres + inches * Unit.INCH.metres
    return Measure(metres, Unit.FOOT)
