"""Doors and windows as drawn in plan: leaves with the arcs of their edges, panes between the faces of the wall."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from archdesk.geometry.axis import place_on
from archdesk.geometry.lines import direction
from archdesk.model.floorplan import Hinge, Opening, Swing, Wall
from archdesk.model.shapes import Point, distance

_PANE = 0.03  # metres from the middle of the wall to a pane
_PIECE = 0.25  # metres of a curved window that are drawn straight
_LEAF = 0.04  # metres: the thickness of a leaf that slides
_AJAR = 0.3  # of its width that it is open
_PANEL = 0.6  # metres: the widest part of a folding door
_FOLDED = math.radians(40)  # of a part to the wall
_OVERLAP = 0.05  # metres that one sliding leaf covers of the other


@dataclass(frozen=True, slots=True)
class Line:
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """A piece of a circle, counter-clockwise; the angles in degrees."""

    centre: Point
    radius: float
    start: float
    end: float


def door_marks(wall: Wall, door: Opening) -> Iterator[Line | Arc]:
    """The leaves of a door as its swing says; one that says nothing turns to the left about its start."""
    start, end = door.offset - door.width / 2, door.offset + door.width / 2
    if door.swing is Swing.SLIDE:
        yield from _sliding(wall, start, end, door)
    elif door.swing is Swing.FOLD:
        yield from _folding(wall, start, end, door)
    else:
        middle = door.offset
        leaves = [(start, middle), (end, middle)] if door.leaves > 1 else [(start, end)]
        if door.leaves <= 1 and door.hinge is Hinge.END:
            leaves = [(end, start)]
        sides = (1, -1) if door.swing is Swing.BOTH else (-1,) if door.swing is Swing.RIGHT else (1,)
        for hinge, edge in leaves:
            for side in sides:
                yield from _turning(wall, hinge, edge, side)


def window_marks(wall: Wall, window: Opening) -> Iterator[Line]:
    """Both faces of the wall, and two panes between them."""
    start, end = window.offset - window.width / 2, window.offset + window.width / 2
    pieces = max(1, math.ceil(window.width / _PIECE)) if wall.bulge or len(wall.path) > 2 else 1
    pane = min(_PANE, wall.thickness / 6)
    for aside in (wall.thickness / 2, pane, -pane, -wall.thickness / 2):
        yield Line(tuple(place_on(wall, start + (end - start) * n / pieces, aside) for n in range(pieces + 1)))


def _turning(wall: Wall, hinge: float, edge: float, side: int) -> Iterator[Line | Arc]:
    """An open leaf at the face of the wall, and the way of its edge."""
    face = side * wall.thickness / 2
    pin, jamb = place_on(wall, hinge, face), place_on(wall, edge, face)
    along, radius = direction(pin, jamb), distance(pin, jamb)
    turn = side if edge > hinge else -side
    tip = (pin[0] - along[1] * radius * turn, pin[1] + along[0] * radius * turn)
    shut, opened = (math.degrees(math.atan2(p[1] - pin[1], p[0] - pin[0])) for p in (jamb, tip))
    yield Line((pin, tip))
    yield Arc(pin, radius, *((shut, opened) if turn > 0 else (opened, shut)))


def _sliding(wall: Wall, start: float, end: float, door: Opening) -> Iterator[Line]:
    """Two leaves one before the other in the thickness of the wall; one leaf along its face, a little open."""
    if door.leaves > 1:
        aside, middle = wall.thickness / 6, (start + end) / 2
        for first, last, away in ((start, middle + _OVERLAP, aside), (middle - _OVERLAP, end, -aside)):
            yield Line((place_on(wall, first, away), place_on(wall, last, away)))
        return
    shift = (end - start) * _AJAR * (1 if door.hinge is Hinge.END else -1)
    near, far = ((wall.thickness / 2 + away) for away in (_LEAF / 2, _LEAF * 3 / 2))
    corners = ((start, near), (end, near), (end, far), (start, far), (start, near))
    yield Line(tuple(place_on(wall, offset + shift, aside) for offset, aside in corners))


def _folding(wall: Wall, start: float, end: float, door: Opening) -> Iterator[Line]:
    """Panels that are half folded, from the jamb they hang on; from both where there are two leaves."""
    leaves = 2 if door.leaves > 1 else 1
    pairs = max(1, math.ceil((end - start) / leaves / (2 * _PANEL)))
    panel = (end - start) / leaves / (2 * pairs)
    along, away = panel * math.cos(_FOLDED), panel * math.sin(_FOLDED)
    jambs = ((start, 1), (end, -1)) if leaves > 1 else ((end, -1),) if door.hinge is Hinge.END else ((start, 1),)
    for jamb, inwards in jambs:
        yield Line(tuple(place_on(wall, jamb + inwards * along * n, away * (n % 2)) for n in range(2 * pairs + 1)))
