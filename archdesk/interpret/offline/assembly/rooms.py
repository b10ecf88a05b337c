"""Rooms: the faces that walls close, with gaps bridged and open plans parted between their names."""

from collections.abc import Sequence
from dataclasses import dataclass

from shapely import unary_union
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from archdesk.geometry.polygons import footprint, polygons_in, ring_of, straightened
from archdesk.interpret.offline.assembly.bridges import LINE, Bridge, find_bridges
from archdesk.interpret.offline.assembly.parting import Seeds, find_cells, part_rooms
from archdesk.interpret.offline.evidence import Closing, OpeningFind, WallPiece
from archdesk.model.floorplan import OpeningKind
from archdesk.model.shapes import Ring, distance

SMALLEST = 0.2  # square metres; a closet that leaves shut
NARROWEST = 0.3  # metres; a wall's hollow is no room
SEAM = 0.004  # metres by which walls are grown so that touching ones leave no slit
NIB = 0.06  # half the width of a notch that is no part of a room's outline
WIDE = 2.0  # metres; a passage so wide parts two rooms only where they are told apart
STRAIGHT = 0.012  # metres that a corner may stand off its neighbours' line and still be dropped
ALONG, CLEAR = 0.05, 0.1  # metres beside a wall, where a line parts nothing from it, if no more of it runs clear of walls
SEEN = 0.7  # what a metre of a line costs that was seen between two walls, where one that was only thought of costs one


@dataclass(frozen=True, slots=True)
class Face:
    """The ground of a room."""

    ring: Ring
    holes: tuple[Ring, ...]
    confidence: float

    @property
    def shape(self) -> Polygon:
        return Polygon(self.ring, self.holes)


def close_faces(
    walls: Sequence[WallPiece],
    closings: Sequence[Closing],
    seeds: Seeds,
    finds: Sequence[OpeningFind] = (),
    edges: Sequence[BaseGeometry] = (),
) -> tuple[Face, ...]:
    """The faces that are rooms, the largest first; the seeds part an open plan, and no room goes beyond one of the edges."""
    if not walls:
        return ()
    firm, weak = _barriers(walls, closings, finds)
    firm = unary_union([firm, *(edge.buffer(LINE) for edge in edges)])
    cells = find_cells([firm, *(bridge.line.buffer(LINE) for bridge in weak)])
    rooms, kept = part_rooms(cells, weak, seeds)
    loose = unary_union(kept).buffer(3 * LINE) if kept else Polygon()
    shapes = [shape for room in rooms for shape in polygons_in(room.difference(firm))]
    faces = [_face(shape, float(shape.exterior.intersection(loose).length) / shape.length) for shape in shapes]
    return tuple(sorted((face for face in faces if face), key=lambda face: -face.shape.area))


def _barriers(
    walls: Sequence[WallPiece], closings: Sequence[Closing], finds: Sequence[OpeningFind]
) -> tuple[BaseGeometry, list[Bridge]]:
    """What parts rooms, and the lines that may."""
    footprints = [footprint(wall.start, wall.end, wall.thickness + 2 * SEAM, wall.bulge) for wall in walls]
    passages, bridges = find_bridges(walls, footprints)
    wide = [find for find in finds if find.kind is OpeningKind.PASSAGE and distance(find.start, find.end) > WIDE]
    gaps = unary_union([footprint(find.start, find.end, find.thickness + NIB) for find in wide])
    firm = unary_union([*footprints, *(line.buffer(LINE) for line in passages)]).difference(gaps)
    ends = [(line.start, line.end) for line in closings] + [(find.start, find.end) for find in wide]
    lines = bridges + [Bridge(LineString(pair), SEEN) for pair in ends]
    return firm, _apart(lines, firm)


def _apart(lines: Sequence[Bridge], firm: BaseGeometry) -> list[Bridge]:
    """The lines but those that run beside a wall all along; what runs inside walls may close a slit between them."""
    beside = firm.buffer(ALONG)
    return [
        bridge
        for bridge in lines
        if bridge.line.difference(beside).length > CLEAR or bridge.line.difference(firm).length < bridge.line.length / 2
    ]


def _face(shape: Polygon, openness: float) -> Face | None:
    """The room's outline without notches; None where it is too small or too narrow for a room."""
    opened = shape.buffer(-NIB, join_style="mitre").buffer(NIB, join_style="mitre")
    whole = max(polygons_in(opened), key=lambda part: part.area, default=None)
    if whole is None or whole.area < SMALLEST or whole.buffer(-NARROWEST / 2).is_empty:
        return None
    holes = tuple(ring_of(hole) for hole in whole.interiors if Polygon(hole).area > NARROWEST * NARROWEST / 4)
    grown = Polygon(straightened(ring_of(whole.exterior), STRAIGHT), holes).buffer(SEAM, join_style="mitre")
    outline = max(polygons_in(grown), key=lambda part: part.area)
    ring, *inner = (straightened(ring_of(line), STRAIGHT) for line in (outline.exterior, *outline.interiors))
    if not Polygon(ring, inner).is_valid:
        ring, *inner = (ring_of(line) for line in (outline.exterior, *outline.interiors))
    return Face(ring, tuple(inner), max(0.3, 0.95 - openness))
