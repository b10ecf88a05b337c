"""Rooms that a drawing shows by colour: a tint that holds one name, between walls, is a room's ground."""

from collections.abc import Sequence

from shapely import STRtree, points, prepare, unary_union
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from archdesk.geometry.polygons import footprint, polygon_of, polygons_in
from archdesk.interpret.offline.assembly.naming import Caption
from archdesk.interpret.offline.evidence import WallPiece
from archdesk.model.floorplan import Use
from archdesk.model.shapes import Ring

NEAR = 0.3  # metres between a tint's edge and the wall that it ends at
WALLED = 0.5  # of a tint's outline lies along walls; less is a carpet, a plate behind a word, or ground
FEW = 4  # tints between walls that show a habit
HABIT = 0.6  # of the tints that hold a name; where so many lie between walls, each shows a room


def room_edges(tints: Sequence[Ring], walls: Sequence[WallPiece], captions: Sequence[Caption]) -> tuple[BaseGeometry, ...]:
    """The outlines of the tints that are a room each; everything is in metres."""
    named = [caption.place for caption in captions if caption.name and caption.use is not Use.OUTDOOR]
    if not tints or not named:
        return ()
    along = unary_union([footprint(wall.start, wall.end, wall.thickness + 2 * NEAR, wall.bulge) for wall in walls])
    prepare(along)
    claimed: dict[int, Polygon] = {}
    shapes = [part for ring in tints for part in polygons_in(polygon_of(ring))]
    spots = STRtree(points(named))
    for shape in sorted(shapes, key=lambda part: -part.area):
        inside = spots.query(shape, predicate="contains")
        if len(inside) == 1:
            claimed.setdefault(int(inside[0]), shape)
    edges = [shape.exterior for shape in claimed.values()]
    walled = [edge.intersection(along).length >= WALLED * edge.length for edge in edges]
    if sum(walled) >= max(FEW, HABIT * len(edges)):
        return tuple(edges)
    return tuple(edge for edge, is_walled in zip(edges, walled, strict=True) if is_walled)
