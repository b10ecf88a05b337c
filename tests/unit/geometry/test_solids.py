"""Solids are closed, whatever areas they stand on."""

import numpy as np
import pytest
from shapely import MultiPolygon, Polygon, box

from archdesk.geometry.solids import areas_of, block, carve, is_closed, is_sound


def everything(point):
    return np.array([True])


def test_a_block_is_sound_and_has_twelve_triangles():
    solid = block((0, 0, 0), (1, 2, 3))

    assert is_sound(solid)
    assert len(solid.triangles) == 12
    assert areas_of(solid.positions.astype(np.float32), solid.triangles).sum() == pytest.approx(22)


def test_a_solid_that_lacks_a_triangle_is_open():
    solid = block((0, 0, 0), (1, 2, 3))

    assert not is_closed(solid.positions.astype(np.float32), solid.triangles[1:])


def test_areas_that_touch_in_a_point_become_sound():
    touching = MultiPolygon([box(0, 0, 1, 1), box(1, 1, 2, 2)])

    solid = carve(touching, [], (0.0, 1.0), everything)

    assert is_sound(solid)
    assert solid.positions[:, 0].max() == pytest.approx(2, abs=1e-3)


def test_a_window_is_cut_as_a_layer_between_cells():
    def fill(point):
        return np.array([True, not 1 < point[0] < 2, True])

    solid = carve(box(0, 0, 3, 0.2), [box(1, -1, 2, 1)], (0.0, 0.9, 2.1, 2.7), fill)

    assert is_sound(solid)


def test_an_area_without_width_leaves_nothing():
    assert carve(Polygon(((0, 0), (1, 0), (1, 1e-8))), [], (0.0, 1.0), everything) is None
