"""Sheets are read the way up that most of their words are written."""

import math

import numpy as np
import pytest

from archdesk.interpret.offline.flatten.flattening import Flat
from archdesk.interpret.offline.flatten.homography import Homography
from archdesk.interpret.offline.flatten.turns import (
    likely_turns,
    looks_upside_down,
    quarter_turns,
    reads_better,
    turned_flat,
    turned_words,
    with_missed,
)
from archdesk.model.document import Text

ROOMS = ("Wohnzimmer", "Kitchen", "Chambre", "Terrasse")


def _words(angle: float, confidence: float = 0.98) -> tuple[Text, ...]:
    return tuple(Text(name, (40.0, 30.0 * i), 60, 12, angle, confidence) for i, name in enumerate(ROOMS, start=1))


@pytest.mark.parametrize(("angle", "turns"), [(0.0, 0), (-math.pi / 2, 3), (math.pi / 2, 1)])
def test_words_that_run_up_or_down_tell_how_to_turn_the_sheet(angle: float, turns: int) -> None:
    assert quarter_turns(_words(angle)) == turns


def test_some_words_each_way_leave_the_sheet_as_it_is() -> None:
    assert quarter_turns((*_words(0.0), *_words(-math.pi / 2))) == 0


def test_numbers_do_not_turn_a_sheet() -> None:
    numbers = tuple(Text("12,345", (10.0, 20.0 * i), 40, 10, -math.pi / 2, 0.99) for i in range(10))

    assert quarter_turns(numbers) == 0


def test_one_word_on_its_side_is_worth_a_second_reading_and_no_turn_for_certain() -> None:
    words = _words(math.pi / 2)[:1]

    assert likely_turns(words) == 1
    assert quarter_turns(words) == 0


def test_a_second_reading_adds_what_was_missed_and_replaces_parts_and_doubtful_lines() -> None:
    words = (
        Text("Kitchen", (100, 100), 60, 12, confidence=0.98),
        Text("+ hall", (130, 200), 30, 12, confidence=0.98),
        Text("UNIA", (100, 300), 40, 12, confidence=0.8),
    )
    others = (
        Text("Kitche", (100, 101), 60, 12, confidence=0.99),
        Text("Dining + hall", (110, 200), 90, 12, confidence=0.98),
        Text("SAUNA", (102, 300), 40, 12, confidence=0.98),
        Text("35,0 m2", (300, 300), 60, 12, confidence=0.7),
    )

    read = with_missed(words, others)

    assert [text.words for text in read] == ["Kitchen", "Dining + hall", "SAUNA", "35,0 m2"]


def test_garbled_lines_make_a_sheet_look_upside_down() -> None:
    assert looks_upside_down(_words(0.0, confidence=0.7))
    assert not looks_upside_down(_words(0.0))
    assert not looks_upside_down(())
    assert reads_better(_words(0.0), _words(0.0, confidence=0.7))


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_each_pixel_of_a_turned_sheet_leads_back_to_the_original(turns: int) -> None:
    picture = np.arange(12 * 8, dtype=np.uint8).reshape(8, 12)
    flat = Flat(picture, Homography(np.eye(3)), (12, 8), (0.0, 0.0), 1.0)

    turned = turned_flat(flat, turns)

    rows, columns = np.indices(turned.picture.shape).reshape(2, -1)
    back = np.rint(turned.to_original.map(np.stack((columns, rows), axis=1) + np.array(turned.corner))).astype(int)
    assert (picture[back[:, 1], back[:, 0]] == turned.picture.ravel()).all()


def test_words_turn_with_their_sheet() -> None:
    (word,) = turned_words([Text("Kitchen", (10.0, 5.0), 40, 10, -math.pi / 2)], 3, (100, 60))

    assert word.centre == (94.0, 10.0)
    assert abs(word.angle) < 1e-9
