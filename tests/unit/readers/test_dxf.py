import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ezdxf
import pytest
from PIL import Image

from archdesk.model.document import Document, Page
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.readers.base import Damaged, NothingInside, TooDeep, TooLarge
from archdesk.readers.dxf import read_dxf

Drawing = Callable[[Any, Any], object]
"""Draws into a new document and its model space."""


def document_of(folder: Path, draw: Drawing, version: str = "R2010", form: str = "asc") -> Document:
    drawing = ezdxf.new(version)
    draw(drawing, drawing.modelspace())
    path = folder / "plan.dxf"
    drawing.saveas(path, fmt=form)
    return read_dxf(path, folder, Options(), SilentReporter())


def page_of(folder: Path, draw: Drawing, version: str = "R2010", form: str = "asc") -> Page:
    return document_of(folder, draw, version, form).pages[0]


@pytest.mark.parametrize(("version", "form"), [("R12", "asc"), ("R2000", "bin"), ("R2018", "asc"), ("R2018", "bin")])
def test_every_version_is_read(tmp_path: Path, version: str, form: str) -> None:
    page = page_of(tmp_path, lambda _, m: m.add_line((1, 2), (3, 4)), version, form)

    assert ((1.0, 2.0), (3.0, 4.0)) == page.strokes[0].points
    assert page.y_up


def test_the_unit_is_the_files_own(tmp_path: Path) -> None:
    def draw(drawing: Any, space: Any) -> None:
        drawing.header["$INSUNITS"] = 4
        space.add_line((0, 0), (5000, 0))

    assert 0.001 == page_of(tmp_path, draw).model_unit


def test_no_unit_is_said_as_none(tmp_path: Path) -> None:
    def draw(drawing: Any, space: Any) -> None:
        drawing.header["$INSUNITS"] = 0
        space.add_line((0, 0), (5000, 0))

    assert page_of(tmp_path, draw).model_unit is None


def test_a_bulge_is_an_arc_between_straight_pieces(tmp_path: Path) -> None:
    points = [(0, 0, 0), (10, 0, 1), (10, 10, 0), (0, 10, 0)]

    page = page_of(tmp_path, lambda _, m: m.add_lwpolyline(points, format="xyb", close=True))

    (arc,) = page.arcs
    assert (10.0, 5.0) == pytest.approx(arc.centre)
    assert math.pi == pytest.approx(arc.sweep)
    assert {arc.group} == {stroke.group for stroke in page.strokes}


def test_a_straight_polyline_is_one_closed_stroke_with_its_width(tmp_path: Path) -> None:
    def draw(_: Any, space: Any) -> None:
        space.add_lwpolyline([(0, 0), (10, 0), (10, 10)], close=True, dxfattribs={"const_width": 0.3})

    (stroke,) = page_of(tmp_path, draw).strokes

    assert (True, 0.3, 3) == (stroke.closed, pytest.approx(stroke.pen.width), len(stroke.points))


def test_curves_are_flattened_and_round_ones_stay_round(tmp_path: Path) -> None:
    def draw(_: Any, space: Any) -> None:
        space.add_circle((0, 0), 5)
        space.add_arc((20, 0), 5, 350, 80)
        space.add_ellipse((40, 0), (5, 0), 1.0)
        space.add_ellipse((60, 0), (5, 0), 0.5)
        space.add_spline([(80, 0), (85, 5), (90, 0)])

    page = page_of(tmp_path, draw)

    assert [5.0, 5.0, 5.0] == pytest.approx([arc.radius for arc in page.arcs])
    assert math.pi / 2 == pytest.approx(page.arcs[1].sweep)
    assert [True, True] == [stroke.curved for stroke in page.strokes]


def test_hatches_and_solids_are_fills(tmp_path: Path) -> None:
    def draw(_: Any, space: Any) -> None:
        hatch = space.add_hatch(color=1)
        hatch.paths.add_polyline_path([(0, 0), (10, 0), (10, 10), (0, 10)])
        hatch.paths.add_polyline_path([(2, 2), (4, 2), (4, 4)])
        space.add_hatch(color=2).set_pattern_fill("ANSI31")
        patterned = space.add_hatch()
        patterned.set_pattern_fill("ANSI31")
        patterned.paths.add_polyline_path([(20, 0), (30, 0), (30, 10)])
        space.add_solid([(40, 0), (50, 0), (40, 5), (50, 5)])

    solid, hatched, square = page_of(tmp_path, draw).fills

    assert (2, "", (255, 0, 0)) == (len(solid.rings), solid.pattern, solid.colour)
    assert "ANSI31" == hatched.pattern
    assert ((40.0, 0.0), (50.0, 0.0), (50.0, 5.0), (40.0, 5.0)) == square.rings[0]


def test_texts_have_place_angle_and_layer(tmp_path: Path) -> None:
    def draw(_: Any, space: Any) -> None:
        space.add_text("Bath", height=2, rotation=90, dxfattribs={"layer": "TEXT"}).set_placement((10, 20))
        paragraph = space.add_mtext("Kitchen\\P12.5 m2", dxfattribs={"char_height": 3, "attachment_point": 5})
        paragraph.set_location((100, 50))

    bath, kitchen, area = page_of(tmp_path, draw).texts

    assert ("Bath", "TEXT", 2.0) == (bath.words, bath.layer, pytest.approx(bath.height))
    assert math.pi / 2 == pytest.approx(bath.angle)
    assert 9.0 == pytest.approx(bath.centre[0])
    assert ("Kitchen", "12.5 m2") == (kitchen.words, area.words)
    assert kitchen.centre[1] > 50 > area.centre[1]


def test_a_dimension_shows_its_measure(tmp_path: Path) -> None:
    def draw(_: Any, space: Any) -> None:
        space.add_linear_dim(base=(0, 20), p1=(0, 0), p2=(420, 0), dimstyle="EZDXF").render()

    page = page_of(tmp_path, draw)

    assert any("420" in text.words or "42" in text.words for text in page.texts)
    assert all(stroke.block.startswith("*D") for stroke in page.strokes)


def test_blocks_are_placed_turned_scaled_and_named(tmp_path: Path) -> None:
    def draw(drawing: Any, space: Any) -> None:
        door = drawing.blocks.new("DOOR")
        door.add_line((0, 0), (1, 0))
        door.add_arc((0, 0), 1, 0, 90, dxfattribs={"layer": "SWING"})
        space.add_blockref("DOOR", (10, 20), dxfattribs={"rotation": 90, "xscale": 2, "yscale": 2, "layer": "DOORS"})

    page = page_of(tmp_path, draw)

    assert [(10.0, 20.0), (10.0, 22.0)] == [pytest.approx(point) for point in page.strokes[0].points]
    assert ("DOORS", "DOOR") == (page.strokes[0].layer, page.strokes[0].block)
    assert ("SWING", 2.0) == (page.arcs[0].layer, pytest.approx(page.arcs[0].radius))
    assert page.arcs[0].group == page.strokes[0].group


def test_a_mirrored_block_keeps_its_arcs(tmp_path: Path) -> None:
    def draw(drawing: Any, space: Any) -> None:
        drawing.blocks.new("DOOR").add_arc((0, 0), 1, 0, 90)
        space.add_blockref("DOOR", (0, 0), dxfattribs={"xscale": -1})

    (arc,) = page_of(tmp_path, draw).arcs

    assert (math.pi / 2, math.pi) == pytest.approx((arc.start, arc.end))


def test_a_squeezed_circle_becomes_a_curved_stroke(tmp_path: Path) -> None:
    def draw(drawing: Any, space: Any) -> None:
        drawing.blocks.new("BATH").add_circle((0, 0), 1)
        space.add_blockref("BATH", (0, 0), dxfattribs={"xscale": 2})

    page = page_of(tmp_path, draw)

    assert () == page.arcs
    assert page.strokes[0].curved


def test_attributes_of_a_block_are_texts(tmp_path: Path) -> None:
    def draw(drawing: Any, space: Any) -> None:
        drawing.blocks.new("ROOM").add_line((0, 0), (1, 0))
        space.add_blockref("ROOM", (0, 0)).add_attrib("NAME", "Office", (1, 1))

    assert ["Office"] == [text.words for text in page_of(tmp_path, draw).texts]


def test_layers_that_are_off_or_frozen_are_left_out(tmp_path: Path) -> None:
    def draw(drawing: Any, space: Any) -> None:
        drawing.layers.add("OFF").off()
        drawing.layers.add("FROZEN").freeze()
        for layer in ("OFF", "FROZEN", "SEEN"):
            space.add_line((0, 0), (1, 1), dxfattribs={"layer": layer})

    assert ["SEEN"] == [stroke.layer for stroke in page_of(tmp_path, draw).strokes]


def test_an_entity_drawn_from_below_is_mirrored(tmp_path: Path) -> None:
    page = page_of(tmp_path, lambda _, m: m.add_circle((5, 3), 1, dxfattribs={"extrusion": (0, 0, -1)}))

    assert (-5.0, 3.0) == pytest.approx(page.arcs[0].centre)


def test_an_empty_model_gives_way_to_the_sheet(tmp_path: Path) -> None:
    page = page_of(tmp_path, lambda d, _: d.layout("Layout1").add_line((0, 0), (100, 0)))

    assert "Layout1" == page.name


def test_impossible_coordinates_are_left_out_and_told(tmp_path: Path) -> None:
    def draw(_: Any, space: Any) -> None:
        space.add_line((0, 0), (math.nan, 1))
        space.add_line((0, 0), (1e300, 1))
        space.add_line((0, 0), (9, 9))

    document = document_of(tmp_path, draw)

    assert 1 == len(document.pages[0].strokes)
    assert ["coordinates-broken"] == [issue.code for issue in document.issues]


def test_the_picture_for_people_has_y_up(tmp_path: Path) -> None:
    def draw(_: Any, space: Any) -> None:
        space.add_solid([(0, 0), (100, 0), (0, 20), (100, 20)])
        space.add_line((0, 0), (0, 100))

    page = page_of(tmp_path, draw)

    assert page.picture is not None
    with Image.open(page.picture.path) as picture:
        u, v = page.picture.to_page.inverse.apply((50, 10))
        assert v > picture.height / 2
        assert picture.convert("L").getpixel((round(u), round(v))) < 20


def test_blocks_in_a_circle_are_drawn_once_and_told(tmp_path: Path) -> None:
    def draw(drawing: Any, space: Any) -> None:
        block = drawing.blocks.new("A")
        block.add_line((0, 0), (1, 0))
        for _ in range(10):
            block.add_blockref("A", (1, 1))
        space.add_blockref("A", (0, 0))

    document = document_of(tmp_path, draw)

    assert 1 == len(document.pages[0].strokes)
    assert ["blocks-in-circles"] == [issue.code for issue in document.issues]


def test_rows_and_columns_are_counted_before_they_are_drawn(tmp_path: Path) -> None:
    def draw(drawing: Any, space: Any) -> None:
        drawing.blocks.new("A").add_line((0, 0), (1, 0))
        space.add_blockref("A", (0, 0), dxfattribs={"row_count": 30000, "column_count": 30000})

    with pytest.raises(TooLarge):
        page_of(tmp_path, draw)


def test_blocks_that_multiply_are_counted_before_they_are_drawn(tmp_path: Path) -> None:
    def draw(drawing: Any, space: Any) -> None:
        drawing.blocks.new("B0").add_line((0, 0), (1, 0))
        for level in range(1, 10):
            block = drawing.blocks.new(f"B{level}")
            for _ in range(10):
                block.add_blockref(f"B{level - 1}", (0, 0))
        space.add_blockref("B9", (0, 0))

    with pytest.raises(TooLarge):
        page_of(tmp_path, draw)


def test_blocks_nested_beyond_all_measure_are_too_deep(tmp_path: Path) -> None:
    def draw(drawing: Any, space: Any) -> None:
        drawing.blocks.new("B0").add_line((0, 0), (1, 0))
        for level in range(1, 30):
            drawing.blocks.new(f"B{level}").add_blockref(f"B{level - 1}", (0, 0))
        space.add_blockref("B29", (0, 0))

    with pytest.raises(TooDeep):
        page_of(tmp_path, draw)


def test_an_array_of_blocks_is_drawn(tmp_path: Path) -> None:
    def draw(drawing: Any, space: Any) -> None:
        drawing.blocks.new("A").add_line((0, 0), (1, 0))
        attributes = {"row_count": 2, "column_count": 3, "row_spacing": 10, "column_spacing": 10}
        space.add_blockref("A", (0, 0), dxfattribs=attributes)

    assert 6 == len(page_of(tmp_path, draw).strokes)


def test_a_drawing_of_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NothingInside):
        page_of(tmp_path, lambda *_: None)


def test_a_damaged_file_gives_what_can_be_saved(tmp_path: Path) -> None:
    document_of(tmp_path, lambda _, m: [m.add_line((0, i), (9, i)) for i in range(50)])
    path = tmp_path / "cut.dxf"
    whole = (tmp_path / "plan.dxf").read_text()
    path.write_text(whole[: whole.rindex("LINE") - 200])

    document = read_dxf(path, tmp_path, Options(), SilentReporter())

    assert len(document.pages[0].strokes) > 30
    assert ["file-repaired"] == [issue.code for issue in document.issues]


@pytest.mark.parametrize("ending", range(0, 120, 7))
def test_a_file_that_breaks_off_keeps_its_whole_entities(tmp_path: Path, ending: int) -> None:
    document_of(tmp_path, lambda _, m: [m.add_lwpolyline([(0, i), (5, i), (9, i)]) for i in range(50)])
    path = tmp_path / "cut.dxf"
    whole = (tmp_path / "plan.dxf").read_text()
    path.write_text(whole[: whole.rindex("LWPOLYLINE") - ending])

    document = read_dxf(path, tmp_path, Options(), SilentReporter())

    assert len(document.pages[0].strokes) > 45


def test_junk_after_a_head_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "junk.dxf"
    path.write_text("  0\nSECTION\nthis is\nno drawing\n")

    with pytest.raises((Damaged, NothingInside)):
        read_dxf(path, tmp_path, Options(), SilentReporter())
