"""A plan drawn as draughtsmen draw it: marks in metres by layers, storeys beside each other."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from archdesk.export.opening_drawing import Arc, Line, door_marks, window_marks
from archdesk.export.stair_drawing import stair_lines
from archdesk.geometry.axis import axis_of
from archdesk.geometry.footprints import grounds_of
from archdesk.geometry.polygons import polygon_of, polygons_in
from archdesk.model.floorplan import FloorPlan, OpeningKind, Room, Survey
from archdesk.model.shapes import Box, Point, Ring, box_around

APART = 4.0  # metres between two storeys
_TITLE, _NAME, _AREA = 0.3, 0.2, 0.16  # the heights of letters in metres: 3, 2 and 1.6 mm at 1:100
_DROP = 1.2  # metres from the plan down to its title
_BEYOND = 0.02  # metres that an opening is cut beyond the faces of its wall
_SEAM = 1e-5  # metres: no seam is drawn where walls meet
_LABEL = 0.1  # metres; the place of a room's name is found so exactly


class Layer(enum.Enum):
    """What is drawn together, the lowest first; with the number of its colour in AutoCAD and as red, green and blue."""

    ROOMS = "Rooms", 9, "#c0c0c0"
    FIXTURES = "Fixtures", 8, "#808080"
    STAIRS = "Stairs", 8, "#808080"
    WALLS = "Walls", 7, "#202020"
    COLUMNS = "Columns", 7, "#202020"
    WINDOWS = "Windows", 5, "#2050c0"
    DOORS = "Doors", 3, "#207030"
    TEXTS = "Texts", 7, "#202020"

    def __init__(self, title: str, number: int, colour: str) -> None:
        self.title, self.number, self.colour = title, number, colour


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed line, its holes with it."""

    rings: tuple[Ring, ...]
    is_filled: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A text about its middle; ``height`` is that of its capitals."""

    text: str
    place: Point
    height: float


Mark = Outline | Line | Arc | Words


@dataclass(frozen=True, slots=True)
class StoreyDrawing:
    """A storey's marks by layers, and by how much they are to be moved to the right to stand beside the others."""

    plan: FloorPlan
    name: str
    marks: tuple[tuple[Layer, Mark], ...]
    box: Box
    shift: float


def draw_plans(survey: Survey) -> tuple[StoreyDrawing, ...]:
    """The storeys that hold anything, the first where it is."""
    drawn: list[StoreyDrawing] = []
    for plan in survey.storeys:
        marks = tuple(_marks(plan))
        points = [point for _, mark in marks if isinstance(mark, Outline | Line) for point in _points(mark)]
        if points:
            box = box_around(points)
            title = one_line(plan.name) or f"Storey {plan.level}"
            words = Words(title, (box.centre[0], box.y0 - _DROP), _TITLE)
            shift = drawn[-1].box.x1 + drawn[-1].shift + APART - box.x0 if drawn else 0.0
            drawn.append(StoreyDrawing(plan, title, (*marks, (Layer.TEXTS, words)), box, shift))
    return tuple(drawn)


def one_line(words: str) -> str:
    """Without signs that a drawing's file could not hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def _points(mark: Outline | Line) -> Iterator[Point]:
    yield from mark.points if isinstance(mark, Line) else mark.rings[0]


def _marks(plan: FloorPlan) -> Iterator[tuple[Layer, Mark]]:
    for room in plan.rooms:
        yield Layer.ROOMS, Outline((room.polygon, *room.holes))
        yield from ((Layer.TEXTS, words) for words in _labels(room))
    yield from ((Layer.WALLS, Outline(_rings(part), is_filled=True)) for part in polygons_in(_walls(plan)))
    for column in plan.columns:
        yield Layer.COLUMNS, Outline((column.polygon,), is_filled=True)
    for opening in plan.openings:
        wall = plan.walls_by_id.get(opening.wall)
        if wall is not None and opening.kind is OpeningKind.DOOR:
            yield from ((Layer.DOORS, mark) for mark in door_marks(wall, opening))
        elif wall is not None and opening.kind is OpeningKind.WINDOW:
            yield from ((Layer.WINDOWS, mark) for mark in window_marks(wall, opening))
    for stair in plan.stairs:
        yield Layer.STAIRS, Outline((stair.polygon,))
        yield from ((Layer.STAIRS, Line(points)) for points in stair_lines(stair))
    for fixture in plan.fixtures:
        yield Layer.FIXTURES, Outline((fixture.polygon,))


def _walls(plan: FloorPlan) -> BaseGeometry:
    """What all walls stand on, cut through at the openings."""
    grounds = [part for parts in grounds_of(plan.walls).values() for part in parts]
    cuts = []
    for opening in plan.openings:
        wall = plan.walls_by_id.get(opening.wall)
        if wall is not None and wall.length > 0:
            start, end = opening.offset - opening.width / 2, opening.offset + opening.width / 2
            cuts.append(axis_of(wall).strip(start, end, wall.thickness / 2 + _BEYOND))
    return shapely.union_all(grounds, grid_size=_SEAM).difference(shapely.union_all(cuts)).simplify(0.0)


def _labels(room: Room) -> Iterator[Words]:
    """The name and the area, one under the other in the widest place."""
    parts = polygons_in(polygon_of(room.polygon))
    if parts:
        place = shapely.maximum_inscribed_circle(max(parts, key=lambda part: part.area), _LABEL).coords[0]
        x, y = float(place[0]), float(place[1])
        if room.name:
            yield Words(one_line(room.name), (x, y + _NAME), _NAME)
        yield Words(f"{room.area:.1f} m²", (x, y - _NAME), _AREA)


def _rings(area: Polygon) -> tuple[Ring, ...]:
    return tuple(tuple((x, y) for x, y in ring.coords[:-1]) for ring in (area.exterior, *area.interiors))
