"""What is drawn of each find: outlines in plan metres, y up."""

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF

from archdesk.geometry.curves import arc_from_bulge
from archdesk.model.floorplan import Hinge, Opening, Swing, Wall
from archdesk.model.shapes import Point, Ring, distance

_FLAT = 0.002  # of an arc's radius between it and its chords
_RELIEF = 1.04  # of the wall's thickness: an opening's ground covers the wall's edges too
_ARC_STEPS = 16


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a wall's path and the direction in which the path runs there."""

    place: Point
    along: Point

    def moved(self, along: float, left: float = 0.0) -> Point:
        (x, y), (dx, dy) = self.place, self.along
        return x + along * dx - left * dy, y + along * dy + left * dx


def wall_line(wall: Wall) -> tuple[Point, ...]:
    """The wall's centre line, a curve as chords."""
    if len(wall.path) == 2 and wall.bulge:
        arc = arc_from_bulge(wall.start, wall.end, wall.bulge)
        return arc.points(_FLAT) if arc else wall.path
    return wall.path


def wall_outline(wall: Wall) -> QPainterPath:
    return band(wall_line(wall), wall.thickness)


def opening_ground(opening: Opening, wall: Wall) -> QPainterPath:
    """The piece of wall that the opening takes away."""
    return band(_stretch(wall_line(wall), opening), wall.thickness * _RELIEF)


def window_lines(opening: Opening, wall: Wall) -> QPainterPath:
    """The frame, and the glass in the middle."""
    line = _stretch(wall_line(wall), opening)
    path = band(line, wall.thickness)
    path.addPath(_polyline(line))
    return path


def door_leaves(opening: Opening, wall: Wall) -> QPainterPath:
    """Each leaf standing open, with the arc it turns through; a sliding one lies before the wall."""
    spot = spot_on(wall_line(wall), opening.offset)
    half = opening.width / 2
    path = QPainterPath()
    if opening.swing in {Swing.SLIDE, Swing.FOLD}:
        _add_line(path, (spot.moved(-half, wall.thickness / 4), spot.moved(half * 0.1, wall.thickness / 4)))
        _add_line(path, (spot.moved(-half * 0.1, -wall.thickness / 4), spot.moved(half, -wall.thickness / 4)))
        return path
    sides = {Swing.LEFT: (1,), Swing.RIGHT: (-1,), Swing.BOTH: (1, -1)}.get(opening.swing or Swing.LEFT, (1,))
    for side in sides:
        if opening.leaves > 1:
            _add_leaf(path, spot, -half, half, side)
            _add_leaf(path, spot, half, -half, side)
        elif opening.hinge is Hinge.END:
            _add_leaf(path, spot, half, -opening.width, side)
        else:
            _add_leaf(path, spot, -half, opening.width, side)
    return path


def ring_outline(ring: Ring, holes: Iterable[Ring] = ()) -> QPainterPath:
    path = QPainterPath()
    for outline in (ring, *holes):
        path.addPolygon(QPolygonF([QPointF(*point) for point in outline]))
        path.closeSubpath()
    return path


def arrow(line: tuple[Point, ...], size: float) -> QPainterPath:
    """The line walked up a flight, with a head at its end."""
    path = _polyline(line)
    if len(line) > 1 and distance(line[-2], line[-1]) > 0:
        (x0, y0), (x1, y1) = line[-2], line[-1]
        angle = math.atan2(y1 - y0, x1 - x0)
        for side in (-1, 1):
            back = angle + math.pi + side * math.radians(28)
            _add_line(path, ((x1, y1), (x1 + size * math.cos(back), y1 + size * math.sin(back))))
    return path


def band(line: tuple[Point, ...], width: float) -> QPainterPath:
    """The area along a line, cut off squarely at its ends."""
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.FlatCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return stroker.createStroke(_polyline(line))


def spot_on(line: tuple[Point, ...], offset: float) -> Spot:
    """The place this far along the line; before its start and after its end it runs straight on."""
    left = offset
    for start, end in itertools.pairwise(line):
        length = distance(start, end)
        if length > 0 and (left <= length or end == line[-1]):
            along = (end[0] - start[0]) / length, (end[1] - start[1]) / length
            return Spot((start[0] + left * along[0], start[1] + left * along[1]), along)
        left -= length
    return Spot(line[0], (1.0, 0.0))


def _stretch(line: tuple[Point, ...], opening: Opening) -> tuple[Point, ...]:
    count = 1 if len(line) == 2 else _ARC_STEPS
    start = opening.offset - opening.width / 2
    return tuple(spot_on(line, start + opening.width * i / count).place for i in range(count + 1))


def _add_leaf(path: QPainterPath, spot: Spot, hinge: float, reach: float, side: int) -> None:
    """A leaf hung at ``hinge`` along the wall from the spot, reaching (signed) to the other jamb when shut."""
    points = [spot.moved(hinge)]
    for step in range(_ARC_STEPS + 1):
        angle = math.pi / 2 * (1 - step / _ARC_STEPS)
        points.append(spot.moved(hinge + reach * math.cos(angle), side * abs(reach) * math.sin(angle)))
    _add_line(path, points)


def _polyline(line: Iterable[Point]) -> QPainterPath:
    path = QPainterPath()
    _add_line(path, line)
    return path


def _add_line(path: QPainterPath, line: Iterable[Point]) -> None:
    for i, point in enumerate(line):
        if i == 0:
            path.moveTo(*point)
        else:
            path.lineTo(*point)
