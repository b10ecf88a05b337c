"""Columns: filled or walled shapes of one size that stand free within the building."""

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.fills import filled_shape, may_be_wall
from archdesk.interpret.offline.lines.table import Flags, Floats, Frame
from archdesk.model.document import Page
from archdesk.model.floorplan import OpeningKind

NARROWEST, WIDEST = 0.12, 1.05  # metres of a column's sides
SLENDEREST = 2.6  # times as long as wide
BOXY = 0.95  # share of its smallest rectangle that a square column fills
ROUND = (0.76, 0.8)  # the same of a round one: a quarter of pi
ALIKE = 0.02  # metres by which columns of one size differ
FEWEST = 2
MOST = 1000  # of one page; more are a texture
FREE = 0.02  # metres between a column and a wall or an opening
DARK = 110  # of 255; paler fills are furniture


def find_columns(
    page: Page, walls: shapely.Geometry, openings: list[OpeningFind], frame: Frame, *, is_named: bool
) -> tuple[list[shapely.Geometry], list[OpeningFind]]:
    """The columns in metres, and the openings without those passages that only part one column from the next."""
    parts = shapely.get_parts(walls)
    mine = _sized(parts) & (not is_named)  # what lies on a wall's layer is a wall
    rest = parts[~mine]
    dark = [fill for fill in page.fills if may_be_wall(fill) and (fill.pattern or max(fill.colour) < DARK)]
    filled = [shape for fill in dark if (shape := filled_shape(fill, frame)) is not None]
    dark_parts = shapely.get_parts(np.array(filled, dtype=object))
    candidates = np.concatenate([dark_parts[_sized(dark_parts)], parts[mine]])
    if not len(candidates) or not len(rest):
        return [], openings
    building = shapely.convex_hull(shapely.union_all(rest))
    joinery = [o for o in openings if o.kind is not OpeningKind.PASSAGE]
    held = [shapely.linestrings([o.start, o.end]).buffer(o.thickness / 2) for o in joinery]
    taken = shapely.union_all([*rest, *held]).buffer(FREE)
    free = shapely.within(candidates, building) & ~shapely.intersects(candidates, taken)
    columns: list[shapely.Geometry] = []
    candidates = candidates[free][:MOST]
    for shape in candidates[_alike(candidates)]:
        if not any(shape.intersects(other) for other in columns):
            columns.append(shape)
    if not columns:
        return [], openings
    standing = shapely.union_all(columns).buffer(FREE)
    parting = [o.kind is OpeningKind.PASSAGE and standing.intersects(shapely.linestrings([o.start, o.end])) for o in openings]
    return columns, [opening for opening, parts_columns in zip(openings, parting, strict=True) if not parts_columns]


def _sized(shapes: "np.ndarray[tuple[int], np.dtype[np.object_]]") -> Flags:
    box = shapely.bounds(shapes).reshape(-1, 4)
    small = np.hypot(*(box[:, 2:] - box[:, :2]).T) < 2 * WIDEST
    sides = np.zeros((len(shapes), 2))
    sides[small] = _sides(shapes[small])
    share = shapely.area(shapes) / np.maximum(sides.prod(axis=1), 1e-9)
    sized = (sides[:, 0] > NARROWEST) & (sides[:, 1] < WIDEST) & (sides[:, 1] < SLENDEREST * sides[:, 0])
    result: Flags = sized & ((share > BOXY) | (share > ROUND[0]) & (share < ROUND[1]))
    return result


def _sides(shapes: "np.ndarray[tuple[int], np.dtype[np.object_]]") -> Floats:
    """The short and the long side of the smallest rectangle around each."""
    rings = [shapely.get_coordinates(shapely.minimum_rotated_rectangle(shape)) for shape in shapes]
    sides = [np.sort(np.hypot(*(ring[1:3] - ring[:2]).T)) if len(ring) > 3 else np.zeros(2) for ring in rings]
    return np.array(sides, dtype=np.float64).reshape(-1, 2)


def _alike(shapes: "np.ndarray[tuple[int], np.dtype[np.object_]]") -> Flags:
    """Which shapes have another of their size elsewhere."""
    sides = _sides(shapes)
    middles = shapely.get_coordinates(shapely.centroid(shapes))
    same = (np.abs(sides[:, None] - sides[None]) < ALIKE).all(axis=2)
    apart = np.hypot(*(middles[:, None] - middles[None]).transpose(2, 0, 1)) > NARROWEST
    result: Flags = (same & apart).sum(axis=1) >= FEWEST - 1
    return result
