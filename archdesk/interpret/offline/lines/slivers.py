"""Slivers: stretches too thin for a wall, in drawings whose walls are thicker."""

import numpy as np
import shapely

from archdesk.interpret.offline.lines.axes import SMOOTH
from archdesk.interpret.offline.lines.table import Floats

SLIVER = 0.068  # metres; the thinnest partitions of studs or blocks have 0.07, panes, railings and frames less
FEW = 0.25  # share of all walls' metres; a drawing with more has partitions so thin
HANGS = 0.15  # metres between a door's hinge and what it hangs in


def without_slivers(walls: shapely.Geometry, hinges: Floats) -> shapely.Geometry:
    """The walls without stretches that are too thin, where such are few and no door hangs in one."""
    plain = shapely.simplify(walls, SMOOTH)
    sturdy = shapely.buffer(shapely.buffer(plain, -SLIVER / 2, join_style="mitre"), SLIVER / 2, join_style="mitre")
    slivers = shapely.difference(walls, sturdy)
    doors = shapely.points(hinges)
    hang = (shapely.distance(doors, slivers) < HANGS) & (shapely.distance(doors, sturdy) > HANGS)
    are_walls = bool(np.any(hang)) or slivers.area / SLIVER > FEW * walls.length / 2
    return walls if are_walls else sturdy
