"""Walls of small pictures lie between their pixels, however large the pictures are read."""

import cv2
import numpy as np
import pytest

from archdesk.interpret.offline.evidence import WallPiece
from archdesk.interpret.offline.pictures.faces import settle_faces
from archdesk.interpret.offline.pictures.finder import find_evidence
from archdesk.model.shapes import distance


def test_a_face_read_half_a_pixel_wrong_is_moved_to_the_pixels_edge() -> None:
    source = np.zeros((40, 100), np.uint8)
    source[10:15, 5:95] = 1
    (piece,) = settle_faces((WallPiece((5.0, 12.3), (94.0, 12.3), 5.9),), source)

    assert 5.0 == pytest.approx(piece.thickness, abs=0.13)
    assert 12.0 == pytest.approx(piece.start[1], abs=0.07)
    assert 12.0 == pytest.approx(piece.end[1], abs=0.07)


def test_a_slanting_piece_gets_the_thickness_of_its_ink() -> None:
    y, x = np.mgrid[:200, :200]
    source = np.asarray(np.abs(0.8 * (y - 50) - 0.6 * (x - 50)) < 4.5, np.uint8)
    (piece,) = settle_faces((WallPiece((50.4, 49.2), (150.4, 124.2), 10.5),), source)

    assert 9.0 == pytest.approx(piece.thickness, abs=0.6)
    assert (50.0, 50.0) == pytest.approx(piece.start, abs=0.8)


def test_a_piece_whose_faces_show_nowhere_stays_as_it_was() -> None:
    piece = WallPiece((5.0, 20.0), (90.0, 20.0), 6.0)

    assert (piece,) == settle_faces((piece,), np.ones((40, 100), np.uint8))


def test_partitions_in_a_soft_picture_have_the_pixels_that_most_of_them_fill() -> None:
    picture = np.full((320, 420), 255, np.uint8)
    cv2.rectangle(picture, (30, 30), (389, 289), (40,), 11)
    picture[36:284, 200:203] = 40
    picture[36:284, 203] = 170  # an edge that the drawing program has softened

    found = find_evidence(picture, (), None).walls
    (partition,) = (piece for piece in found if piece.thickness < 6 and distance(piece.start, piece.end) > 200)

    assert 3.0 == pytest.approx(partition.thickness, abs=0.13)
    assert 201.0 == pytest.approx(partition.start[0], abs=0.1)
