"""What stands beside a plan on its sheet: sections of the house, and lettering that looks like a thing."""

import math

from archdesk.interpret.offline.interpreter import OfflineInterpreter
from archdesk.model.document import Arc, Document, Format, Page, Pen, Source, Stroke
from archdesk.model.floorplan import Survey
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.model.shapes import Point

PEN = Pen(0.5)
OUTER = ((0, 0, 9, 0.3), (0, 5.7, 9, 6), (0, 0, 0.3, 6), (8.7, 0, 9, 6))
DOORS = ((2.0, 3.0), (4.0, 3.0), (6.5, 3.0))  # hinges on the lower face of a partition along the house
SECTION = ((0, 0, 10, 0.3), (0, 2.7, 10, 3.0), (0, 0, 0.3, 6), (9.7, 0, 10, 6), (4, 0, 4.2, 6), (0, 5.7, 10, 6))


def _box(x0: float, y0: float, x1: float, y1: float, layer: str = "WALL") -> Stroke:
    return Stroke(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), PEN, closed=True, layer=layer)


def _plan() -> tuple[list[Stroke], list[Arc]]:
    stops = [0.3, *(x for x, _ in DOORS for x in (x, x + 0.9)), 8.7]
    strokes = [_box(*wall) for wall in OUTER]
    strokes += [_box(stops[i], 3.0, stops[i + 1], 3.12) for i in range(0, len(stops), 2)]
    leaves = [Stroke(((x, y), (x, y - 0.9)), Pen(0.1), layer="DOOR") for x, y in DOORS]
    arcs = [Arc((x, y), 0.9, 1.5 * math.pi, 2 * math.pi, Pen(0.1), layer="DOOR") for x, y in DOORS]
    return [*strokes, *leaves], arcs


def _survey(strokes: list[Stroke], arcs: list[Arc]) -> Survey:
    page = Page(0, 40, 20, tuple(strokes), tuple(arcs), y_up=True, model_unit=1.0)
    interpreter = OfflineInterpreter()
    reading = interpreter.read_page(page, Options(), SilentReporter())
    return interpreter.join(Document(Source("house.dxf", "0" * 64, Format.DXF), (page,)), [reading])


def test_a_section_without_a_door_beside_a_plan_with_doors_is_no_storey() -> None:
    strokes, arcs = _plan()
    section = [_box(x0 + 15, y0, x1 + 15, y1) for x0, y0, x1, y1 in SECTION]

    survey = _survey([*strokes, *section], arcs)

    assert len(survey.storeys) == 1
    assert ["What looks like a section or an elevation beside the plan on page 1 was left out."] == [
        issue.text for issue in survey.issues if issue.code == "view-left-out"
    ]


def test_a_toilet_beside_the_house_is_lettering() -> None:
    strokes, arcs = _plan()

    def toilet(x: float, y: float) -> list[Stroke]:
        turns = [math.pi * i / 16 for i in range(32)]
        bowl: tuple[Point, ...] = tuple((x + 0.2 + 0.18 * math.cos(t), y + 0.44 + 0.24 * math.sin(t)) for t in turns)
        return [_box(x, y + 0.02, x + 0.4, y + 0.2, "0"), Stroke(bowl, Pen(0.1), closed=True, curved=True, layer="0")]

    (storey,) = _survey([*strokes, *toilet(1.0, 0.4), *toilet(-3.0, 8.0)], arcs).storeys

    assert [fixture.kind for fixture in storey.fixtures] == ["toilet"]
