"""Mosaic: a large area in small pieces, so that what a shape shares with it is measured near that shape alone."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Shapes = np.ndarray[tuple[int], np.dtype[np.object_]]

MOST_CORNERS = 500  # of a piece
SMALLEST = 0.5  # metres; what has so many corners in less is not cut further
CUT = 0.48  # of a piece's side


@dataclass(frozen=True, slots=True, eq=False)
class Mosaic:
    """The pieces of an area, and a tree of them."""

    pieces: Shapes
    tree: shapely.STRtree

    def shared(self, shapes: Shapes) -> Floats:
        """The area that each shape has in common with the whole."""
        shape, piece = self.tree.query(shapes, predicate="intersects")
        common = shapely.area(shapely.intersection(shapes[shape], self.pieces[piece]))
        areas: Floats = np.bincount(shape, weights=common, minlength=len(shapes)).astype(np.float64)
        return areas


def mosaic_of(area: shapely.Geometry) -> Mosaic:
    """The area, cut in two until every piece has few corners; it is in metres."""
    pieces: list[shapely.Geometry] = []
    left = [part for part in shapely.get_parts(area) if part.area > 0]
    while left:
        part = left.pop()
        x0, y0, x1, y1 = part.bounds
        if shapely.get_num_coordinates(part) <= MOST_CORNERS or max(x1 - x0, y1 - y0) < SMALLEST:
            pieces.append(part)
            continue
        x, y = x0 + CUT * (x1 - x0), y0 + CUT * (y1 - y0)
        is_wide = x1 - x0 > y1 - y0
        halves = [
            shapely.box(x0, y0, x if is_wide else x1, y1 if is_wide else y),
            shapely.box(x if is_wide else x0, y0 if is_wide else y, x1, y1),
        ]
        left += [piece for piece in shapely.get_parts(shapely.intersection(part, halves)) if piece.area > 0]
    return Mosaic(np.array(pieces, dtype=object), shapely.STRtree(pieces))
