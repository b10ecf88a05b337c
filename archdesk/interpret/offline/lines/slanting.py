"""Slanting leaves: doors drawn half open by a line from the jamb, without an arc."""

import math
from collections.abc import Callable

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.gaps import Gap
from archdesk.interpret.offline.lines.table import Flags, Floats, Lines, turned
from archdesk.model.floorplan import Hinge, OpeningKind, Swing
from archdesk.model.shapes import Point

AT_JAMB = 0.12  # metres between a leaf's end and its jamb
FLATTEST, STEEPEST = math.radians(15), math.radians(75)  # between a leaf and its wall; squarer lines may be anything
FIT = 0.2  # share of its half or its whole opening by which a leaf may miss it
SHORTEST = 0.4  # metres of a leaf
LONGEST_TICK = 0.25  # metres of a handle or of a leaf's edge; longer lines at a leaf's tip make a crossed box
TICK_OFF = 0.02  # metres
WIDEST = 3.2  # metres of a door with two leaves


def slanting_door(gap: Gap, lines: Lines, tree: shapely.STRtree) -> OpeningFind | None:
    """A door whose leaf, or whose two, stand out aslant from the jambs of a gap."""
    if gap.width > WIDEST:
        return None
    reach = AT_JAMB + gap.thickness / 2
    near = lines.pick(np.unique(tree.query(shapely.points([gap.start, gap.end]), predicate="dwithin", distance=reach)[1]))
    near = near.pick(~near.curved)

    def is_free(tips: Floats) -> Flags:
        held, by = tree.query(shapely.points(tips), predicate="dwithin", distance=TICK_OFF)
        long = np.bincount(held, weights=lines.length[by] > LONGEST_TICK, minlength=len(tips))
        result: Flags = long <= 1  # the leaf itself
        return result

    from_start, from_end = _leaves(gap, near, gap.start, 1.0, is_free), _leaves(gap, near, gap.end, -1.0, is_free)
    first, second = _side(from_start, gap.width), _side(from_end, gap.width)
    if bool(first) != bool(second):
        return _door(gap, Hinge.START if first else Hinge.END, first or second, 1)
    first, second = _side(from_start, gap.width / 2), _side(from_end, gap.width / 2)
    return _door(gap, Hinge.START, first, 2) if first and first == second else None


def _leaves(gap: Gap, lines: Lines, jamb: Floats, inwards: float, is_free: Callable[[Floats], Flags]) -> Floats:
    """Lengths of the lines that slant from a jamb over the opening to a free end; negative to the right of its axis."""
    along, across = gap.along * inwards, turned(gap.along)
    found: list[Floats] = [np.zeros(0)]
    for start, end in ((lines.start, lines.end), (lines.end, lines.start)):
        hinge, reach = start - jamb, end - start
        length = np.hypot(*reach.T)
        rise = np.arctan2(np.abs(reach @ across), reach @ along)
        at_jamb: Flags = (np.abs(hinge @ along) < AT_JAMB) & (np.abs(hinge @ across) < gap.thickness / 2 + AT_JAMB)
        leaf = at_jamb & (length > SHORTEST) & (rise > FLATTEST) & (rise < STEEPEST)
        leaf[leaf] = is_free(end[leaf])
        found.append((length * np.sign(reach @ across))[leaf])
    return np.concatenate(found)


def _side(leaves: Floats, length: float) -> int:
    """Where a leaf of that length stands: 1 left, -1 right, 0 nowhere."""
    fits = leaves[np.abs(np.abs(leaves) - length) < FIT * length]
    return int(np.sign(fits[0])) if len(fits) else 0


def _door(gap: Gap, hinge: Hinge, side: int, leaves: int) -> OpeningFind:
    swing = Swing.LEFT if side > 0 else Swing.RIGHT
    return OpeningFind(OpeningKind.DOOR, _point(gap.start), _point(gap.end), gap.thickness, hinge, swing, leaves, 0.8)


def _point(array: Floats) -> Point:
    return float(array[0]), float(array[1])
