"""Walls of drawings in which one pen drew everything: only where lines lie tells walls from the rest."""

import itertools
import math
from collections.abc import Sequence

import numpy as np
import pytest
import shapely

from archdesk.interpret.offline.evidence import Evidence
from archdesk.interpret.offline.lines.finder import find_evidence
from archdesk.model.document import Arc, Fill, Page, Pen, Stroke
from archdesk.model.floorplan import OpeningKind

PEN = Pen(0.2)
Line = Sequence[tuple[float, float]]


def walls_of_three_rooms() -> shapely.Geometry:
    """A house of 12 by 9 metres with a door hole in each partition, and two holes for windows."""
    walls = shapely.box(0, 0, 12, 9) - shapely.box(0.3, 0.3, 11.7, 8.7)
    walls = walls | shapely.box(6, 0.3, 6.14, 8.7) | shapely.box(6.14, 4.5, 11.7, 4.64)
    holes = (
        shapely.box(5.9, 2, 6.3, 2.9),
        shapely.box(8, 4.4, 8.9, 4.7),
        shapely.box(2, -1, 3.5, 0.5),
        shapely.box(8, -1, 9.5, 0.5),
    )
    return walls - shapely.union_all(holes)


def outline(shape: shapely.Geometry) -> list[Line]:
    """Each side of an area's outlines as a line of its own."""
    rings = [ring.coords for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    return [pair for ring in rings for pair in itertools.pairwise(ring)]


def panes() -> list[Line]:
    return [[(x, y), (x + 1.5, y)] for x in (2.0, 8.0) for y in (0.0, 0.13, 0.17, 0.3)]


def seen(lines: Sequence[Line], closed: Sequence[Line] = (), arcs: Sequence[Arc] = ()) -> Evidence:
    strokes = [Stroke(tuple(line), PEN) for line in lines] + [Stroke(tuple(line), PEN, closed=True) for line in closed]
    return find_evidence(Page(0, 30, 30, tuple(strokes), arcs=tuple(arcs), y_up=True), 1.0)


def overlap(evidence: Evidence, truth: shapely.Geometry) -> float:
    strips = [shapely.LineString([w.start, w.end]).buffer(w.thickness / 2, cap_style="flat") for w in evidence.walls]
    holes = [shapely.LineString([o.start, o.end]).buffer(o.thickness / 2, cap_style="flat") for o in evidence.openings]
    found = shapely.union_all(strips) - shapely.union_all(holes)
    return float((found & truth).area / (found | truth).area)


def ring(*box: float) -> Line:
    return list(shapely.box(*box).exterior.coords)[:-1]


CLUTTER = {
    "nothing": [],
    "a coffered ceiling": [ring(1, 1, 5.3, 8), ring(1.08, 1.08, 5.22, 7.92), ring(1.4, 1.4, 4.9, 7.6)],
    "tables": [ring(2, 3, 3.6, 3.9), ring(8, 2, 9, 3)],
    "a sofa": [[(6.19, 6), (7, 6), (7, 6.15), (6.34, 6.15), (6.34, 7.65), (7, 7.65), (7, 7.8), (6.19, 7.8)]],
    "a bed": [ring(9.65, 6, 11.65, 7.6), ring(11.05, 6.1, 11.55, 6.7), ring(11.05, 6.9, 11.55, 7.5)],
    "a worktop": [ring(6.14, 8.1, 11.7, 8.7), ring(8, 8.2, 8.6, 8.6)],
    "stairs": [ring(0.3, 3 + 0.28 * i, 1.3, 3.28 + 0.28 * i) for i in range(6)],
}


@pytest.mark.parametrize("clutter", CLUTTER)
def test_walls_are_told_from_what_stands_in_their_rooms(clutter: str) -> None:
    walls = walls_of_three_rooms()

    evidence = seen([*outline(walls), *panes()], CLUTTER[clutter])

    assert overlap(evidence, walls) > 0.97


def test_windows_of_one_pen_are_windows_and_holes_passages() -> None:
    evidence = seen([*outline(walls_of_three_rooms()), *panes()])

    kinds = sorted(opening.kind.value for opening in evidence.openings)
    assert ["passage", "passage", "window", "window"] == kinds


def test_a_wall_in_layers_is_one_wall() -> None:
    walls = walls_of_three_rooms()
    layer = shapely.box(-0.12, -0.12, 12.12, 9.12) - shapely.box(0, 0, 12, 9) - shapely.box(2, -1, 3.5, 0.5)
    layer = layer - shapely.box(8, -1, 9.5, 0.5)

    evidence = seen([*outline(walls), *outline(layer), *panes()])

    assert overlap(evidence, walls | layer) > 0.95


def test_railings_between_sturdy_walls_are_none() -> None:
    walls = walls_of_three_rooms()
    railing = [[(0, y), (x, y), (x, 8 - y), (0, 8 - y)] for x, y in ((-3, 2), (-2.94, 2.06))]

    evidence = seen([*outline(walls), *panes(), *railing])

    assert overlap(evidence, walls) > 0.97


def test_a_house_of_thin_partitions_keeps_them() -> None:
    rooms = [shapely.box(0.3 + 3 * i, y, 3.24 + 3 * i, y + 3.94) for i in range(5) for y in (0.3, 4.3)]
    doors = [shapely.box(x, 4, x + 0.9, 4.5) for x in (1, 4, 7, 10, 13)]
    walls = shapely.box(0, 0, 15.54, 8.54) - shapely.union_all([*rooms, *doors])

    evidence = seen(outline(walls))

    assert overlap(evidence, walls) > 0.97


def test_a_room_whose_outline_no_line_meets_has_walls() -> None:
    walls = walls_of_three_rooms() | shapely.box(6.14, 0.3, 9.24, 3.14)
    closet = shapely.box(6.14, 0.44, 9.1, 3.0)

    evidence = seen([*outline(walls), *panes()], [ring(*closet.bounds)])

    assert overlap(evidence, walls - closet) > 0.97


def test_lines_that_measure_walls_are_none() -> None:
    walls = walls_of_three_rooms()
    measured = [[(x, -0.4), (x, -1.6)] for x in (0.0, 0.3, 11.7, 12.0)] + [[(-0.2, -1.5), (12.2, -1.5)]]

    evidence = seen([*outline(walls), *panes(), *measured])

    assert overlap(evidence, walls) > 0.97


def test_lines_that_measure_a_partition_go_on_in_no_wall() -> None:
    walls = walls_of_three_rooms()
    partition = shapely.box(3, 0.3, 3.3, 8.7) - shapely.box(2, 6, 4, 6.9)
    measured = [[(x, y), (x, y + 2)] for x in (3.0, 3.3) for y in (-2.4, 9.4)]

    evidence = seen([*outline(walls), *panes(), *outline(partition), *measured])

    assert overlap(evidence, walls | partition) > 0.97


@pytest.mark.parametrize("apart", [0.0, 0.04])
def test_a_sofa_between_windows_is_no_wall(apart: float) -> None:
    walls = walls_of_three_rooms()
    y = 0.3 + apart
    sofa = [ring(1.2, y, 3.2, y + 0.9), ring(1.38, y + 0.22, 2.2, y + 0.9), ring(2.2, y + 0.22, 3.02, y + 0.9)]

    evidence = seen([*outline(walls), *panes()], sofa)

    assert overlap(evidence, walls) > 0.97


def test_a_ceiling_s_frame_that_furniture_touches_is_none() -> None:
    walls = walls_of_three_rooms()
    frame = [ring(0.55, 0.55, 5.75, 8.45), ring(0.61, 0.61, 5.69, 8.39)]
    boxes = [ring(x, y, x + 0.25, y + 0.5) for x in (0.3, 5.75) for y in (1.2, 5.6)]

    evidence = seen([*outline(walls), *panes()], [*frame, *boxes])

    assert overlap(evidence, walls) > 0.97


def test_a_wall_thicker_than_any_other_stands_between_others() -> None:
    walls = walls_of_three_rooms() | shapely.box(6.0, 4.64, 6.74, 8.7)

    evidence = seen([*outline(walls), *panes()])

    assert overlap(evidence, walls) > 0.97


def test_a_doorway_whose_jambs_are_narrower_than_its_wall_is_no_wall() -> None:
    walls = walls_of_three_rooms() | shapely.box(4, 0.3, 4.16, 5) | shapely.box(4, 5.76, 4.16, 8.7)
    lines = [line for line in outline(walls) if {y for _, y in line} not in ({5.0}, {5.76})]
    jambs = [[(4.02, 5.76), (4.14, 5.76)], [(4, 5), (4.06, 5)], [(4.1, 5), (4.16, 5)]]

    evidence = seen([*lines, *jambs, *panes()])

    assert [0.76] == [round(math.dist(o.start, o.end), 2) for o in evidence.openings if abs(o.start[0] - 4.08) < 0.05]


def test_a_thick_wall_that_stands_apart_behind_glass_is_kept() -> None:
    walls = walls_of_three_rooms() | shapely.box(2, 4, 6, 4.14) | shapely.box(0.3, 6, 5, 6.14)
    walls = walls | shapely.box(17, 2, 17.4, 4.4) | shapely.box(17.4, 4, 18.6, 4.4)

    evidence = seen([*outline(walls), *panes()])

    assert overlap(evidence, walls) > 0.97


def test_cladding_apart_from_its_wall_is_part_of_it() -> None:
    walls = walls_of_three_rooms()
    cladding = shapely.box(10, 9.04, 12.14, 9.14) | shapely.box(12.04, 8, 12.14, 9.14)

    evidence = seen([*outline(walls), *panes(), *outline(cladding)])

    assert overlap(evidence, walls | cladding) > 0.98


def test_a_bed_whose_pillows_look_like_windows_is_no_wall() -> None:
    walls = walls_of_three_rooms()
    bed = [ring(0.45, 3, 2.5, 4.8), ring(0.52, 3.08, 1.0, 3.86), ring(0.52, 3.94, 1.0, 4.72), ring(0.3, 2.5, 0.9, 2.92)]
    lines = [[(0.6, 3), (0.6, 4.8)], [(0.95, 3), (0.95, 4.8)], [(1.08, 3), (1.08, 4.8)]]

    evidence = seen([*outline(walls), *panes(), *lines], bed, [Arc((6.14, 2), 0.9, 0.0, np.pi / 2, PEN)])

    assert overlap(evidence, walls) > 0.97


def test_a_strip_of_floor_behind_a_lining_is_no_wall() -> None:
    walls = walls_of_three_rooms() - shapely.box(-1, 1, 1, 3)
    lining = [[(0.3, 3), (0.31, 3), (0.31, 8.69), (5.99, 8.69), (5.99, 2.9)]]
    floor = [[(0.31, 8.35), (5.65, 8.35), (5.65, 2.9), (6, 2.9)]]

    evidence = seen([*outline(walls), *panes(), *lining, *floor])

    assert overlap(evidence, walls) > 0.96


def test_glass_that_runs_around_a_corner_is_no_wall() -> None:
    walls = walls_of_three_rooms()
    glass = [[(12, 2 - t), (15 + t, 2 - t), (15 + t, 7 + t), (12, 7 + t)] for t in (0, 0.06, 0.12, 0.18, 0.24)]

    evidence = seen([*outline(walls), *panes(), *glass])

    assert overlap(evidence, walls) > 0.97


def test_a_terrace_in_front_of_the_house_has_no_walls() -> None:
    walls = walls_of_three_rooms()
    terrace = shapely.box(2, 9, 9, 13) - shapely.box(2.25, 9, 8.75, 12.75) - shapely.box(4, 12, 6, 14)

    evidence = seen([*outline(walls), *panes(), *outline(terrace)], arcs=[Arc((6.14, 2), 0.9, 0.0, np.pi / 2, PEN)])

    assert overlap(evidence, walls) > 0.97


def test_rooms_drawn_as_closed_outlines_leave_exact_walls() -> None:
    rooms = [shapely.box(0.3 + 3 * i, 0.3, 3 + 3 * i, 6) for i in range(4)]
    walls = shapely.box(0, 0, 12.3, 6.3) - shapely.union_all(rooms)

    evidence = seen(outline(walls))

    assert overlap(evidence, walls) > 0.999


def test_a_hatch_across_rooms_is_no_wall_though_its_pen_is_the_heaviest() -> None:
    walls = walls_of_three_rooms()
    room = shapely.box(0.3, 0.3, 6, 8.7)
    hatch = shapely.MultiLineString([[(c, 0), (c + 9, 9)] for c in np.arange(-9, 6, 0.4)]) & room
    strokes = [Stroke(tuple(line), PEN) for line in (*outline(walls), *panes())]
    strokes += [Stroke(tuple(line.coords), Pen(1.5)) for line in shapely.get_parts(hatch)]

    evidence = find_evidence(Page(0, 30, 30, tuple(strokes), y_up=True), 1.0)

    assert overlap(evidence, walls) > 0.97


def test_the_shades_of_boxes_in_a_table_are_doubted() -> None:
    boxes = [shapely.box(x, y, x + 9, y + 4) for x in (0, 10) for y in (0, 5, 10)]
    shades = [[(b.bounds[0] + 0.2, b.bounds[1]), (b.bounds[0] + 0.2, b.bounds[1] - 0.1), (b.bounds[2] + 0.1, b.bounds[1] - 0.1),
               (b.bounds[2] + 0.1, b.bounds[3] - 0.2), (b.bounds[2], b.bounds[3] - 0.2)] for b in boxes]  # fmt: skip

    evidence = seen([*(line for b in boxes for line in outline(b)), *shades])

    assert all(wall.confidence < 0.5 for wall in evidence.walls)


@pytest.mark.parametrize("faces", [(6.0, 6.14), (6.03, 6.14), (6.03, 6.11)])
def test_two_lines_are_a_lintel_where_windows_have_glass(faces: tuple[float, float]) -> None:
    lintels = [[(x, 2), (x, 2.9)] for x in faces]

    evidence = seen([*outline(walls_of_three_rooms()), *panes(), *lintels])

    assert 2 == sum(opening.kind is OpeningKind.WINDOW for opening in evidence.openings)


def test_a_beam_no_wider_than_the_widest_glass_is_no_window() -> None:
    walls = walls_of_three_rooms() - shapely.box(1, -1, 5, 0.5) - shapely.box(5.9, 5, 6.3, 7.5)
    band = [[(1, y), (5, y)] for y in (0.0, 0.13, 0.17, 0.3)]
    beam = [[(x, 5), (x, 7.5)] for x in (6.0, 6.14)]

    evidence = seen([*outline(walls), *panes()[4:], *band, *beam])

    assert 2 == sum(opening.kind is OpeningKind.WINDOW for opening in evidence.openings)


def test_a_pen_that_outlines_tinted_rooms_draws_no_walls() -> None:
    walls = walls_of_three_rooms()
    rooms = [shapely.box(0.3, 0.3, 6, 8.7), shapely.box(6.14, 0.3, 11.7, 4.5), shapely.box(6.14, 4.64, 11.7, 8.7)]
    rings = [tuple(room.exterior.coords)[:-1] for room in rooms]
    strokes = [Stroke(tuple(line), Pen(0.05)) for line in (*outline(walls), *panes())]
    strokes += [Stroke(ring, Pen(0.8), closed=True) for ring in rings]
    tints = tuple(Fill((ring,), colour=(240, 200, 120)) for ring in rings)

    evidence = find_evidence(Page(0, 30, 30, tuple(strokes), fills=tints, y_up=True), 1.0)

    assert overlap(evidence, walls) > 0.97


def test_a_core_that_stands_apart_in_a_hall_is_kept_for_its_door() -> None:
    hall = shapely.box(0, 0, 40, 30) - shapely.box(0.3, 0.3, 39.7, 29.7)
    core = shapely.box(18, 12, 21, 15) - shapely.box(18.2, 12.2, 20.8, 14.8) - shapely.box(19, 11, 19.9, 12.5)
    swing = Arc((19, 12.0), 0.9, -np.pi / 2, 0.0, Pen(0.1))
    strokes = tuple(Stroke(tuple(line), PEN) for line in outline(hall | core))

    evidence = find_evidence(Page(0, 50, 50, strokes, (swing,), y_up=True), 1.0)

    assert overlap(evidence, hall | core) > 0.97


def test_walls_that_people_look_over_part_no_rooms() -> None:
    walls = walls_of_three_rooms()
    garden = shapely.box(-5, -5, 20, 15) - shapely.box(-4.8, -4.8, 19.8, 14.8)
    strokes = [Stroke(tuple(line), PEN, layer="A-WALL-FULL") for line in outline(walls)]
    strokes += [Stroke(tuple(line), PEN, layer="A-WALL-PRHT") for line in outline(garden)]

    evidence = find_evidence(Page(0, 30, 30, tuple(strokes), y_up=True), 1.0)

    assert overlap(evidence, walls) > 0.97
