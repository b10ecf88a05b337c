"""Cells closed over the lines between them: the grounds that a pattern fills."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.components import Components, find_components
from archdesk.interpret.offline.pictures.cells import Cells
from archdesk.interpret.offline.pictures.ridges import close_by_disc, reach


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Connected grounds, what their cells weigh together, and how thick each is in pixels."""

    found: Components
    members: NDArray[np.float64]
    thick: NDArray[np.float32]

    def of_cells(self, cells: Cells) -> NDArray[np.int64]:
        """The number of each cell's ground; zero where it lies in none."""
        return _grounds(cells, self.found)


def group_cells(cells: Cells, chosen: NDArray[np.bool_], closing: float, weights: NDArray[np.float64] | None = None) -> Groups:
    """The grounds of the chosen cells, closed over ``closing`` pixels; each cell weighs one unless told."""
    closed = close_by_disc(cells.paint(chosen), closing)
    found = find_components(closed, 8)
    names = found.labels.ravel()
    first = _grounds(cells, found)
    weighed = np.ones(cells.count) if weights is None else weights
    members = np.bincount(first[chosen], weights=weighed[chosen], minlength=found.count).astype(float)
    depth = np.zeros(found.count, np.float32)
    inner = np.flatnonzero(closed)
    np.maximum.at(depth, np.asarray(names[inner], np.int64), reach(closed).ravel()[inner])
    return Groups(found, members, 2 * depth)


def _grounds(cells: Cells, found: Components) -> NDArray[np.int64]:
    first = np.zeros(cells.count, np.int64)
    first[cells.owner] = found.labels.ravel()[cells.pixels]
    return first
