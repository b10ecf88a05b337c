"""What is said of a page that holds no plan."""

import cv2
import numpy as np
import pytest

from archdesk.interpret.offline.contents import is_coarse, plan_title, what_is_there
from archdesk.model.document import Page, Pen, Stroke, Text

PEN = Pen()
LINES = tuple(Stroke(((0.0, float(y)), (500.0, float(y))), PEN) for y in range(100))


def _text(words: str, height: float = 10.0) -> Text:
    return Text(words, (100.0, 100.0), 60.0, height)


def _page(*texts: Text, strokes: tuple[Stroke, ...] = ()) -> Page:
    return Page(0, 595, 842, strokes=strokes, texts=texts)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (_page(), "a blank page"),
        (_page(_text("Dear Sir")), "text only"),
        (
            _page(_text("FRONT ELEVATION", 20.0), _text("2.40"), strokes=LINES),
            "an elevation (“FRONT ELEVATION” is written there)",
        ),
        (_page(_text("Coupe A-A", 20.0), _text("2.40"), strokes=LINES), "a section (“Coupe A-A” is written there)"),
        (_page(_text("See the section on page four of this long note"), strokes=LINES), "lines without rooms between walls"),
        (_page(_text("bbox_mAP", 20.0), strokes=LINES), "lines without rooms between walls"),
        (_page(*(_text("some words in a row of a table") for _ in range(40)), strokes=LINES), "text and tables"),
    ],
)
def test_a_page_without_a_plan_is_named(page: Page, said: str) -> None:
    assert what_is_there(page, page.texts, None).startswith(said)


def test_a_picture_of_bare_paper_is_a_blank_page() -> None:
    assert what_is_there(_page(), (), np.full((800, 600), 244, np.uint8)) == "a blank page"


def test_a_picture_without_paper_is_a_photo() -> None:
    rng = np.random.default_rng(5)
    clouds = cv2.resize(rng.integers(0, 255, (8, 8)).astype(np.uint8), (800, 800), interpolation=cv2.INTER_CUBIC)

    assert what_is_there(_page(), (), np.asarray(clouds, np.uint8)) == "a photo or a rendering"


def test_only_small_drawings_are_called_coarse() -> None:
    small = np.full((200, 300), 255, np.uint8)
    small[50:150:10, 50:250] = 0
    large = cv2.resize(small, None, fx=4, fy=4, interpolation=cv2.INTER_NEAREST)

    assert is_coarse(small)
    assert not is_coarse(np.asarray(large, np.uint8))
    assert not is_coarse(np.full((200, 300), 255, np.uint8))


def test_a_house_on_a_line_of_ground_looks_like_an_elevation() -> None:
    ground = Stroke(((0.0, 300.0), (500.0, 300.0)), PEN)
    house = Stroke(((100.0, 300.0), (100.0, 150.0), (250.0, 60.0), (400.0, 150.0), (400.0, 300.0)), PEN)
    windows = tuple(
        Stroke(((x, 200.0), (x + 40, 200.0), (x + 40, 250.0), (x, 250.0)), PEN, closed=True) for x in (130.0, 200.0, 300.0)
    )
    page = _page(strokes=(ground, house, *windows))

    assert what_is_there(page, (), None).startswith("lines that look like an elevation")


def test_a_frame_around_lines_is_no_ground() -> None:
    frame = Stroke(((0.0, 0.0), (500.0, 0.0), (500.0, 300.0), (0.0, 300.0), (0.0, 0.0)), PEN)
    line = Stroke(((100.0, 100.0), (200.0, 180.0)), PEN)

    assert what_is_there(_page(strokes=(frame, line)), (), None).startswith("lines without rooms")


def test_a_plan_is_named_by_its_title_unless_a_larger_one_names_something_else() -> None:
    plan, section = _text("Enlarged plan", 20.0), _text("Section A-A", 12.0)

    assert plan_title((plan, section, _text("SEE PLAN", 30.0))) == "Enlarged plan"
    assert plan_title((_text("Key plan", 8.0), section)) == ""


def test_a_line_that_points_elsewhere_names_nothing() -> None:
    page = _page(_text("SEE DETAIL", 20.0), strokes=LINES)

    assert what_is_there(page, page.texts, None).startswith("lines without rooms")
