"""Walls drawn by their two faces alone, and linings beside hatched ones: strips of white between lines."""

import numpy as np

from archdesk.interpret.offline.pictures.cells import Cells
from archdesk.interpret.offline.pictures.ink import Ink, Mask
from archdesk.interpret.offline.pictures.masks import grown, with_lines
from archdesk.interpret.offline.pictures.quilts import find_quilted
from archdesk.interpret.offline.pictures.ridges import Widths
from archdesk.interpret.offline.pictures.sashes import find_sashes

STRIP_TOUCH = 0.38  # of a strip's edge: one of its two sides nearly
FULL_TOUCH = 0.85
LINING_TOUCH = 0.75  # of the insulation's edge: both its long sides, with doors and windows let in
NARROWEST_STRIP = 0.06  # metres between the two lines of a hollow wall
WIDEST_STRIP = 0.45  # an outer wall of 36 cm, measured across its corner
THICKEST_TO_CUT = 8  # an outer wall is at most six times a partition, of which the cut is most
LONG_STRIP = 8  # times its width: nothing as wide as an outer wall runs as far but a wall
CORNER = 1.05  # times the widest place of one strip: where another one has its corners
INKED = 0.12  # of a strip's clear ground: less than any hatch has
SEEN = 0.1  # of a strip, in which its hatch can be told
LEAST_CLEAR = 0.1  # of a strip; the soft edges of its lines may fill the rest
INKED_LENGTH = 2.0  # times its width
CROWDED = 0.6  # of a strip's edge beside other strips: a row of a table, a tread of stairs


def find_hollow(cells: Cells, solid: Mask, widths: Widths, unit: float | None, limit: float) -> Mask:
    """Strips between two lines, alone or beside walls already found."""
    low = NARROWEST_STRIP / unit if unit else 0.9 * widths.cut
    high = WIDEST_STRIP / unit if unit else _widest_strip(cells, widths, limit)
    fits = (cells.width >= low) & (cells.width <= high)
    chosen = fits & (cells.elongation >= 6)
    fits &= cells.crowded(chosen, round(widths.line) + 2) < CROWDED
    chosen &= fits
    quilted = find_quilted(cells, (cells.width >= low / 2) & (cells.width <= high), widths.line, high)
    chosen |= quilted
    mask = solid | with_lines(cells.paint(chosen), widths.line)
    for _ in range(2):
        touch = cells.touching(grown(mask, round(widths.line) + 1))
        more = fits & (((touch >= STRIP_TOUCH) & (cells.elongation >= 3)) | (touch >= FULL_TOUCH))
        if not (more & ~chosen).any():
            break
        chosen |= more
        mask = solid | with_lines(cells.paint(chosen), widths.line)
    sashes = find_sashes(cells, chosen, mask, widths.line)
    return solid | with_lines(cells.paint(chosen & ~sashes), widths.line) if sashes.any() else mask


def _widest_strip(cells: Cells, widths: Widths, limit: float) -> float:
    """What a hollow wall measures at most where no unit is known: strips that run far tell it."""
    usual = min(0.6 * limit, THICKEST_TO_CUT * widths.cut)
    far = cells.width[(cells.elongation >= LONG_STRIP) & (cells.width >= 0.9 * widths.cut) & (cells.width <= limit)]
    return max(usual, CORNER * float(far.max())) if far.size else usual


def find_inked(cells: Cells, ink: Ink, hatched: Mask, widths: Widths, unit: float | None, limit: float) -> Mask:
    """Strips between two dark lines with fainter ink in them: walls whose hatch a scanner has made pale.

    ``hatched`` is where slanting strokes are seen, be it in a part of a strip; tiles have none.
    """
    low = NARROWEST_STRIP / unit if unit else 0.9 * widths.cut
    high = WIDEST_STRIP / unit if unit else limit / 2
    clear = 1 - grown(ink.dark, round(widths.line) + 1)
    shares = cells.shares(np.asarray(clear & ink.faint, np.uint8)) / np.maximum(cells.shares(clear), LEAST_CLEAR)
    fits = (cells.width >= low) & (cells.width <= high) & (cells.elongation >= INKED_LENGTH) & (shares >= INKED)
    fits &= cells.shares(hatched) >= SEEN
    return with_lines(cells.paint(fits), widths.line)


def with_linings(cells: Cells, mask: Mask, widths: Widths, unit: float | None, limit: float) -> Mask:
    """Hatched walls with the insulation between them and their lining."""
    high = WIDEST_STRIP / unit if unit else limit / 2
    fits = (cells.width <= high) & (cells.elongation >= 3)
    between = fits & (cells.touching(grown(mask, round(widths.line) + 1)) >= LINING_TOUCH)
    return mask | with_lines(cells.paint(between), widths.line)
