import math
import random
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import Polygon

from archdesk.model.document import Document, Format, Page
from archdesk.model.options import Options
from archdesk.model.problems import Issue, ReadError
from archdesk.model.progress import SilentReporter
from archdesk.readers.base import Damaged, NothingInside
from archdesk.readers.dwg import read_dwg
from archdesk.readers.dwg_drawing import Tally
from tests.unit.readers.dwg_writing import Drawing, write_dwg

FLIPS = 12  # damaged copies of a file; each is rehearsed in a process of its own
CLEAR_OF_THE_VERSION = 0x20  # bytes


@pytest.fixture(autouse=True)
def no_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")


def read(path: Path) -> Document:
    return read_dwg(path, path.parent, Options(), SilentReporter())


def document_of(folder: Path, draw: Drawing) -> Document:
    return read(write_dwg(folder / "plan.dwg", draw))


def page_of(folder: Path, draw: Drawing) -> Page:
    return document_of(folder, draw).pages[0]


def draw_house(drawing: Any, space: Any) -> None:
    """Walls, a door in a block, a hatch, a text and a dimension."""
    drawing.header["insunits"] = 4
    drawing.layers["WALLS"] = {"color_index": 1}
    space.add_lwpolyline([(0, 0), (8000, 0), (8000, 6000), (0, 6000)], closed=True, layer="WALLS")
    space.add_line((4000, 0), (4000, 6000), layer="WALLS")
    space.add_hatch([[(0, 0), (8000, 0), (8000, 300), (0, 300)]])
    door = drawing.blocks.new("DOOR")
    door.add_line((0, 0), (0, 900))
    door.add_arc((0, 0), 900, 0, 90)
    space.add_blockref("DOOR", (1000, 0))
    space.add_text("KITCHEN", (500, 500), 200)
    space.add_linear_dim((0, 0), (8000, 0), (0, -500))


def close_to(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return math.dist(one, other) < 1e-6


def test_lines_layers_colours_and_the_unit_are_the_files_own(tmp_path: Path) -> None:
    document = document_of(tmp_path, draw_house)
    page = document.pages[0]
    walls = [stroke for stroke in page.strokes if stroke.layer == "WALLS"]

    assert Format.DWG is document.source.format
    assert 0.001 == page.model_unit
    assert {(255, 0, 0)} == {stroke.pen.colour for stroke in walls}
    assert ((4000.0, 0.0), (4000.0, 6000.0)) in [stroke.points for stroke in walls]


def test_an_arc_in_a_block_is_where_its_insert_puts_it(tmp_path: Path) -> None:
    def draw(drawing: Any, space: Any) -> None:
        block = drawing.blocks.new("DOOR")
        block.add_arc((0, 0), 0.9, 0, 90)
        space.add_blockref("DOOR", (5, 3), rotation=90, xscale=2, yscale=2)

    (arc,) = page_of(tmp_path, draw).arcs

    assert close_to((5, 3), arc.centre)
    assert 1.8 == pytest.approx(arc.radius)
    assert [90, 180] == pytest.approx([math.degrees(arc.start), math.degrees(arc.end)])


def test_a_text_has_its_words_and_its_place(tmp_path: Path) -> None:
    (text,) = page_of(tmp_path, draw_house).texts[:1]

    assert "KITCHEN" == text.words
    assert text.centre[0] > 500


def test_the_words_of_a_dimension_are_read(tmp_path: Path) -> None:
    assert any("8000" in text.words for text in page_of(tmp_path, draw_house).texts)


def test_a_bulge_is_an_arc(tmp_path: Path) -> None:
    page = page_of(tmp_path, lambda _, m: m.add_lwpolyline([(0, 0), (10, 0), (10, 4)], bulges=[0, 1, 0], widths=[(0, 0)] * 3))

    (arc,) = page.arcs
    assert close_to((10, 2), arc.centre)


def test_a_wide_polyline_has_its_width(tmp_path: Path) -> None:
    page = page_of(tmp_path, lambda _, m: m.add_lwpolyline([(0, 0), (10, 0)], widths=[(0.3, 0.3)] * 2))

    assert {0.3} == {stroke.pen.width for stroke in page.strokes}


def test_a_hatch_is_a_fill(tmp_path: Path) -> None:
    (fill,) = page_of(tmp_path, lambda _, m: m.add_hatch([[(0, 0), (8, 0), (8, 1), (0, 1)]])).fills

    assert {(0.0, 0.0), (8.0, 0.0), (8.0, 1.0), (0.0, 1.0)} == set(fill.rings[0])


def test_a_bay_in_a_hatch_goes_inwards_where_the_file_says_so(tmp_path: Path) -> None:
    def draw(_: Any, space: Any) -> None:
        straight = [{"type": "line", "start": one, "end": other} for one, other in pairwise(((0, 0), (10, 0), (10, 8), (0, 8)))]
        # clockwise from the top to the bottom through (4, 4); the angles of such an arc are stored clockwise, too
        bay = {"type": "arc", "center": (0, 4), "radius": 4, "start_angle": 270, "end_angle": 90, "ccw": False}
        space.add_hatch([{"edges": [*straight, bay]}])

    (fill,) = page_of(tmp_path, draw).fills

    assert 80 - 8 * math.pi == pytest.approx(Polygon(fill.rings[0]).area, rel=0.01)


@pytest.mark.parametrize("state", [{"off": True}, {"frozen": True}])
def test_what_lies_on_a_hidden_layer_is_left_out(tmp_path: Path, state: Mapping[str, bool]) -> None:
    def draw(drawing: Any, space: Any) -> None:
        drawing.layers["OLD"] = {"color_index": 3, **state}
        space.add_line((0, 0), (5, 0), layer="OLD")
        space.add_line((0, 1), (5, 1))

    assert [((0.0, 1.0), (5.0, 1.0))] == [stroke.points for stroke in page_of(tmp_path, draw).strokes]


def test_a_dashed_layer_draws_dashed_lines(tmp_path: Path) -> None:
    def draw(drawing: Any, space: Any) -> None:
        drawing.linetypes["DASHED"] = {"description": "", "dashes": [0.5, -0.25]}
        drawing.layers["ABOVE"] = {"color_index": 3, "linetype": "DASHED"}
        space.add_line((0, 0), (5, 0), layer="ABOVE")
        space.add_line((0, 1), (5, 1), linetype="DASHED")
        space.add_line((0, 2), (5, 2))

    assert [True, True, False] == [stroke.pen.dashed for stroke in page_of(tmp_path, draw).strokes]


def test_what_was_read_and_what_was_left_out_is_counted(tmp_path: Path) -> None:
    def draw(_: Any, space: Any) -> None:
        for number in range(3):
            space.add_line((number, 0), (number, 5))
            space.add_point((number, 9))
        space.add_circle((0, 0), 2)

    (issue,) = document_of(tmp_path, draw).issues

    assert "entities-counted" == issue.code
    assert "7 entities were read from the DWG: 4 converted, 3 left out (3 POINT)." == issue.text


def test_a_drawing_of_points_holds_no_lines(tmp_path: Path) -> None:
    with pytest.raises(NothingInside):
        document_of(tmp_path, lambda _, space: space.add_point((1, 2)))


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.9, 0.99])
def test_a_truncated_file_says_that_it_is_cut_off(tmp_path: Path, share: float) -> None:
    path = write_dwg(tmp_path / "plan.dwg", draw_house)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(Damaged, match="ends before its drawing"):
        read(path)


def test_flipped_bits_never_break_more_than_the_file(tmp_path: Path) -> None:
    path = write_dwg(tmp_path / "plan.dwg", draw_house)
    whole, chance, ends = path.read_bytes(), random.Random(1), Counter[str]()

    for _ in range(FLIPS):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 10, 100))):
            damaged[chance.randrange(CLEAR_OF_THE_VERSION, len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        try:
            read(path)
            ends["read"] += 1
        except ReadError as error:
            ends[error.code] += 1

    assert FLIPS == ends.total()


def test_entities_that_were_lost_are_a_doubt() -> None:
    tally = Tally(Counter(LINE=5, POINT=1), Counter(LINE=3))

    assert [Issue, Issue] == [type(issue) for issue in tally.issues()]
    assert "2 damaged or unknown entities" in tally.issues()[1].text
