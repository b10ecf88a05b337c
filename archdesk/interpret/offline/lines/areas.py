"""The area that walls take on a page: fills, closed outlines, and strips between faces that pair."""

from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.annexes import Network
from archdesk.interpret.offline.lines.axes import outline_edges
from archdesk.interpret.offline.lines.bands import THICKEST_SOLID, Bands, facing
from archdesk.interpret.offline.lines.bundles import bundled
from archdesk.interpret.offline.lines.fills import around_tints, find_fills
from archdesk.interpret.offline.lines.furniture import without_furniture
from archdesk.interpret.offline.lines.leaves import slabs
from archdesk.interpret.offline.lines.masonry import MANY_LINES, masonry
from archdesk.interpret.offline.lines.pairing import SAME_THICKNESS, corners, paired_strips
from archdesk.interpret.offline.lines.panes import sort_panes
from archdesk.interpret.offline.lines.pens import of_pens, wall_pens
from archdesk.interpret.offline.lines.rings import thin_rings
from archdesk.interpret.offline.lines.scribble import is_scribble
from archdesk.interpret.offline.lines.slivers import without_slivers
from archdesk.interpret.offline.lines.swings import Swings, is_leaf
from archdesk.interpret.offline.lines.table import Flags, Frame, Lines, PenClass
from archdesk.interpret.offline.lines.textures import textured
from archdesk.model.document import Page

MUCH_FILL = 1.0  # square metres of filled walls: then the drawing's walls are filled
BESIDE = 0.02  # metres
USUAL_LENGTH = 1.0  # metres of a wall that shows a usual thickness
ONE_PEN = 0.6  # share of all lines that the walls' pens drew, beyond which they drew windows too
ALL = 0.8  # share beyond which the pen tells nothing at all
HOLLOW = 0.4  # share of the walls between lines that no fill covers: then fills are something else
FILLED_SHARE = 0.5  # the fills' outline against the lines of wall pens: less is a chimney in a hollow plan
FILLED_SHARE_UNNAMED = 0.05  # the same where no layer's name says that hollow walls are there
LEAST_OUTLINE = 12.0  # metres around fills that make a building
OUTLINING = 0.4  # share of a pen's lines that run along fills


@dataclass(frozen=True, slots=True, eq=False)
class WallArea:
    """All walls as one shape, in metres; ``distinct`` tells that their marks are surely no furniture.

    That is so where they are filled, or lie on layers with a wall's name; ``sifted`` tells that most furniture is gone.
    """

    shape: shapely.Geometry
    distinct: bool
    sifted: bool
    panes: tuple[OpeningFind, ...]
    pens: frozenset[PenClass]
    networks: tuple[Network, ...] = ()


def wall_area(page: Page, lines: Lines, swings: Swings, frame: Frame) -> WallArea:
    """The page's walls, openings left out as far as the drawing leaves them out."""
    fills = find_fills(page, frame)
    filled = fills.walls
    straight = lines.pick(~lines.curved & ~lines.symbol & ~is_leaf(lines, swings))
    straight = straight.pick(~slabs(straight))
    drawn = float(straight.length.sum())
    straight = straight.pick(~textured(straight))
    straight = straight.pick(~around_tints(straight, fills.tints))
    chosen = wall_pens(straight, is_lettered=bool(page.texts))
    mine, distinct = straight.pick(of_pens(straight, chosen.pens)), chosen.named
    pens = frozenset(lines.pens[pen] for pen in chosen.pens)
    one_pen = mine.length.sum() > ONE_PEN * drawn
    is_mess = len(mine) > MANY_LINES and is_scribble(mine)
    if mine.length.sum() > ALL * straight.length.sum() and not chosen.named and not is_mess:
        built = masonry(mine)
        found = without_slivers(built.shape, swings.hinge)
        if found.difference(filled).area > HOLLOW * found.area:
            return WallArea(
                _with_fills(found, filled), distinct=False, sifted=True, panes=(), pens=pens, networks=built.networks
            )
    if one_pen:
        mine = mine.pick(~bundled(mine))
    share = FILLED_SHARE if chosen.named else FILLED_SHARE_UNNAMED
    if filled.area > MUCH_FILL and filled.length > max(share * mine.length.sum(), LEAST_OUTLINE):
        mine, distinct = _beside(mine, filled), True
    rings, used = thin_rings(mine)
    strips = paired_strips(mine.pick(~used))
    sorted_out = sort_panes(rings, strips)
    strips = strips.pick(sorted_out.strips)
    rings = without_furniture([*sorted_out.rings, *shapely.get_parts(filled)])
    solid = shapely.union_all(rings)
    if solid.area > MUCH_FILL and one_pen:
        strips = strips.pick(as_thick_as(strips, solid))
    parts = np.array([solid, *strips.rectangles(), *corners(strips)], dtype=object)
    shape = shapely.buffer(shapely.union_all(shapely.set_precision(parts, 1e-5)), 0)
    return WallArea(shape, distinct, distinct, tuple(sorted_out.windows), pens)


def _with_fills(walls: shapely.Geometry, filled: shapely.Geometry) -> shapely.Geometry:
    """The walls with the fills that they touch, if there are enough of these to be walls."""
    parts = shapely.get_parts(filled)
    parts = parts[shapely.dwithin(parts, walls, BESIDE)]
    if shapely.length(parts).sum() < LEAST_OUTLINE:
        return walls
    return shapely.union_all(shapely.set_precision(np.concatenate([[walls], parts]), 1e-5))


def as_thick_as(strips: Bands, solid: shapely.Geometry) -> Flags:
    """Which strips have a thickness that the surely known walls have too."""
    known = facing(outline_edges(solid), two_sided=False, thickest=THICKEST_SOLID).bands
    usual = np.sort(known.thickness[known.length > USUAL_LENGTH])
    if not len(usual) or not len(strips):
        return np.ones(len(strips), np.bool_)
    after = np.searchsorted(usual, strips.thickness).clip(max=len(usual) - 1)
    off = np.minimum(np.abs(usual[after] - strips.thickness), np.abs(usual[np.maximum(after - 1, 0)] - strips.thickness))
    alike: Flags = off < SAME_THICKNESS
    return alike


def _beside(lines: Lines, filled: shapely.Geometry) -> Lines:
    """Lines of pens that mostly outline the fills, but not those outlines themselves."""
    if not len(lines):
        return lines
    marks = shapely.linestrings(np.stack([lines.start, lines.end], axis=1))
    around = filled.buffer(BESIDE)
    shapely.prepare(around)
    along = shapely.covered_by(marks, around)
    total = np.bincount(lines.pen, weights=lines.length, minlength=len(lines.pens))
    outlined = np.bincount(lines.pen[along], weights=lines.length[along], minlength=len(lines.pens))
    outliner = outlined > OUTLINING * total
    return lines.pick(outliner[lines.pen] & ~along)
