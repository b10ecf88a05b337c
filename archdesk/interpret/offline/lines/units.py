"""A first guess at metres a page unit, where neither file nor text says it: doors are about as wide as people need."""

from collections.abc import Sequence

import numpy as np

from archdesk.interpret.offline.lines.swings import DrawnArc
from archdesk.interpret.offline.lines.table import Frame, tabulate
from archdesk.model.document import Page

LEAF = 0.85  # metres, a usual door's leaf in Europe
HOUSE = 14.0  # metres, a usual house's longer side
RATIOS = (20, 25, 50, 75, 100, 125, 150, 200, 250, 500)  # that plans are printed in
FEWEST_LEAVES = 2


def guess_unit(page: Page, arcs: Sequence[DrawnArc]) -> float:
    """Metres a page unit, by the file's word, by door leaves among its arcs, else by the size of the whole drawing."""
    if page.model_unit:
        return page.model_unit
    rough = _by_leaves(arcs) or _by_extent(page)
    if page.paper_unit:
        usual = page.paper_unit * np.array(RATIOS)
        return float(usual[np.argmin(np.abs(np.log(usual / rough)))])
    return rough


def _by_leaves(arcs: Sequence[DrawnArc]) -> float | None:
    """From the commonest radius of quarter circles; larger ones count for more, as furniture has small ones."""
    radii = np.array([arc.radius for arc in arcs if 1.4 < arc.sweep < 1.75 and arc.radius > 0])
    if len(radii) < FEWEST_LEAVES:
        return None
    bins = np.round(np.log(radii) / np.log(1.15)).astype(int)
    values, which, counts = np.unique(bins, return_inverse=True, return_counts=True)
    metres = np.where(counts < FEWEST_LEAVES, 0.0, np.bincount(which, weights=radii))
    return LEAF / float(np.median(radii[bins == values[np.argmax(metres)]]))


def _by_extent(page: Page) -> float:
    lines = tabulate(page, Frame(1.0, y_up=True))
    if not len(lines):
        return 1.0
    low, high = np.quantile(np.vstack([lines.start, lines.end]), [0.02, 0.98], axis=0)
    return HOUSE / max(float((high - low).max()), 1e-9)
