from archdesk.interpret.offline.assembly.naming import Caption
from archdesk.interpret.offline.assembly.rooms import Face
from archdesk.interpret.offline.assembly.sifting import keep_rooms
from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.model.floorplan import OpeningKind, Use


def _room(x, confidence=0.95):
    return Face(((x, 0), (x + 3, 0), (x + 3, 4), (x, 4)), (), confidence)


def _labels(*places):
    return [label for x in places for label in (Caption((x, 2), f"Room {x}", Use.BEDROOM), Caption((x, 1.5), area=12.0))]


def test_a_face_without_a_word_is_no_room_where_every_room_has_its_area():
    rooms = [_room(x) for x in (0, 4, 8, 12)]

    assert tuple(rooms[:3]) == keep_rooms(rooms, _labels(1, 5, 9), ())


def test_faces_without_words_stay_rooms_where_few_areas_are_printed():
    rooms = [_room(x) for x in (0, 4, 8, 12)]

    assert tuple(rooms) == keep_rooms(rooms, _labels(1, 5), ())


def test_a_nameless_face_that_lies_open_is_no_room():
    door = OpeningFind(OpeningKind.DOOR, (1, 4.1), (2, 4.1), 0.2)

    assert () == keep_rooms([_room(0, confidence=0.6)], (), [door])


def test_a_nameless_face_that_lines_help_to_close_is_a_room_only_with_a_way_in():
    loose = _room(0, confidence=0.8)
    window = OpeningFind(OpeningKind.WINDOW, (1, 4.1), (2, 4.1), 0.2)
    passage = OpeningFind(OpeningKind.PASSAGE, (1, 4.1), (2, 4.1), 0.2)

    assert () == keep_rooms([loose], (), [window])
    assert (loose,) == keep_rooms([loose], (), [passage])
    assert 1 == len(keep_rooms([_room(0)], (), [window]))


def test_a_terrace_is_a_room_only_between_walls():
    name = Caption((1, 1), "Terrace", Use.OUTDOOR)

    assert 1 == len(keep_rooms([_room(0)], [name], ()))
    assert () == keep_rooms([_room(0, confidence=0.8)], [name], ())


def test_a_face_too_small_to_stand_in_is_a_closet_only_behind_a_door():
    niche = Face(((0, 0), (0.9, 0), (0.9, 0.6), (0, 0.6)), (), 0.95)
    door = OpeningFind(OpeningKind.DOOR, (0, 0.6), (0.9, 0.6), 0.05)

    assert () == keep_rooms([niche], (), ())
    assert (niche,) == keep_rooms([niche], (), [door])


def test_open_faces_are_rooms_where_doors_lead_into_several_and_none_is_better_closed():
    rooms = (_room(0, confidence=0.5), _room(4, confidence=0.6), _room(8, confidence=0.6))
    doors = [OpeningFind(OpeningKind.DOOR, (x, 4.1), (x + 1, 4.1), 0.2) for x in (1, 5)]

    assert rooms[:2] == keep_rooms(rooms, (), doors)
    assert 1 == len(keep_rooms([*rooms, _room(12)], (), doors))
