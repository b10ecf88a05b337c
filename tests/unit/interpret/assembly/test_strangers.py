"""What is drawn beside a house or stands in its rooms is no wall of it."""

import math

from archdesk.interpret.offline.assembly.strangers import find_strangers, without_openings_in
from archdesk.interpret.offline.evidence import OpeningFind, WallPiece
from archdesk.model.floorplan import Hinge, OpeningKind, Swing

HOUSE = (
    WallPiece((0.0, 0.0), (12.0, 0.0), 0.3),
    WallPiece((12.0, 0.0), (12.0, 9.0), 0.3),
    WallPiece((0.0, 9.0), (12.0, 9.0), 0.3),
    WallPiece((0.0, 0.0), (0.0, 9.0), 0.3),
    WallPiece((6.0, 0.0), (6.0, 9.0), 0.1),
)


def _ring(x: float, y: float, radius: float, strokes: int) -> tuple[WallPiece, ...]:
    """A round thing of short strokes."""
    corners = [
        (x + radius * math.cos(math.tau * i / strokes), y + radius * math.sin(math.tau * i / strokes)) for i in range(strokes)
    ]
    return tuple(WallPiece(corners[i - 1], corners[i], 0.05) for i in range(strokes))


def test_the_edge_of_the_plot_is_left_out_with_its_gates() -> None:
    plot = (WallPiece((-4.0, -6.0), (16.0, -6.2), 0.08), WallPiece((16.0, -6.2), (17.0, 14.0), 0.08))
    gate = OpeningFind(OpeningKind.PASSAGE, (3.0, -6.07), (6.0, -6.1), 0.08)

    found = find_strangers((*HOUSE, *plot), (gate,))

    assert found == set(plot)
    assert without_openings_in(found, (gate,)) == ()


def test_posts_at_a_gate_do_not_make_the_plot_a_house() -> None:
    plot = (WallPiece((-4.0, -6.0), (16.0, -6.0), 0.08), WallPiece((-4.0, -6.3), (-4.0, -5.7), 0.5))

    assert find_strangers((*HOUSE, *plot), ()) == set(plot)


def test_walls_of_a_shed_stay() -> None:
    shed = (WallPiece((15.0, 0.0), (18.0, 0.0), 0.2), WallPiece((15.0, 0.0), (15.0, 3.0), 0.2))

    assert not find_strangers((*HOUSE, *shed), ())


def test_a_light_hut_with_a_door_stays() -> None:
    hut = (WallPiece((15.0, 0.0), (18.0, 0.0), 0.08), WallPiece((15.0, 0.0), (15.0, 3.0), 0.08))
    door = OpeningFind(OpeningKind.DOOR, (16.0, 0.0), (16.8, 0.0), 0.1, Hinge.START, Swing.LEFT)

    assert not find_strangers((*HOUSE, *hut), (door,))
    assert find_strangers((*HOUSE, *hut), ()) == set(hut)


def test_a_thing_of_short_strokes_in_a_room_is_left_out() -> None:
    basin = _ring(3.0, 4.0, 0.3, 8)

    assert find_strangers((*HOUSE, *basin), ()) == set(basin)


def test_a_free_standing_wall_and_a_shaft_stay() -> None:
    wall = WallPiece((8.0, 3.0), (10.0, 3.0), 0.1)
    shaft = (
        WallPiece((2.0, 3.0), (4.0, 3.0), 0.2),
        WallPiece((4.0, 3.0), (4.0, 5.0), 0.2),
        WallPiece((2.0, 5.0), (4.0, 5.0), 0.2),
        WallPiece((2.0, 3.0), (2.0, 5.0), 0.2),
    )

    assert not find_strangers((*HOUSE, wall, *shaft), ())
