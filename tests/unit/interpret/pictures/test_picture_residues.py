"""What the axes of a plan leave over becomes wall as well."""

import cv2
import numpy as np
import pytest

from archdesk.interpret.offline.pictures.residues import residue_pieces
from archdesk.model.shapes import distance


def test_a_block_of_masonry_is_one_piece_of_its_own_size() -> None:
    mask = np.zeros((300, 300), np.uint8)
    mask[100:160, 50:170] = 1

    (piece,) = residue_pieces(mask, 5)

    assert distance(piece.start, piece.end) == pytest.approx(120, abs=1)
    assert piece.thickness == pytest.approx(60, abs=1)
    assert (piece.start[1] + piece.end[1]) / 2 == pytest.approx(130, abs=0.5)


def test_a_bend_is_covered_by_chords() -> None:
    mask = np.zeros((300, 300), np.uint8)
    cv2.ellipse(mask, (20, 20), (200, 200), 0, 5, 85, 1, 20)

    pieces = residue_pieces(mask, 5)

    assert len(pieces) >= 3
    assert sum(distance(p.start, p.end) * p.thickness for p in pieces) == pytest.approx(mask.sum(), rel=0.05)
    assert all(abs(np.hypot(p.start[0] - 20, p.start[1] - 20) - 200) < 8 for p in pieces)


def test_torn_ink_is_no_wall() -> None:
    mask = np.zeros((200, 200), np.uint8)
    for radius in (20, 40, 60, 80):
        cv2.circle(mask, (100, 100), radius, 1, 2)

    assert () == residue_pieces(mask, 14)
