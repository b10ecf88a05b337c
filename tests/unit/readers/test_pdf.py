import io
import math
import os
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from archdesk.model.document import Document
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.model.shapes import box_around
from archdesk.model.units import POINT
from archdesk.readers.base import Encrypted, NoSuchPage, NothingInside, TooSlow
from archdesk.readers.pdf import read_pdf


def paper() -> tuple[Any, Any]:
    file = pymupdf.open()
    return file, file.new_page(width=300, height=200)


def read(file: Any, folder: Path, options: Options | None = None) -> Document:
    path = folder / "plan.pdf"
    file.save(path)
    return read_pdf(path, folder, options or Options(), SilentReporter())


def test_a_line_keeps_its_pen(tmp_path: Path) -> None:
    file, page = paper()
    page.draw_line((10, 20), (110, 20), color=(1, 0, 0), width=2, dashes="[6 3] 0")

    document = read(file, tmp_path)

    (stroke,) = document.pages[0].strokes
    assert ((10.0, 20.0), (110.0, 20.0)) == stroke.points
    assert (2.0, (255, 0, 0), True) == (stroke.pen.width, stroke.pen.colour, stroke.pen.dashed)
    assert not stroke.closed


def test_the_page_is_in_points_with_v_down(tmp_path: Path) -> None:
    file, page = paper()
    page.draw_line((0, 0), (9, 9))

    (found,) = read(file, tmp_path).pages

    assert (300.0, 200.0) == (found.width, found.height)
    assert POINT == found.paper_unit
    assert not found.y_up


def test_a_filled_rectangle_is_a_fill_and_a_closed_stroke(tmp_path: Path) -> None:
    file, page = paper()
    page.draw_rect((10, 20, 60, 40), color=(0, 0, 1), fill=(0, 1, 0))

    (found,) = read(file, tmp_path).pages

    assert found.strokes[0].closed
    assert 4 == len(found.strokes[0].points)
    assert (0, 255, 0) == found.fills[0].colour
    assert (10.0, 20.0, 60.0, 40.0) == pytest.approx(_box(found.fills[0].rings[0]))


def test_a_circle_of_beziers_is_one_circle(tmp_path: Path) -> None:
    file, page = paper()
    page.draw_circle((100, 90), 40)

    (found,) = read(file, tmp_path).pages

    (arc,) = found.arcs
    assert arc.is_circle
    assert (100.0, 90.0) == pytest.approx(arc.centre, abs=0.1)
    assert 40.0 == pytest.approx(arc.radius, abs=0.1)


def test_a_door_swing_is_a_quarter_arc_with_its_leaf_in_one_group(tmp_path: Path) -> None:
    file, page = paper()
    shape = page.new_shape()
    shape.draw_line((50, 100), (50, 60))
    shape.draw_bezier((50, 60), (72.09, 60), (90, 77.91), (90, 100))
    shape.finish(closePath=False)
    shape.commit()

    (found,) = read(file, tmp_path).pages

    assert math.pi / 2 == pytest.approx(found.arcs[0].sweep, abs=0.01)
    assert found.arcs[0].group == found.strokes[0].group


def test_another_curve_is_flattened_and_says_so(tmp_path: Path) -> None:
    file, page = paper()
    page.draw_bezier((10, 100), (60, 0), (110, 200), (160, 100))

    (found,) = read(file, tmp_path).pages

    (stroke,) = found.strokes
    assert stroke.curved
    assert len(stroke.points) > 8


def test_what_a_clip_hides_is_cut_off(tmp_path: Path) -> None:
    file, page = paper()
    page.draw_line((0, 0), (1, 1))
    _draw(file, page, b"q 50 50 100 100 re W n 0 100 m 300 100 l S 0 10 m 300 10 l S Q")

    (found,) = read(file, tmp_path).pages

    assert [((50.0, 100.0), (150.0, 100.0))] == [stroke.points for stroke in found.strokes]


def test_text_has_words_place_size_and_angle(tmp_path: Path) -> None:
    file, page = paper()
    page.insert_text((50, 100), "Kitchen 12.5 m2", fontsize=10)
    page.insert_text((200, 150), "Up", fontsize=12, rotate=90)

    level, upright = read(file, tmp_path).pages[0].texts

    assert "Kitchen 12.5 m2" == level.words
    assert (0.0, 10.0) == pytest.approx((level.angle, level.height))
    assert 50.0 == pytest.approx(level.box.x0, abs=0.5)
    assert level.box.y0 < 97 < level.box.y1
    assert -math.pi / 2 == pytest.approx(upright.angle)
    assert upright.box.height > upright.box.width * 0.9


@pytest.mark.parametrize(("turn", "expected"), [(90, (190.0, 10.0)), (180, (290.0, 190.0)), (270, (10.0, 290.0))])
def test_a_turned_page_is_read_as_it_is_shown(tmp_path: Path, turn: int, expected: tuple[float, float]) -> None:
    file, page = paper()
    page.draw_line((10, 10), (100, 10))
    page.set_rotation(turn)

    (found,) = read(file, tmp_path).pages

    assert expected == pytest.approx(found.strokes[0].points[0])
    assert ((200.0, 300.0) if turn != 180 else (300.0, 200.0)) == (found.width, found.height)


def test_layers_keep_their_names(tmp_path: Path) -> None:
    file, page = paper()
    page.draw_line((10, 10), (100, 10), oc=file.add_ocg("WALLS"))

    assert "WALLS" == read(file, tmp_path).pages[0].strokes[0].layer


def test_a_full_page_picture_is_a_raster_at_its_own_resolution(tmp_path: Path) -> None:
    file, page = paper()
    page.insert_image(page.rect, stream=_picture(900, 600))

    (found,) = read(file, tmp_path).pages

    (raster,) = found.rasters
    assert (900, 600) == (raster.width, raster.height)
    assert (300.0, 200.0) == pytest.approx(raster.to_page.apply((900, 600)))
    with Image.open(raster.path) as picture:
        assert (900, 600) == picture.size
        assert (255, 0, 0) == picture.convert("RGB").getpixel((5, 5))


def test_a_scan_in_strips_becomes_one_picture(tmp_path: Path) -> None:
    file, page = paper()
    for strip in range(4):
        page.insert_image((0, 50 * strip, 300, 50 * strip + 50), stream=_picture(600, 100))

    (found,) = read(file, tmp_path).pages

    (raster,) = found.rasters
    assert (600, 400) == pytest.approx((raster.width, raster.height), abs=2)


def test_every_page_gets_a_picture_for_people(tmp_path: Path) -> None:
    file, page = paper()
    page.draw_rect((0, 0, 150, 200), fill=(0, 0, 0))

    (found,) = read(file, tmp_path).pages

    assert found.picture is not None
    assert 3000 == max(found.picture.width, found.picture.height)
    with Image.open(found.picture.path) as picture:
        u, v = found.picture.to_page.inverse.apply((75, 100))
        assert (0, 0, 0) == picture.convert("RGB").getpixel((round(u), round(v)))


def test_only_the_chosen_pages_are_read(tmp_path: Path) -> None:
    file = _booklet(3)

    document = read(file, tmp_path, Options(pages=(2, 0)))

    assert [2, 0] == [page.number for page in document.pages]


def test_a_page_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPage, match="it has 3"):
        read(_booklet(3), tmp_path, Options(pages=(7,)))


def test_blank_pages_are_nothing(tmp_path: Path) -> None:
    file, _ = paper()

    with pytest.raises(NothingInside):
        read(file, tmp_path)


def test_a_password_is_asked_for_in_words(tmp_path: Path) -> None:
    file, page = paper()
    page.draw_line((0, 0), (9, 9))
    path = tmp_path / "locked.pdf"
    file.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="owner")

    with pytest.raises(Encrypted):
        read_pdf(path, tmp_path, Options(), SilentReporter())


def test_forms_that_multiply_without_end_are_refused(tmp_path: Path) -> None:
    file, page = paper()
    form = _form(file, b"0 0 m 9 9 l S", "")
    for _ in range(12):
        form = _form(file, b"/X Do " * 10, f"/X {form} 0 R")
    _draw(file, page, b"/X Do", f"/X {form} 0 R")

    with pytest.raises(TooSlow):
        read(file, tmp_path)


def test_a_form_that_draws_itself_is_refused(tmp_path: Path) -> None:
    file, page = paper()
    form = file.get_new_xref()
    file.update_object(form, f"<</Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {form} 0 R>>>>>>")
    file.update_stream(form, b"/X Do /X Do")
    _draw(file, page, b"/X Do", f"/X {form} 0 R")

    with pytest.raises(TooSlow):
        read(file, tmp_path)


def test_a_name_that_is_no_text_is_no_hindrance(tmp_path: Path) -> None:
    file, page = paper()
    page.draw_line((0, 0), (9, 9))
    path = tmp_path / os.fsdecode(b"plan-\xff\xfe.pdf")
    path.write_bytes(file.tobytes())

    (found,) = read_pdf(path, tmp_path, Options(), SilentReporter()).pages

    assert found.picture is not None
    assert 1 == len(found.strokes)


def _box(points: tuple[tuple[float, float], ...]) -> tuple[float, float, float, float]:
    box = box_around(points)
    return box.x0, box.y0, box.x1, box.y1


def _picture(width: int, height: int) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(target, format="PNG")
    return target.getvalue()


def _booklet(count: int) -> Any:
    file = pymupdf.open()
    for _ in range(count):
        file.new_page(width=100, height=100).draw_line((0, 0), (50, 50))
    return file


def _form(file: Any, commands: bytes, inner: str) -> int:
    xref = int(file.get_new_xref())
    file.update_object(xref, f"<</Subtype/Form/BBox[0 0 300 200]/Resources<</XObject<<{inner}>>>>>>")
    file.update_stream(xref, commands)
    return xref


def _draw(file: Any, page: Any, commands: bytes, forms: str = "") -> None:
    xref = file.get_new_xref()
    file.update_object(xref, "<<>>")
    file.update_stream(xref, commands)
    file.xref_set_key(page.xref, "Contents", f"{xref} 0 R")
    file.xref_set_key(page.xref, "Resources", f"<</XObject<<{forms}>>>>")
