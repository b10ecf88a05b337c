"""Sizes of rooms over two lines and in two units."""

import pytest

from archdesk.interpret.offline.dimensions import read_area, read_measure, read_pair
from archdesk.interpret.offline.labels import read_labels
from archdesk.model.document import Text


def line(words: str, y: float) -> Text:
    return Text(words, (100.0, y), 7.0 * len(words), 12.0)


def test_a_size_over_two_lines_is_one() -> None:
    labels = read_labels([line("Reception Room", 100.0), line("18' (5.49) max", 113.0), line("x 16'4 (4.98) max", 126.0)])

    assert [(5.49, 4.98)] == [size.sides for size in labels.sizes]


def test_a_line_that_ends_with_times_goes_on_in_the_next() -> None:
    labels = read_labels([line("4.20m x", 100.0), line("3.10m", 113.0)])

    assert [(4.2, 3.1)] == [size.sides for size in labels.sizes]


def test_lines_far_apart_do_not_belong_together() -> None:
    assert () == read_labels([line("18' (5.49)", 100.0), line("x 16'4 (4.98)", 200.0)]).sizes


@pytest.mark.parametrize(
    ("words", "sides"),
    [("16'2 (4.93) max x 12'6 (3.81) max", (4.93, 3.81)), ("330/265", (3.3, 2.65)), ("4.5 max x 3.2 max", (4.5, 3.2))],
)
def test_a_size_is_read_as_estate_agents_print_it(words: str, sides: tuple[float, float]) -> None:
    assert sides == pytest.approx(read_pair(words))


@pytest.mark.parametrize("words", ["1/100", "3/4", "88/201", "12/2024"])
def test_fractions_scales_and_door_tags_are_no_sizes(words: str) -> None:
    assert read_pair(words) is None


def test_dashes_on_both_sides_of_a_length_are_no_sign() -> None:
    measure = read_measure("-645-")

    assert measure is not None
    assert 645 == measure.value


def test_a_fraction_in_one_sign_is_read() -> None:
    measure = read_measure("10' - 6 ½\"")

    assert measure is not None
    assert 3.2131 == pytest.approx(measure.value)


def test_a_comma_parts_thousands_of_square_feet() -> None:
    assert 100.43 == pytest.approx(read_area("1,081 sq ft"), abs=0.01)


def test_a_line_that_crosses_an_area_does_not_hide_it() -> None:
    assert [20.79, 4.5] == [read_area("20,79}m²"), read_area("4.5 | m2")]
