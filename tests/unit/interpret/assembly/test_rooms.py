import pytest

from archdesk.interpret.offline.assembly.joining import join_pieces
from archdesk.interpret.offline.assembly.junctions import meet_walls
from archdesk.interpret.offline.assembly.naming import Caption, name_rooms, room_seeds
from archdesk.interpret.offline.assembly.rooms import close_faces
from archdesk.interpret.offline.evidence import Closing, WallPiece
from archdesk.model.floorplan import Use

BOX = [
    WallPiece((0, 0), (8, 0), 0.2),
    WallPiece((8, 0), (8, 4), 0.2),
    WallPiece((8, 4), (0, 4), 0.2),
    WallPiece((0, 4), (0, 0), 0.2),
]


def _areas(pieces, closings=(), seeds=()):
    walls = meet_walls(join_pieces(pieces, []))
    return [face.shape.area for face in close_faces(walls, closings, seeds)]


def test_a_room_ends_at_the_walls_faces():
    assert [pytest.approx(7.8 * 3.8, rel=0.001)] == _areas(BOX)


def test_a_partition_makes_two_rooms():
    assert 2 == len(_areas([*BOX, WallPiece((5, 0), (5, 4), 0.1)]))


def test_a_gap_as_wide_as_a_door_parts_two_rooms():
    assert 2 == len(_areas([*BOX, WallPiece((5, 0), (5, 3.0), 0.1)]))


def test_a_wide_gap_parts_rooms_only_where_both_have_a_name():
    stub = WallPiece((5, 0), (5, 1.5), 0.1)

    assert 1 == len(_areas([*BOX, stub], seeds=[(2, 2)]))
    assert 2 == len(_areas([*BOX, stub], seeds=[(2, 2), (6.5, 2)]))


def test_a_closing_parts_an_open_plan_between_two_names():
    line = Closing((3, 0), (3, 4))

    assert 1 == len(_areas(BOX, [line]))
    assert [pytest.approx(4.9 * 3.8, rel=0.01), pytest.approx(2.9 * 3.8, rel=0.01)] == _areas(BOX, [line], [(1, 1), (6, 1)])


def test_a_front_of_glass_closes_a_room():
    assert 1 == len(_areas([wall for wall in BOX if wall.start != (8, 0)]))


def test_a_court_between_two_wings_is_no_room():
    wings = [WallPiece((0, 0), (0, 5), 0.2), WallPiece((0, 0), (6, 0), 0.2), WallPiece((6, 0), (6, 5), 0.2)]

    assert [] == [area for area in _areas(wings) if area > 40]


def test_the_hollow_of_a_double_wall_is_no_room():
    assert 1 == len(
        _areas([*BOX, WallPiece((0, 4.5), (8, 4.5), 0.2), WallPiece((0, 4), (0, 4.5), 0.2), WallPiece((8, 4), (8, 4.5), 0.2)])
    )


def test_a_room_has_the_name_and_the_area_inside_it():
    walls = meet_walls(BOX)
    captions = [Caption((4, 2), "Kitchen", Use.KITCHEN), Caption((4, 1.5), area=29.6), Caption((40, 2), "Bath", Use.BATH)]

    (room,) = name_rooms(close_faces(walls, (), ()), captions)

    assert ("r1", "Kitchen", Use.KITCHEN, 29.6) == (room.id, room.name, room.use, room.printed_area)


def test_printed_areas_tell_rooms_where_the_drawing_prints_them():
    names = [Caption((i, 0), f"Room {i}") for i in range(4)]
    areas = [Caption((10.0 + i, 0), area=9.0) for i in range(3)]

    assert {(10.0, 0), (11.0, 0), (12.0, 0)} == set(room_seeds([*names, *areas]))
    assert {name.place for name in names} == set(room_seeds([*names, areas[0]]))


def test_a_terrace_is_no_seed_of_a_room():
    assert () == room_seeds([Caption((0, 0), "Terrace", Use.OUTDOOR)])


def test_a_room_does_not_grow_beyond_its_printed_area():
    walls = meet_walls(BOX)
    line = Closing((3, 0), (3, 4))

    assert 1 == len(close_faces(walls, [line], [(1, 1)], [((1, 1), 29.6)]))
    assert 2 == len(close_faces(walls, [line], [(1, 1)], [((1, 1), 11.0)]))
