"""Tints: the broad filled areas that show a room, or the part of a building that one name holds for."""

from collections import defaultdict

import numpy as np
import shapely

from archdesk.geometry.polygons import polygons_in, ring_of
from archdesk.interpret.offline.lines.bands import THICKEST_SOLID
from archdesk.interpret.offline.lines.fills import WHITE, filled_shape
from archdesk.interpret.offline.lines.table import Frame
from archdesk.model.document import Colour, Page
from archdesk.model.shapes import Ring

SMALLEST = 0.8  # square metres; a closet one can stand in
TOUCHING = 0.005  # metres between the pieces that one tint was cut into
MOST = 2000  # fills of a page; more of them are a rendering


def room_tints(page: Page, frame: Frame) -> tuple[Ring, ...]:
    """The outlines of all tints in page units: those of each piece, and those of touching pieces of one colour together."""
    if len(page.fills) > MOST:
        return ()
    pieces: dict[Colour, list[shapely.Geometry]] = defaultdict(list)
    for fill in page.fills:
        shape = filled_shape(fill, frame) if min(fill.colour) < WHITE else None
        if shape is not None and shape.area > 0 and not shapely.is_empty(shapely.buffer(shape, -THICKEST_SOLID / 2)):
            pieces[fill.colour].append(shape)
    found: list[shapely.Geometry] = []
    for alike in pieces.values():
        grown = shapely.buffer(np.array(alike, dtype=object), TOUCHING, join_style="mitre")
        found += [*alike, *shapely.get_parts(shapely.buffer(shapely.union_all(grown), -TOUCHING, join_style="mitre"))]
    parts = (part for shape in found for part in polygons_in(shape) if part.area > SMALLEST)
    return tuple(tuple(frame.outwards(point) for point in ring_of(part.exterior)) for part in parts)
