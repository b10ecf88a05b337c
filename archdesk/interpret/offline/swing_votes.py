"""Quarter circles of line work as doors that stand open: their radius is a leaf's width."""

import math
from collections import Counter

from archdesk.interpret.offline.scale_votes import Vote
from archdesk.model.document import Page
from archdesk.model.floorplan import ScaleMethod

LEAF = 0.83  # metres, the middle of what dwellings have
LEAF_SPREAD = 0.13
QUARTER = (math.radians(70), math.radians(100))  # some draw their doors not quite open
ALIKE = 0.03  # of a radius, within which leaves are of one width
LEAF_WEIGHT = 0.25
WIDTH_WEIGHT = 0.5  # at most, for all leaves of one width: symbols repeat their arcs too
MOST_WIDTHS = 12


def swing_votes(page: Page) -> list[Vote]:
    """A vote for each width of leaf, the commonest first."""
    radii = [arc.radius for arc in page.arcs if QUARTER[0] <= arc.sweep <= QUARTER[1] and arc.radius > 0]
    widths = Counter(round(math.log(radius) / ALIKE) for radius in radii)
    return [
        Vote(
            LEAF / math.exp(width * ALIKE),
            min(LEAF_WEIGHT * count, WIDTH_WEIGHT),
            LEAF_SPREAD,
            ScaleMethod.DOOR_WIDTH,
            f"leaves {width}",
            f"{count} door leaves {math.exp(width * ALIKE):.4g} units wide",
        )
        for width, count in widths.most_common(MOST_WIDTHS)
    ]
