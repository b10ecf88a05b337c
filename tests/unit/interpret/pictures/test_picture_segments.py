"""Dimension lines of small drawings."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import Segment
from archdesk.interpret.offline.pictures.segments import dimension_segments
from archdesk.model.shapes import distance


def _chain() -> NDArray[np.uint8]:
    """A dimension chain of 300 and 200 pixels with slanting ticks."""
    picture = np.full((1400, 1400), 255, np.uint8)
    cv2.line(picture, (190, 300), (710, 300), 0, 2)
    for x in (200, 500, 700):
        cv2.line(picture, (x - 10, 310), (x + 10, 290), 0, 2)
    return picture


def _lengths(segments: tuple[Segment, ...]) -> list[float]:
    return sorted(distance(segment.start, segment.end) for segment in segments)


def test_a_chain_is_parted_at_its_ticks_and_kept_whole() -> None:
    lengths = _lengths(dimension_segments(_chain()))

    assert [pytest.approx(expected, abs=3) for expected in (200, 300, 500)] == lengths


def test_an_upright_chain_is_read_like_a_level_one() -> None:
    lengths = _lengths(dimension_segments(np.ascontiguousarray(_chain().T)))

    assert [pytest.approx(expected, abs=3) for expected in (200, 300, 500)] == lengths


def test_a_plain_line_is_one_segment() -> None:
    picture = np.full((1400, 1400), 255, np.uint8)
    cv2.line(picture, (200, 600), (800, 600), 0, 1)

    (segment,) = dimension_segments(picture)

    assert distance(segment.start, segment.end) == pytest.approx(600, abs=3)
    assert segment.start[1] == pytest.approx(600, abs=1)


def test_a_thick_wall_is_no_dimension_line() -> None:
    picture = np.full((1400, 1400), 255, np.uint8)
    picture[600:630, 200:800] = 0

    assert () == dimension_segments(picture)


def test_a_blank_sheet_has_no_lines() -> None:
    assert () == dimension_segments(np.full((500, 500), 255, np.uint8))
