"""Stairs on sheets of a house, as PDF and as DXF on one layer, filled and hollow walls, from the lines to the solid."""

from pathlib import Path

import pytest
from shapely import Polygon, box

from archdesk.construct.building import build_scene
from archdesk.model.floorplan import FloorPlan
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.pipeline.understand import understand
from tests.golden.draughtsman import Style, draw_walls
from tests.golden.marks import Line, Mark, Words
from tests.golden.sheets import lay_out, write_dxf, write_pdf
from tests.stairs_drawn import KINDS, Drawn, arrow
from tests.unit.construct.houses import are_sound, of_kind, survey_of

SCALE = 50
SHELL = box(0, 0, 9, 7) - box(0.3, 0.3, 8.7, 6.7) - box(6, -1, 7, 0.5) - box(8.5, 2, 9.5, 3.5)
STYLES = {"filled": Style(fill=(0.4, 0.4, 0.4)), "hollow": Style()}
AT = {"spiral": (2.0, 3.5)}
FOOT = (0.3, 1.0)  # beside the outer wall


def sheet(kind: str, style: str) -> list[Mark]:
    drawn = KINDS[kind]()
    right, up = AT.get(kind, FOOT)
    lines = [*drawn.lines, *arrow(drawn.walked)]
    marks: list[Mark] = [*draw_walls(SHELL, STYLES[style], SCALE)]
    marks += [Line(((5.9, 0.15), (5.9, -0.85)), 0.13), Line(((6.0, 0.0), (6.0, -1.0)), 0.13)]
    marks += [Line(tuple((x + right, y + up) for x, y in line), 0.18) for line in lines]
    marks += [Words("Living", (6.5, 5), 0.25), Words("3.40", (6.5, 4), 0.2), Words(f"Scale 1:{SCALE}", (4, -1.5), 0.3)]
    return marks


@pytest.fixture(params=[(kind, file, style) for kind in KINDS for file in ("pdf", "dxf") for style in STYLES], ids="-".join)
def found(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Drawn, FloorPlan]:
    kind, file, style = request.param
    target = tmp_path / f"{kind}.{file}"
    {"pdf": write_pdf, "dxf": write_dxf}[file](lay_out(sheet(kind, style), SCALE), target)
    (storey,) = understand(target, tmp_path, Options(), SilentReporter()).storeys
    return KINDS[kind](), storey


def test_a_stair_is_one_and_no_wall(found: tuple[Drawn, FloorPlan]) -> None:
    drawn, storey = found

    (stair,) = storey.stairs

    assert drawn.risers == stair.risers
    assert Polygon(stair.polygon).area == pytest.approx(drawn.area, rel=0.05)
    assert len(storey.walls) == 4


def test_its_steps_rise_evenly_to_the_next_storey(found: tuple[Drawn, FloorPlan]) -> None:
    drawn, storey = found

    node = of_kind(build_scene(survey_of(storey)).root, "stair")[0]

    tops = [float(y) for mesh in node.meshes for y in mesh.positions[mesh.normals[:, 1] > 0.5][:, 1]]
    riser = storey.height / drawn.risers
    assert are_sound(node)
    assert sorted({round(top / riser) for top in tops}) == list(range(1, drawn.risers))
    assert tops == pytest.approx([riser * round(top / riser) for top in tops], abs=1e-3)
