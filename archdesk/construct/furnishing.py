"""Columns, and fixtures as models that fit their outlines and stand with their backs to the wall."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import shapely
from shapely import LineString, Polygon, STRtree

from archdesk.construct import furniture, sanitary
from archdesk.construct.materials import CERAMIC, COLUMN, FABRIC, LACQUER, STEEL, TIMBER
from archdesk.construct.parts import Register, Shelf, mesh_of, placed
from archdesk.construct.pieces import Part, meshes_of
from archdesk.construct.slabs import area_of
from archdesk.geometry.solids import extrude, join
from archdesk.model.floorplan import Column, Fixture
from archdesk.model.scene import Json, Material, Node
from archdesk.model.shapes import Point

_Model = Callable[[float, float], list[Part]]

_MODELS: dict[str, tuple[_Model, Material]] = {
    "toilet": (sanitary.toilet, CERAMIC),
    "basin": (sanitary.basin, CERAMIC),
    "sink": (sanitary.sink, STEEL),
    "bath": (sanitary.bath, CERAMIC),
    "shower": (sanitary.shower, CERAMIC),
    "stove": (sanitary.stove, STEEL),
    "kitchen": (sanitary.kitchen, TIMBER),
    "bed": (furniture.bed, FABRIC),
    "sofa": (furniture.sofa, FABRIC),
    "chair": (furniture.chair, TIMBER),
    "table": (furniture.table, TIMBER),
    "wardrobe": (furniture.wardrobe, TIMBER),
    "car": (furniture.car, LACQUER),
}
_LENGTHWISE = ("bed", "car", "toilet")  # these reach further from their backs than they are wide
_CROSSWISE = ("sofa", "wardrobe", "kitchen", "sink")  # these are wider than deep
_OTHER = 0.8  # metres; how high other things are
_LARGEST = 8.0  # metres; models are not made larger
_LEAST = {
    "toilet": (0.25, 0.4),
    "basin": (0.25, 0.2),
    "shower": (0.5, 0.5),
    "bath": (0.5, 0.5),
    "bed": (0.6, 1.2),
    "sofa": (0.8, 0.5),
    "chair": (0.25, 0.25),
    "wardrobe": (0.3, 0.2),
    "car": (1.2, 2.5),
}
_LEAST_OTHER = (0.3, 0.3)
"""The width and depth below which a model would fall to pieces, in metres."""
_RECTANGLE = 0.8  # of the rectangle about it that an outline fills at least, if a model may stand for it
_ROUND = 0.85  # a table that fills less of it is round
_BESIDE = 0.4  # metres from a wall at which a thing has its back to it
_SAME_SIDE = 1e-3


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where a model stands: the middle of its back, the direction it faces, its width and its depth."""

    back: Point
    facing: float
    width: float
    depth: float


class Surroundings:
    """The walls that things have their backs to."""

    def __init__(self, walls: Sequence[shapely.Geometry]) -> None:
        self._walls = list(walls)
        self._tree = STRtree(self._walls)

    def distance(self, side: LineString) -> float:
        """From the middle of a side to the nearest wall."""
        middle = side.interpolate(0.5, normalized=True)
        nearest = self._tree.nearest(middle)
        return math.inf if nearest is None else float(self._walls[int(nearest)].distance(middle))


def column_node(column: Column, number: int, height: float, register: Register) -> Node | None:
    """A column from the floor to the top of its storey; nothing where its outline is no area."""
    areas = area_of(column.polygon)
    if not areas:
        return None
    measures = {"height": height, "area": sum(area.area for area in areas)}
    extras = register.extras(column.id, "column", measures, COLUMN.name, column.polygon, column.confidence)
    solid = join([extrude(area, 0.0, height) for area in areas])
    return Node(f"Column {number}", (mesh_of("Column", solid, COLUMN),), (), extras)


def fixture_node(fixture: Fixture, number: int, around: Surroundings, register: Register, shelf: Shelf) -> Node | None:
    """A fixture as a model in its outline, or as a block; nothing where its outline is no area."""
    areas = area_of(fixture.polygon)
    if not areas:
        return None
    name = fixture.kind.capitalize() or "Fixture"
    known = _MODELS.get(fixture.kind)
    stand = _stand(areas[0], fixture, around) if known and len(areas) == 1 else None
    area = sum(one.area for one in areas)
    if known is None or stand is None:
        material = known[1] if known else TIMBER
        measures = {"height": _OTHER, "area": area}
        solid = join([extrude(one, 0.0, _OTHER) for one in areas])
        return Node(f"{name} {number}", (mesh_of(name, solid, material),), (), _told(fixture, measures, material, register))
    model, material = known
    if fixture.kind == "table" and areas[0].area < _ROUND * stand.width * stand.depth:
        model = furniture.round_table
    meshes = shelf.get((name, model, stand.width, stand.depth), lambda: meshes_of(name, model(stand.width, stand.depth)))
    height = max(float(mesh.positions[:, 1].max()) for mesh in meshes)
    measures = {"width": stand.width, "depth": stand.depth, "height": height, "area": area}
    extras = _told(fixture, measures, material, register)
    return Node(f"{name} {number}", meshes, (), extras, placed(stand.back), stand.facing - math.pi / 2)


def _told(fixture: Fixture, measures: dict[str, float], material: Material, register: Register) -> dict[str, Json]:
    return register.extras(
        fixture.id, "fixture", measures, material.name, fixture.polygon, fixture.confidence, fixture=fixture.kind
    )


def _stand(area: Polygon, fixture: Fixture, around: Surroundings) -> _Stand | None:
    """How a model stands in an outline; nothing for outlines of other shapes and sizes."""
    frame = area.minimum_rotated_rectangle
    if not isinstance(frame, Polygon) or area.area < _RECTANGLE * math.pi / 4 * frame.area:
        return None
    corners = shapely.get_coordinates(shapely.orient_polygons(frame)).tolist()
    sides = [LineString(corners[i : i + 2]) for i in range(4)]
    back = min(range(4), key=lambda i: _unfit(fixture, sides, i, around))
    (x0, y0), (x1, y1) = sides[back].coords
    facing = math.atan2(y1 - y0, x1 - x0) + math.pi / 2
    width, depth = round(sides[back].length, 2), round(sides[back - 1].length, 2)
    least = _LEAST.get(fixture.kind, _LEAST_OTHER)
    if width < least[0] or depth < least[1] or max(width, depth) > _LARGEST:
        return None
    return _Stand(((x0 + x1) / 2, (y0 + y1) / 2), facing, width, depth)


def _unfit(fixture: Fixture, sides: Sequence[LineString], number: int, around: Surroundings) -> tuple[bool, bool, float]:
    """Why a side is hardly the back: the wrong side of a long thing, no wall behind it, not where the drawing's angle says."""
    side, other = sides[number].length, sides[number - 1].length
    wrong = (fixture.kind in _LENGTHWISE and side > other + _SAME_SIDE) or (
        fixture.kind in _CROSSWISE and side < other - _SAME_SIDE
    )
    behind = around.distance(sides[number])
    (x0, y0), (x1, y1) = sides[number].coords
    facing = math.atan2(y1 - y0, x1 - x0) + math.pi / 2
    turned = abs(math.remainder(facing - math.radians(fixture.angle), 2 * math.pi))
    return wrong, behind > _BESIDE, turned if behind > _BESIDE else behind
