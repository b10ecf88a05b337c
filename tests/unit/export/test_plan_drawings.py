"""Plans drawn as DXF and SVG, opened by libraries that are not ours, and understood again."""

from dataclasses import replace
from pathlib import Path

import ezdxf
import pymupdf
import pytest
from defusedxml import ElementTree
from shapely import unary_union
from shapely.affinity import translate

from archdesk.export.dxf import write_dxf
from archdesk.export.svg import write_svg
from archdesk.export.whole import ModelNotWritten
from archdesk.geometry.axis import place_on
from archdesk.geometry.footprints import grounds_of
from archdesk.model.document import Format, Source
from archdesk.model.floorplan import FloorPlan, Hinge, Opening, OpeningKind, Room, Survey, Swing, Wall
from archdesk.model.options import Options
from archdesk.model.problems import Issue
from archdesk.model.progress import SilentReporter
from archdesk.pipeline.understand import understand
from tests.unit.construct.houses import survey_of
from tests.unit.export.villa import DOOR, villa

NEAR = 0.02  # metres


@pytest.fixture(scope="module", params=["dxf", "svg"])
def again(request, tmp_path_factory):
    drawing = tmp_path_factory.mktemp(request.param) / f"villa.{request.param}"
    {"dxf": write_dxf, "svg": write_svg}[request.param](villa(), drawing)
    drawing.write_bytes(drawing.read_bytes().replace(b"Kitchen", b"Cuisine"))  # what it says itself no longer holds
    return understand(drawing, drawing.parent, Options(), SilentReporter()).storeys


def ground_of(plan: FloorPlan):
    """What all walls stand on, from the plan's lowest left corner on."""
    x0, y0 = corner_of(plan)
    return translate(unary_union([part for parts in grounds_of(plan.walls).values() for part in parts]), -x0, -y0)


def thicknesses_of(plan: FloorPlan) -> list[float]:
    return sorted(round(wall.thickness, 2) for wall in plan.walls)


def corner_of(plan: FloorPlan) -> tuple[float, float]:
    x0, y0, _, _ = unary_union([part for parts in grounds_of(plan.walls).values() for part in parts]).bounds
    return x0, y0


def openings_of(plan: FloorPlan, kind: OpeningKind) -> list[tuple[float, ...]]:
    x0, y0 = corner_of(plan)
    places = [(place_on(plan.walls_by_id[o.wall], o.offset), o.width) for o in plan.openings if o.kind is kind]
    return sorted((x - x0, y - y0, width) for (x, y), width in places)


def hinges_of(plan: FloorPlan) -> list[tuple[float, ...]]:
    """Where the pins of the doors' leaves are, and the sides they open to."""
    x0, y0 = corner_of(plan)
    found = []
    for door in (opening for opening in plan.openings if opening.kind is DOOR):
        wall = plan.walls_by_id[door.wall]
        at = door.offset + (door.width / 2 if door.hinge is Hinge.END else -door.width / 2)
        x, y = place_on(wall, at, (1 if door.swing is Swing.LEFT else -1) * wall.thickness)
        found.append((x - x0, y - y0))
    return sorted(found)


def test_a_drawing_comes_back_as_the_same_storeys(again):
    assert ["Ground floor", "First floor"] == [plan.name for plan in again]
    assert [0, 1] == [plan.level for plan in again]


@pytest.mark.parametrize("number", [0, 1])
def test_walls_doors_and_windows_come_back_where_they_were(again, number):
    before, after = villa().storeys[number], again[number]

    assert thicknesses_of(before) == thicknesses_of(after)
    assert ground_of(before).symmetric_difference(ground_of(after)).area < NEAR**2
    for kind in (DOOR, OpeningKind.WINDOW):
        for one, two in zip(openings_of(before, kind), openings_of(after, kind), strict=True):
            assert one == pytest.approx(two, abs=NEAR)
    for one, two in zip(hinges_of(before), hinges_of(after), strict=True):
        assert one == pytest.approx(two, abs=NEAR)


def test_rooms_come_back_with_their_names_and_areas(again):
    rooms = {room.name: (room.area, room.printed_area) for plan in again for room in plan.rooms}

    assert {"Cuisine", "Living room", "Chambre 1", "Salle d’eau"} == set(rooms)
    assert all(pytest.approx(28.74, abs=0.05) == area and pytest.approx(28.7) == told for area, told in rooms.values())


def test_a_dxf_is_in_metres_and_free_of_errors(tmp_path):
    write_dxf(villa(), tmp_path / "p.dxf")

    drawing = ezdxf.readfile(tmp_path / "p.dxf")
    assert not drawing.audit().errors
    assert ezdxf.units.M == drawing.units
    assert {"Walls Ground floor", "Doors Ground floor", "Windows First floor", "Texts First floor"} <= {
        layer.dxf.name for layer in drawing.layers
    }
    assert 3 == len(drawing.modelspace().query("ARC"))


def test_a_single_storey_has_plain_layers(tmp_path):
    write_dxf(replace(villa(), storeys=villa().storeys[:1]), tmp_path / "p.dxf")

    layers = {layer.dxf.name for layer in ezdxf.readfile(tmp_path / "p.dxf").layers}
    assert {"Walls", "Doors", "Windows", "Rooms", "Stairs", "Fixtures", "Columns", "Texts"} <= layers


def test_the_outlines_of_rooms_are_there_but_not_seen(tmp_path):
    write_dxf(replace(villa(), storeys=villa().storeys[:1]), tmp_path / "p.dxf")
    write_svg(villa(), tmp_path / "p.svg")

    drawing = ezdxf.readfile(tmp_path / "p.dxf")
    assert drawing.layers.get("Rooms").is_off()
    assert 2 == len(drawing.modelspace().query('LWPOLYLINE[layer=="Rooms"]'))
    groups = ElementTree.parse(tmp_path / "p.svg").getroot().iter("{http://www.w3.org/2000/svg}g")
    assert {"none"} == {group.get("stroke") for group in groups if group.get("class") == "rooms"}


def read_as_drawn(opening: Opening, folder: Path) -> FloorPlan:
    """What is understood of two rooms with one opening in the wall between them, from the drawing alone."""
    corners = ((0.0, 0.0), (9.0, 0.0), (9.0, 5.0), (0.0, 5.0))
    shell = tuple(Wall(f"w{n}", (corners[n - 1], corners[n]), 0.3, exterior=True) for n in range(4))
    middle = Wall("m", ((4.5, 0.0), (4.5, 5.0)), 0.15)
    sides = ((0.15, 4.425), (4.575, 8.85))
    rooms = tuple(Room(f"r{n}", ((a, 0.15), (b, 0.15), (b, 4.85), (a, 4.85)), 20.1) for n, (a, b) in enumerate(sides))
    plan = FloorPlan("Ground floor", 0, None, None, walls=(*shell, middle), openings=(opening,), rooms=rooms)
    write_dxf(survey_of(plan), folder / "p.dxf")
    (folder / "p.dxf").write_bytes((folder / "p.dxf").read_bytes().replace(b"20.1 m", b"20.2 m"))
    (back,) = understand(folder / "p.dxf", folder, Options(), SilentReporter()).storeys
    return back


@pytest.mark.parametrize("width", [0.9, 2.0])
def test_a_passage_is_not_read_as_a_window(tmp_path, width):
    back = read_as_drawn(Opening("p1", OpeningKind.PASSAGE, "m", 2.5, width), tmp_path)

    assert [OpeningKind.PASSAGE] == [opening.kind for opening in back.openings]


@pytest.mark.parametrize("swing", [Swing.SLIDE, Swing.FOLD])
@pytest.mark.parametrize(("leaves", "width"), [(1, 0.8), (2, 1.6), (1, 2.4)])
@pytest.mark.parametrize("hinge", [None, Hinge.END])
def test_doors_that_slide_or_fold_are_read_as_such(tmp_path, swing, leaves, width, hinge):
    back = read_as_drawn(Opening("d1", DOOR, "m", 2.5, width, swing=swing, leaves=leaves, hinge=hinge), tmp_path)

    assert [(DOOR, swing, width)] == [(one.kind, one.swing, pytest.approx(one.width, abs=NEAR)) for one in back.openings]


def test_a_storey_may_have_any_name(tmp_path):
    odd = replace(villa().storeys[0], name='1/2 <"Étage"> & *\x07')
    survey = replace(villa(), storeys=(odd, villa().storeys[1]))

    write_dxf(survey, tmp_path / "p.dxf")
    write_svg(survey, tmp_path / "p.svg")

    assert not ezdxf.readfile(tmp_path / "p.dxf").audit().errors
    assert ElementTree.parse(tmp_path / "p.svg") is not None


def test_an_svg_has_a_group_for_each_kind_and_is_of_its_size_at_1_to_100(tmp_path):
    write_svg(villa(), tmp_path / "p.svg")

    root = ElementTree.parse(tmp_path / "p.svg").getroot()
    groups = [group.get("class") for group in root.iter("{http://www.w3.org/2000/svg}g")]
    assert 2 == groups.count("storey")
    assert 2 == groups.count("walls")
    with pymupdf.open(tmp_path / "p.svg") as document:
        assert 0.01 * (9.3 * 2 + 4 + 2 * 2) * 72 / 0.0254 == pytest.approx(document[0].rect.width, abs=1)


@pytest.mark.parametrize("door", [Swing.SLIDE, Swing.FOLD, Swing.BOTH, None])
@pytest.mark.parametrize("bulge", [0.0, 0.4])
def test_doors_of_all_kinds_are_drawn_in_walls_of_all_kinds(tmp_path, door, bulge):
    wall = Wall("w1", ((0.0, 0.0), (6.0, 0.0)), 0.2, bulge)
    openings = (Opening("d1", DOOR, "w1", 2.0, 1.6, swing=door, leaves=2), Opening("n1", OpeningKind.WINDOW, "w1", 5.0, 1.0))
    survey = survey_of(FloorPlan("Ground floor", 0, None, None, walls=(wall,), openings=openings))

    write_dxf(survey, tmp_path / "p.dxf")
    write_svg(survey, tmp_path / "p.svg")

    drawing = ezdxf.readfile(tmp_path / "p.dxf")
    assert not drawing.audit().errors
    assert list(drawing.modelspace().query('*[layer=="Doors"]'))


def test_walls_stand_on_their_own_ground_and_fill_their_corners():
    grounds = grounds_of(villa().storeys[0].walls)

    parts = [part for own in grounds.values() for part in own]
    assert 9.3 * 7.3 - 8.7 * 6.7 + 6.7 * 0.12 == pytest.approx(sum(part.area for part in parts))
    assert all(a.intersection(b).area < 1e-9 for a in parts for b in parts if a is not b)


def test_a_plan_without_anything_is_an_empty_drawing(tmp_path):
    write_dxf(survey_of(), tmp_path / "p.dxf")
    write_svg(survey_of(), tmp_path / "p.svg")

    assert not list(ezdxf.readfile(tmp_path / "p.dxf").modelspace())
    assert ElementTree.parse(tmp_path / "p.svg") is not None


@pytest.mark.parametrize("write", [write_dxf, write_svg])
def test_a_folder_that_is_not_there_is_said(tmp_path: Path, write):
    with pytest.raises(ModelNotWritten):
        write(villa(), tmp_path / "nowhere" / "p")


@pytest.mark.parametrize("kind", ["dxf", "svg"])
def test_a_drawing_that_nobody_changed_comes_back_as_the_very_same_plan(tmp_path, kind):
    before = awkward()
    {"dxf": write_dxf, "svg": write_svg}[kind](before, tmp_path / f"p.{kind}")

    after = understand(tmp_path / f"p.{kind}", tmp_path, Options(), SilentReporter())

    assert [replace(plan, sheet=None, scale=None) for plan in before.storeys] == [
        replace(plan, sheet=None, scale=None) for plan in after.storeys
    ]
    assert before.issues == after.issues
    assert f"p.{kind}" == after.source.name


@pytest.mark.parametrize(("kind", "unit"), [("dxf", 1.0), ("svg", 0.1)])
def test_each_storey_lies_on_the_sheet_where_it_was_drawn(tmp_path, kind, unit):
    {"dxf": write_dxf, "svg": write_svg}[kind](villa(), tmp_path / f"p.{kind}")

    ground, upper = understand(tmp_path / f"p.{kind}", tmp_path, Options(), SilentReporter()).storeys

    (x0, y0), (x1, y1) = (plan.sheet.to_plan.inverse.apply((0.0, 0.0)) for plan in (ground, upper))
    assert (9.3 + 4, 0.0) == pytest.approx(((x1 - x0) * unit, (y1 - y0) * unit))
    assert pytest.approx(unit) == upper.scale.metres_per_unit
    assert upper.sheet.width > 20 / unit


def test_who_tells_the_scale_of_a_drawing_has_it_read_anew(tmp_path):
    write_dxf(villa(), tmp_path / "p.dxf")

    plan = understand(tmp_path / "p.dxf", tmp_path, Options(scale=50.0), SilentReporter()).storeys[0]

    assert ("ArchDesk drew this plan",) != plan.scale.evidence


def awkward() -> Survey:
    """A plan with what no drawing shows: a wall in the ground of another, and one that is nothing but a passage."""
    walls = (
        Wall("w1", ((0.0, 0.0), (6.0, 0.0)), 0.4),
        Wall("w2", ((1.0, 0.1), (5.0, 0.1)), 0.1, height=1.1, confidence=0.4),
        Wall("w3", ((6.0, 0.0), (6.0, 1.0)), 0.1),
    )
    openings = (Opening("p1", OpeningKind.PASSAGE, "w3", 0.5, 1.0),)
    plan = FloorPlan("Ground floor", 0, None, None, walls=walls, openings=openings)
    return Survey(Source("p.pdf", "0", Format.PDF), (plan,), (Issue("scale-uncertain", "The scale is a guess.", storey=0),))
