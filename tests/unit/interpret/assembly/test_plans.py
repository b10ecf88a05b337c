import pytest
from hypothesis import given
from hypothesis import strategies as st

from archdesk.interpret.offline.assembly.checks import find_doubts, is_plausible
from archdesk.interpret.offline.assembly.levels import TOP, name_of, settle
from archdesk.interpret.offline.assembly.metric import map_evidence
from archdesk.interpret.offline.assembly.naming import Caption
from archdesk.interpret.offline.assembly.plans import draft_plan, number_plan
from archdesk.interpret.offline.assembly.stacking import stack_storeys
from archdesk.interpret.offline.assembly.storeys import are_one_storey, join_parts, split_sheet
from archdesk.interpret.offline.evidence import Evidence, OpeningFind, WallPiece
from archdesk.model.floorplan import OpeningKind, Scale, ScaleMethod, Sheet, Use
from archdesk.model.reading import PagePlan
from archdesk.model.shapes import Affine, Box, Point

DOOR = OpeningFind(OpeningKind.DOOR, (2, 0), (2.9, 0), 0.2, confidence=0.9)


def _house(x=0.0, width=8.0):
    corners = [(x, 0.0), (x + width, 0.0), (x + width, 5.0), (x, 5.0)]
    walls = [WallPiece(p, q, 0.2) for p, q in zip(corners, corners[1:] + corners[:1], strict=True)]
    return Evidence(walls=(*walls, WallPiece((x + 4, 0), (x + 4, 5), 0.1)))


def _plan(evidence, captions=(), method=ScaleMethod.USER):
    return number_plan(draft_plan(evidence, captions), captions, Sheet(0, 100, 80, Affine()), Scale(1.0, method, 0.9))


def test_the_plans_lower_left_corner_is_its_origin():
    plan = _plan(_house(x=20.0))

    xs = [point[0] for wall in plan.walls for point in wall.path]
    assert min(xs) == pytest.approx(0.1, abs=0.11)
    assert plan.sheet.to_plan.apply((19.9, -0.1)) == pytest.approx((0, 0))


def test_outer_walls_are_exterior_and_partitions_are_not():
    plan = _plan(_house())

    assert {0.2: True, 0.1: False} == {wall.thickness: wall.exterior for wall in plan.walls}


def test_numbers_go_on_in_the_next_storey():
    plan = _plan(Evidence(walls=_house().walls, openings=(DOOR,)))

    (first, second), _ = stack_storeys([PagePlan(plan, "First floor", 1), PagePlan(plan, "Ground floor", 0)])

    assert ["Ground floor", "First floor"] == [first.name, second.name]
    for kind in ("walls", "openings", "rooms"):
        assert not {one.id for one in getattr(first, kind)} & {one.id for one in getattr(second, kind)}
    assert {opening.wall for opening in second.openings} <= {wall.id for wall in second.walls}


def test_a_wrong_printed_area_is_a_doubt_about_its_room():
    plan = _plan(_house(), [Caption((2, 2), "Hall", Use.HALL), Caption((2, 2.5), area=30.0)])

    doubts = [issue for issue in find_doubts(plan) if issue.code == "area-differs"]
    assert [next(room.id for room in plan.rooms if room.name == "Hall")] == [issue.element for issue in doubts]


def test_a_room_without_a_door_is_told_and_one_with_a_door_is_not():
    house = _house()
    plan = _plan(Evidence(walls=house.walls, openings=(DOOR,)))

    told = [issue.element for issue in find_doubts(plan) if issue.code == "room-without-door"]
    assert 1 == len(told)


def test_an_assumed_scale_is_a_doubt():
    assert "scale-assumed" in {issue.code for issue in find_doubts(_plan(_house(), method=ScaleMethod.ASSUMED))}


def test_lines_that_close_no_room_are_no_plan():
    ladder = Evidence(walls=tuple(WallPiece((0, i), (9, i), 0.1) for i in range(5)))

    assert is_plausible(draft_plan(_house(), ()))
    assert not is_plausible(draft_plan(ladder, ()))


def test_two_plans_on_a_sheet_are_parted_and_a_legend_is_left_out():
    legend = Evidence(walls=(WallPiece((40, 0), (41, 0), 0.2),))

    parts = split_sheet(join_parts([_house(20.0), _house(), legend]))

    assert [(0.0, 8.0), (20.0, 28.0)] == [
        (min(w.start[0] for w in part.walls), max(w.end[0] for w in part.walls)) for part in parts
    ]


@pytest.mark.parametrize(
    ("other", "titles"),
    [
        ((8.5, 0.0), [(4, -1), (12, -1)]),
        ((0.0, 6.0), [(4, 5.5), (4, -1)]),
    ],
)
def test_plans_that_nearly_touch_are_parted_where_each_has_its_title(other: Point, titles: list[Point]):
    sheet = join_parts([_house(), map_evidence(_house(), Affine(c=other[0], f=other[1]))])

    assert 2 == len(split_sheet(sheet, titles))
    assert 1 == len(split_sheet(sheet, titles[:1]))


def test_a_plan_under_two_titles_stays_whole():
    assert 1 == len(split_sheet(_house(), [(2, -1), (6, -1)]))


def test_houses_apart_under_one_title_are_one_storey():
    boxes = [Box(0, 0, 8, 8), Box(20, 0, 28, 8)]

    assert are_one_storey(boxes, 1)
    assert not are_one_storey(boxes, 2)
    assert not are_one_storey(boxes, 0)
    assert are_one_storey([boxes[0], Box(20, 0, 22, 2)], 0)


def test_each_storey_has_its_own_level():
    assert ([0, -1, 1], False) == settle([0, -1, 1])
    assert ([0, 1, 2], True) == settle([0, 1, 1])
    assert ([1, 0], True) == settle([1, None])
    assert ([0, 1, 2], False) == settle([0, 1, TOP])


def test_storeys_without_a_title_are_named_by_their_level():
    assert ["Basement", "Ground floor", "Floor 2"] == [name_of(level) for level in (-1, 0, 2)]


@given(st.floats(0.001, 10), st.booleans(), st.floats(-50, 50))
def test_evidence_mapped_to_metres_and_back_is_the_same(unit: float, y_up: bool, shift: float):
    to = Affine(a=unit, e=unit if y_up else -unit, c=shift)
    evidence = Evidence(walls=(WallPiece((1, 2), (3, 4), 0.5, 0.3),), openings=(DOOR,))

    back = map_evidence(map_evidence(evidence, to), to.inverse)

    assert back.walls[0].start == pytest.approx((1, 2), abs=1e-6)
    assert back.walls[0].bulge == pytest.approx(0.3)
    assert back.openings[0].end == pytest.approx((2.9, 0), abs=1e-6)
    assert back.walls[0].thickness == pytest.approx(0.5)
