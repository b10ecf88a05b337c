"""What one stands on: a storey's slab, the floors of its rooms, and the thresholds between them."""

import itertools
from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon, STRtree

from archdesk.construct.materials import CONCRETE, FLOORS, SCREED
from archdesk.construct.openings import name_of
from archdesk.construct.parts import Register, mesh_of
from archdesk.geometry.footprints import Footprint, polygons_of
from archdesk.geometry.solids import GRID, Solid, carve, extrude, join
from archdesk.model.floorplan import Column, Room
from archdesk.model.scene import Material, Node
from archdesk.model.shapes import Point, Ring

SLAB = 0.2  # from the slab's underside to the finished floor
FINISH = 0.02  # the finished floor on the slab
_CRACK = 0.05  # gaps up to twice this between walls and rooms are errors of drawing
_SEAM = 0.02  # metres; no wall is so thin
_HAND = 0.1  # metres; a shorter seam is none
_DIGITS = 5  # a hundredth of a millimetre: nearer corners may be one in a file
_FEW = 9  # the corners of an octagon, the first told twice
_PLUMP = 0.2  # metres; half the width of a long strip whose area is so many times its outline
_NARROW = 0.01  # floors have no parts thinner than this


def areas_of_rooms(rooms: Iterable[Room]) -> list[list[Polygon]]:
    """The sound areas of each room; a seam to another one is part of the first."""
    areas = [area_of(room.polygon, room.holes) for room in rooms]
    seams = _seams(areas)
    return [opened(shapely.union_all([*own, *seams[i]])) if i in seams else own for i, own in enumerate(areas)]


def _seams(rooms: Sequence[Sequence[Polygon]]) -> dict[int, list[shapely.Geometry]]:
    """What lies between rooms that are parted by a drawn line and no wall, by the places of the rooms it goes to."""
    flat = [(place, area) for place, own in enumerate(rooms) for area in own]
    tree = STRtree([area for _, area in flat])
    found: dict[int, list[shapely.Geometry]] = {}
    for one, two in tree.query([area for _, area in flat], predicate="dwithin", distance=_SEAM).T.tolist() if flat else ():
        (place, area), (other, beside) = flat[one], flat[two]
        if place < other and area.intersection(beside).area < _HAND * _SEAM:
            seam = area.buffer(_SEAM, join_style="mitre").intersection(beside.buffer(_SEAM, join_style="mitre"))
            if seam.difference(area.union(beside)).area > _HAND * _SEAM:
                found.setdefault(place, []).append(seam)
    return found


def ground_of(footprints: Sequence[Footprint], rooms: Sequence[Sequence[Polygon]], columns: Sequence[Column]) -> MultiPolygon:
    """The outline of a storey: its walls, the areas of its rooms and columns, without cracks and holes."""
    shapes: list[shapely.Geometry] = [footprint.area for footprint in footprints]
    shapes += itertools.chain.from_iterable(rooms)
    shapes += [area for column in columns for area in area_of(column.polygon)]
    closed = shapely.union_all(shapes).buffer(_CRACK, join_style="mitre").buffer(-_CRACK, join_style="mitre")
    filled = [Polygon(part.exterior) for part in polygons_of(closed.simplify(_NARROW / 4), _NARROW)]
    return MultiPolygon(polygons_of(shapely.union_all(filled)))


def floors_of(whole: Sequence[Sequence[Polygon]], voids: Sequence[Polygon]) -> list[Sequence[Polygon]]:
    """The finished floor of each room from the areas of all: without the voids and what an earlier room covers."""
    taken = [*voids, *itertools.chain.from_iterable(whole)]
    before = list(itertools.accumulate(map(len, whole), initial=len(voids)))
    tree = STRtree(taken)
    floors: list[Sequence[Polygon]] = []
    for areas, first in zip(whole, before, strict=False):
        shape = MultiPolygon(areas)
        near = [taken[index] for index in tree.query(shape, predicate="intersects").tolist() if index < first]
        others = [other for other in near if other.intersection(shape).area > _NARROW * _NARROW]
        floors.append(opened(shape.difference(shapely.union_all(others))) if others else areas)
    return floors


def area_of(ring: Ring, holes: Sequence[Ring] = ()) -> list[Polygon]:
    """The sound polygons of a ring, which may cross itself or be flat."""
    if len(ring) < 3:
        return []
    drawn = Polygon(ring, [hole for hole in holes if len(hole) >= 3])
    if _is_plump(drawn):
        return [drawn]
    sound = drawn if drawn.is_valid else shapely.make_valid(drawn, method="structure")
    return opened(sound)


def _is_plump(area: Polygon) -> bool:
    """Whether an outline is that of a convex room: it has no narrow parts that one would have to look for."""
    if area.interiors or len(area.exterior.coords) > _FEW or not area.is_valid:
        return False
    hull = area.convex_hull
    is_convex = bool(hull.area - area.area < GRID) and len(hull.exterior.coords) == len(area.exterior.coords)
    return is_convex and bool(area.area > _PLUMP * area.length) and _are_apart([area])


def opened(shape: shapely.Geometry) -> list[Polygon]:
    """The polygons of a shape that nowhere touch themselves and have no narrow parts."""
    inner = shape.buffer(-_NARROW / 2, join_style="mitre")
    for back in (_NARROW / 2, _NARROW / 4):
        parts = polygons_of(inner.buffer(back, join_style="mitre"), _NARROW)
        if _are_apart(parts):
            return parts
    return []


def _are_apart(areas: Sequence[Polygon]) -> bool:
    """Whether no corner is met twice, as where a hole touches the outline or two areas meet in a point."""
    rings = [ring.coords[:-1] for area in areas for ring in (area.exterior, *area.interiors)]
    corners = [(round(x, _DIGITS), round(y, _DIGITS)) for ring in rings for x, y in ring]
    return len(corners) == len(set(corners))


def slab_nodes(ground: MultiPolygon, voids: Sequence[Polygon], floors: Sequence[Polygon], register: Register) -> list[Node]:
    """The slab without its voids, and the level it makes where no room has a floor of its own."""
    held = ground.difference(shapely.union_all(voids)) if voids else ground
    slab = plate("Slab", "slab", opened(held), (-SLAB, -FINISH), CONCRETE, register)
    rest = held.difference(shapely.union_all(floors)) if floors else held
    return slab + plate("Thresholds", "slab", opened(rest), (-FINISH, 0.0), SCREED, register)


def plate(
    name: str, kind: str, areas: Sequence[Polygon], heights: tuple[float, float], material: Material, register: Register
) -> list[Node]:
    """A level plate between two heights as a node, or nothing where it has no area."""
    if not areas:
        return []
    area = sum(part.area for part in areas)
    measures = {"area": area, "thickness": heights[1] - heights[0]}
    outline: list[Point] = [point for part in areas for point in part.exterior.coords]
    extras = register.extras(f"{name.lower().replace(' ', '-')}-{register.plan.level}", kind, measures, material.name, outline)
    return [Node(f"{name}, {register.plan.name}", (mesh_of(name, prisms(areas, *heights), material),), (), extras)]


def room_node(room: Room, number: int, areas: Sequence[Polygon], register: Register) -> Node:
    """A room as the finished floor in it."""
    material = FLOORS[room.use]
    measures = {"area": room.area, **({"printed_area": room.printed_area} if room.printed_area else {})}
    extras = register.extras(room.id, "room", measures, material.name, room.polygon, room.confidence, use=room.use.value)
    return Node(name_of(room, number), (mesh_of("Floor", prisms(areas, -FINISH, 0.0), material),), (), extras)


def prisms(areas: Sequence[Polygon], bottom: float, top: float) -> Solid:
    """The prisms over areas that lie apart."""
    layer = np.ones(1, dtype=np.bool_)
    return join([carve(area, (), (bottom, top), lambda _: layer) or extrude(area, bottom, top) for area in areas])
