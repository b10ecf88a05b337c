"""Masonry and insulation drawn by a fine pattern between the faces of a wall: ladders, dots, rings, zigzags."""

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.pictures.cells import Cells, find_cells
from archdesk.interpret.offline.pictures.groups import group_cells
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.ridges import WIDEST_WALL

MESH = 0.085  # metres between two strokes of a pattern; treads and tiles are wider
LARGEST_MESH = 0.012  # square metres of one cell of a pattern
PANE = (0.17, 0.045)  # metres along and across
LEVEL = np.radians(4)
DOTTED = 0.12  # metres between the dots of a pattern that no line parts
DOT = 0.08  # metres of a dot or a sign between two faces
FEWEST_DOTS = 8  # in one strip
DOT_SPACING = 0.08  # metres from one dot to the next
FEWEST = 6  # cells of one wall
SHORTEST = 0.3  # metres
THICKEST = 0.5  # metres
LEAST_CLOSING = 5.0  # pixels


def find_textures(dark: Mask, line: float, unit: float) -> Mask:
    """The ground of a picture's dark ink that fine patterns fill; ``unit`` is metres a pixel, ``line`` the plain pen."""
    cells = find_cells(dark, WIDEST_WALL / unit, smallest=1)
    dots = _dots(dark, cells, unit)
    meshes = (cells.width * unit <= MESH) & (cells.area * unit**2 <= LARGEST_MESH) & ~_panes(cells, unit)
    dotted = (dots >= FEWEST_DOTS) & (cells.width * unit <= DOTTED) & (cells.area * unit**2 <= dots * DOT_SPACING**2)
    chosen = meshes | dotted
    groups = group_cells(cells, chosen, max(2 * line + 2, LEAST_CLOSING), np.where(dotted, dots, 1.0))
    found = groups.found
    long = found.stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    keep = (groups.members >= FEWEST) & (groups.thick * unit <= THICKEST) & (long * unit >= SHORTEST)
    return found.paint(keep)


def _panes(cells: Cells, unit: float) -> NDArray[np.bool_]:
    """Which cells are too long and too wide for those of a ladder: they lie between the lines of a window."""
    long, short, turn = cells.moments()
    level = np.abs(np.sin(2 * turn)) <= np.sin(2 * LEVEL)
    return np.asarray(level & (long * unit >= PANE[0]) & (short * unit >= PANE[1]))


def _dots(dark: Mask, cells: Cells, unit: float) -> NDArray[np.float64]:
    """How many small marks stand free in each cell."""
    found = find_components(dark, 8)
    left, top, width, height = (found.stats[1:, column] for column in range(4))
    small = (np.maximum(width, height) * unit <= DOT) & (left > 0)
    owner = np.full(dark.size, -1, np.int64)
    owner[cells.pixels] = cells.owner
    beside = (top + height // 2) * dark.shape[1] + left - 1
    names = owner[beside[small]]
    return np.bincount(names[names >= 0], minlength=cells.count).astype(float)
