"""Outlines are parted among their edges as roofs are."""

import pytest
from shapely import Point, Polygon, affinity

from archdesk.geometry.skeleton import edges_of, faces_of

OUTLINES = {
    "rectangle": Polygon([(0, 0), (10, 0), (10, 6), (0, 6)]),
    "square": Polygon([(0, 0), (6, 0), (6, 6), (0, 6)]),
    "L": Polygon([(0, 0), (10, 0), (10, 4), (5, 4), (5, 9), (0, 9)]),
    "T": Polygon([(0, 0), (12, 0), (12, 4), (8, 4), (8, 9), (4, 9), (4, 4), (0, 4)]),
    "U": Polygon([(0, 0), (12, 0), (12, 9), (8, 9), (8, 4), (4, 4), (4, 9), (0, 9)]),
    "courtyard": Polygon([(0, 0), (12, 0), (12, 10), (0, 10)], [[(4, 4), (8, 4), (8, 6), (4, 6)]]),
    "crooked": Polygon([(0, 0), (7, -1), (12, 3), (9, 8), (6, 5), (2, 9), (-2, 4)]),
    "step": Polygon([(0, 0), (10, 0), (10, 3), (10.5, 3), (10.5, 6), (0, 6)]),
}


@pytest.mark.parametrize("turn", [0, 23, 90])
@pytest.mark.parametrize("name", OUTLINES)
def test_each_edge_has_its_ground_and_all_of_it_is_parted(name, turn):
    outline = affinity.rotate(OUTLINES[name], turn)
    edges = edges_of(outline)

    faces = faces_of(outline, edges)

    assert set(range(len(edges))) == {number for number, _ in faces}
    assert outline.area == pytest.approx(sum(cell.area for _, cell in faces), abs=0.01)


@pytest.mark.parametrize("name", OUTLINES)
def test_ground_belongs_to_an_edge_whose_line_is_near(name):
    outline = OUTLINES[name]
    edges = edges_of(outline)

    for number, cell in faces_of(outline, edges):
        assert all(-0.01 < edges[number].depth(point) for point in cell.exterior.coords)


def test_the_ridge_of_a_rectangle_is_as_long_as_its_sides_differ():
    outline = OUTLINES["rectangle"]

    corners = {point for _, cell in faces_of(outline, edges_of(outline)) for point in cell.exterior.coords}

    assert {(3, 3), (7, 3)} == {point for point in corners if outline.exterior.distance(Point(point)) > 1}
