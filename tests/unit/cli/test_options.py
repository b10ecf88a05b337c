import click
import pytest

from archdesk.cli.options import FORMATS, LENGTH, PAGES, SCALE
from archdesk.model.exports import ExportFormat


@pytest.mark.parametrize(("text", "number"), [("1:100", 100.0), ("1/50", 50.0), ("1 : 12,5", 12.5), ("200", 200.0)])
def test_a_scale_is_read_as_people_write_it(text: str, number: float) -> None:
    assert number == SCALE.convert(text, None, None)


@pytest.mark.parametrize("text", ["2:3", "0", "big"])
def test_what_is_no_scale_is_wrong_usage(text: str) -> None:
    with pytest.raises(click.UsageError, match="1:100"):
        SCALE.convert(text, None, None)


def test_a_storey_height_may_be_in_feet_and_inches() -> None:
    assert pytest.approx(2.6924) == LENGTH.convert("8' 10\"", None, None)


def test_pages_are_counted_from_one_and_kept_from_nought() -> None:
    assert PAGES.convert("1-3,5,2", None, None) == (0, 1, 2, 4)


@pytest.mark.parametrize("text", ["0", "3-1", "x", "1-99999"])
def test_what_is_no_page_is_wrong_usage(text: str) -> None:
    with pytest.raises(click.UsageError):
        PAGES.convert(text, None, None)


def test_formats_are_told_by_their_words() -> None:
    assert (ExportFormat.STL, ExportFormat.OBJ) == FORMATS.convert("STL, obj,stl", None, None)


def test_an_unknown_format_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(click.UsageError, match=r"'doc' is no format .* gltf, obj"):
        FORMATS.convert("obj,doc", None, None)
