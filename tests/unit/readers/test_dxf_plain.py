from pathlib import Path
from typing import Any

import ezdxf
import pytest

from archdesk.model.document import Page
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.readers.dxf import open_dxf, read_dxf
from archdesk.readers.dxf_plain import FEWEST, without_plain_lines

MANY = FEWEST + 10


def drawing_of_lines(version: str = "R2010") -> Any:
    drawing = ezdxf.new(version)
    for row in range(MANY):
        drawing.modelspace().add_line((0, row), (9, row))
    return drawing


def page_of(drawing: Any, folder: Path) -> Page:
    source = folder / "lines.dxf"
    drawing.saveas(source)
    return read_dxf(source, folder, Options(), SilentReporter()).pages[0]


def taken_out(drawing: Any, folder: Path) -> int:
    source = folder / "lines.dxf"
    drawing.saveas(source)
    return len(open_dxf(source, [])[1].lines)


@pytest.mark.parametrize("version", ["R12", "R2000", "R2010"])
def test_many_lines_are_read_between_the_other_entities_as_the_file_has_them(version: str, tmp_path: Path) -> None:
    drawing = drawing_of_lines(version)
    space = drawing.modelspace()
    space.add_arc((0, 0), 5, 0, 90)
    space.add_polyline2d([(0, -1), (9, -1)])
    space.add_line((0, -2), (9, -2))

    page = page_of(drawing, tmp_path)

    assert [*range(MANY), -1, -2] == [stroke.points[0][1] for stroke in page.strokes]
    assert 1 == len(page.arcs)
    assert len(page.strokes) + 1 == len({mark.group for mark in (*page.strokes, *page.arcs)})


def test_lines_keep_their_layer_colour_dashes_width_and_closure(tmp_path: Path) -> None:
    drawing = drawing_of_lines()
    drawing.layers.add("Wände", color=1)
    drawing.linetypes.add("DASHED", [0.5, 0.25, -0.25])
    look = {"layer": "Wände", "linetype": "DASHED", "const_width": 2.5}
    drawing.modelspace().add_lwpolyline([(0, 0), (4, 0), (4, 3)], close=True, dxfattribs=look)
    drawing.modelspace().add_line((0, 0), (1, 1), dxfattribs={"color": 5})

    *_, outline, line = page_of(drawing, tmp_path).strokes

    assert MANY + 2 == taken_out(drawing, tmp_path)
    assert ((0, 0), (4, 0), (4, 3)) == outline.points
    assert ("Wände", (255, 0, 0), True, 2.5, True) == (
        outline.layer,
        outline.pen.colour,
        outline.pen.dashed,
        outline.pen.width,
        outline.closed,
    )
    assert (0, 0, 255) == line.pen.colour


def test_lines_on_a_hidden_layer_stay_hidden(tmp_path: Path) -> None:
    drawing = drawing_of_lines()
    drawing.layers.add("off").off()
    drawing.layers.add("frozen").freeze()
    for layer in ("off", "frozen"):
        drawing.modelspace().add_line((0, 0), (1, 1), dxfattribs={"layer": layer})

    assert MANY == len(page_of(drawing, tmp_path).strokes)


def test_lines_with_curves_or_colours_of_their_own_are_left_to_the_library(tmp_path: Path) -> None:
    drawing = drawing_of_lines()
    space = drawing.modelspace()
    space.add_lwpolyline([(0, 0, 1.0), (4, 0, 0.0)], format="xyb")
    space.add_line((0, 0), (1, 1), dxfattribs={"true_color": 0x102030})
    space.add_lwpolyline([(0, 0), (4, 0)], dxfattribs={"extrusion": (0, 0, -1)})

    page = page_of(drawing, tmp_path)

    assert MANY == taken_out(drawing, tmp_path)
    assert MANY + 2 == len(page.strokes)
    assert 1 == len(page.arcs)
    assert (0x10, 0x20, 0x30) == page.strokes[-2].pen.colour
    assert ((0, 0), (-4, 0)) == page.strokes[-1].points


def test_lines_of_a_sheet_stay_on_their_sheet(tmp_path: Path) -> None:
    drawing = drawing_of_lines()
    drawing.layout("Layout1").add_line((0, 0), (1, 1))

    assert MANY == len(page_of(drawing, tmp_path).strokes)


def test_a_small_drawing_is_read_whole(tmp_path: Path) -> None:
    drawing = ezdxf.new()
    drawing.modelspace().add_line((0, 0), (1, 1))

    assert 0 == taken_out(drawing, tmp_path)


def test_a_file_with_a_broken_number_is_left_to_those_who_mend(tmp_path: Path) -> None:
    source = tmp_path / "lines.dxf"
    drawing_of_lines().saveas(source)
    broken = source.read_bytes().replace(b"9.0", b"9.x", 1)

    assert without_plain_lines(broken, "utf-8") is None
