"""Outlines of bodies on the ground: floors of rooms, columns, stairs and things."""

import math

import numpy as np
import shapely
from numpy.typing import NDArray

from archdesk.geometry.polygons import polygons_in, ring_of
from archdesk.model.shapes import Point, Ring
from archdesk.readers.ifc.bodies import Body

_GRID = 1e-4  # metres: corners so near are one
_DOWN = -0.5  # the z of a normal that looks down
_CRACK = 0.005  # metres: gaps between the faces of one floor
_SMALLEST = 1e-4  # square metres
_MOST = 4_000  # faces of a floor; more are curtains or trees, whose hull will do


def floor_of(body: Body) -> tuple[Ring, tuple[Ring, ...], float] | None:
    """The outline of what a body stands on, its holes and its area; None where it stands on nothing."""
    points = body.points
    normals = _normals(body)
    down = body.faces[normals[:, 2] < _DOWN]
    if not 0 < len(down) <= _MOST:
        return None
    faces = shapely.polygons(points[down][:, :, :2])
    joined = shapely.union_all(shapely.set_precision(faces[shapely.area(faces) > 0], _GRID), grid_size=_GRID)
    closed = joined.buffer(_CRACK, join_style="mitre").buffer(-_CRACK, join_style="mitre").simplify(_GRID)
    parts = [part for part in polygons_in(closed) if part.area > _SMALLEST]
    if not parts:
        return None
    largest = max(parts, key=lambda part: part.area)
    holes = tuple(ring_of(hole) for hole in largest.interiors if shapely.Polygon(hole).area > _SMALLEST)
    return ring_of(largest.exterior), holes, float(largest.area)


def hull_of(body: Body) -> Ring | None:
    """The outline of a thing seen from above, taken round."""
    hull = shapely.convex_hull(shapely.multipoints(np.unique(body.points[:, :2].round(4), axis=0)))
    return ring_of(hull.exterior) if hull.geom_type == "Polygon" and hull.area > _SMALLEST else None


def rectangle_of(body: Body) -> Ring | None:
    """The narrowest rectangle around a thing seen from above."""
    hull = hull_of(body)
    if hull is None:
        return None
    box = shapely.oriented_envelope(shapely.Polygon(hull))
    return ring_of(box.exterior) if box.geom_type == "Polygon" else hull


def way_up(body: Body) -> tuple[Point, ...]:
    """From above the lowest tread of a stair to above its highest."""
    normals = _normals(body)
    treads = body.points[body.faces[normals[:, 2] > -_DOWN]].mean(axis=1)
    if len(treads) < 2 or np.ptp(treads[:, 2]) < 0.1:
        return ()
    low, high = treads[treads[:, 2].argmin()], treads[treads[:, 2].argmax()]
    if math.dist(low[:2], high[:2]) < 0.1:
        return ()
    return (float(low[0]), float(low[1])), (float(high[0]), float(high[1]))


def base_area(body: Body) -> float:
    """The area of all faces that look down, as seen from above."""
    across = _across(body)[:, 2]
    return float(-across[across < 0].sum() / 2)


def _across(body: Body) -> NDArray[np.float64]:
    a, b, c = (body.points[body.faces[:, corner]] for corner in range(3))
    return np.asarray(np.cross(b - a, c - a))


def _normals(body: Body) -> NDArray[np.float64]:
    across = _across(body)
    return np.asarray(across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-300))
