"""Floor plans into a building: storeys of walls, openings, floors, stairs and things, in a tree with names."""

import itertools
from collections.abc import Iterator, Mapping, Sequence

from archdesk.construct.footprints import Footprint, find_footprints
from archdesk.construct.frames import Workshop
from archdesk.construct.furnishing import column_node, fixture_node
from archdesk.construct.joinery import opening_node
from archdesk.construct.openings import Hole, Neighbours, clear_holes, title_of
from archdesk.construct.parts import Register, Shelf, group
from archdesk.construct.slabs import SLAB, area_of, floors_of, ground_of, room_node, slab_nodes
from archdesk.construct.stairs import stair_node
from archdesk.construct.storeys import centred, stacked
from archdesk.construct.walls import wall_node
from archdesk.model.floorplan import FloorPlan, Opening, OpeningKind, Stair, Survey, Wall
from archdesk.model.problems import ConstructError
from archdesk.model.scene import Json, Node, Scene
from archdesk.model.style import PLAIN, BuildStyle


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
    plans = centred(stacked(survey.storeys)) if survey.storeys else ()
    shelf = Shelf()
    below: tuple[Stair, ...] = ()
    storeys = []
    for plan, above in itertools.zip_longest(plans, plans[1:]):
        node = _storey(
            plan, below, Workshop(Register(plan), shelf, style), is_covered=above is not None and above.level > plan.level
        )
        below = plan.stairs
        if node.children:
            storeys.append(node)
    if not storeys:
        raise NothingToBuild
    return Scene(Node("Building", children=tuple(storeys), extras={"kind": "building", "document": survey.source.name}))


def _storey(plan: FloorPlan, below: Sequence[Stair], shop: Workshop, *, is_covered: bool) -> Node:
    """A storey with its groups; below a slab the walls end under it."""
    register = shop.register
    height = plan.height - (SLAB if is_covered else 0.0)
    footprints = find_footprints(plan.walls)
    holes = _holes(plan, footprints, height)
    voids = [area for stair in below for area in area_of(stair.polygon)]
    ground = ground_of(footprints, plan.rooms, plan.columns)
    floors = floors_of(plan.rooms, voids)
    floor_areas = [area for areas in floors for area in areas]
    rooms = (room_node(r, i, areas, register) for i, (r, areas) in enumerate(zip(plan.rooms, floors, strict=True), 1) if areas)
    children = (
        group("Walls", _walls(footprints, holes, height, register))
        + _joinery(plan, footprints, holes, shop)
        + group("Floor", slab_nodes(ground, voids, floor_areas, register))
        + group("Rooms", rooms)
        + group("Stairs", filter(None, (stair_node(s, i, plan.height, register) for i, s in enumerate(plan.stairs, 1))))
        + group("Columns", filter(None, (column_node(c, i, height, register) for i, c in enumerate(plan.columns, 1))))
        + group("Fixtures", filter(None, (fixture_node(f, i, register) for i, f in enumerate(plan.fixtures, 1))))
    )
    measures: dict[str, Json] = {"height": plan.height, "elevation": plan.elevation, "area": round(ground.area, 4)}
    extras: dict[str, Json] = {"kind": "storey", "level": plan.level, "storey": plan.name, "measures": measures}
    return Node(plan.name or f"Storey {plan.level}", (), children, extras, (0.0, plan.elevation, 0.0))


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
                rooms = neighbours.beside(footprint.axis, hole, footprint.wall.thickness)
                name = title_of(hole.opening.kind, len(nodes) + 1, rooms)
                nodes.append(opening_node(name, hole, footprint.axis, footprint.wall, shop))
    return group("Doors", found[OpeningKind.DOOR]) + group("Windows", found[OpeningKind.WINDOW])
