"""Buildings written as IFC4: free of complaints, and the same when they are read again."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest
from shapely import MultiPoint

from archdesk.export.ifc.writer import IfcNotInstalled, write_ifc
from archdesk.export.whole import ModelNotWritten
from archdesk.geometry.axis import place_on
from archdesk.model.floorplan import FloorPlan, Hinge, Opening, OpeningKind, Room, Survey, Swing, Use, Wall
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.readers.catalogue import read_document
from tests.unit.construct.houses import survey_of
from tests.unit.export.villa import DOOR, WINDOW, villa

ifcopenshell = pytest.importorskip("ifcopenshell", reason="needs the extra ifc")
NEAR = 0.001  # metres


def written(survey: Survey, folder: Path) -> Path:
    write_ifc(survey, folder / "house.ifc")
    return folder / "house.ifc"


def read(path: Path) -> tuple[FloorPlan, ...]:
    return read_document(path, path.parent / "pages", Options(), SilentReporter()).storeys


def complaints(path: Path) -> list:
    validate = pytest.importorskip("ifcopenshell.validate")
    logger = validate.json_logger()
    validate.validate(str(path), logger)
    return logger.statements


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return written(villa(), tmp_path_factory.mktemp("ifc"))


@pytest.fixture(scope="module")
def storeys(house):
    return read(house)


def test_the_library_s_own_check_has_no_complaint(house):
    assert [] == complaints(house)


def test_storeys_come_back_with_their_names_and_heights(storeys):
    assert [("Ground floor", 0, 0.0), ("First floor", 1, 2.7)] == [(p.name, p.level, p.elevation) for p in storeys]
    assert [2.7, 2.7] == [plan.height for plan in storeys]


def test_walls_come_back_where_they_were(storeys):
    for before, after in zip(villa().storeys, storeys, strict=True):
        for one, two in zip(before.walls, after.walls, strict=True):
            assert (one.thickness, one.exterior) == (pytest.approx(two.thickness), two.exterior)
            for p, q in zip(one.path, two.path, strict=True):
                assert p == pytest.approx(q, abs=NEAR)


def test_openings_come_back_the_same(storeys):
    for before, after in zip(villa().storeys, storeys, strict=True):
        for one, two in zip(before.openings, after.openings, strict=True):
            assert (one.kind, one.hinge, one.swing) == (two.kind, two.hinge, two.swing)
            assert (one.width, one.sill, one.head) == pytest.approx((two.width, two.sill, two.head))
            here, there = (place_on(plan.walls_by_id[o.wall], o.offset) for plan, o in ((before, one), (after, two)))
            assert here == pytest.approx(there, abs=NEAR)


def test_rooms_come_back_with_names_and_areas(storeys):
    for before, after in zip(villa().storeys, storeys, strict=True):
        for one, two in zip(before.rooms, after.rooms, strict=True):
            assert (one.name, pytest.approx(one.area)) == (two.name, two.area)


def test_stairs_columns_and_things_come_back(storeys):
    ground = storeys[0]

    assert (1, 1, ["bed"]) == (len(ground.columns), len(ground.stairs), [thing.kind for thing in ground.fixtures])
    assert villa().storeys[0].stairs[0].risers == ground.stairs[0].risers
    (start, end) = ground.stairs[0].direction
    assert end[1] > start[1]


@pytest.mark.parametrize("hinge", list(Hinge))
@pytest.mark.parametrize("swing", [Swing.LEFT, Swing.RIGHT])
@pytest.mark.parametrize("path", [((0.0, 0.0), (5.0, 0.0)), ((4.0, 3.0), (0.0, 0.0))])
def test_a_door_opens_the_way_it_did(tmp_path, hinge, swing, path):
    door = Opening("d1", DOOR, "w1", 1.5, 0.9, hinge=hinge, swing=swing)
    plan = FloorPlan("Ground floor", 0, None, None, walls=(Wall("w1", path, 0.2),), openings=(door,))

    ((back,),) = (storey.openings for storey in read(written(survey_of(plan), tmp_path)))
    assert (1.5, hinge, swing) == (pytest.approx(back.offset), back.hinge, back.swing)


@pytest.mark.parametrize("swing", [Swing.SLIDE, Swing.FOLD])
@pytest.mark.parametrize("leaves", [1, 2])
def test_sliding_and_folding_doors_come_back(tmp_path, swing, leaves):
    door = Opening("d1", DOOR, "w1", 2.5, 2.0, swing=swing, leaves=leaves)
    plan = FloorPlan("Ground floor", 0, None, None, walls=(Wall("w1", ((0.0, 0.0), (5.0, 0.0)), 0.2),), openings=(door,))

    ((back,),) = (storey.openings for storey in read(written(survey_of(plan), tmp_path)))
    assert (swing, leaves) == (back.swing, back.leaves)


def test_curved_and_crossing_walls_and_passages_are_sound(tmp_path):
    walls = (
        Wall("w1", ((0.0, 0.0), (6.0, 0.0)), 0.2, 0.4),
        Wall("w2", ((0.0, 2.0), (6.0, 2.0)), 0.2, height=1.1),
        Wall("w3", ((3.0, 1.0), (3.0, 4.0)), 0.2),
    )
    openings = (Opening("n1", WINDOW, "w1", 3.0, 1.2, 0.9, 2.1), Opening("p1", OpeningKind.PASSAGE, "w3", 2.3, 0.9))
    room = Room("r1", ((0, 3), (1, 3), (1, 4), (0, 4)), 0.75, ((((0.2, 3.2), (0.7, 3.2), (0.7, 3.7), (0.2, 3.7))),))
    path = written(survey_of(FloorPlan("Ground floor", 0, None, None, walls=walls, openings=openings, rooms=(room,))), tmp_path)

    (plan,) = read(path)
    assert [] == complaints(path)
    assert 0.4 == pytest.approx(plan.walls[0].bulge, abs=0.001)
    assert [(OpeningKind.PASSAGE, 2.3, 0.9)] == [
        (one.kind, pytest.approx(one.offset), pytest.approx(one.width)) for one in plan.openings if one.kind is not WINDOW
    ]
    assert {1.1, None} == {None if wall.height is None else round(wall.height, 3) for wall in plan.walls}
    assert 0.75 == pytest.approx(plan.rooms[0].area)
    assert 2 == len(ifcopenshell.open(path).by_type("IfcOpeningElement"))


def test_an_upper_storey_alone_keeps_its_level_height_and_place(tmp_path):
    upper = replace(villa().storeys[1], level=3, elevation=8.4, height=3.1)

    (back,) = read(written(survey_of(upper), tmp_path))

    assert (3, 8.4, 3.1) == (back.level, pytest.approx(back.elevation), pytest.approx(back.height))


def test_walls_below_a_slab_are_as_high_as_their_storey(storeys):
    assert {None} == {wall.height for plan in storeys for wall in plan.walls}


def test_a_wall_within_another_comes_back_though_nothing_of_it_is_seen(tmp_path):
    walls = (Wall("w1", ((0.0, 0.0), (5.0, 0.0)), 0.4), Wall("w2", ((1.0, 0.1), (4.0, 0.1)), 0.1))
    path = written(survey_of(FloorPlan("Ground floor", 0, None, None, walls=walls)), tmp_path)

    (plan,) = read(path)

    assert [] == complaints(path)
    assert [0.4, 0.1] == [pytest.approx(wall.thickness) for wall in plan.walls]
    assert ((1.0, 0.1), (4.0, 0.1)) == tuple(pytest.approx(point) for point in plan.walls[1].path)


def test_a_wall_under_a_window_up_to_the_ceiling_keeps_its_height(tmp_path):
    window = Opening("n1", WINDOW, "w1", 1.0, 2.0, 0.6, 2.7)
    wall = Wall("w1", ((0.0, 0.0), (2.0, 0.0)), 0.2)

    (plan,) = read(written(survey_of(FloorPlan("Ground floor", 0, None, None, walls=(wall,), openings=(window,))), tmp_path))

    assert plan.walls[0].height is None


def test_doubts_uses_and_rooms_without_a_name_come_back(tmp_path):
    ring = ((0.0, 0.0), (4.0, 0.0), (4.0, 3.0), (0.0, 3.0))
    rooms = (Room("r1", ring, 12.0, use=Use.BEDROOM, confidence=0.6),)
    walls = (Wall("w1", ((0.0, 0.0), (4.0, 0.0)), 0.2, confidence=0.7),)
    doors = (Opening("d1", DOOR, "w1", 2.0, 0.9, swing=Swing.BOTH, hinge=Hinge.START, confidence=0.8),)
    plan = FloorPlan("Ground floor", 0, None, None, walls=walls, openings=doors, rooms=rooms)

    (back,) = read(written(survey_of(plan), tmp_path))

    assert ("", Use.BEDROOM, None, 0.6) == (
        back.rooms[0].name,
        back.rooms[0].use,
        back.rooms[0].printed_area,
        back.rooms[0].confidence,
    )
    assert (0.7, 0.8, 1) == (back.walls[0].confidence, back.openings[0].confidence, back.openings[0].leaves)


def test_a_plan_of_nothing_is_a_building_without_storeys(tmp_path):
    assert [] == complaints(written(survey_of(), tmp_path))


def test_what_is_odd_in_a_plan_is_left_out(tmp_path):
    walls = (Wall("w1", ((0.0, 0.0), (5.0, 0.0)), 0.2), Wall("w2", ((1.0, 1.0), (1.0, 1.0)), 0.2))
    openings = (Opening("d1", DOOR, "w2", 0.0, 0.9), Opening("d2", DOOR, "w9", 0.0, 0.9), Opening("d3", DOOR, "w1", 9.0, 0.9))
    flat = Room("r1", ((0, 0), (1, 0), (2, 0)), 0.0)
    plan = FloorPlan("Ground floor", 0, None, None, walls=walls, openings=openings, rooms=(flat,))

    path = written(survey_of(plan), tmp_path)

    assert [] == complaints(path)
    assert 1 == len(ifcopenshell.open(path).by_type("IfcWall"))


def test_the_numbers_of_things_are_the_same_each_time(tmp_path, house):
    again = ifcopenshell.open(written(villa(), tmp_path))

    before = {entity.GlobalId for entity in ifcopenshell.open(house).by_type("IfcRoot")}
    assert before == {entity.GlobalId for entity in again.by_type("IfcRoot")}
    assert len(before) == len(again.by_type("IfcRoot"))


def test_no_two_walls_share_ground(house):
    geom = pytest.importorskip("ifcopenshell.geom")
    model = ifcopenshell.open(house)
    walls = model.by_type("IfcBuildingStorey")[0].ContainsElements[0].RelatedElements
    settings = geom.settings()
    grounds = []
    for wall in (one for one in walls if one.is_a("IfcWall")):
        shape = geom.create_shape(settings, wall)
        matrix, points = shape.transformation.matrix, shape.geometry.verts
        places = [
            tuple(sum(matrix[4 * k + axis] * points[i + k] for k in range(3)) + matrix[12 + axis] for axis in (0, 1))
            for i in range(0, len(points), 3)
        ]
        grounds.append(MultiPoint(places).convex_hull)
    assert 5 == len(grounds)
    assert all(a.intersection(b).area < 1e-6 for a in grounds for b in grounds if a is not b)


def test_a_missing_library_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)

    with pytest.raises(IfcNotInstalled, match="not installed"):
        write_ifc(villa(), tmp_path / "h.ifc")


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ModelNotWritten):
        write_ifc(replace(villa(), storeys=villa().storeys[:1]), tmp_path / "nowhere" / "h.ifc")
