"""What texts say, without a picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archdesk.interpret.offline.labels import Labels, read_labels
from archdesk.interpret.offline.room_names import use_of
from archdesk.interpret.offline.storey_titles import level_of
from archdesk.model.document import Text
from archdesk.model.floorplan import Use


def labels_of(*lines: str) -> Labels:
    """Lines far from one another, so that none goes on from another."""
    return read_labels([Text(words, (0.0, 200.0 * i), 100.0, 20.0) for i, words in enumerate(lines)])


@pytest.mark.parametrize(
    ("words", "use"),
    [
        ("Living room", Use.LIVING),
        ("SEJOUR", Use.LIVING),
        ("Wohnzimmer", Use.LIVING),
        ("Soggiorno", Use.LIVING),
        ("Woonkamer", Use.LIVING),
        ("Sala de estar", Use.LIVING),
        ("CHAMBRE 4", Use.BEDROOM),
        ("Dormitorio 2", Use.BEDROOM),
        ("Quarto", Use.BEDROOM),
        ("BEDR0OM", Use.BEDROOM),
        ("CUISINE", Use.KITCHEN),
        ("Küche", Use.KITCHEN),
        ("Salle de bains", Use.BATH),
        ("Shower room", Use.BATH),
        ("W.C.", Use.TOILET),
        ("DEGAGEMENT", Use.HALL),
        ("Treppenhaus", Use.STAIRS),
        ("Büro", Use.OFFICE),
        ("Cellier", Use.STORAGE),
        ("GARAGE", Use.GARAGE),
        ("Hauswirtschaftsraum", Use.TECHNICAL),
        ("BUANDERIE", Use.TECHNICAL),
        ("TERRASSE COUVERTE", Use.OUTDOOR),
        ("SÉJ0UR", Use.LIVING),
    ],
)
def test_a_room_s_name_tells_its_use(words: str, use: Use) -> None:
    assert use_of(words) is use


@pytest.mark.parametrize("words", ["Pente du toit : 0,50 m/m soit 50%", "alain architecte", "N", "12,40", "Plan"])
def test_other_words_name_no_room(words: str) -> None:
    assert use_of(words) is None


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("11,2 m²", 11.2),
        ("11.20m2", 11.2),
        ("11,20 mz", 11.2),
        ("1.36²", 1.36),
        ("11.2 sqm", 11.2),
        ("120 sq ft", 11.148),
        ("120 SO. FT.", 11.148),
    ],
)
def test_a_printed_area_is_in_square_metres(words: str, area: float) -> None:
    [found] = labels_of(words).areas

    assert area == pytest.approx(found.area, abs=0.001)


def test_a_line_with_name_and_area_says_both() -> None:
    found = labels_of("Bedroom 2 - 11,2 m²")

    assert ("Bedroom 2", 11.2) == (found.room_names[0].name, found.areas[0].area)


def test_a_single_letter_names_a_room_only_where_it_is_as_tall_as_other_names() -> None:
    names = [Text("Kitchen", (0, 0), 100, 20), Text("K", (0, 200), 10, 9), Text("K", (0, 400), 20, 20)]

    assert [0, 400] == [name.text.centre[1] for name in read_labels(names).room_names]


def test_signs_that_are_met_again_and_again_name_no_rooms() -> None:
    names = [name.name for name in labels_of("Bedroom 1", *["C1", "C2"] * 4, "Kitchen").room_names]

    assert names == ["Bedroom 1", "Kitchen"]


def test_closets_numbered_once_on_each_storey_are_named() -> None:
    names = [name.name for name in labels_of("Bedroom 1", "C1", "C2", "Bedroom 1", "C1", "C2").room_names]

    assert names.count("C1") == 2


def test_a_total_is_no_room_s_area() -> None:
    found = labels_of("Surface habitable totale : 126,49 m2", "12,00 m²")

    assert ([126.49], [12.0]) == ([each.area for each in found.total_areas], [each.area for each in found.areas])


def test_an_area_below_the_words_of_a_total_is_the_total() -> None:
    found = read_labels([Text("Gross internal area", (50.0, 50.0), 90.0, 10.0), Text("67.6 sq m", (50.0, 62.0), 50.0, 10.0)])

    assert [67.6] == [each.area for each in found.total_areas]


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        ("3.40 x 4.20 m", (3.4, 4.2)),
        ("3,40m × 4,20m", (3.4, 4.2)),
        ("11'6\" x 9'2\"", (3.505, 2.794)),
        ("3400 x 4200", (3.4, 4.2)),
        ("340 x 420", (3.4, 4.2)),
        ("11'2 x 13'9 (3.40m x 4.20m)", (3.4, 4.2)),
    ],
)
def test_a_size_pair_is_in_metres(words: str, sides: tuple[float, float]) -> None:
    [found] = labels_of(words).sizes

    assert sides == pytest.approx(found.sides, abs=0.001)


def test_feet_printed_under_metres_are_left_out() -> None:
    texts = [Text("3.40m x 4.20m", (50.0, 50.0), 90.0, 10.0), Text("11'2 x 19'9", (50.0, 62.0), 90.0, 10.0)]

    assert [(3.4, 4.2)] == [each.sides for each in read_labels(texts).sizes]


@pytest.mark.parametrize(
    ("words", "metres"),
    [("3.40 m", 3.4), ("340 cm", 3.4), ("3400mm", 3.4), ("11'-6 1/2\"", 3.518), ("5' 10\"", 1.778), ("9'", 2.743)],
)
def test_a_dimension_with_its_unit_is_in_metres(words: str, metres: float) -> None:
    [found] = labels_of(words).dimensions

    assert metres == pytest.approx(found.measure.value, abs=0.001)


def test_a_bare_number_leaves_its_unit_open() -> None:
    [found] = labels_of("13,35").dimensions

    assert (13.35, None) == (found.measure.value, found.measure.unit)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1:100", 100),
        ("1/50", 50),
        ("échelle 1/100é soit 1cm pour 1m", 100),
        ("M 1:50", 50),
        ("Ground floor plan   1:100", 100),
        ("Maßstab 1 : 200", 200),
        ('SCALE: 1/8" = 1\'-0"', 96),
        ("1/4” = 1’-0”", 48),
    ],
)
def test_a_scale_note_tells_the_number_after_one(words: str, number: float) -> None:
    [found] = labels_of(words).scale_notes

    assert number == found.number


def test_a_scale_note_may_name_its_paper() -> None:
    [found] = labels_of("ESC. 1/50 DIN-A2").scale_notes

    assert (50, "A2") == (found.number, found.paper)


def test_a_fraction_in_a_sentence_is_no_scale() -> None:
    assert () == labels_of("slope of the drain pipes 1/100 to the sewer").scale_notes


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Plan du Rez de Chaussée", 0),
        ("Erdgeschoss", 0),
        ("1. Obergeschoss", 1),
        ("Second Floor", 2),
        ("Sous-sol", -1),
        ("Kellergeschoss", -1),
        ("Lower Ground Floor", -1),
        ("Planta baixa", 0),
        ("Piano primo", 1),
        ("Level 3", 3),
        ("Dachgeschoss", None),
    ],
)
def test_a_title_tells_its_storey(words: str, level: int | None) -> None:
    [found] = labels_of(words).titles

    assert level == found.level == level_of(words)


def test_the_area_of_a_floor_is_no_title() -> None:
    assert () == labels_of("FLOOR AREA 279 SQ FT").titles


def test_a_level_mark_has_its_sign() -> None:
    assert [2.7, 0.0, -8.0] == [each.elevation for each in labels_of("+2,70", "±0.00", "-8.00").levels]


@given(st.text(max_size=40) | st.text("0123456789.,'\"/=: xm²sqft+-1", max_size=24))
def test_any_text_can_be_read(words: str) -> None:
    found = labels_of(words)

    assert all(area.area > 0 for area in found.areas)


def test_numbers_of_rooms_are_no_dimensions() -> None:
    rooms = [
        Text(str(number), (10.0 * i, 0.0), 20, 8) for i, number in enumerate((1100, 1101, 1103, 1205, 1207, 1209, 1300, 1402))
    ]

    assert () == read_labels(rooms).dimensions


def test_dimensions_repeat_and_begin_with_any_digit() -> None:
    walls = [
        Text(str(number), (10.0 * i, 0.0), 20, 8) for i, number in enumerate((365, 1010, 2135, 885, 1010, 4760, 365, 9990))
    ]

    assert 8 == len(read_labels(walls).dimensions)


@pytest.mark.parametrize(
    ("words", "elevation", "is_floor"),
    [
        ("+2,80", 2.8, False),
        ("±0.00", 0.0, False),
        ("FFL +3.00", 3.0, True),
        ("FFL 3.00", 3.0, True),
        ("OKFF -0,15", -0.15, True),
    ],
)
def test_a_level_mark_tells_its_height(words: str, elevation: float, is_floor: bool) -> None:
    (mark,) = labels_of(words).levels

    assert (elevation, is_floor) == (mark.elevation, mark.is_floor)


@pytest.mark.parametrize("words", ["3.00", "R 3.00", "h 2.50", "EG 3.00"])
def test_a_measure_is_no_level(words: str) -> None:
    assert () == labels_of(words).levels


def test_rooms_numbered_by_a_wing_s_letter_are_named() -> None:
    numbers = [f"A10{digit}" for digit in range(9)]

    assert numbers == [name.name for name in labels_of(*numbers).room_names]
    assert () == labels_of(*(f"D10{digit}" for digit in range(9))).room_names
