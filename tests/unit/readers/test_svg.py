import base64
import io
import math
from pathlib import Path

import pytest
from PIL import Image

from archdesk.model.document import Page
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.readers.base import Damaged, NothingInside, TooDeep, TooLarge
from archdesk.readers.svg import read_svg

ROOT = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def read(folder: Path, inside: str, root: str = 'viewBox="0 0 200 100"', before: str = "") -> Page:
    path = folder / "plan.svg"
    path.write_text(f"{before}{ROOT} {root}>{inside}</svg>", encoding="utf-8")
    return read_svg(path, folder, Options(), SilentReporter()).pages[0]


def test_units_are_those_of_the_view_box_whatever_the_paper(tmp_path: Path) -> None:
    line = '<line x1="10" y1="20" x2="30" y2="20" stroke="#00f" stroke-width="3" stroke-dasharray="2 1"/>'

    page = read(tmp_path, line, 'width="400mm" height="200mm" viewBox="-5 -5 200 100"')

    assert ((10.0, 20.0), (30.0, 20.0)) == page.strokes[0].points
    assert (3.0, (0, 0, 255), True) == (page.strokes[0].pen.width, page.strokes[0].pen.colour, page.strokes[0].pen.dashed)
    assert (200.0, 100.0) == (page.width, page.height)
    assert 0.002 == pytest.approx(page.paper_unit or 0)


def test_pixels_tell_no_paper(tmp_path: Path) -> None:
    assert read(tmp_path, '<path d="M0 0H9" stroke="red"/>', 'width="400" height="200"').paper_unit is None


def test_pixels_of_a_whole_sheet_tell_its_paper(tmp_path: Path) -> None:
    page = read(tmp_path, '<path d="M0 0H9" stroke="red"/>', 'width="1122.52" height="793.7" viewBox="0 0 297 210"')

    assert 0.001 == pytest.approx(page.paper_unit or 0, rel=1e-3)


def test_transforms_and_styles_are_applied(tmp_path: Path) -> None:
    inside = """<style>.wall { fill: #804020; stroke: none }</style>
    <g transform="translate(50,10) scale(2)"><rect class="wall" x="1" y="2" width="10" height="5"/></g>"""

    page = read(tmp_path, inside)

    assert () == page.strokes
    assert (128, 64, 32) == page.fills[0].colour
    assert {(52.0, 14.0), (72.0, 14.0), (72.0, 24.0), (52.0, 24.0)} == set(page.fills[0].rings[0])


def test_a_used_symbol_is_a_block(tmp_path: Path) -> None:
    inside = """<defs><g id="door"><path fill="none" stroke="black" d="M0 0 L10 0 A10 10 0 0 1 0 10"/></g></defs>
    <use href="#door" x="50" y="60"/><use xlink:href="#door" x="90" y="60"/>"""

    page = read(tmp_path, inside)

    assert ["door", "door"] == [arc.block for arc in page.arcs]
    assert math.pi / 2 == pytest.approx(page.arcs[0].sweep)
    assert (50.0, 60.0) == pytest.approx(page.arcs[0].centre)
    assert page.arcs[0].group == page.strokes[0].group != page.arcs[1].group


def test_layers_are_named_for_their_groups(tmp_path: Path) -> None:
    assert "Walls" == read(tmp_path, '<g id="Walls"><path d="M0 0H9" stroke="red"/></g>').strokes[0].layer


def test_hidden_shapes_are_left_out(tmp_path: Path) -> None:
    inside = '<path d="M0 0H9" stroke="red"/><path d="M0 5H9" stroke="red" style="display:none"/>'
    inside += '<path d="M0 7H9" stroke="red" visibility="hidden"/>'

    assert 1 == len(read(tmp_path, inside).strokes)


def test_text_has_its_place_and_angle(tmp_path: Path) -> None:
    inside = (
        '<text x="50" y="40" font-size="10" text-anchor="middle" transform="rotate(90 50 40)">Küche <tspan>12 m²</tspan></text>'
    )

    (text,) = read(tmp_path, inside).texts

    assert "Küche 12 m²" == text.words
    assert math.pi / 2 == pytest.approx(text.angle)
    assert 40.0 == pytest.approx(text.centre[1])


def test_lines_of_one_text_stand_apart(tmp_path: Path) -> None:
    inside = '<text><tspan x="5" y="10">Bath</tspan><tspan x="5" y="25">6.2 m²</tspan></text>'

    assert {"Bath", "6.2 m²"} == {text.words for text in read(tmp_path, inside).texts}


def test_a_picture_inside_is_a_raster(tmp_path: Path) -> None:
    content = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(content, format="PNG")
    data = base64.b64encode(content.getvalue()).decode()
    inside = f'<image x="10" y="20" width="100" height="50" href="data:image/png;base64,{data}"/>'

    (raster,) = read(tmp_path, inside).rasters

    assert (110.0, 70.0) == pytest.approx(raster.to_page.apply((20, 10)))


def test_the_picture_for_people_lies_over_the_drawing(tmp_path: Path) -> None:
    page = read(tmp_path, '<rect x="50" y="20" width="40" height="30" fill="#000"/><path d="M0 0H200V100" stroke="#000"/>')

    assert page.picture is not None
    with Image.open(page.picture.path) as picture:
        u, v = page.picture.to_page.inverse.apply((70, 35))
        assert picture.convert("L").getpixel((round(u), round(v))) < 20


def test_a_plain_doctype_is_borne(tmp_path: Path) -> None:
    doctype = (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    )

    assert read(tmp_path, '<path d="M0 0H9" stroke="red"/>', before=doctype).strokes


def test_entities_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match="entities"):
        read(tmp_path, "<text>&x;</text>", before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>')


def test_references_that_multiply_are_counted_first(tmp_path: Path) -> None:
    uses = [f'<use href="#g{i}"/>' * 10 for i in range(9)]
    groups = "".join(f'<g id="g{i + 1}">{use}</g>' for i, use in enumerate(uses))

    with pytest.raises(TooLarge):
        read(tmp_path, f'<defs><g id="g0"><path d="M0 0H9"/></g>{groups}</defs><use href="#g9"/>')


def test_a_symbol_within_itself_is_too_deep(tmp_path: Path) -> None:
    with pytest.raises(TooDeep):
        read(tmp_path, '<g id="a"><use href="#a"/></g>')


def test_endless_nesting_is_too_deep(tmp_path: Path) -> None:
    with pytest.raises(TooDeep):
        read(tmp_path, "<g>" * 300 + "</g>" * 300)


@pytest.mark.parametrize("inside", ["", "<g/>", '<image href="http://example.org/plan.png" width="9" height="9"/>'])
def test_a_drawing_of_nothing_is_an_error(tmp_path: Path, inside: str) -> None:
    with pytest.raises(NothingInside):
        read(tmp_path, inside)
