"""The rooms of a building as a table in CSV: what a spreadsheet opens, with a point in its numbers."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from archdesk.export.whole import write_whole
from archdesk.geometry.axis import place_on
from archdesk.geometry.polygons import polygon_of
from archdesk.model.floorplan import FloorPlan, Opening, OpeningKind, Room, Survey
from archdesk.model.shapes import length_of

COLUMNS = ("Storey", "Name", "Use", "Area m²", "Printed area m²", "Perimeter m", "Height m", "Doors", "Windows")
_BESIDE = 0.15  # metres from a wall's face: there begins the room that an opening leads to
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would calculate a name that begins so


def write_csv(survey: Survey, target: Path) -> None:
    """Write the rooms in the order of the plan; with the mark by which Excel knows UTF-8.

    Raises:
        ModelNotWritten: the file could not be written.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for plan in survey.storeys:
        table.writerows(_rows(plan))
    write_whole(target, text.getvalue().encode("utf-8-sig"))


def _rows(plan: FloorPlan) -> Iterator[tuple[str, ...]]:
    sides = [(opening, tuple(_sides(plan, opening))) for opening in plan.openings]
    for room in plan.rooms:
        area = polygon_of(room.polygon)
        leading = [opening.kind for opening, points in sides if any(area.contains(point) for point in points)]
        printed = "" if room.printed_area is None else f"{room.printed_area:.2f}"
        yield (
            _plain(plan.name),
            _plain(room.name),
            room.use.value,
            f"{room.area:.2f}",
            printed,
            f"{_perimeter(room):.2f}",
            f"{plan.height:.2f}",
            str(leading.count(OpeningKind.DOOR)),
            str(leading.count(OpeningKind.WINDOW)),
        )


def _sides(plan: FloorPlan, opening: Opening) -> Iterator[BaseGeometry]:
    wall = plan.walls_by_id.get(opening.wall)
    if wall is not None:
        away = wall.thickness / 2 + _BESIDE
        yield from (shapely.Point(place_on(wall, opening.offset, aside)) for aside in (away, -away))


def _perimeter(room: Room) -> float:
    return sum(length_of((*ring, ring[0])) for ring in (room.polygon, *room.holes) if ring)


def _plain(name: str) -> str:
    return f"'{name}" if name.startswith(_FORMULAS) else name
