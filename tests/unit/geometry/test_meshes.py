"""Meshes made elsewhere are put in order."""

import numpy as np
import pytest
from shapely import Point, box

from archdesk.geometry.meshes import weld
from archdesk.geometry.solids import content_of, extrude


def loose(solid):
    """Each triangle with corners of its own."""
    return solid.positions[solid.triangles].reshape(-1, 3), np.arange(solid.triangles.size).reshape(-1, 3)


def test_a_loose_box_is_welded_with_sharp_edges():
    welded = weld(*loose(extrude(box(0, 0, 1, 2), 0, 3)))

    assert (True, 0, 24, 12) == (welded.is_closed, welded.dropped, len(welded.solid.positions), len(welded.solid.triangles))
    assert pytest.approx(6.0) == content_of(welded.solid.positions, welded.solid.triangles)


def test_a_round_column_has_round_normals():
    welded = weld(*loose(extrude(Point(0, 0).buffer(1.0), 0, 3)))

    sides = welded.solid.normals[np.abs(welded.solid.normals[:, 2]) < 0.5]
    places = welded.solid.positions[np.abs(welded.solid.normals[:, 2]) < 0.5]
    assert sides == pytest.approx(places * (1, 1, 0), abs=1e-5)


def test_a_body_inside_out_is_turned():
    points, triangles = loose(extrude(box(0, 0, 1, 1), 0, 1))

    welded = weld(points, triangles[:, ::-1])

    a, b, c = (welded.solid.positions[welded.solid.triangles[:, corner]] for corner in range(3))
    assert (np.einsum("ij,ij->i", np.cross(b - a, c - a), (a + b + c) / 3 - 0.5) > 0).all()


def test_an_open_body_is_told():
    points, triangles = loose(extrude(box(0, 0, 1, 1), 0, 1))

    assert not weld(points, triangles[1:]).is_closed


def test_flat_and_placeless_triangles_are_dropped_and_counted():
    points, triangles = loose(extrude(box(0, 0, 1, 1), 0, 1))
    points = np.vstack((points, (np.nan, 0, 0), (5, 5, 5)))
    more = np.array(((0, 0, 1), (0, 1, len(points) - 2), (0, 1, 9999), (-1, 0, 1)))

    welded = weld(points, np.vstack((triangles, more)))

    assert (4, 12) == (welded.dropped, len(welded.solid.triangles))
    assert list(range(12)) == welded.sources.tolist()


def test_nothing_stays_nothing():
    assert 0 == len(weld(np.empty((0, 3)), np.empty((0, 3), int)).solid.triangles)
