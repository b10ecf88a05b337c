"""Doors as they are found and leaves as they stand open, against the doors that dwellings have."""

import math
import statistics
from collections import Counter
from collections.abc import Sequence

from archdesk.interpret.offline.lines.swings import DrawnArc
from archdesk.interpret.offline.scale_votes import Vote
from archdesk.model.floorplan import ScaleMethod

USUAL_DOOR = 0.78  # metres between jambs in the middle: 0.65 in old flats, 0.9 in new houses
DOOR_SPREAD = 0.12
FEW_SPREAD = 0.25  # of a single door
SUREST_DOORS = 4.0  # odds; found widths are all wrong where jambs were missed, so many doors say little more than few
DOOR_ODDS = 0.5  # of each door
LEAF = 0.83  # metres, the middle of what dwellings have
LEAF_SPREAD = 0.13
QUARTER = (math.radians(70), math.radians(100))  # some draw their doors not quite open
ALIKE = 0.03  # of a radius, within which leaves are of one width
LEAF_ODDS = 0.25
WIDTH_ODDS = 0.5  # at most, for all leaves of one width: symbols repeat their arcs too
MOST_WIDTHS = 12


def door_votes(widths: Sequence[float]) -> list[Vote]:
    """One vote of all doors."""
    middle = statistics.median(widths) if widths else 0.0
    if middle <= 0:
        return []
    sentence = f"{len(widths)} doors, {USUAL_DOOR:.2f} m wide in the middle"
    odds = min(DOOR_ODDS * len(widths), SUREST_DOORS)
    spread = math.hypot(DOOR_SPREAD, FEW_SPREAD / math.sqrt(len(widths)))
    return [Vote(USUAL_DOOR / middle, odds, spread, ScaleMethod.DOOR_WIDTH, "doors", sentence)]


def swing_votes(arcs: Sequence[DrawnArc]) -> list[Vote]:
    """A vote for each width of leaf, the commonest first."""
    radii = [arc.radius for arc in arcs if QUARTER[0] <= arc.sweep <= QUARTER[1] and arc.radius > 0]
    widths = Counter(round(math.log(radius) / ALIKE) for radius in radii)
    return [
        Vote(
            LEAF / math.exp(width * ALIKE),
            min(LEAF_ODDS * count, WIDTH_ODDS),
            LEAF_SPREAD,
            ScaleMethod.DOOR_WIDTH,
            f"leaves {width}",
            f"{count} door leaves {math.exp(width * ALIKE):.4g} units wide",
        )
        for width, count in widths.most_common(MOST_WIDTHS)
    ]
