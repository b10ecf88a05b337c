"""Floor plans into a building: storeys of walls, openings, floors, stairs and things, in a tree with names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import shapely
from shapely import MultiPolygon, Polygon

from archdesk.construct.ceilings import ceiling_nodes, volume_nodes
from archdesk.construct.cladding import Cladding
from archdesk.construct.colliders import collider_nodes
from archdesk.construct.flights import Flight, flights_of
from archdesk.construct.frames import Workshop
from archdesk.construct.furnishing import Surroundings, column_node, fixture_node
from archdesk.construct.instancing import instanced
from archdesk.construct.joinery import opening_node
from archdesk.construct.merging import merged
from archdesk.construct.openings import Hole, Neighbours, clear_holes, title_of
from archdesk.construct.parts import Register, Shelf, group
from archdesk.construct.railings import railing_nodes
from archdesk.construct.roofs import roof_nodes
from archdesk.construct.slabs import SLAB, area_of, areas_of_rooms, floors_of, ground_of, room_node, slab_nodes
from archdesk.construct.stairs import stair_node
from archdesk.construct.storeys import centred, stacked
from archdesk.construct.texturing import textured
from archdesk.construct.voids import edges_of, voids_of
from archdesk.construct.walls import wall_node
from archdesk.geometry.footprints import Footprint, find_footprints
from archdesk.model.floorplan import FloorPlan, Opening, OpeningKind, Survey, Use, Wall
from archdesk.model.problems import ConstructError
from archdesk.model.scene import Json, Node, Scene
from archdesk.model.style import PLAIN, BuildStyle

_BESIDE = 0.15  # metres; an edge so near to a wall is that wall's


ARRIVING = 0.5  # of a flight's area that lies over a stair from below


class NothingToBuild(ConstructError):
    """The plan has no wall, room or column that could stand."""

    code = "ARC-301"
    summary = "The plan holds nothing that can be built."
    hint = "Check that the drawing shows walls from above, and that its scale is right."


def build_scene(survey: Survey, style: BuildStyle = PLAIN) -> Scene:
    """The building of all storeys in a style; metres, the ground floor's finished floor at y = 0.

    Raises:
        NothingToBuild: no storey holds anything that stands.
    """
    levels = [_Level.of(plan) for plan in (centred(stacked(survey.storeys)) if survey.storeys else ())]
    shelf = Shelf()
    storeys = []
    for below, level, above in zip((None, *levels), levels, (*levels[1:], None), strict=False):
        around = _Around(
            below if below is not None and below.plan.level < level.plan.level else None,
            above if above is not None and above.plan.level > level.plan.level else None,
        )
        node = _storey(level, around, Workshop(Register(level.plan), shelf, style))
        if node.children:
            storeys.append(node)
    if not storeys:
        raise NothingToBuild
    scene = Scene(Node("Building", children=tuple(storeys), extras={"kind": "building", "document": survey.source.name}))
    scene = textured(scene) if style.textures else scene
    return merged(scene) if style.merge else instanced(scene) if style.instancing else scene


@dataclass(frozen=True, slots=True)
class _Level:
    """A plan with what its neighbours need to know: where its walls stand and which stairs lead up."""

    plan: FloorPlan
    footprints: tuple[Footprint, ...]
    rooms: list[list[Polygon]]
    ground: MultiPolygon
    flights: tuple[Flight, ...]

    @classmethod
    def of(cls, plan: FloorPlan) -> Self:
        footprints = find_footprints(plan.walls)
        walls = _walls_of(footprints) if plan.stairs else MultiPolygon()
        rooms = areas_of_rooms(plan.rooms)
        ground = ground_of(footprints, rooms, plan.columns)
        return cls(plan, footprints, rooms, ground, tuple(flights_of(plan.stairs, plan.height, walls)))

    @property
    def covered(self) -> shapely.Geometry:
        """The ground under the storey's ceilings."""
        open_air = self.areas(are_outdoors=True)
        return self.ground.difference(shapely.union_all(open_air)) if open_air else self.ground

    def areas(self, *, are_outdoors: bool) -> list[Polygon]:
        """The areas of rooms with a roof, or of those without."""
        rooms = zip(self.plan.rooms, self.rooms, strict=True)
        return [area for room, areas in rooms if (room.use is Use.OUTDOOR) == are_outdoors for area in areas]


def _walls_of(footprints: Sequence[Footprint]) -> shapely.Geometry:
    return shapely.union_all([footprint.area for footprint in footprints])


@dataclass(frozen=True, slots=True)
class _Around:
    """The storeys below and above one."""

    below: _Level | None
    above: _Level | None


def _storey(level: _Level, around: _Around, shop: Workshop) -> Node:
    """A storey with its groups; below a slab the walls end under it."""
    plan, footprints, register = level.plan, level.footprints, shop.register
    height = plan.height - (SLAB if around.above else 0.0)
    holes = _holes(plan, footprints, height)
    voids = voids_of(plan.rooms, around.below.flights) if around.below else []
    floors = floors_of(level.rooms, voids)
    floor_areas = [area for areas in floors for area in areas]
    rooms = (room_node(r, i, areas, register) for i, (r, areas) in enumerate(zip(plan.rooms, floors, strict=True), 1) if areas)
    children = (
        group("Walls", _clad(_walls(footprints, holes, height, register), level, shop.style))
        + _joinery(plan, footprints, holes, shop)
        + group("Floor", slab_nodes(level.ground, voids, floor_areas, register))
        + group("Ceiling", _ceiling(level, around.above, height, shop))
        + group("Roof", _roof(level, around.above, height, shop))
        + group("Rooms", rooms)
        + group("Room volumes", volume_nodes(height, register) if shop.style.room_volumes else ())
        + group("Stairs", filter(None, (stair_node(f, i, register) for i, f in enumerate(_rising(level, around), 1))))
        + group("Railings", _railings(level, around.below, register))
        + group("Columns", filter(None, (column_node(c, i, height, register) for i, c in enumerate(plan.columns, 1))))
        + group("Fixtures", _fixtures(level, shop))
        + group("Collision", _colliders(level, holes, height, register) if shop.style.collision else ())
    )
    measures: dict[str, Json] = {"height": plan.height, "elevation": plan.elevation, "area": round(level.ground.area, 4)}
    extras: dict[str, Json] = {"kind": "storey", "level": plan.level, "storey": plan.name, "measures": measures}
    return Node(plan.name or f"Storey {plan.level}", (), children, extras, (0.0, plan.elevation, 0.0))


def _rising(level: _Level, around: _Around) -> Iterator[Flight]:
    """The flights that lead up: those of the uppermost storey that lie over stairs from below show how these arrive."""
    is_top = around.below is not None and around.above is None
    arriving = shapely.union_all(voids_of((), around.below.flights)) if is_top and around.below else Polygon()
    for flight in level.flights:
        area = shapely.union_all(area_of(flight.stair.polygon))
        if area.intersection(arriving).area <= ARRIVING * area.area:
            yield flight


def _fixtures(level: _Level, shop: Workshop) -> Iterator[Node]:
    around = Surroundings([footprint.area for footprint in level.footprints] if level.plan.fixtures else [])
    for number, fixture in enumerate(level.plan.fixtures, 1):
        node = fixture_node(fixture, number, around, shop.register, shop.shelf)
        if node is not None:
            yield node


def _colliders(level: _Level, holes: Mapping[str, tuple[Hole, ...]], height: float, register: Register) -> Iterator[Node]:
    return collider_nodes(level.footprints, holes, level.plan.columns, level.ground, height, register)


def _ceiling(level: _Level, above: _Level | None, height: float, shop: Workshop) -> list[Node]:
    """The boards, open where stairs go up and rooms above have no floor, and a slab where no storey follows."""
    if not shop.style.ceilings:
        return []
    holes = voids_of(above.plan.rooms, level.flights) if above else []
    bare = level.covered.difference(above.ground) if above else level.covered
    return ceiling_nodes(bare, level.rooms, holes, height, shop.register)


def _roof(level: _Level, above: _Level | None, height: float, shop: Workshop) -> list[Node]:
    if shop.style.roof is None:
        return []
    base = height + (SLAB if shop.style.ceilings else 0.0)
    return roof_nodes(level.covered, above.ground if above else None, base, shop.style.roof, shop.register)


def _railings(level: _Level, below: _Level | None, register: Register) -> list[Node]:
    """Along voids and balconies, where neither a wall nor a room keeps one from falling; none on the lowest storey."""
    if below is None:
        return []
    edges, balconies = list(edges_of(level.plan.rooms, below.flights)), level.areas(are_outdoors=True)
    if not edges and not balconies:
        return []
    walls = _walls_of(level.footprints).buffer(_BESIDE)
    indoors = shapely.union_all(level.areas(are_outdoors=False)).buffer(2 * _BESIDE).union(walls)
    edges = [edge.difference(walls) for edge in edges] + [area.exterior.difference(indoors) for area in balconies]
    return railing_nodes(edges, register)


def _holes(plan: FloorPlan, footprints: Sequence[Footprint], height: float) -> dict[str, tuple[Hole, ...]]:
    """The holes of each wall that stands."""
    openings: dict[str, list[Opening]] = {}
    for opening in plan.openings:
        openings.setdefault(opening.wall, []).append(opening)
    return {
        footprint.wall.id: clear_holes(
            openings.get(footprint.wall.id, ()), footprint.axis.length, height_of(footprint.wall, height)
        )
        for footprint in footprints
    }


def height_of(wall: Wall, height: float) -> float:
    """The wall's own height, if it has one, under that of the storey."""
    return min(wall.height, height) if wall.height and wall.height > 0 else height


def _walls(
    footprints: Sequence[Footprint], holes: Mapping[str, tuple[Hole, ...]], height: float, register: Register
) -> Iterator[Node]:
    for number, footprint in enumerate(footprints, 1):
        wall = footprint.wall
        node = wall_node(footprint, holes[wall.id], height_of(wall, height), number, register)
        if node is not None:
            yield node


def _clad(walls: Iterable[Node], level: _Level, style: BuildStyle) -> Iterator[Node]:
    """Outer walls have two surfaces where surfaces are shown."""
    if not style.textures:
        yield from walls
        return
    around = Cladding.of(level.ground, level.areas(are_outdoors=True))
    yield from (around.clad(wall) if wall.extras.get("exterior") else wall for wall in walls)


def _joinery(
    plan: FloorPlan,
    footprints: Sequence[Footprint],
    holes: Mapping[str, tuple[Hole, ...]],
    shop: Workshop,
) -> tuple[Node, ...]:
    """The groups of doors and windows; passages stay empty."""
    neighbours = Neighbours(plan.rooms)
    found: dict[OpeningKind, list[Node]] = {OpeningKind.DOOR: [], OpeningKind.WINDOW: []}
    for footprint in footprints:
        for hole in holes[footprint.wall.id]:
            nodes = found.get(hole.opening.kind)
            if nodes is not None:
                sides = neighbours.beside(footprint.axis, hole, footprint.wall.thickness)
                name = title_of(hole.opening.kind, len(nodes) + 1, sides)
                nodes.append(opening_node(name, hole, footprint.axis, footprint.wall, sides, shop))
    return group("Doors", found[OpeningKind.DOOR]) + group("Windows", found[OpeningKind.WINDOW])
