import pytest

from archdesk.interpret.offline.assembly.joining import join_pieces
from archdesk.interpret.offline.assembly.junctions import meet_walls
from archdesk.interpret.offline.assembly.naming import Caption, name_rooms, room_seeds
from archdesk.interpret.offline.assembly.parting import Seeds
from archdesk.interpret.offline.assembly.rooms import close_faces
from archdesk.interpret.offline.evidence import Closing, OpeningFind, WallPiece
from archdesk.model.floorplan import OpeningKind, Use

BOX = [
    WallPiece((0, 0), (8, 0), 0.2),
    WallPiece((8, 0), (8, 4), 0.2),
    WallPiece((8, 4), (0, 4), 0.2),
    WallPiece((0, 4), (0, 0), 0.2),
]


def _areas(pieces, closings=(), names=(), areas=(), finds=()):
    walls = meet_walls(join_pieces(pieces, []))
    return [face.shape.area for face in close_faces(walls, closings, Seeds(tuple(names), tuple(areas)), finds)]


def test_a_room_ends_at_the_walls_faces():
    assert [pytest.approx(7.8 * 3.8, rel=0.001)] == _areas(BOX)


def test_a_partition_makes_two_rooms():
    assert 2 == len(_areas([*BOX, WallPiece((5, 0), (5, 4), 0.1)]))


def test_a_gap_as_wide_as_a_door_parts_two_rooms():
    assert 2 == len(_areas([*BOX, WallPiece((5, 0), (5, 3.1), 0.1)]))


def test_a_wide_gap_parts_rooms_only_where_both_have_a_name():
    stub = WallPiece((5, 0), (5, 1.5), 0.1)

    assert 1 == len(_areas([*BOX, stub], names=[(2, 2)]))
    assert 2 == len(_areas([*BOX, stub], names=[(2, 2), (6.5, 2)]))


def test_two_names_that_share_one_printed_area_are_one_room():
    stub = WallPiece((5, 0), (5, 1.5), 0.1)

    assert 1 == len(_areas([*BOX, stub], names=[(2, 2), (6.5, 2)], areas=[((4, 2), 29.6)]))


def test_line_work_is_parted_by_what_is_drawn_and_not_by_names():
    walls = meet_walls(join_pieces([*BOX, WallPiece((5, 0), (5, 1.5), 0.1)], []))
    names = [Caption((2, 2), "Kitchen"), Caption((6.5, 2), "Hall")]
    numbers = [Caption((2, 2), "4201"), Caption((6.5, 2), "4202")]

    assert 2 == len(close_faces(walls, (), room_seeds(names)))
    assert 1 == len(close_faces(walls, (), room_seeds(names, names_part=False)))
    assert 2 == len(close_faces(walls, (), room_seeds(numbers, names_part=False)))


def test_an_open_plan_is_parted_where_the_printed_areas_say():
    stubs = [WallPiece((3, 0), (3, 1.5), 0.1), WallPiece((6, 0), (6, 1.5), 0.1)]
    names = [(1.5, 3), (7, 3)]

    assert [pytest.approx(22.4, rel=0.02), pytest.approx(7.0, rel=0.05)] == _areas(
        [*BOX, *stubs], names=names, areas=[((1.5, 2.5), 22.4), ((7, 2.5), 7.0)]
    )
    assert [pytest.approx(18.6, rel=0.02), pytest.approx(10.8, rel=0.05)] == _areas(
        [*BOX, *stubs], names=names, areas=[((1.5, 2.5), 10.8), ((7, 2.5), 18.6)]
    )


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

    (room,) = name_rooms(close_faces(walls, (), Seeds()), captions)

    assert ("r1", "Kitchen", Use.KITCHEN, 29.6) == (room.id, room.name, room.use, room.printed_area)


def test_a_room_of_several_areas_is_held_against_their_sum():
    walls = meet_walls(BOX)
    captions = [Caption((2, 2), "Kitchen", Use.KITCHEN), Caption((2, 1.5), area=10.0), Caption((6, 2), area=19.0)]

    (room,) = name_rooms(close_faces(walls, (), Seeds()), captions)

    assert 29.0 == room.printed_area


def test_names_and_printed_areas_are_where_rooms_are():
    captions = [Caption((1, 1), "Kitchen", Use.KITCHEN), Caption((1, 2), area=9.0), Caption((5, 5), "Terrace", Use.OUTDOOR)]

    assert Seeds(((1, 1), (5, 5)), (((1, 2), 9.0),)) == room_seeds(captions)


def test_a_line_along_a_wall_does_not_open_the_ground_beside_it():
    lines = (Closing((7, 0.1), (7, 3.9)), Closing((7.895, 0.1), (7.895, 3.9)))

    assert [pytest.approx(7.8 * 3.8, rel=0.01)] == _areas(BOX, lines, names=((1, 2),))


def test_one_area_among_many_names_is_the_dwelling_s_and_parts_no_rooms():
    names = [Caption((x, 1), name) for x, name in enumerate(("Kitchen", "Hall", "Bath"))]

    assert () == room_seeds([*names, Caption((1, 2), area=35.0)]).areas
    assert 2 == len(room_seeds([*names, Caption((1, 2), area=35.0), Caption((2, 2), area=4.0)]).areas)


def test_a_room_does_not_grow_beyond_its_printed_area():
    line = Closing((3, 0), (3, 4))

    assert 1 == len(_areas(BOX, [line], names=[(1, 1)], areas=[((1, 1), 29.6)]))
    assert 2 == len(_areas(BOX, [line], names=[(1, 1)], areas=[((1, 1), 11.0)]))


def test_a_named_room_is_closed_by_a_corner_of_glass():
    walls = [WallPiece((0, 0), (6, 0), 0.2), WallPiece((0, 0), (0, 4), 0.2), WallPiece((0, 4), (3, 4), 0.2)]

    assert [pytest.approx(5.9 * 3.8, rel=0.05)] == _areas(walls, names=[(4, 2)])


def test_a_wall_goes_on_behind_its_corner_to_part_an_open_plan():
    corner = [WallPiece((4, 0), (4, 1.5), 0.2), WallPiece((4, 1.5), (8, 1.5), 0.2)]
    walls = [*BOX, *corner]

    assert 3 == len(_areas(walls, names=[(2, 3), (6, 3)]))
    assert 2 == len(_areas(walls, names=[(2, 3)]))


def test_a_wide_passage_parts_rooms_only_where_both_have_a_name():
    wall = WallPiece((5, 0), (5, 4), 0.1)
    passage = [OpeningFind(OpeningKind.PASSAGE, (5, 1.2), (5, 3.4), 0.1)]

    assert 1 == len(_areas([*BOX, wall], finds=passage))
    assert 2 == len(_areas([*BOX, wall], names=[(2, 2), (6.5, 2)], finds=passage))
