"""Fills: areas as narrow as walls, and the tints of rooms."""

import re
from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.lines.bands import THICKEST_SOLID, THINNEST
from archdesk.interpret.offline.lines.table import Flags, Frame, Lines
from archdesk.model.document import Fill, Page

WHITE = 240  # paper and masks
SMALLEST_FILL = 0.12  # metres of its longest side; a nib between two openings
MOSTLY = 0.6  # share of a filled area that is wider than any wall: a tinted room, whose corners are no walls
BESIDE = 0.02  # metres
ON = 0.01  # metres between a tint's edge and the line around it
OUTLINING = 0.85  # share of a pen's lines that lie on the edges of tints, where it draws these
NO_WALL_FILL = re.compile(
    r"furn|moeb|möb|mobil|glaz|wind|fenst|door|tuer|tür|anno|dim|text|title|plankopf|cartou|room|area|zone", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, eq=False)
class Fills:
    """Filled areas that may be walls, and those that are too broad."""

    walls: shapely.Geometry
    tints: shapely.Geometry


def find_fills(page: Page, frame: Frame) -> Fills:
    """What is filled, in metres."""
    shapes = [shape for fill in page.fills if may_be_wall(fill) and (shape := filled_shape(fill, frame)) is not None]
    if not shapes:
        return Fills(shapely.Polygon(), shapely.Polygon())
    parts = shapely.get_parts(shapely.union_all(shapely.make_valid(np.array(shapes, dtype=object))))
    broad = shapely.buffer(shapely.buffer(parts, -THICKEST_SOLID / 2), THICKEST_SOLID / 2 + BESIDE)
    narrow = shapely.area(shapely.intersection(parts, broad)) < MOSTLY * shapely.area(parts)
    left = shapely.union_all(parts[narrow]).difference(shapely.union_all(broad[narrow]))
    walls = left.buffer(-THINNEST / 2.1, join_style="mitre").buffer(THINNEST / 2.1, join_style="mitre")
    long = [part for part in shapely.get_parts(walls) if _longest_side(part) > SMALLEST_FILL]
    return Fills(shapely.union_all(long), shapely.union_all(parts[~narrow]))


def around_tints(lines: Lines, tints: shapely.Geometry) -> Flags:
    """Which lines of pens that mostly outline tints do so."""
    if tints.is_empty or not len(lines):
        return np.zeros(len(lines), np.bool_)
    edges = shapely.boundary(tints).buffer(ON)
    shapely.prepare(edges)
    along = shapely.covered_by(shapely.linestrings(np.stack([lines.start, lines.end], axis=1)), edges)
    total = np.bincount(lines.pen, weights=lines.length, minlength=len(lines.pens))
    outlining = np.bincount(lines.pen[along], weights=lines.length[along], minlength=len(lines.pens)) > OUTLINING * total
    found: Flags = along & outlining[lines.pen]
    return found


def may_be_wall(fill: Fill) -> bool:
    return min(fill.colour) < WHITE and not NO_WALL_FILL.search(fill.layer)


def filled_shape(fill: Fill, frame: Frame) -> shapely.Geometry | None:
    """The filled area by the even-odd rule."""
    rings = [frame.inwards(np.array(ring)) for ring in fill.rings if len(ring) > 2]
    rings = [ring for ring in rings if np.isfinite(ring).all()]
    shape: shapely.Geometry | None = None
    for ring in rings:
        part = shapely.make_valid(shapely.Polygon(ring))
        shape = part if shape is None else shape.symmetric_difference(part)
    return shape if shape is not None and _longest_side(shape) > SMALLEST_FILL else None


def _longest_side(shape: shapely.Geometry) -> float:
    x0, y0, x1, y1 = shape.bounds if not shape.is_empty else (0.0, 0.0, 0.0, 0.0)
    return float(max(x1 - x0, y1 - y0))
