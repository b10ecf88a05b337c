"""What lies along a gap: the pixels of a mask in rows beside its middle line, its jambs to the left and right."""

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.gaps import Gap
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.sampling import values_at

INSET = 0.06  # of a gap's length at each jamb, where frames stand
FEWEST = 12  # columns of the shortest gap


def strip(mask: Mask, gap: Gap, low: float, high: float, inset: float = INSET) -> NDArray[np.uint8]:
    """Rows from ``low`` to ``high`` pixels beside the middle line, columns from jamb to jamb but for the inset."""
    asides = np.arange(int(low), int(high) + 1)
    places = np.linspace(inset, 1 - inset, max(FEWEST, int(gap.length * (1 - 2 * inset)))) * gap.length
    along = np.array(gap.along)
    aside = np.array((-along[1], along[0]))
    spots = gap.start + places[None, :, None] * along + asides[:, None, None] * aside
    return values_at(mask, spots)
