import numpy as np

from archdesk.interpret.offline.pictures.sampling import values_at

PICTURE = np.array([[1, 2], [3, 4]], np.uint8)


def test_a_point_has_the_value_of_the_pixel_it_lies_in():
    assert [1, 2, 3] == values_at(PICTURE, np.array([(0.9, 0.9), (1.0, 0.2), (0.0, 1.7)])).tolist()


def test_points_beyond_the_edge_have_the_value_of_the_nearest_pixel():
    assert [1, 4] == values_at(PICTURE, np.array([(-5.0, -1.0), (9.0, 2.0)])).tolist()
