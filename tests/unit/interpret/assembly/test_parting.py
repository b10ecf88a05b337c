from shapely.geometry import LineString, box

from archdesk.interpret.offline.assembly.bridges import LINE
from archdesk.interpret.offline.assembly.parting import find_cells


def test_the_strip_between_two_close_lines_is_no_part_of_the_outside():
    walls = box(0, 0, 6, 4).exterior.buffer(0.1)
    lines = [LineString([(x, 0), (x, 4)]).buffer(LINE) for x in (3.0, 3.028)]

    cells = find_cells([walls, *lines])

    assert 3 == len(cells)
