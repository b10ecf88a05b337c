"""The holes in a wall: cleared of each other, and between which rooms they lie."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely
from shapely import Polygon, STRtree

from archdesk.geometry.axis import Axis, Place
from archdesk.model.floorplan import Opening, OpeningKind, Room, Use
from archdesk.model.shapes import Point

_POST = 0.01  # what stays of the wall between two holes, so that their edges never touch
_NARROWEST = 0.1  # less is no opening one could use
_BESIDE = 0.25  # how far from the wall's face a room is asked for


@dataclass(frozen=True, slots=True)
class Hole:
    """An opening as it is cut: from ``start`` to ``end`` along the axis, from ``sill`` to ``head`` over the floor."""

    opening: Opening
    start: float
    end: float
    sill: float
    head: float

    @property
    def width(self) -> float:
        return self.end - self.start

    @property
    def height(self) -> float:
        return self.head - self.sill

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def clear_holes(openings: Iterable[Opening], length: float, height: float) -> tuple[Hole, ...]:
    """The holes of one wall from its start on: inside the wall and apart from each other; what is left of none is dropped."""
    holes: list[Hole] = []
    for opening in sorted(openings, key=lambda opening: opening.offset - opening.width / 2):
        if not all(map(math.isfinite, (opening.offset, opening.width, opening.sill, opening.head))):
            continue
        free = holes[-1].end + _POST if holes else 0.0
        start, end = max(opening.offset - opening.width / 2, free), min(opening.offset + opening.width / 2, length)
        sill, head = max(opening.sill, 0.0), min(opening.head, height)
        if end - start >= _NARROWEST and head - sill >= _NARROWEST:
            holes.append(Hole(opening, start, end, sill, head))
    return tuple(holes)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A room beside an opening, by the name it goes by."""

    name: str
    use: Use


Sides = tuple[Neighbour | None, Neighbour | None]
"""What lies to the left and to the right of an opening."""


class Neighbours:
    """Tells which rooms lie on both sides of an opening."""

    def __init__(self, rooms: Sequence[Room]) -> None:
        known = [
            (Neighbour(name_of(room, number), room.use), Polygon(room.polygon))
            for number, room in enumerate(rooms, 1)
            if len(room.polygon) > 2
        ]
        self._rooms = [room for room, area in known if area.is_valid]
        self._tree = STRtree([area for _, area in known if area.is_valid])

    def beside(self, axis: Axis, hole: Hole, thickness: float) -> Sides:
        """The rooms to the left and to the right of the axis."""
        place = axis.at(hole.middle)
        return self._at(place, thickness / 2 + _BESIDE), self._at(place, -thickness / 2 - _BESIDE)

    def _at(self, place: Place, across: float) -> Neighbour | None:
        point: Point = place.shifted(0, across)
        found = self._tree.query(shapely.Point(point), predicate="within")
        return self._rooms[int(found[0])] if len(found) else None


def name_of(room: Room, number: int) -> str:
    """A room's name in the drawing, or what it is for and its number."""
    return room.name or f"{'Room' if room.use.value == 'other' else room.use.value.capitalize()} {number}"


def title_of(kind: OpeningKind, number: int, sides: Sides) -> str:
    """A name such as "Door 3, Kitchen – Hall" or "Window 2, Kitchen"."""
    known = [room.name for room in sides if room]
    noun = kind.value.capitalize()
    if kind is not OpeningKind.WINDOW and len(known) == 1:
        known.append("outside")
    return f"{noun} {number}" + (f", {' – '.join(known)}" if known else "")
