"""Hints: which gaps may hold a leaf, tested for all of them at once before each is looked at closely."""

import math

import numpy as np
import shapely

from archdesk.interpret.offline.lines import leaves, slanting
from archdesk.interpret.offline.lines.gaps import GapTable
from archdesk.interpret.offline.lines.table import Flags, Floats, Ints, Lines, turned


def may_slant(gaps: GapTable, lines: Lines, tree: shapely.STRtree) -> Flags:
    """Which gaps have a line that stands out from a jamb as an open leaf does."""
    reach = slanting.AT_JAMB + gaps.thickness / 2
    found = np.zeros(len(gaps), np.bool_)
    for place in (gaps.start, gaps.end):
        gap, line = _straight_near(place, reach, lines, tree)
        for jamb, inwards in ((gaps.start, 1.0), (gaps.end, -1.0)):
            along, across = gaps.along[gap] * inwards, turned(gaps.along[gap])
            for start, end in ((lines.start, lines.end), (lines.end, lines.start)):
                hinge, leaf = start[line] - jamb[gap], (end - start)[line]
                rise = np.arctan2(np.abs(_dot(leaf, across)), _dot(leaf, along))
                is_leaf = np.abs(_dot(hinge, along)) < slanting.AT_JAMB
                is_leaf &= np.abs(_dot(hinge, across)) < gaps.thickness[gap] / 2 + slanting.AT_JAMB
                square = (rise > slanting.SQUARE) & (rise < math.pi - slanting.SQUARE)
                is_leaf &= square | ((rise > slanting.FLATTEST) & (rise < slanting.STEEPEST))
                is_leaf &= _is_wide(lines.length[line], gaps.width[gap], np.where(square, slanting.SQUARE_FIT, slanting.FIT))
                found[gap[is_leaf]] = True
    return found & (gaps.width <= slanting.WIDEST)


def _is_wide(length: Floats, width: Floats, fit: Floats) -> Flags:
    """Which leaves are as wide as their gap, or half as wide."""
    whole, half = (np.abs(length - width * share) < fit * width * share for share in (1.0, 0.5))
    wide: Flags = whole | half
    return wide


def may_be_odd(gaps: GapTable, lines: Lines, tree: shapely.STRtree) -> Flags:
    """Which gaps have a line in them or beside them that a leaf which slides, folds or turns about its middle draws."""
    return _may_slide(gaps, lines, tree) | _may_fold(gaps, lines, tree) | _may_revolve(gaps, lines, tree)


def _may_slide(gaps: GapTable, lines: Lines, tree: shapely.STRtree) -> Flags:
    widened = gaps.along * leaves.AT_OPENING
    half = gaps.thickness / 2 + leaves.OFF_WALL
    across = turned(gaps.along) * half[:, None]
    corners = [gaps.start - widened, gaps.end + widened]
    ring = np.stack([corners[0] - across, corners[1] - across, corners[1] + across, corners[0] + across], axis=1)
    gap, line = tree.query(shapely.polygons(ring), predicate="intersects")
    share = lines.length[line] / gaps.width[gap]
    leaf = (share > leaves.LEAST_LEAF) & (share < leaves.MOST_LEAF) & ~lines.curved[line]
    leaf &= np.abs(_dot(lines.direction[line], turned(gaps.along[gap]))) < leaves.LEVEL
    return np.bincount(gap[leaf], minlength=len(gaps)) > 1


def _may_fold(gaps: GapTable, lines: Lines, tree: shapely.STRtree) -> Flags:
    found = np.zeros(len(gaps), np.bool_)
    for place in (gaps.start, gaps.end):
        gap, line = _straight_near(place, leaves.AT_OPENING + gaps.thickness / 2, lines, tree)
        slope = np.arcsin(np.clip(np.abs(_dot(lines.direction[line], turned(gaps.along[gap]))), 0, 1))
        piece = (lines.length[line] > leaves.PIECE[0]) & (lines.length[line] < leaves.PIECE[1])
        found[gap[piece & (slope > leaves.FLATTEST) & (slope < leaves.STEEPEST)]] = True
    return found


def _may_revolve(gaps: GapTable, lines: Lines, tree: shapely.STRtree) -> Flags:
    gap, line = _straight_near(gaps.middle, np.full(len(gaps), leaves.AT_MIDDLE), lines, tree)
    wing = np.abs(lines.length[line] - gaps.width[gap]) < leaves.WING_FIT * gaps.width[gap]
    slope = np.abs(_dot(lines.direction[line], turned(gaps.along[gap])))
    wing &= (slope > math.sin(leaves.FLATTEST)) & (slope < math.sin(leaves.STEEPEST))
    return np.bincount(gap[wing], minlength=len(gaps)) > 1


def _straight_near(places: Floats, reach: Floats, lines: Lines, tree: shapely.STRtree) -> tuple[Ints, Ints]:
    """Pairs of gaps and of straight lines that come within reach of a place of theirs."""
    gap, line = tree.query(shapely.points(places), predicate="dwithin", distance=reach)
    straight = ~lines.curved[line]
    return gap[straight], line[straight]


def _dot(a: Floats, b: Floats) -> Floats:
    product: Floats = np.einsum("ij,ij->i", a, b)
    return product
