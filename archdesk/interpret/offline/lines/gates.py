"""Gaps without a leaf: passages, and gates that roll or fold up."""

import math

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.bands import rectangles
from archdesk.interpret.offline.lines.gaps import Gap
from archdesk.interpret.offline.lines.table import Floats, Lines, as_point, turned
from archdesk.model.floorplan import OpeningKind

WIDEST_PASSAGE = 2.6
NARROWEST_GATE = 2.2
WIDEST_GATE = 6.0
GATE_OFF = 0.3  # metres between a gate and its wall, or between its ends and the jambs
NARROWEST_PASSAGE = 0.6
AT_FACE = 0.02  # metres; lines in a wall's faces alone may be a lintel's edges
SLANT = math.sin(math.radians(3))


def passage_or_gate(gap: Gap, lines: Lines, tree: shapely.STRtree) -> OpeningFind | None:
    """A gap between two wall ends: as wide as people pass through, or wider where a gate's line closes it."""
    if gap.ends < 2 or not NARROWEST_PASSAGE <= gap.width <= WIDEST_GATE:
        return None
    across = _gate_lines(gap, lines, tree) if gap.width > NARROWEST_GATE else np.zeros(0)
    if gap.width > WIDEST_PASSAGE and not len(across):
        return None
    at_faces = [bool((np.abs(across - face) < AT_FACE).any()) for face in (gap.thickness / 2, -gap.thickness / 2)]
    is_gate = len(across) and not all(at_faces)  # lines in both faces are a lintel's
    kind, confidence = (OpeningKind.DOOR, 0.5) if is_gate else (OpeningKind.PASSAGE, 0.4)
    return OpeningFind(kind, as_point(gap.start), as_point(gap.end), gap.thickness, confidence=confidence)


def _gate_lines(gap: Gap, lines: Lines, tree: shapely.STRtree) -> Floats:
    """How far off a gap's axis lines run that lead from jamb to jamb and end there: gates that roll or fold up."""
    shape = rectangles(gap.start[None], gap.end[None], np.array([gap.thickness + 2 * GATE_OFF]))[0]
    near = lines.pick(tree.query(shape, predicate="intersects"))
    ends = np.sort(np.stack([(near.start - gap.start) @ gap.along, (near.end - gap.start) @ gap.along]), axis=0)
    level = np.abs(near.direction @ gap.along) > math.cos(math.asin(SLANT))
    gates = level & (np.abs(ends[0]) < GATE_OFF) & (np.abs(ends[1] - gap.width) < GATE_OFF)
    offset: Floats = ((near.start + near.end) / 2 - gap.start)[gates] @ turned(gap.along)
    return offset
