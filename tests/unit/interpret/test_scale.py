"""The scale of drawings made of a few texts and lines."""

import math
from pathlib import Path

import pytest

from archdesk.interpret.offline.evidence import Segment
from archdesk.interpret.offline.labels import read_labels
from archdesk.interpret.offline.scale import early_scale, vote_scale
from archdesk.model.document import Arc, Page, Pen, Raster, Text
from archdesk.model.floorplan import Scale, ScaleMethod
from archdesk.model.options import Options
from archdesk.model.shapes import Ring
from archdesk.model.units import POINT, Unit

SHEET = Page(0, 842.0, 595.0, paper_unit=POINT)
UNKNOWN = Page(0, 842.0, 595.0)
METRE = 40.0  # page units


def chain(*lengths: float, wordings: tuple[str, ...] = (), metre: float = METRE) -> tuple[list[Text], list[Segment]]:
    """A dimension chain along x: a long line, ticks, and the numbers above the middle of each part."""
    texts, stops, x = [], [100.0], 100.0
    for i, length in enumerate(lengths):
        words = wordings[i] if wordings else f"{length:.2f}"
        texts.append(Text(words, (x + length * metre / 2, 88.0), 5.0 * len(words), 10.0))
        x += length * metre
        stops.append(x)
    ticks = [Segment((stop - 3, 103.0), (stop + 3, 97.0)) for stop in stops]
    return texts, [Segment((stops[0], 100.0), (stops[-1], 100.0)), *ticks]


def room(x: float, y: float, width: float, depth: float) -> Ring:
    return ((x, y), (x + width, y), (x + width, y + depth), (x, y + depth))


def voted(page: Page, texts: list[Text], segments: tuple[Segment, ...] = (), faces: tuple[Ring, ...] = ()) -> Scale:
    return vote_scale(page, read_labels(texts), segments, faces, (), Options())


def test_a_chain_of_dimensions_tells_the_scale() -> None:
    texts, segments = chain(3.4, 2.15, 4.8)

    found = early_scale(UNKNOWN, read_labels(texts), segments, Options())

    assert found is not None
    assert (1 / METRE, ScaleMethod.DIMENSION_TEXT) == (pytest.approx(found.metres_per_unit, rel=0.005), found.method)


@pytest.mark.parametrize("wordings", [("340", "215", "480"), ("3400", "2150", "4800"), ("3400mm", "2150mm", "4800mm")])
def test_numbers_without_a_unit_are_read_as_the_whole_makes_sense(wordings: tuple[str, ...]) -> None:
    texts, segments = chain(3.4, 2.15, 4.8, wordings=wordings)

    assert 1 / METRE == pytest.approx(voted(UNKNOWN, texts, tuple(segments)).metres_per_unit, rel=0.005)


def test_the_evidence_says_what_was_measured_and_where() -> None:
    texts, segments = chain(3.4, 2.15, 4.8)

    assert "3.40 (3.40 m) between x=100.00 and x=236.00" in voted(UNKNOWN, texts, tuple(segments)).evidence


def test_a_chain_without_its_lines_still_tells_the_scale() -> None:
    texts, _ = chain(3.4, 2.15, 4.8, 1.2)

    assert 1 / METRE == pytest.approx(voted(UNKNOWN, texts).metres_per_unit, rel=0.02)


def test_upright_dimensions_count_as_much() -> None:
    texts, segments = chain(3.4, 2.15, 4.8)
    turned = [Text(t.words, (t.centre[1], 700 - t.centre[0]), t.width, t.height, -math.pi / 2) for t in texts]
    lines = tuple(Segment((s.start[1], 700 - s.start[0]), (s.end[1], 700 - s.end[0])) for s in segments)

    assert 1 / METRE == pytest.approx(voted(UNKNOWN, turned, lines).metres_per_unit, rel=0.005)


def test_a_printed_scale_on_known_paper_tells_the_scale() -> None:
    found = voted(SHEET, [Text("Maßstab 1:50", (100.0, 500.0), 60.0, 8.0)])

    assert (50 * POINT, ScaleMethod.SCALE_TEXT) == (pytest.approx(found.metres_per_unit), found.method)


def test_dimensions_that_agree_outvote_a_printed_scale() -> None:
    texts, segments = chain(3.4, 2.15, 4.8, 1.2, 2.6)

    found = voted(SHEET, [*texts, Text("1:50", (100.0, 500.0), 60.0, 8.0)], tuple(segments))

    assert 1 / METRE == pytest.approx(found.metres_per_unit, rel=0.005)


def test_a_picture_of_paper_s_size_needs_no_resolution() -> None:
    page = Page(0, 2480.0, 3508.0, rasters=(Raster(Path("sheet.png"), 2480, 3508),))

    found = voted(page, [Text("échelle 1/100", (100.0, 500.0), 60.0, 8.0)])

    assert 100 * 0.0254 / 300 == pytest.approx(found.metres_per_unit)


def test_printed_areas_tell_the_scale_with_the_rooms_around_them() -> None:
    sides = ((4.0, 3.0), (5.0, 2.2), (3.5, 3.1), (2.0, 1.8))
    faces = tuple(room(100.0 + 220 * i, 100.0, a * METRE, b * METRE) for i, (a, b) in enumerate(sides))
    texts = [Text(f"{a * b:.2f} m²", (140.0 + 220 * i, 130.0), 40.0, 8.0) for i, (a, b) in enumerate(sides)]

    found = voted(UNKNOWN, texts, faces=faces)

    assert (1 / METRE, ScaleMethod.AREA_TEXT) == (pytest.approx(found.metres_per_unit, rel=0.01), found.method)


def test_a_room_s_printed_size_fits_either_way_round() -> None:
    faces = (room(100.0, 100.0, 4.0 * METRE, 3.0 * METRE), room(300.0, 100.0, 2.5 * METRE, 3.5 * METRE))
    texts = [Text("3.00 x 4.00 m", (180.0, 150.0), 60.0, 8.0), Text("2.50 x 3.50 m", (350.0, 150.0), 60.0, 8.0)]

    assert 1 / METRE == pytest.approx(voted(UNKNOWN, texts, faces=faces).metres_per_unit, rel=0.01)


def test_a_scale_bar_counts_from_nought() -> None:
    texts = [Text(str(i), (100.0 + i * METRE, 500.0), 5.0, 8.0) for i in range(6)]

    found = voted(UNKNOWN, texts)

    assert (1 / METRE, ScaleMethod.SCALE_BAR) == (pytest.approx(found.metres_per_unit, rel=0.001), found.method)


def test_doors_show_that_a_file_s_unit_lies() -> None:
    page = Page(0, 600.0, 400.0, model_unit=1.0, y_up=True)

    found = vote_scale(page, read_labels(()), (), (), (36.0, 32.0, 34.0, 36.0), Options())

    assert Unit.INCH.metres == pytest.approx(found.metres_per_unit, rel=0.01)


def test_open_leaves_show_that_a_file_s_unit_lies() -> None:
    leaves = tuple(
        Arc((50.0 * i, 0.0), radius, 0.0, math.pi / 2, Pen()) for i, radius in enumerate((32.0, 36.0, 32.0, 30.0, 34.0))
    )
    page = Page(0, 600.0, 400.0, arcs=leaves, model_unit=1.0, y_up=True)

    assert Unit.INCH.metres == pytest.approx(voted(page, []).metres_per_unit, rel=0.01)


def test_a_file_s_unit_is_believed_where_nothing_speaks_against_it() -> None:
    page = Page(0, 21.0, 14.0, model_unit=1.0, y_up=True)

    found = vote_scale(page, read_labels(()), (), (), (), Options())

    assert (1.0, ScaleMethod.FILE_UNIT) == (pytest.approx(found.metres_per_unit), found.method)


@pytest.mark.parametrize(
    ("page", "exact"), [(Page(0, 9000.0, 6000.0, model_unit=0.001, y_up=True), 0.001), (SHEET, 100 * POINT)]
)
def test_rounded_dimensions_fall_in_with_the_customary_scale_that_they_nearly_tell(page: Page, exact: float) -> None:
    texts, segments = chain(3.4, 2.15, 4.8, metre=1 / exact, wordings=("3.41", "2.16", "4.81"))

    found = voted(page, texts, tuple(segments))

    assert (exact, ScaleMethod.DIMENSION_TEXT) == (pytest.approx(found.metres_per_unit, rel=1e-9), found.method)


def test_what_the_user_says_goes_before_all() -> None:
    texts, segments = chain(3.4, 2.15, 4.8)

    found = vote_scale(SHEET, read_labels(texts), segments, (), (), Options(scale=200))

    assert Scale(200 * POINT, ScaleMethod.USER, 1.0, ("You said that the scale is 1:200",)) == found


def test_the_user_s_unit_is_that_of_bare_numbers_on_paper() -> None:
    texts, segments = chain(3.4, 2.15, 4.8, wordings=("340", "215", "480"))

    found = vote_scale(UNKNOWN, read_labels(texts), segments, (), (), Options(unit=Unit.MILLIMETRE))

    assert 0.1 / METRE == pytest.approx(found.metres_per_unit, rel=0.005)


def test_the_user_s_scale_serves_a_picture_of_paper_s_size() -> None:
    page = Page(0, 2480.0, 3508.0, rasters=(Raster(Path("sheet.png"), 2480, 3508),))

    found = early_scale(page, read_labels(()), (), Options(scale=50))

    assert found is not None
    assert 50 * 0.0254 / 300 == pytest.approx(found.metres_per_unit)


def test_texts_without_extent_do_no_harm() -> None:
    texts = [Text("3.40", (10.0, 10.0), 0.0, 0.0), Text("2.10", (10.0, 10.0), 0.0, 0.0)]

    assert ScaleMethod.ASSUMED is voted(UNKNOWN, texts, (Segment((0.0, 10.0), (0.0, 10.0)),)).method


def test_a_page_that_tells_nothing_gets_a_scale_of_low_confidence() -> None:
    found = voted(UNKNOWN, [])

    assert found.method is ScaleMethod.ASSUMED
    assert found.confidence < 0.2
    assert early_scale(UNKNOWN, read_labels(()), (), Options()) is None


def test_a_room_s_size_is_measured_from_wall_to_wall_where_the_room_is_not_closed() -> None:
    walls = (
        room(100.0, 92.0, 172.0, 8.0),
        room(92.0, 92.0, 8.0, 128.0),
        room(260.0, 92.0, 8.0, 128.0),
        room(92.0, 220.0, 176.0, 8.0),
    )
    sizes = [Text("4.00 x 3.00 m", (180.0, 150.0), 60.0, 8.0)]

    found = vote_scale(UNKNOWN, read_labels(sizes), (), (), (), Options(), walls)

    assert (1 / METRE, ScaleMethod.DIMENSION_TEXT) == (pytest.approx(found.metres_per_unit, rel=0.01), found.method)


def test_a_bare_number_in_a_room_measures_it_from_wall_to_wall() -> None:
    walls = (
        room(92.0, 92.0, 8.0, 300.0),
        room(260.0, 92.0, 8.0, 300.0),
        room(92.0, 84.0, 176.0, 8.0),
        room(92.0, 392.0, 176.0, 8.0),
    )
    texts = [Text("-400-", (180.0, 380.0), 30.0, 8.0), Text("-750-", (110.0, 200.0), 30.0, 8.0, -math.pi / 2)]

    found = vote_scale(UNKNOWN, read_labels(texts), (), (), (), Options(), walls)

    assert 1 / METRE == pytest.approx(found.metres_per_unit, rel=0.01)


def test_a_bay_does_not_mislead_a_room_s_printed_size() -> None:
    with_bay = (
        (100.0, 100.0),
        (260.0, 100.0),
        (260.0, 220.0),
        (210.0, 220.0),
        (210.0, 240.0),
        (150.0, 240.0),
        (150.0, 220.0),
        (100.0, 220.0),
    )
    faces = (with_bay, room(300.0, 100.0, 100.0, 140.0), room(450.0, 100.0, 120.0, 88.0))
    places = ((180.0, 150.0), (350.0, 150.0), (510.0, 140.0))
    words = ("4.00 x 3.00 m", "2.50 x 3.50 m", "3.00 x 2.20 m")
    texts = [Text(each, place, 60.0, 8.0) for each, place in zip(words, places, strict=True)]

    found = voted(UNKNOWN, texts, faces=faces)

    assert 1 / METRE == pytest.approx(found.metres_per_unit, rel=0.01)


def test_evidence_that_agrees_makes_sure_and_evidence_that_differs_does_not() -> None:
    faces = (room(100.0, 100.0, 4.0 * METRE, 3.0 * METRE), room(300.0, 100.0, 2.5 * METRE, 3.5 * METRE))
    agreeing = [Text("3.00 x 4.00 m", (180.0, 150.0), 60.0, 8.0), Text("2.50 x 3.50 m", (350.0, 150.0), 60.0, 8.0)]
    differing = [agreeing[0], Text("3.10 x 4.20 m", (350.0, 150.0), 60.0, 8.0)]

    assert voted(UNKNOWN, agreeing, faces=faces).confidence > 0.9
    assert voted(UNKNOWN, differing, faces=faces).confidence < 0.7


def test_what_speaks_against_the_scale_is_named() -> None:
    texts, segments = chain(3.4, 2.15, 4.8, 1.2, 2.6)

    found = voted(SHEET, [*texts, Text("1:50", (100.0, 500.0), 60.0, 8.0)], tuple(segments))

    assert any(sentence.startswith("Against it speaks: 1:50") for sentence in found.evidence)


def test_doors_alone_leave_the_scale_in_doubt() -> None:
    found = vote_scale(UNKNOWN, read_labels(()), (), (), (31.0, 32.0, 30.0, 31.0), Options())

    assert ScaleMethod.DOOR_WIDTH is found.method
    assert found.confidence < 0.3


def test_a_lone_area_among_several_rooms_is_that_of_the_dwelling_within_its_walls() -> None:
    partition, party_wall = 0.1 * METRE, 0.3 * METRE
    faces, x = [], 100.0
    for width, depth in ((4.0, 3.0), (5.0, 2.2), (3.5, 3.1), (2.0, 1.8)):
        faces.append(room(x, 100.0, width * METRE, depth * METRE))
        x += width * METRE + partition
    neighbour = room(x - partition + party_wall, 100.0, 5.0 * METRE, 3.0 * METRE)

    found = voted(UNKNOWN, [Text("37,5 m²", (140.0, 130.0), 40.0, 8.0)], faces=(*faces, neighbour))

    assert 1 / METRE == pytest.approx(found.metres_per_unit, rel=0.03)
    assert found.confidence < 0.6


def test_a_file_s_unit_that_makes_a_house_as_large_as_a_town_lies() -> None:
    page = Page(0, 1460.0, 1070.0, model_unit=1.0, y_up=True)

    found = vote_scale(page, read_labels(()), (), (), (), Options())

    assert found.metres_per_unit < 0.1
    assert found.confidence < 0.5
