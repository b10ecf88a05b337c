"""Convex bodies for game engines: what stops one who walks through the building."""

from collections.abc import Iterator, Mapping, Sequence

import shapely
from shapely import MultiPolygon, Polygon

from archdesk.construct.materials import COLLIDER
from archdesk.construct.openings import Hole
from archdesk.construct.parts import Register, mesh_of
from archdesk.construct.slabs import FINISH, area_of, opened
from archdesk.geometry.footprints import Footprint
from archdesk.geometry.solids import Solid, extrude
from archdesk.model.floorplan import Column
from archdesk.model.scene import Node

_STEP = 0.3  # metres; what is lower one steps over
_LOWEST_WAY = 1.7  # a lower opening stops one
_REACH = 0.05


def collider_nodes(
    footprints: Sequence[Footprint],
    holes: Mapping[str, tuple[Hole, ...]],
    columns: Sequence[Column],
    ground: MultiPolygon,
    height: float,
    register: Register,
) -> Iterator[Node]:
    """Walls as convex blocks between the openings one can go through, columns, and the floor as it is."""
    for footprint in footprints:
        solids = list(_wall(footprint, holes[footprint.wall.id], min(footprint.wall.height or height, height)))
        yield from _node(footprint.wall.id, solids, register)
    for column in columns:
        yield from _node(column.id, [extrude(_hull(area), 0.0, height) for area in area_of(column.polygon)], register)
    yield from _node(f"floor-{register.plan.level}", [extrude(area, -FINISH, 0.0) for area in opened(ground)], register)


def _wall(footprint: Footprint, holes: Sequence[Hole], height: float) -> Iterator[Solid]:
    ways = [hole for hole in holes if hole.sill < _STEP and hole.height > _LOWEST_WAY]
    reach = footprint.wall.thickness / 2 + _REACH
    strips = [footprint.axis.strip(hole.start, hole.end, reach) for hole in ways]
    for part in opened(footprint.area.difference(shapely.union_all(strips))) if strips else footprint.area.geoms:
        yield extrude(_hull(part), 0.0, height)
    for hole, strip in zip(ways, strips, strict=True):
        if hole.head < height - _REACH:
            for part in opened(footprint.area.intersection(strip)):
                yield extrude(_hull(part), hole.head, height)


def _hull(area: Polygon) -> Polygon:
    hull = area.convex_hull.simplify(1e-4)
    return hull if isinstance(hull, Polygon) else area


def _node(of: str, solids: Sequence[Solid], register: Register) -> Iterator[Node]:
    """Each body is a mesh of its own, as engines want them."""
    if solids:
        meshes = tuple(mesh_of("Collider", solid, COLLIDER) for solid in solids)
        extras = register.extras(f"{of}-collider", "collision", {}, COLLIDER.name, of=of)
        yield Node(f"Collider {of}", meshes, (), extras)
