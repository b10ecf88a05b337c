"""PDF pages that are part picture, part line work, or have layers that are off."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest

from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.model.shapes import Affine
from archdesk.model.units import POINT
from archdesk.pipeline.understand import understand
from tests.golden.draughtsman import Style, draw
from tests.golden.marks import Mark, Words
from tests.golden.sheets import Sheet, _draw_mark, lay_out, write_picture
from tests.golden.subjects import HOUSE, UPPER

SCALE = 100
MARKS = tuple(draw(HOUSE, Style(fill=(0.3, 0.3, 0.3), has_names=True, has_chains=True), SCALE))
SHEET = lay_out(MARKS, SCALE)
ROOMS = {"Living room": 18.1, "Kitchen": 14.1, "Hall": 12.6, "Bedroom": 12.5}


def _page(width: float = SHEET.width) -> pymupdf.Page:
    return pymupdf.open().new_page(width=width, height=SHEET.height)


def _put(page: pymupdf.Page, marks: tuple[Mark, ...]) -> None:
    shape = page.new_shape()
    for mark in marks:
        _draw_mark(shape, mark, SHEET)
    shape.commit()


def _scan(folder: Path) -> str:
    """The sheet without its words, scanned."""
    bare = Sheet(tuple(m for m in MARKS if not isinstance(m, Words)), SCALE, 0.0, SHEET.to_paper, SHEET.width, SHEET.height)
    write_picture(bare, folder / "scan.png", 200)
    return str(folder / "scan.png")


def _photo(folder: Path) -> str:
    noise = np.random.default_rng(1).integers(0, 255, (12, 10, 3)).astype(np.uint8)
    cv2.imwrite(str(folder / "photo.png"), cv2.resize(noise, (500, 600), interpolation=cv2.INTER_CUBIC))
    return str(folder / "photo.png")


def scan_with_words(folder: Path) -> pymupdf.Page:
    page = _page()
    page.insert_image(page.rect, filename=_scan(folder))
    _put(page, tuple(mark for mark in MARKS if isinstance(mark, Words)))
    return page


def scan_under_a_grid(folder: Path) -> pymupdf.Page:
    """More lines over the scan than a frame and a title block have."""
    page = scan_with_words(folder)
    for i in range(200):
        page.draw_line((20 + 1.5 * i, 8), (20 + 1.5 * i, 11), width=0.3)
    return page


def lines_beside_a_photo(folder: Path) -> pymupdf.Page:
    page = _page(1.6 * SHEET.width)
    _put(page, MARKS)
    page.insert_image(pymupdf.Rect(SHEET.width + 5, 10, 1.6 * SHEET.width - 5, SHEET.height - 10), filename=_photo(folder))
    return page


def lines_over_layers_that_are_off(folder: Path) -> pymupdf.Page:
    page = _page()
    off = page.parent.add_ocg("old walls", on=False)
    _put(page, MARKS)
    for i in range(20):
        page.draw_rect(pymupdf.Rect(40 + 14 * i, 60, 46 + 14 * i, SHEET.height - 60), fill=(0.3, 0.3, 0.3), oc=off)
    page.insert_text((100, 100), "Scale 1:20", fontsize=20, oc=off)
    page.insert_image(page.rect, filename=_photo(folder), oc=off)
    return page


@pytest.mark.parametrize(
    "kind",
    [scan_with_words, scan_under_a_grid, lines_beside_a_photo, lines_over_layers_that_are_off],
    ids=lambda each: each.__name__,
)
def test_the_plan_on_a_mixed_page_is_read(tmp_path: Path, kind: Callable[[Path], pymupdf.Page]) -> None:
    kind(tmp_path).parent.save(tmp_path / "page.pdf")

    (storey,) = understand(tmp_path / "page.pdf", tmp_path, Options(), SilentReporter()).storeys

    assert ROOMS == {room.name: pytest.approx(room.area, rel=0.04) for room in storey.rooms}
    assert sum(opening.kind.value == "door" for opening in storey.openings) == sum(
        span.hole.kind == "door" for span in HOUSE.spans
    )


def test_two_storeys_at_scales_of_their_own_are_each_read_at_theirs(tmp_path: Path) -> None:
    lower, upper = (
        lay_out(draw(plan, Style(fill=(0.3, 0.3, 0.3), has_names=True, has_chains=True), scale), scale)
        for plan, scale in ((HOUSE, 100), (UPPER, 50))
    )
    page = pymupdf.open().new_page(width=lower.width + upper.width + 60, height=max(lower.height, upper.height) + 20)
    for sheet, right in ((lower, 0.0), (upper, lower.width + 50)):
        shape = page.new_shape()
        for mark in sheet.marks:
            _draw_mark(shape, mark, replace(sheet, to_paper=sheet.to_paper.then(Affine(c=right, f=10))))
        shape.commit()
    page.parent.save(tmp_path / "page.pdf")

    storeys = understand(tmp_path / "page.pdf", tmp_path, Options(), SilentReporter()).storeys

    assert [0, 1] == [storey.level for storey in storeys]
    assert [scale * POINT for scale in (100, 50)] == [
        pytest.approx(storey.scale.metres_per_unit, rel=0.01) for storey in storeys if storey.scale is not None
    ]
    assert all(storey.rooms for storey in storeys)
    assert sum(room.area for room in storeys[1].rooms) == pytest.approx(sum(room.area for room in storeys[0].rooms), rel=0.15)
