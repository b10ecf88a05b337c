"""Leaves without an arc: doors drawn open or half open by a line from the jamb."""

import math
from collections.abc import Callable

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.gaps import Gap
from archdesk.interpret.offline.lines.table import Flags, Floats, Lines, as_point, turned
from archdesk.model.floorplan import Hinge, OpeningKind, Swing

AT_JAMB = 0.12  # metres between a leaf's end and its jamb
FLATTEST, STEEPEST = math.radians(15), math.radians(75)  # between a leaf and its wall
SQUARE = math.radians(87)  # of a leaf wide open
FIT = 0.2  # share of its half or its whole opening by which a leaf may miss it
SQUARE_FIT = 0.04  # the same for a leaf wide open, as square lines may be anything
SHORTEST = 0.4  # metres of a leaf
LONGEST_TICK = 0.25  # metres of a handle or of a leaf's edge; longer lines at a leaf's tip make a crossed box
LONGEST_EDGE = 0.08  # metres of the edge of a leaf wide open; longer ones end a piece of wall
TICK_OFF = 0.02  # metres
WIDEST = 3.2  # metres of a door with two leaves


def slanting_door(gap: Gap, lines: Lines, tree: shapely.STRtree) -> OpeningFind | None:
    """A door whose leaf, or whose two, stand out aslant from the jambs of a gap."""
    if gap.width > WIDEST:
        return None
    reach = AT_JAMB + gap.thickness / 2
    near = lines.pick(np.unique(tree.query(shapely.points([gap.start, gap.end]), predicate="dwithin", distance=reach)[1]))
    near = near.pick(~near.curved)

    def is_free(tips: Floats, longest: Floats) -> Flags:
        held, by = tree.query(shapely.points(tips), predicate="dwithin", distance=TICK_OFF)
        length = np.hypot(*(lines.end[by] - lines.start[by]).T)
        long = np.bincount(held, weights=length > longest[held], minlength=len(tips))
        result: Flags = long <= 1  # the leaf itself
        return result

    from_start, from_end = _leaves(gap, near, gap.start, 1.0, is_free), _leaves(gap, near, gap.end, -1.0, is_free)
    first, second = _side(from_start, gap.width), _side(from_end, gap.width)
    if bool(first) != bool(second):
        return _door(gap, Hinge.START if first else Hinge.END, first or second, 1)
    first, second = _side(from_start, gap.width / 2), _side(from_end, gap.width / 2)
    return _door(gap, Hinge.START, first, 2) if first and first == second else None


def _leaves(gap: Gap, lines: Lines, jamb: Floats, inwards: float, is_free: Callable[[Floats, Floats], Flags]) -> Floats:
    """The lines that stand out from a jamb to a free end: their lengths, negative to the right of the opening's axis,
    and the share by which each may miss its opening.
    """
    along, across = gap.along * inwards, turned(gap.along)
    found: list[Floats] = [np.zeros((0, 2))]
    for start, end in ((lines.start, lines.end), (lines.end, lines.start)):
        hinge, reach = start - jamb, end - start
        length = np.hypot(*reach.T)
        rise = np.arctan2(np.abs(reach @ across), reach @ along)
        at_jamb: Flags = (np.abs(hinge @ along) < AT_JAMB) & (np.abs(hinge @ across) < gap.thickness / 2 + AT_JAMB)
        square = (rise > SQUARE) & (rise < math.pi - SQUARE)
        leaf = at_jamb & (length > SHORTEST) & ((rise > FLATTEST) & (rise < STEEPEST) | square)
        leaf[leaf] = is_free(end[leaf], np.where(square, LONGEST_EDGE, LONGEST_TICK)[leaf])
        signed, fit = length * np.sign(reach @ across), np.where(square, SQUARE_FIT, FIT)
        found.append(np.stack([signed, fit], axis=1)[leaf])
    return np.vstack(found)


def _side(leaves: Floats, length: float) -> int:
    """Where a leaf of that length stands: 1 left, -1 right, 0 nowhere."""
    fits = leaves[np.abs(np.abs(leaves[:, 0]) - length) < leaves[:, 1] * length, 0]
    return int(np.sign(fits[0])) if len(fits) else 0


def _door(gap: Gap, hinge: Hinge, side: int, leaves: int) -> OpeningFind:
    swing = Swing.LEFT if side > 0 else Swing.RIGHT
    return OpeningFind(OpeningKind.DOOR, as_point(gap.start), as_point(gap.end), gap.thickness, hinge, swing, leaves, 0.8)
