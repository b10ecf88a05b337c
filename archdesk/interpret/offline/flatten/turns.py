"""Which way up a sheet is, by the words on it."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from archdesk.interpret.offline.flatten.flattening import Flat
from archdesk.interpret.offline.flatten.homography import Homography
from archdesk.model.document import Text

SURE = 0.9  # confidence; letters that stand on their heads are never read so surely
SHORTEST = 4  # signs of a word: numbers and short names stand any way up
FEWEST = 20  # letters that tell the way up
MOSTLY = 3.0  # times as many letters as stand upright
GARBLED = 0.85  # mean confidence of lines that stand on their heads, at most
FEW_SURE = 8  # letters
LINES = 3  # a line or two may be anything
LONGER = 1.3  # times as many signs: the line of which another reading saw only a part
TILT = math.radians(20)


def quarter_turns(words: Sequence[Text]) -> int:
    """How many quarter turns counter-clockwise make most words level; 0 where that is not clear."""
    return _turns(words, FEWEST)


def likely_turns(words: Sequence[Text]) -> int:
    """How many quarter turns a few words ask for where hardly any is level: lettering on its side is mostly missed."""
    return _turns(words, SHORTEST)


def looks_upside_down(words: Sequence[Text]) -> bool:
    """Whether level lines are read so badly that the sheet may stand on its head."""
    level = [text for text in words if abs(text.angle) < TILT]
    letters = sum(len(text.words) for text in level)
    if len(level) < LINES or _sure_letters(words, 0.0) >= FEW_SURE:
        return False
    return sum(text.confidence * len(text.words) for text in level) < GARBLED * letters


def reads_better(turned: Sequence[Text], words: Sequence[Text]) -> bool:
    """Whether a picture turned about is read clearly better than before."""
    return _sure_letters(turned, 0.0) >= FEWEST + MOSTLY * _sure_letters(words, 0.0)


def with_missed(words: Sequence[Text], others: Sequence[Text]) -> tuple[Text, ...]:
    """The words with those of another reading where none of them stands, or a part of a line, or a doubtful one."""
    sure = [text for text in others if text.confidence >= SURE]
    kept = [text for text in words if not any(_gives_way(text, other) for other in sure)]
    boxes = [text.box for text in kept]
    return (*kept, *(text for text in others if not any(box.meets(text.box) for box in boxes)))


def _gives_way(text: Text, other: Text) -> bool:
    if text.confidence < SURE:
        return text.box.meets(other.box)
    return len(other.words) >= LONGER * len(text.words) and other.box.holds(text.centre)


def _turns(words: Sequence[Text], fewest: int) -> int:
    level, up, down = (_sure_letters(words, angle) for angle in (0.0, -math.pi / 2, math.pi / 2))
    most = max(up, down)
    if most < fewest or most < MOSTLY * level:
        return 0
    return 3 if up > down else 1


def _sure_letters(words: Sequence[Text], angle: float) -> int:
    return sum(
        len(text.words)
        for text in words
        if text.confidence >= SURE
        and len(text.words) >= SHORTEST
        and sum(map(str.isalpha, text.words)) > len(text.words) / 2
        and abs(math.remainder(text.angle - angle, math.tau)) < TILT
    )


def turned_flat(flat: Flat, turns: int) -> Flat:
    """The flat sheet turned counter-clockwise by so many quarters."""
    width, height = flat.size
    turn = _turn(turns, width, height)
    rows, columns = flat.picture.shape
    left, top = flat.corner
    ends = turn.map(np.array([[left, top], [left + (columns - 1) / flat.factor, top + (rows - 1) / flat.factor]]))
    first = ends.min(axis=0)
    picture = np.ascontiguousarray(np.rot90(flat.picture, turns))
    size = (height, width) if turns % 2 else (width, height)
    return Flat(picture, turn.inverse.then(flat.to_original), size, (float(first[0]), float(first[1])), flat.factor)


def turned_words(words: Sequence[Text], turns: int, shape: tuple[int, ...]) -> tuple[Text, ...]:
    """The words of a picture of ``shape`` (rows, columns) where they lie once it is turned."""
    turn = _turn(turns, shape[1], shape[0])
    places = turn.apply_all([text.centre for text in words])
    return tuple(
        replace(text, centre=place, angle=math.remainder(text.angle - turns * math.pi / 2, math.tau))
        for text, place in zip(words, places, strict=True)
    )


def _turn(turns: int, width: float, height: float) -> Homography:
    """The middles of pixels before the turn onto those after it."""
    across, down = width - 1, height - 1
    matrices = {
        1: [[0, 1, 0], [-1, 0, across], [0, 0, 1]],
        2: [[-1, 0, across], [0, -1, down], [0, 0, 1]],
        3: [[0, -1, down], [1, 0, 0], [0, 0, 1]],
    }
    return Homography(np.array(matrices[turns], np.float64))
