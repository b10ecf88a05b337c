import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import unary_union

from archdesk.geometry.polygons import footprint
from archdesk.interpret.offline.assembly.joining import join_pieces
from archdesk.interpret.offline.assembly.junctions import meet_walls
from archdesk.interpret.offline.evidence import OpeningFind, WallPiece
from archdesk.model.floorplan import OpeningKind
from archdesk.model.shapes import distance

THICK = 0.3


def _ground(walls):
    return unary_union([footprint(wall.start, wall.end, wall.thickness) for wall in walls])


def _house(width, depth):
    """Four walls cut off at the inner corners, with a partition that stops short of both sides."""
    half = THICK / 2
    return [
        WallPiece((half, 0), (width - half, 0), THICK),
        WallPiece((width, half), (width, depth - half), THICK),
        WallPiece((width - half, depth), (half, depth), THICK),
        WallPiece((0, depth - half), (0, half), THICK),
        WallPiece((width / 2, half + 0.02), (width / 2, depth - half - 0.02), 0.1),
    ]


def test_a_wall_runs_on_behind_a_door():
    door = OpeningFind(OpeningKind.DOOR, (2, 0), (2.9, 0), 0.2)

    walls = join_pieces([WallPiece((0, 0), (2, 0), 0.2), WallPiece((2.9, 0), (5, 0.01), 0.21)], [door])

    assert len(walls) == 1
    assert distance(walls[0].start, walls[0].end) == pytest.approx(5.0, abs=0.01)


def test_two_pieces_without_an_opening_between_them_stay_two():
    walls = join_pieces([WallPiece((0, 0), (2, 0), 0.2), WallPiece((2.9, 0), (5, 0), 0.2)], [])

    assert len(walls) == 2


def test_pieces_of_other_thickness_stay_their_own():
    walls = join_pieces([WallPiece((0, 0), (2, 0), 0.1), WallPiece((2, 0), (5, 0), 0.3)], [])

    assert sorted(wall.thickness for wall in walls) == [0.1, 0.3]


def test_a_window_off_the_axis_still_lies_in_its_wall():
    window = OpeningFind(OpeningKind.WINDOW, (2, 0.12), (3, 0.12), 0.06)

    walls = join_pieces([WallPiece((0, 0), (2, 0), 0.3), WallPiece((3, 0), (5, 0), 0.3)], [window])

    assert [0.3] == [wall.thickness for wall in walls]


def test_corners_are_filled_to_the_outer_face():
    ground = _ground(meet_walls(_house(6.0, 4.0)))

    assert ground.contains(footprint((-0.14, -0.14), (0.0, -0.14), 0.01))
    assert ground.bounds == pytest.approx((-0.15, -0.15, 6.15, 4.15))


def test_a_partition_reaches_the_walls_on_both_sides():
    walls = meet_walls(_house(6.0, 4.0))

    partition = next(wall for wall in walls if wall.thickness == 0.1)
    assert sorted([partition.start[1], partition.end[1]]) == pytest.approx([0.0, 4.0])


def test_a_free_crumb_is_dropped():
    walls = meet_walls([*_house(6.0, 4.0), WallPiece((3.5, 2), (3.7, 2), 0.1)])

    assert len(walls) == 5


def test_a_piece_within_another_wall_is_dropped():
    walls = meet_walls([*_house(6.0, 4.0), WallPiece((2, 0.05), (3, 0.05), 0.1)])

    assert len(walls) == 5


def test_a_curved_wall_keeps_its_bulge():
    walls = join_pieces([WallPiece((0, 0), (2, 0), 0.2, bulge=0.4)], [])

    assert [0.4] == [wall.bulge for wall in meet_walls(walls)]


@settings(max_examples=25, deadline=None)
@given(st.floats(3, 12), st.floats(3, 9), st.randoms(use_true_random=False), st.lists(st.booleans(), min_size=5, max_size=5))
def test_joining_in_any_order_gives_the_same_ground(width: float, depth: float, order: random.Random, flips: list[bool]):
    house = _house(width, depth)
    turned = [
        WallPiece(wall.end, wall.start, wall.thickness) if flip else wall for wall, flip in zip(house, flips, strict=True)
    ]
    order.shuffle(turned)

    first = _ground(meet_walls(join_pieces(house, [])))
    second = _ground(meet_walls(join_pieces(turned, [])))

    assert first.symmetric_difference(second).area == pytest.approx(0.0, abs=1e-6)
