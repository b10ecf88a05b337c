"""Insides: outlines that no line ends on, but that go around a room and not around a table, as walls lie behind them."""

import numpy as np
import shapely

from archdesk.interpret.offline.lines.axes import wall_bands
from archdesk.interpret.offline.lines.bands import Edges, facing
from archdesk.interpret.offline.lines.pairing import SAME_THICKNESS
from archdesk.interpret.offline.lines.table import Flags, Floats, Ints, Lines

USUAL = 0.05  # share of all walls' metres that makes a thickness usual
THINNEST = 0.09  # metres of a partition; the frames of coffers and rugs are as wide as a hand
THICKEST = 0.3  # metres of a partition; a coffer or a rug lies further from the wall
AROUND = 0.7  # share of a room's outline that has wall behind it


def within_walls(
    lines: Lines, shapes: list[shapely.Geometry], outlining: list[Ints], alone: Flags, walls: shapely.Geometry
) -> Flags:
    """Which lines of lone outlines go around a room: usual walls lie behind them all the way, up to another line."""
    found = np.zeros(len(lines), np.bool_)
    if not alone.any():
        return found
    bands = wall_bands(walls)
    if not len(bands):
        return found
    bucket = np.round(bands.thickness / SAME_THICKNESS).astype(np.intp)
    metres = np.bincount(bucket, weights=bands.length, minlength=int(THICKEST / SAME_THICKNESS) + 2)
    metres[1:-1] += metres[:-2] + metres[2:]
    usual = metres > USUAL * bands.length.sum()
    others = lines.pick(~alone)
    tree = shapely.STRtree(shapely.linestrings(np.stack([others.start, others.end], axis=1)))
    for shape, rows in zip(shapes, outlining, strict=True):
        if shape.geom_type == "Polygon" and alone[rows].all():
            near = others.pick(tree.query(shapely.box(*shape.bounds).buffer(THICKEST)))
            found[rows] = _walled(lines.pick(rows), near, shape, usual) > AROUND * shape.length
    return found


def _walled(outline: Lines, near: Lines, shape: shapely.Geometry, usual: Flags) -> float:
    """The metres of an outline that have another line behind them, a usual wall away."""
    n = len(outline)
    pairs = facing(
        Edges(np.vstack([outline.start, near.start]), np.vstack([outline.end, near.end])),
        two_sided=True,
        thickest=THICKEST,
        thinnest=THINNEST,
    )
    bands = pairs.bands.pick((pairs.first < n) != (pairs.second < n))
    middle: Floats = (bands.start + bands.end) / 2
    behind = ~shapely.contains_xy(shape, *middle.T) & usual[np.round(bands.thickness / SAME_THICKNESS).astype(np.intp)]
    return float(bands.length[behind].sum())
