from shapely import unary_union
from shapely.geometry import LineString, box

from archdesk.interpret.offline.assembly.bridges import LINE, Bridge
from archdesk.interpret.offline.assembly.parting import Seeds, find_cells, part_rooms


def test_the_strip_between_two_close_lines_is_no_part_of_the_outside():
    walls = box(0, 0, 6, 4).exterior.buffer(0.1)
    lines = [LineString([(x, 0), (x, 4)]).buffer(LINE) for x in (3.0, 3.028)]

    cells = find_cells([walls, *lines])

    assert 3 == len(cells)


def _rooms(walls, lines, names):
    bridges = [Bridge(LineString(line), 1.0) for line in lines]
    cells = find_cells([walls, *(bridge.line.buffer(LINE) for bridge in bridges)])
    return part_rooms(cells, bridges, Seeds(names))


def test_cells_are_one_room_across_lines_that_part_none():
    rooms, kept = _rooms(box(0, 0, 6, 4).exterior.buffer(0.1), [[(3, 0), (3, 4)]], ((1.0, 1.0),))

    assert not kept
    assert [round(room.area, 1) for room in rooms] == [22.0]


def test_no_room_goes_on_through_a_slit_of_a_wall():
    shell = box(0, 0, 10, 4).exterior.buffer(0.1)
    leaves = (
        unary_union([box(4.9, 0, 4.95, 4), box(5.05, 0, 5.1, 4)])
        .difference(box(4.8, 1, 4.97, 1.1))
        .difference(box(5.03, 2, 5.2, 2.1))
    )
    lines = [[(4.93, 0.98), (4.93, 1.12)], [(5.07, 1.98), (5.07, 2.12)]]

    rooms, _ = _rooms(unary_union([shell, leaves]), lines, ((2.0, 2.0),))

    assert all(room.area < 20 for room in rooms)
    assert sum(room.area > 18 for room in rooms) == 2
