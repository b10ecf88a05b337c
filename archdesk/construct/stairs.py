"""Stairs: a block of steps, or a flat mark where the drawing tells no steps."""

import itertools
import math

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon, affinity

from archdesk.construct.materials import STAIR
from archdesk.construct.parts import Register, mesh_of
from archdesk.construct.slabs import area_of, opened
from archdesk.geometry.solids import Solid, carve, extrude, join
from archdesk.model.floorplan import Stair
from archdesk.model.scene import Node
from archdesk.model.shapes import Point

_MOST = 60  # more risers are no flight
_MARK = 0.01


def stair_node(stair: Stair, number: int, height: float, register: Register) -> Node | None:
    """A flight that rises to the next storey; nothing where its outline is no area."""
    areas = area_of(stair.polygon)
    if not areas:
        return None
    risers = min(stair.risers, _MOST)
    flights = [_flight(area, stair.direction, risers, height) for area in areas]
    solids = [flight for flight in flights if flight is not None]
    if not solids:
        return None
    solid = join(solids)
    measures = {"height": float(solid.positions[:, 2].max()), "risers": risers, "area": sum(area.area for area in areas)}
    extras = register.extras(stair.id, "stair", measures, STAIR.name, stair.polygon, stair.confidence)
    return Node(f"Stairs {number}", (mesh_of("Stairs", solid, STAIR),), (), extras)


def _flight(area: Polygon, direction: tuple[Point, ...], risers: int, height: float) -> Solid | None:
    """Steps that fill the area; the last riser is the edge of the upper floor."""
    if risers < 2:
        return extrude(area, 0.0, _MARK)
    angle = _uphill(area, direction)
    turned = affinity.rotate(area, -angle, origin=(0, 0), use_radians=True)
    steps = risers - 1
    x0, y0, x1, y1 = turned.bounds
    edges = np.linspace(x0, x1, steps + 1)
    cuts = [shapely.box(edges[i], y0 - 1, edges[i + 1], y1 + 1) for i in range(steps)]
    levels = [height * i / risers for i in range(risers)]

    def fill(point: Point) -> NDArray[np.bool_]:
        return np.arange(steps) < min(max(int(np.searchsorted(edges, point[0])), 1), steps)

    carved = [carve(part, cuts, levels, fill) for part in opened(turned)]
    solids = [solid for solid in carved if solid is not None]
    return _turned(join(solids), angle) if solids else None


def _uphill(area: Polygon, direction: tuple[Point, ...]) -> float:
    if len(direction) >= 2:
        (x0, y0), (x1, y1) = direction[0], direction[-1]
        if math.hypot(x1 - x0, y1 - y0) > 0:
            return math.atan2(y1 - y0, x1 - x0)
    ring = shapely.get_coordinates(area.minimum_rotated_rectangle)
    longest = max(itertools.pairwise(ring), key=lambda side: float(np.hypot(*(side[1] - side[0]))))
    return math.atan2(*(longest[1] - longest[0])[::-1])


def _turned(solid: Solid, angle: float) -> Solid:
    c, s = math.cos(angle), math.sin(angle)
    matrix = np.array(((c, s, 0), (-s, c, 0), (0, 0, 1)))
    return Solid(solid.positions @ matrix, solid.normals @ matrix, solid.triangles)
