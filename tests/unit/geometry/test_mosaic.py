import numpy as np
import pytest
import shapely

from archdesk.geometry.mosaic import MOST_CORNERS, mosaic_of

COLUMNS = [shapely.box(x, y, x + 0.5, y + 0.5) for x in range(20) for y in range(20)]
HALL = shapely.box(-1, -1, 21, 21).difference(shapely.union_all(COLUMNS))


def test_an_area_with_many_corners_is_cut_into_pieces_that_make_it_up() -> None:
    mosaic = mosaic_of(HALL)

    assert len(mosaic.pieces) > 1
    assert shapely.get_num_coordinates(mosaic.pieces).max() <= MOST_CORNERS
    assert pytest.approx(HALL.area) == shapely.area(mosaic.pieces).sum()


def test_what_shapes_share_with_an_area_is_measured_across_its_pieces() -> None:
    shapes = np.array([shapely.box(-3, -3, 30, 30), shapely.box(3.2, 3.2, 17.7, 4.9), shapely.box(30, 0, 31, 1)], dtype=object)

    shared = mosaic_of(HALL).shared(shapes)

    assert pytest.approx([shape.intersection(HALL).area for shape in shapes]) == shared.tolist()


def test_a_small_area_stays_whole() -> None:
    assert [shapely.box(0, 0, 4, 3)] == mosaic_of(shapely.box(0, 0, 4, 3)).pieces.tolist()
