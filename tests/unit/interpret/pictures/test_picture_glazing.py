"""Windows told from ducts, tiles and edges that have lines between walls as well."""

import numpy as np
import pytest
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.gaps import Gap
from archdesk.interpret.offline.pictures.glazing import Glazing
from archdesk.interpret.offline.pictures.ink import Ink
from archdesk.interpret.offline.pictures.outside import Outside

UNIT = 0.01  # metres a pixel
GAP = Gap((150.0, 200.0), (270.0, 200.0), 30.0, 1)  # in a wall 30 pixels thick, with more wall beyond its end


def _wall() -> NDArray[np.uint8]:
    """A wall across the sheet with a gap in it, the outside above and below."""
    walls = np.zeros((400, 600), np.uint8)
    walls[185:215, 270:] = 1
    return walls


def _room() -> NDArray[np.uint8]:
    """The wall within a house."""
    walls = _wall()
    for strip in (walls[10:40], walls[360:390], walls[:, :30], walls[:, 570:]):
        strip[:] = 1
    walls[185:215, :150] = 1
    return walls


def _glazing(walls: NDArray[np.uint8], *rows: int) -> Glazing:
    ink = walls.copy()
    for row in rows:
        ink[row, 150:271] = 1
    return Glazing(Ink(walls, ink, 1.0, walls, 255 * (1 - walls), 255), walls, Outside(walls, []), UNIT)


def test_lines_in_a_wall_are_a_window() -> None:
    assert _glazing(_room(), 186, 200, 214).certainty(GAP) > 0.5


def test_one_line_is_no_window() -> None:
    assert _glazing(_room(), 200).certainty(GAP) == 0


def test_two_lines_that_go_on_from_one_wall_inside_a_house_are_an_edge() -> None:
    assert _glazing(_room(), 186, 214).certainty(GAP) == 0


def test_two_lines_where_the_outside_leaks_in_are_a_window() -> None:
    assert _glazing(_wall(), 186, 214).certainty(GAP) > 0.5


@pytest.mark.parametrize("rows", [(220, 230), (170, 180), (195, 205)])
def test_lines_along_a_wall_are_a_duct(rows: tuple[int, int]) -> None:
    walls = _room()
    walls[rows[0] : rows[1], 150:271] = 1

    assert _glazing(walls, 186, 190, 210, 214).certainty(GAP) == 0


def test_a_lining_runs_along_a_window_that_has_wall_on_both_sides() -> None:
    walls = _room()
    walls[220:230, 150:271] = 1
    gap = Gap(GAP.start, GAP.end, GAP.thickness, 2)

    assert _glazing(walls, 186, 200, 214).certainty(gap) > 0.5


def test_the_edges_of_a_wall_that_runs_through_are_no_window() -> None:
    walls = _room()
    walls[195:240, 150:271] = 1

    assert _glazing(walls, 186, 200, 214).certainty(Gap(GAP.start, GAP.end, GAP.thickness, 2)) == 0


def test_lines_crossed_by_many_are_tiles() -> None:
    glazing = _glazing(_room(), 186, 200, 214)
    glazing.ink.faint[:, 160:270:8] = 1

    assert glazing.certainty(GAP) == 0
