"""Walls that stand apart belong to the plan beside them where they look like its own."""

from archdesk.interpret.offline.assembly.storeys import split_sheet
from archdesk.interpret.offline.evidence import Evidence, WallPiece

HOUSE = (
    WallPiece((0.0, 0.0), (8.0, 0.0), 0.3),
    WallPiece((8.0, 0.0), (8.0, 5.0), 0.3),
    WallPiece((0.0, 5.0), (8.0, 5.0), 0.3),
    WallPiece((0.0, 0.0), (0.0, 5.0), 0.3),
)


def test_a_wall_between_two_wide_windows_stays_with_its_plan() -> None:
    loose = WallPiece((3.0, 7.0), (4.5, 7.4), 0.3)

    (plan,) = split_sheet(Evidence(walls=(*HOUSE, loose)))

    assert loose in plan.walls


def test_a_north_arrow_beside_a_plan_is_left_out() -> None:
    arrow = (WallPiece((10.0, 7.0), (10.9, 7.1), 0.5), WallPiece((10.2, 7.6), (10.7, 7.5), 0.3))

    (plan,) = split_sheet(Evidence(walls=(*HOUSE, *arrow)))

    assert plan.walls == HOUSE


def test_a_wall_far_from_a_plan_is_left_out() -> None:
    (plan,) = split_sheet(Evidence(walls=(*HOUSE, WallPiece((3.0, 9.0), (5.0, 9.0), 0.3))))

    assert plan.walls == HOUSE


def test_a_wall_between_two_plans_is_of_neither_where_it_would_join_them() -> None:
    other = tuple(WallPiece((w.start[0] + 12, w.start[1]), (w.end[0] + 12, w.end[1]), 0.3) for w in HOUSE)

    plans = split_sheet(Evidence(walls=(*HOUSE, *other, WallPiece((9.8, 1.0), (12.6, 8.0), 0.3))))

    assert 2 == len(plans)
