"""Plans, elevations and sections on one sheet."""

import cv2
import numpy as np

from archdesk.interpret.offline.views import blank_other_views, without_other_views
from archdesk.model.document import Page, Pen, Stroke, Text

PEN = Pen()


def _house(x: float, y: float) -> tuple[Stroke, ...]:
    """An outline with a wall across it, 200 by 100."""
    outline = Stroke(((x, y), (x + 200, y), (x + 200, y + 100), (x, y + 100)), PEN, closed=True)
    return outline, Stroke(((x + 80, y), (x + 80, y + 100)), PEN)


def _text(words: str, x: float, y: float, height: float = 10.0) -> Text:
    return Text(words, (x, y), height * len(words) / 2, height)


def _page(*texts: Text) -> Page:
    return Page(0, 600, 400, strokes=(*_house(50, 50), *_house(350, 50)), texts=texts)


def test_an_elevation_beside_a_plan_is_left_out_of_it() -> None:
    page = _page(_text("Grundriss", 150, 170), _text("Ansicht Nord", 450, 170))

    left = without_other_views(page)

    assert _house(50, 50) == left.strokes


def test_words_in_a_section_are_left_out_with_it() -> None:
    page = _page(_text("PLAN", 150, 170), _text("Coupe A-A", 450, 170), _text("Chambre", 380, 80), _text("Séjour", 480, 80))

    assert ["PLAN", "Coupe A-A"] == [text.words for text in without_other_views(page).texts]


def test_a_view_with_room_names_stays_where_no_other_is_titled_as_a_plan() -> None:
    page = _page(_text("Section 3", 150, 170), _text("Bedroom", 80, 80), _text("Kitchen", 200, 80))

    assert page == without_other_views(page)


def test_a_mark_of_a_section_within_a_plan_leaves_the_plan_whole() -> None:
    page = _page(_text("Section A-A", 150, 80), _text("Section A-A", 450, 80))

    assert page == without_other_views(page)


def test_a_frame_around_the_sheet_does_not_join_its_views() -> None:
    frame = Stroke(((5, 5), (595, 5), (595, 395), (5, 395)), PEN, closed=True)
    page = _page(_text("Floor plan", 150, 170), _text("Front elevation", 450, 170))
    framed = Page(0, 600, 400, strokes=(frame, *page.strokes), texts=page.texts)

    assert (frame, *_house(50, 50)) == without_other_views(framed).strokes


def test_an_elevation_in_a_picture_becomes_bare_paper() -> None:
    picture = np.full((400, 600), 255, np.uint8)
    for stroke in (*_house(50, 50), *_house(350, 50)):
        cv2.polylines(picture, [np.array(stroke.points, np.int32)], stroke.closed, 0, 3)
    words = (_text("Pianta", 150, 170), _text("Prospetto", 450, 170))

    left, kept = blank_other_views(picture, words)

    assert words == kept
    assert (left[:, 300:] == 255).all()
    assert (left[:, :300] == picture[:, :300]).all()


def test_a_line_that_points_to_a_detail_is_no_title() -> None:
    page = _page(_text("Floor plan", 150, 170), _text("SEE DETAIL", 450, 170), _text("Office", 450, 100))

    assert page == without_other_views(page)


def test_a_ceiling_is_left_out_beside_its_plan_though_both_name_the_storey() -> None:
    page = _page(_text("LEVEL 2 PLAN", 150, 170), _text("LEVEL 2 CEILING PLAN", 450, 170))

    assert _house(50, 50) == without_other_views(page).strokes


def test_a_ceiling_that_is_alone_stays() -> None:
    page = _page(_text("LEVEL 2 CEILING PLAN", 150, 170))

    assert page == without_other_views(page)


def test_a_title_over_an_underline_that_touches_its_plan_is_the_title_of_that_plan() -> None:
    drawn = (*_house(50, 50), *_house(350, 50))
    lines = tuple(Stroke(((x, 50.0), (x, 175.0), (x + 200, 175.0)), PEN) for x in (50.0, 350.0))
    titles = (_text("LEVEL 2 PLAN", 150, 168), _text("LEVEL 2 RCP", 450, 168), _text("Section B-B", 150, 30))
    page = Page(0, 600, 400, strokes=(*drawn, *lines), texts=titles)

    assert (*_house(50, 50), lines[0]) == without_other_views(page).strokes
