"""What the texts of a drawing say: room names, areas, sizes, dimensions, scales, storeys and levels."""

import math
import re
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from archdesk.interpret.offline.dimensions import (
    Measure,
    read_area,
    read_measure,
    read_pair,
    read_paper,
    read_scale,
    without_area,
)
from archdesk.interpret.offline.numbering import is_bare, lettered_numbers, number_rooms, repeated_signs
from archdesk.interpret.offline.room_names import plain_words, use_of
from archdesk.interpret.offline.split_sizes import join_sizes
from archdesk.interpret.offline.storey_titles import bare_title, level_of, names_storey
from archdesk.model.document import Text
from archdesk.model.floorplan import Use


@dataclass(frozen=True, slots=True)
class RoomName:
    name: str
    use: Use
    text: Text


@dataclass(frozen=True, slots=True)
class PrintedArea:
    """Square metres."""

    area: float
    text: Text


@dataclass(frozen=True, slots=True)
class SizePair:
    """The two sides of a room in metres, as printed: often the larger first, often across first."""

    sides: tuple[float, float]
    text: Text


@dataclass(frozen=True, slots=True)
class Dimension:
    measure: Measure
    text: Text


@dataclass(frozen=True, slots=True)
class ScaleNote:
    """``number`` is what stands after 1: and ``paper`` the format it is meant for, as ``A3`` (empty: not told)."""

    number: float
    text: Text
    paper: str = ""


@dataclass(frozen=True, slots=True)
class StoreyTitle:
    """``level`` counts from the ground floor's 0; None where the title does not tell."""

    name: str
    level: int | None
    text: Text


@dataclass(frozen=True, slots=True)
class LevelMark:
    """A height in metres above the ground floor, ``+2,70``; ``is_floor`` where it is said to be a floor's, ``FFL +2.70``."""

    elevation: float
    text: Text
    is_floor: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    room_names: tuple[RoomName, ...] = ()
    areas: tuple[PrintedArea, ...] = ()
    total_areas: tuple[PrintedArea, ...] = ()
    sizes: tuple[SizePair, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    scale_notes: tuple[ScaleNote, ...] = ()
    titles: tuple[StoreyTitle, ...] = ()
    levels: tuple[LevelMark, ...] = ()


_TOTAL = re.compile(
    r"total|gross|habitable|internal|floor area|dependances|surface utile|wohnflache|nutzflache|gesamt|grundflache|superficie"
    r"|construid|construit|approx|annexe|terrain|parcelle|plot|site|emprise|shon|shab|bgf|gia\b|gea\b|net area",
)
_LEVEL = re.compile(
    r"^(?:(?P<floor>f\.?f\.?l\.?|s\.?s\.?l\.?|ok\.?\s?ff(?:b|l)?\.?|okf|fbok|n\.?p\.?t\.?)|[a-z]{0,5}\.?)\s*[=:]?\s*"
    r"(?P<sign>[+±\-–]|(?<=[a-z.=: ])(?=\d))\s*(?P<number>\d{1,2}[.,]\d{1,3})\s*m?$",
    re.IGNORECASE,
)
_SCALE_WORD = re.compile(r"scale|echelle|ech\b|massstab|mass|escala|esc\b|scala|schaal|din|m\s*1\s*[:/]|@")
SMALL_SIGN = 0.7  # of the height of other names: a lower single letter is none
LINE_STEP = 2.2  # heights of lettering from one line to the next
LONGEST_SCALE_NOTE = 16  # letters; a longer text with 1/100 in it must also say that it is a scale


def read_labels(texts: Iterable[Text]) -> Labels:
    """Sorts the texts by what they say; a text may say several things, ``Bedroom 11.2 m²``."""
    texts = tuple(texts)
    headings = [text for text in texts if _is_total(text.words)]
    totals = {id(text) for text in headings}
    totals |= {
        id(text)
        for text in texts
        if read_area(text.words) is not None and any(_follows(text, above) for above in headings)  # a line that goes on
    }
    areas = tuple(PrintedArea(area, text) for text in texts if (area := read_area(text.words)) is not None)
    dimensions, numbers = _measures(texts)
    lettered = lettered_numbers([text.words for text in texts])
    numbers += tuple(RoomName(text.words.strip(), Use.OTHER, text) for text in texts if text.words.strip() in lettered)
    return Labels(
        room_names=_room_names([text for text in texts if id(text) not in totals]) + numbers,
        areas=tuple(area for area in areas if id(area.text) not in totals),
        total_areas=tuple(area for area in areas if id(area.text) in totals),
        sizes=_sizes(texts),
        dimensions=dimensions,
        scale_notes=tuple(note for text in texts if (note := _scale_note(text)) is not None),
        titles=tuple(title for text in texts if (title := _title(text)) is not None),
        levels=tuple(mark for text in texts if (mark := _level(text)) is not None),
    )


def _measures(texts: tuple[Text, ...]) -> tuple[tuple[Dimension, ...], tuple[RoomName, ...]]:
    """The dimensions, and the whole numbers where these number the rooms of a floor."""
    found = [Dimension(size, text) for text in texts if (size := read_measure(text.words)) is not None]
    if not number_rooms([each.measure for each in found]):
        return tuple(found), ()
    numbers = [RoomName(each.text.words.strip(), Use.OTHER, each.text) for each in found if is_bare(each.measure)]
    return tuple(each for each in found if not is_bare(each.measure)), tuple(numbers)


def _is_total(words: str) -> bool:
    """Whether the words speak of more than a room."""
    return _TOTAL.search(" ".join(plain_words(words))) is not None


def _follows(below: Text, above: Text) -> bool:
    """Whether one text is the next line of the other; y may run either way, so a gap in either sense counts."""
    if below is above:
        return False
    along, across = _offset(below, above)
    height = max(below.height, above.height)
    return 0.5 * height < abs(across) < LINE_STEP * height and abs(along) < (below.width + above.width) / 2


def _offset(one: Text, other: Text) -> tuple[float, float]:
    """From the other text's middle to the first's, along and across the other's line."""
    dx, dy = one.centre[0] - other.centre[0], one.centre[1] - other.centre[1]
    c, s = math.cos(other.angle), math.sin(other.angle)
    return dx * c + dy * s, dy * c - dx * s


def _room_names(texts: list[Text]) -> tuple[RoomName, ...]:
    """The names; a word like ``room`` or ``area`` on a line of its own belongs to the name beside it."""
    names = [name for text in texts if (name := _room_name(text)) is not None]
    names = [name for name in names if name.name not in repeated_signs([each.name for each in names])]
    words = [name.text.height for name in names if len(name.name) > 1]
    least = SMALL_SIGN * statistics.median(words) if words else 0.0
    names = [name for name in names if len(name.name) > 1 or name.text.height >= least]  # fittings look like single letters
    own = [name for name in names if name.use is not Use.OTHER]
    return tuple(
        name for name in names if name.use is not Use.OTHER or not any(_follows(name.text, other.text) for other in own)
    )


def _room_name(text: Text) -> RoomName | None:
    name = without_area(text.words)
    if read_pair(name) is not None or names_storey(name):
        return None
    use = use_of(name)
    return RoomName(name, use, text) if use is not None else None


def _sizes(texts: tuple[Text, ...]) -> tuple[SizePair, ...]:
    """The size pairs; feet printed beside metres are left out, for they are rounded and their signs are small."""
    lines = (*texts, *join_sizes(texts))
    found = [(SizePair(pair, text), metric) for text in lines for pair, metric in [_pair(text.words)] if pair is not None]
    metric_texts = [size.text for size, metric in found if metric]
    return tuple(size for size, metric in found if metric or not any(_follows(size.text, text) for text in metric_texts))


def _pair(words: str) -> tuple[tuple[float, float] | None, bool]:
    """The size pair and whether it is metric: the metric one where the text prints both."""
    parts = re.split(r"[()\[\]]|\s[/|=-]\s", words)
    pairs = [(part, pair) for part in (*parts, words) if (pair := read_pair(part)) is not None]
    metric = [pair for part, pair in pairs if re.search(r"[m.,]", part.lower())]
    first = next(iter([*metric, *(pair for _, pair in pairs)]), None)
    return first, bool(metric)


def _scale_note(text: Text) -> ScaleNote | None:
    number = read_scale(text.words)
    if number is None:
        return None
    says_so = _SCALE_WORD.search(" ".join(text.words.lower().split()).replace("é", "e").replace("ß", "ss"))
    ends_title = names_storey(text.words) and bare_title(text.words) != text.words.strip()
    if says_so is None and not ends_title and len(text.words) > LONGEST_SCALE_NOTE:
        return None
    return ScaleNote(number, text, read_paper(text.words))


def _title(text: Text) -> StoreyTitle | None:
    return StoreyTitle(text.words, level_of(text.words), text) if names_storey(text.words) else None


def _level(text: Text) -> LevelMark | None:
    found = _LEVEL.match(text.words.strip())
    if found is None or not (found["sign"] or found["floor"]):
        return None
    sign = -1.0 if found["sign"] and found["sign"] in "-–" else 1.0
    return LevelMark(sign * float(found["number"].replace(",", ".")), text, bool(found["floor"]))
