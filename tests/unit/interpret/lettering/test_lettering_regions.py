"""Where lettering may stand on a sheet."""

import cv2
import numpy as np

from archdesk.interpret.offline.lettering.boxes import Picture
from archdesk.interpret.offline.lettering.marks import find_marks
from archdesk.interpret.offline.lettering.regions import Region, find_lettering, find_regions, longest_regions

SIZE = 0.45  # of OpenCV's letters: some 12 pixels high


def _paper(height: int, width: int) -> Picture:
    return np.full((height, width), 255, np.uint8)


def _write(sheet: Picture, words: str, place: tuple[int, int], font: int = cv2.FONT_HERSHEY_SIMPLEX) -> None:
    cv2.putText(sheet, words, place, font, SIZE, 0, 1)


def _area(regions: list[Region]) -> int:
    return sum((region.right - region.left) * (region.bottom - region.top) for region in regions)


def test_rooms_names_all_over_a_plan_do_not_make_all_of_it_a_region() -> None:
    sheet = _paper(1000, 1400)
    places = [(x, y) for x in range(100, 1300, 150) for y in range(100, 950, 110)]
    for place in places:
        _write(sheet, "ROOM 12", place)

    regions = find_regions(find_lettering(sheet))

    assert _area(regions) < 0.7 * sheet.size
    assert all(any(r.left < x and r.right > x + 60 and r.top < y - 12 and r.bottom > y for r in regions) for x, y in places)


def test_blank_paper_holds_no_lettering() -> None:
    assert [] == find_regions(find_lettering(_paper(300, 300)))


def test_a_sentence_is_no_hatch() -> None:
    sheet = _paper(60, 1000)
    words = "Approximate gross internal area without garage and balcony: one hundred and twelve square metres"
    _write(sheet, words, (20, 35), cv2.FONT_HERSHEY_DUPLEX)

    assert len(find_marks(sheet)) > 10


def test_the_strokes_of_a_hatch_are_no_letters() -> None:
    sheet = _paper(60, 1000)
    for x in range(20, 960, 5):
        cv2.line(sheet, (x, 40), (x + 3, 20), 0, 2)

    assert 0 == len(find_marks(sheet))


def test_the_longest_lines_of_a_stacked_sheet_are_looked_at_alone() -> None:
    level = _paper(1000, 1400)
    for x in range(100, 1300, 240):
        for y in range(100, 950, 110):
            _write(level, "ROOM 12", (x, y))
    _write(level, "THE LONGEST LINE OF ALL", (500, 60))
    lettering = find_lettering(np.ascontiguousarray(np.rot90(level)))

    assert lettering.is_stacked
    assert not find_lettering(level).is_stacked
    regions = longest_regions(lettering, 1)
    assert any(r.turned and r.left < 50 and r.right > 60 and r.bottom - r.top > 180 for r in regions)
    assert _area(regions) < 0.1 * _area(find_regions(lettering))
