"""Walls and openings from line work, in each way of drawing them."""

import math
from collections.abc import Callable

import numpy as np
import pytest
import shapely

from archdesk.interpret.offline.lines.axes import wall_bands
from archdesk.interpret.offline.lines.finder import find_evidence
from archdesk.interpret.offline.lines.segments import dimension_segments
from archdesk.interpret.offline.lines.swings import drawn_arcs
from archdesk.interpret.offline.lines.units import guess_unit
from archdesk.model.document import Arc, Fill, Page, Pen, Stroke, Text
from archdesk.model.floorplan import Hinge, OpeningKind, Swing

FRONT = ((2.0, 0.15), (3.0, 0.15))
INNER = ((5.06, 3.0), (5.06, 3.9))
WINDOW = ((7.0, 0.15), (8.5, 0.15))
STYLES = ("filled", "outlined", "lines", "open", "hatched", "one pen")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("angle", [0.0, 33.0])
def test_the_walls_of_every_style_are_found_to_the_centimetre(draw_house: Callable, style: str, angle: float) -> None:
    house = draw_house(style, angle=angle)

    evidence = find_evidence(house.page, house.unit)

    assert house.overlap(evidence) > 0.98


@pytest.mark.parametrize("style", STYLES)
def test_two_doors_and_a_window_are_found_from_jamb_to_jamb(draw_house: Callable, style: str) -> None:
    house = draw_house(style)

    evidence = find_evidence(house.page, house.unit)

    assert len(evidence.openings) == 3
    house.at(evidence, FRONT, OpeningKind.DOOR)
    house.at(evidence, INNER, OpeningKind.DOOR)
    house.at(evidence, WINDOW, OpeningKind.WINDOW)


@pytest.mark.parametrize("flattened", [False, True])
@pytest.mark.parametrize("y_up", [False, True])
def test_a_leaf_hangs_and_turns_the_same_on_pages_with_y_up_and_down(draw_house: Callable, y_up: bool, flattened: bool) -> None:
    house = draw_house("filled", y_up=y_up, unit=0.05, flattened=flattened)

    door = house.at(find_evidence(house.page, house.unit), FRONT, OpeningKind.DOOR)

    forwards = door.end[0] > door.start[0]
    assert (Hinge.START if forwards else Hinge.END) is door.hinge
    assert (Swing.LEFT if forwards else Swing.RIGHT) is door.swing


def test_a_drawing_in_millimetres_without_a_unit_is_read_by_its_doors(draw_house: Callable) -> None:
    house = draw_house("outlined", unit=0.001)

    evidence = find_evidence(house.page, None)

    assert pytest.approx(guess_unit(house.page, drawn_arcs(house.page)), rel=0.25) == 0.001
    assert house.overlap(evidence) > 0.98


def test_a_page_of_text_and_frames_holds_no_walls() -> None:
    frame = Stroke(((0, 0), (400, 0), (400, 300), (0, 300)), Pen(1.0), closed=True)
    rules = tuple(Stroke(((20, 20 + 12 * i), (380, 20 + 12 * i)), Pen(0.2)) for i in range(20))

    evidence = find_evidence(Page(0, 400, 300, (frame, *rules)), 0.1)

    assert evidence.walls == ()


def test_an_empty_page_gives_empty_evidence() -> None:
    evidence = find_evidence(Page(0, 100, 100), None)

    assert () == evidence.walls == evidence.openings == evidence.segments


def test_coordinates_that_are_no_numbers_are_left_out() -> None:
    bad = Stroke(((0, 0), (float("nan"), 5), (float("inf"), 7)), Pen())

    evidence = find_evidence(Page(0, 100, 100, (bad,), fills=(Fill((((0, 0), (float("nan"), 1), (2, 2)),)),)), 1.0)

    assert evidence.walls == ()


def test_one_wall_runs_through_a_corner_and_the_other_butts() -> None:
    area = shapely.box(0, 0, 5, 0.3) | shapely.box(0, 0, 0.3, 4)

    bands = wall_bands(area)

    assert len(bands) == 2
    assert pytest.approx(bands.length.max()) == 5.0
    assert pytest.approx(bands.length.min()) == 3.7


def test_a_wall_runs_on_past_the_walls_that_butt_against_it() -> None:
    area = shapely.box(0, 0, 9, 0.3) | shapely.box(3, 0.3, 3.1, 4) | shapely.box(6, -4, 6.2, 0)

    bands = wall_bands(area)

    assert pytest.approx(sorted(np.round(bands.length, 6))) == [3.7, 4.0, 9.0]


def test_dimension_segments_are_told_in_page_units_the_longest_first() -> None:
    long = Stroke(((10, 90), (60, 90)), Pen(0.1))
    short = Stroke(((10, 80), (30, 80)), Pen(0.1))

    segments = dimension_segments(Page(0, 100, 100, (short, long)))

    assert [(s.start, s.end) for s in segments] == [((10, 90), (60, 90)), ((10, 80), (30, 80))]


def test_treads_side_by_side_are_a_flight_of_stairs() -> None:
    treads = tuple(Stroke(((2.0, 1 + 0.28 * i), (3.1, 1 + 0.28 * i)), Pen(0.1)) for i in range(12))

    stairs = find_evidence(Page(0, 10, 10, treads, y_up=True), 1.0).stairs

    assert len(stairs) == 1
    assert stairs[0].risers == 12
    assert shapely.Polygon(stairs[0].ring).area == pytest.approx(1.1 * 0.28 * 11)


def test_concentric_arcs_of_the_walls_pen_are_a_curved_wall() -> None:
    pen = Pen(0.5)
    faces = (Stroke(((0, 0), (8, 0)), pen), Stroke(((0, 0.3), (8, 0.3)), pen))
    arcs = tuple(Arc((8, 5), radius, 0.0, 1.5, pen) for radius in (4.7, 5.0))

    walls = find_evidence(Page(0, 20, 20, faces, arcs, y_up=True), 1.0).walls

    curved = [wall for wall in walls if wall.bulge]
    assert len(curved) == 1
    assert curved[0].thickness == pytest.approx(0.3)
    assert curved[0].bulge == pytest.approx(math.tan(1.5 / 4))
    assert curved[0].start == pytest.approx((12.85, 5.0))


def test_rounded_steps_are_no_curved_wall() -> None:
    pen = Pen(0.5)
    faces = (Stroke(((0, 0), (8, 0)), pen), Stroke(((0, 0.3), (8, 0.3)), pen))
    arcs = tuple(Arc((8, 5), radius, 0.0, 1.5, pen) for radius in (4.4, 4.7, 5.0))

    walls = find_evidence(Page(0, 20, 20, faces, arcs, y_up=True), 1.0).walls

    assert not [wall for wall in walls if wall.bulge]


def test_tinted_rooms_are_no_walls() -> None:
    rooms = [shapely.box(x, y, x + 3.8, y + 2.9) | shapely.box(x + 3, y + 2, x + 3.8, y + 3) for x in (0, 5) for y in (0, 5)]
    tints = tuple(Fill((tuple(room.exterior.coords)[:-1],)) for room in rooms)

    evidence = find_evidence(Page(0, 20, 20, fills=tints, y_up=True), 1.0)

    assert not evidence.walls


def test_leaves_drawn_in_one_stroke_with_their_arcs_tell_the_unit() -> None:
    turns = [math.radians(2 * i) for i in range(46)]
    leaves = tuple(
        Stroke(((x, 0.0), *((x + 850 * math.cos(t), 850 * math.sin(t)) for t in turns)), Pen()) for x in (0.0, 5000.0, 9000.0)
    )

    page = Page(0, 20_000, 20_000, leaves, y_up=True)

    unit = guess_unit(page, drawn_arcs(page))

    assert pytest.approx(unit, rel=0.1) == 0.001


def test_two_leaves_side_by_side_in_a_gap_are_a_sliding_door() -> None:
    fills = tuple(Fill((tuple(shapely.box(x, 0, x + 3, 0.3).exterior.coords)[:-1],)) for x in (0, 5))
    leaves = tuple(
        Stroke(tuple(shapely.box(x, y, x + 1.1, y + 0.05).exterior.coords)[:-1], Pen(0.1), closed=True)
        for x, y in ((3, 0.1), (3.9, 0.15))
    )

    (door,) = find_evidence(Page(0, 10, 10, leaves, fills=fills, y_up=True), 1.0).openings

    assert door.kind is OpeningKind.DOOR
    assert door.swing is Swing.SLIDE
    assert math.dist(door.start, door.end) == pytest.approx(2.0)


def test_two_arcs_that_meet_are_one_door_with_two_leaves() -> None:
    fills = tuple(Fill((tuple(shapely.box(x, 0, x + 3, 0.3).exterior.coords)[:-1],)) for x in (0, 4.6))
    arcs = (Arc((3, 0.3), 0.8, 0, math.pi / 2, Pen()), Arc((4.6, 0.3), 0.8, math.pi / 2, math.pi, Pen()))

    (door,) = find_evidence(Page(0, 10, 10, (), arcs, fills, y_up=True), 1.0).openings

    assert door.kind is OpeningKind.DOOR
    assert door.leaves == 2


def test_a_wide_gap_without_a_sign_is_a_passage() -> None:
    fills = tuple(Fill((tuple(shapely.box(x, 0, x + 3, 0.3).exterior.coords)[:-1],)) for x in (0, 4.6))

    (passage,) = find_evidence(Page(0, 10, 10, fills=fills, y_up=True), 1.0).openings

    assert passage.kind is OpeningKind.PASSAGE


def test_a_wardrobe_against_a_wall_is_no_wall() -> None:
    shapes = [shapely.box(0, 0, 8, 0.3), shapely.box(1, 0.32, 2.4, 0.92)]
    strokes = tuple(Stroke(tuple(shape.exterior.coords)[:-1], Pen(0.3), closed=True) for shape in shapes)

    walls = find_evidence(Page(0, 10, 10, strokes, y_up=True), 1.0).walls

    assert [wall.thickness for wall in walls] == pytest.approx([0.3])


def test_walls_without_any_door_or_window_are_doubted() -> None:
    faces = tuple(Stroke(((0, y), (8, y)), Pen(0.3)) for y in (0, 0.3))

    walls = find_evidence(Page(0, 10, 10, faces, y_up=True), 1.0).walls

    assert all(wall.confidence < 0.5 for wall in walls)
    assert walls


def test_a_house_at_a_maps_coordinates_is_found_as_well() -> None:
    east, north = 4.5e6, 5.8e6
    boxes = [shapely.box(east, north, east + 8, north + 0.3), shapely.box(east + 9, north, east + 12, north + 0.3)]
    fills = tuple(Fill((tuple(shape.exterior.coords)[:-1],)) for shape in boxes)

    evidence = find_evidence(Page(0, 20, 20, fills=fills, y_up=True), 1.0)

    assert sorted(math.dist(wall.start, wall.end) for wall in evidence.walls) == pytest.approx([3.0, 8.0])
    assert len(evidence.openings) == 1


def _leaf(hinge: tuple[float, float], length: float, degrees: float) -> Stroke:
    turn = math.radians(degrees)
    return Stroke((hinge, (hinge[0] + length * math.cos(turn), hinge[1] + length * math.sin(turn))), Pen(0.1))


def _gap_of(width: float) -> tuple[Fill, ...]:
    return tuple(Fill((tuple(shapely.box(x, 0, x + 3, 0.3).exterior.coords)[:-1],)) for x in (0, 3 + width))


def test_a_line_aslant_from_a_jamb_is_a_leaf() -> None:
    (door,) = find_evidence(Page(0, 10, 10, (_leaf((3, 0.3), 0.9, 45),), fills=_gap_of(0.9), y_up=True), 1.0).openings

    assert door.kind is OpeningKind.DOOR
    assert door.leaves == 1
    assert (door.hinge is Hinge.START) == (door.start[0] < door.end[0])


def test_two_lines_aslant_from_both_jambs_are_two_leaves() -> None:
    leaves = (_leaf((3, 0.3), 0.8, 45), _leaf((4.6, 0.3), 0.8, 135))

    (door,) = find_evidence(Page(0, 10, 10, leaves, fills=_gap_of(1.6), y_up=True), 1.0).openings

    assert door.kind is OpeningKind.DOOR
    assert door.leaves == 2


def test_a_crossed_box_in_an_opening_s_corner_is_no_leaf() -> None:
    box = Stroke(tuple(shapely.box(3, 0.3, 3.64, 0.94).exterior.coords)[:-1], Pen(0.1), closed=True)

    (opening,) = find_evidence(Page(0, 10, 10, (box, _leaf((3, 0.3), 0.905, 45)), fills=_gap_of(0.9), y_up=True), 1.0).openings

    assert opening.kind is OpeningKind.PASSAGE


def test_a_gate_s_line_closes_a_wide_opening() -> None:
    gate = Stroke(((3.0, 0.4), (8.0, 0.4)), Pen(0.1))

    with_gate = find_evidence(Page(0, 20, 10, (gate,), fills=_gap_of(5.0), y_up=True), 1.0).openings
    without = find_evidence(Page(0, 20, 10, fills=_gap_of(5.0), y_up=True), 1.0).openings

    assert [OpeningKind.DOOR] == [opening.kind for opening in with_gate]
    assert not without


@pytest.mark.parametrize(("texts", "are_walls"), [((), True), ((Text("3.00", (1.5, 1.5), 0.6, 0.2),), False)])
def test_a_layer_named_for_dimensions_may_hold_walls_where_nothing_is_lettered(
    texts: tuple[Text, ...], are_walls: bool
) -> None:
    rings = [((x, y), (x + 2.8, y), (x + 2.8, y + 2.8), (x, y + 2.8)) for x in (0.2, 3.2, 6.2) for y in (0.2, 3.2)]
    outer = Stroke(((0, 0), (9.2, 0), (9.2, 6.2), (0, 6.2)), Pen(), closed=True, layer="0")
    rooms = tuple(Stroke(ring, Pen(), closed=True, layer="Dim") for ring in rings)
    doubled = tuple(Stroke(((0.2, y), (9.0, y)), Pen(), layer="0") for y in (0.2, 6.0))

    evidence = find_evidence(Page(0, 10, 7, strokes=(outer, *rooms, *doubled), texts=texts, y_up=True), 1.0)

    assert are_walls is (len(evidence.walls) >= 7)
