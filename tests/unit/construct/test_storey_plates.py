"""What lies over and under rooms: ceilings, voids, balconies and the railings along them."""

from dataclasses import replace

import pytest

from archdesk.construct.building import build_scene
from archdesk.model.floorplan import FloorPlan, Room, Stair, Use, Wall
from archdesk.model.style import BuildStyle
from tests.unit.construct.houses import are_sound, by_id, extent, of_kind, solid_of, survey_of


def square(x0, y0, x1, y1):
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def storey(level=0, *rooms, stairs=()):
    corners = square(0, 0, 8, 6)
    walls = [Wall(f"w{level}{i}", (corners[i - 1], corners[i]), 0.3, exterior=True) for i in range(4)]
    whole = rooms or (Room(f"r{level}", square(0.15, 0.15, 7.85, 5.85), 43.89, use=Use.LIVING),)
    return FloorPlan(f"Storey {level}", level, None, None, walls=tuple(walls), rooms=whole, stairs=stairs)


STAIR = Stair("s1", square(1, 1, 2, 4), ((1.5, 1), (1.5, 4)), 15)


def area(scene, id_):
    return by_id(scene, id_).extras["measures"]["area"]


def test_the_last_storey_is_closed_by_a_slab_on_its_walls():
    scene = build_scene(survey_of(storey()))

    assert pytest.approx(8.3 * 6.3) == area(scene, "upper-slab-0")
    assert pytest.approx((2.7, 2.9)) == tuple(extent(by_id(scene, "upper-slab-0"))[:, 1])
    assert pytest.approx(7.7 * 5.7) == area(scene, "ceiling-0")


def test_the_ceiling_under_a_slab_has_a_hole_for_the_stair():
    scene = build_scene(survey_of(storey(0, stairs=(STAIR,)), storey(1)))

    assert pytest.approx(7.7 * 5.7 - 3) == area(scene, "ceiling-0")
    assert pytest.approx(2.5) == extent(by_id(scene, "ceiling-0"))[1, 1]
    assert "upper-slab-0" not in [node.extras.get("id") for node in scene.root.walk()]


def test_a_stair_drawn_where_it_arrives_on_the_last_storey_is_not_built_again():
    elsewhere = replace(STAIR, id="s2", polygon=square(5, 1, 6, 4), direction=((5.5, 1), (5.5, 4)))

    scene = build_scene(survey_of(storey(0, stairs=(STAIR,)), storey(1, stairs=(STAIR, elsewhere))))

    assert [("Storey 0", "s1"), ("Storey 1", "s2")] == [
        (node.extras["storey"], node.extras["id"]) for node in of_kind(scene.root, "stair")
    ]


def test_ceilings_are_left_out_on_request():
    assert not of_kind(build_scene(survey_of(storey()), BuildStyle(ceilings=False)).root, "ceiling")


def test_a_room_open_to_below_has_no_floor_and_a_railing():
    gallery = (
        Room("r8", square(0.15, 0.15, 4, 5.85), 21.9, name="Gallery"),
        Room("r9", square(4, 0.15, 7.85, 5.85), 21.9, name="Vide sur séjour"),
    )

    scene = build_scene(survey_of(storey(), storey(1, *gallery)))

    assert "r9" not in [node.extras.get("id") for node in scene.root.walk()]
    assert pytest.approx(8.3 * 6.3 - 3.85 * 5.7) == area(scene, "slab-1")
    railing = of_kind(scene.root, "railing")
    assert [pytest.approx(5.4, abs=0.02)] == [one.extras["measures"]["length"] for one in railing]
    assert are_sound(railing[0])


def test_a_railing_leaves_free_where_the_stair_arrives():
    scene = build_scene(survey_of(storey(0, stairs=(STAIR,)), storey(1)))

    railing = of_kind(scene.root, "railing")

    assert [pytest.approx(3 + 1 + 3, abs=0.05)] == [one.extras["measures"]["length"] for one in railing]


def test_a_balcony_has_a_slab_without_a_ceiling_and_a_railing_on_three_sides():
    balcony = Room("r7", square(8.15, 1, 9.65, 5), 6.0, name="Balcony", use=Use.OUTDOOR)
    upper = storey(1)

    scene = build_scene(survey_of(storey(), replace(upper, rooms=(*upper.rooms, balcony))))

    assert pytest.approx(8.3 * 6.3 + 6.0) == area(scene, "slab-1")
    assert pytest.approx(8.3 * 6.3) == area(scene, "upper-slab-1")
    lengths = sum(one.extras["measures"]["length"] for one in of_kind(scene.root, "railing"))
    assert pytest.approx(1.5 + 4 + 1.5, abs=0.5) == lengths


def test_room_volumes_reach_from_floor_to_ceiling_on_request():
    assert not of_kind(build_scene(survey_of(storey())).root, "volume")

    volume = by_id(build_scene(survey_of(storey()), BuildStyle(room_volumes=True)), "r0-air")

    assert pytest.approx(7.7 * 5.7 * 2.7, rel=1e-4) == solid_of(volume.meshes[0]).volume
    assert "r0" == volume.extras["room"]


def test_a_few_steps_make_no_hole_in_the_floor_above():
    steps = Stair("s1", square(1, 1, 2, 2), ((1.5, 1), (1.5, 2)), 4)

    scene = build_scene(survey_of(storey(0, stairs=(steps,)), storey(1)))

    assert pytest.approx(8.3 * 6.3) == area(scene, "slab-1")


def test_the_well_of_two_flights_is_open_over_their_landing_too():
    one = Stair("s1", square(1, 1, 3, 2), ((1, 1.5), (3, 1.5)), 8)
    two = Stair("s2", square(1, 2.1, 3, 3.1), ((3, 2.6), (1, 2.6)), 8)

    scene = build_scene(survey_of(storey(0, stairs=(one, two)), storey(1)))

    assert pytest.approx(8.3 * 6.3 - 3 * 2.1, abs=0.05) == area(scene, "slab-1")
