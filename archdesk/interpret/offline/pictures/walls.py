"""The mask of a picture's walls, however they are drawn: filled, hatched or hollow."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.pictures.cells import Cells, find_cells
from archdesk.interpret.offline.pictures.frames import without_frames
from archdesk.interpret.offline.pictures.ink import Ink, Mask
from archdesk.interpret.offline.pictures.layers import find_layers
from archdesk.interpret.offline.pictures.open_leaves import unit_of_leaves
from archdesk.interpret.offline.pictures.ridges import (
    WIDEST_WALL,
    Widths,
    close_by_disc,
    measure_widths,
    open_by_disc,
    reach,
    ridge_widths,
)
from archdesk.interpret.offline.pictures.textures import find_textures

WIDEST_SHARE = 0.04  # of the picture's longest side: a wall's thickness where no unit is known
SHORTEST_WALL = 0.5  # metres: what is shorter and stands alone is a letter or a symbol
POST_SHARE = 0.4  # of the thickest walls: what stands alone and is thinner is no post
BEARING_WALL = 0.125  # metres: thicker filled walls say that a drawing fills its walls
BEARING_SHARE = 1 / 90  # of a building's extent: the same where no unit is known
SHADE_GAIN = 3  # times the area that dark ink shows
LIGHT_GAIN = 1.2  # times the area of walls: what makes a light hatch the better reading
TEXTURED = 0.4  # square metres of fine patterns: less is a mat or a grating
TEXTURE_GAIN = 2.0  # times the area of slanting hatches
HATCH_CELLS = 60  # a hatched drawing has hundreds
LEAST_CLOSING = 6  # pixels: two strokes of a hatch that has no clear ground between them
GROUP_CELLS = 5  # cells of one hatched wall at least
HATCH_TURN = np.radians(28)  # how far the strokes of a hatch may lie from 45 degrees to the axes
STRIP_TOUCH = 0.38  # of a strip's edge: one of its two sides nearly
FULL_TOUCH = 0.85
LINING_TOUCH = 0.75  # of the insulation's edge: both its long sides, with doors and windows let in
HOLLOW_GAIN = 1.6  # times the area of filled walls: less is furniture beside a plan whose walls are filled
MOST_INK = 0.9  # of all ink is dark: light pens drew nothing of their own
PALE_GAIN = 2.0  # times the area of the walls that dark pens outline
NARROWEST_STRIP = 0.06  # metres between the two lines of a hollow wall
WIDEST_STRIP = 0.45  # an outer wall of 36 cm, measured across its corner
THICKEST_TO_CUT = 8  # an outer wall is at most six times a partition, of which the cut is most
LONG_STRIP = 8  # times its width: nothing as wide as an outer wall runs as far but a wall
CORNER = 1.05  # times the widest place of one strip: where another one has its corners
CROWDED = 0.6  # of a strip's edge beside other strips: a row of a table, a tread of stairs


@dataclass(frozen=True, slots=True, eq=False)
class WallMask:
    """The pixels of walls, the widths of strokes, and metres a working pixel as far as known."""

    mask: Mask
    widths: Widths
    unit: float | None


def find_walls(ink: Ink, unit: float | None) -> WallMask:
    """The walls of a picture; ``unit`` is metres a working pixel where it is known."""
    dense = _dense(ink)
    widths = measure_widths(dense, unit)
    limit = WIDEST_WALL / unit if unit else WIDEST_SHARE * ink.longest
    solid = without_frames(_filled(dense, widths, unit))
    shaded = _shaded(ink.faint, widths, unit, limit)
    if _is_filled(solid, unit):
        is_grey = bool(shaded.sum() > SHADE_GAIN * solid.sum())
        return _mask_of(solid | shaded if is_grey else solid, widths, limit, unit)
    layered = _layered(ink, dense, unit)
    if layered is not None:
        return layered
    return _mask_of(_lined(ink, solid, shaded, widths, unit, limit), widths, limit, unit)


def _mask_of(mask: Mask, widths: Widths, limit: float, unit: float | None) -> WallMask:
    thick = _largest_thickness(mask)
    return WallMask(mask, replace(widths, widest=min(max(thick, widths.cut), 1.5 * limit)), unit)


def _layered(ink: Ink, dense: Mask, unit: float | None) -> WallMask | None:
    """Walls of layers; None where no fine pattern says that walls are drawn so, or where slanting strokes say more."""
    widths = measure_widths(dense, unit)
    unit = unit or unit_of_leaves(ink.dark, widths.line)
    if unit is None:
        return None
    textured = find_textures(ink.dark, widths.line, unit)
    limit = WIDEST_WALL / unit
    if not textured.any() or textured.sum() < TEXTURED * unit**-2:
        return None
    if textured.sum() < TEXTURE_GAIN * _hatched(find_cells(ink.dark, limit), limit, widths.line).sum():
        return None
    widths = measure_widths(dense, unit)
    mask = find_layers(ink, _with_lines(textured, widths.line), open_by_disc(dense, widths.cut), widths.line, unit)
    return _mask_of(mask, widths, limit, unit)


def _lined(ink: Ink, solid: Mask, shaded: Mask, widths: Widths, unit: float | None, limit: float) -> Mask:
    """Hatched walls, of dark or of light pens, or else hollow ones, with the filled ones among them."""
    cells = find_cells(ink.dark, limit)
    hatched = _hatched(cells, limit, widths.line)
    light = _hatched(find_cells(ink.faint, limit), limit, widths.line)
    if light.sum() > LIGHT_GAIN * hatched.sum():
        hatched = light
    if shaded.sum() > SHADE_GAIN * max(int(hatched.sum()), int(solid.sum()), ink.longest):
        return solid | shaded
    if hatched.any():
        return _with_linings(cells, solid | hatched, widths, unit, limit)
    hollow = _hollow(cells, solid, widths, unit, limit)
    is_hollow = bool(hollow.sum() >= HOLLOW_GAIN * solid.sum())
    if (is_hollow or unit is not None) and ink.dark.sum() < MOST_INK * ink.faint.sum():
        pale = _hollow(find_cells(ink.faint, limit), solid, widths, unit, limit)
        if pale.sum() > PALE_GAIN * hollow.sum():
            return pale
    return hollow if is_hollow else solid


def _shaded(faint: Mask, widths: Widths, unit: float | None, limit: float) -> Mask:
    """Walls filled with grey, or with a hatch so fine that it has become grey; broader shades are floors."""
    shades = _filled(np.asarray(faint & (1 - _grown(open_by_disc(faint, limit), 2)), np.uint8), widths, unit)
    return shades if _is_filled(shades, unit) else np.zeros_like(shades)  # the soft edges of lines are no shade


def _dense(ink: Ink) -> Mask:
    """The dark ink with the grey specks filled that a scanner leaves inside a shaded wall."""
    closed = np.asarray(cv2.morphologyEx(ink.dark, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)), np.uint8)
    return np.asarray(ink.dark | (closed & ink.faint), np.uint8)


def _filled(dark: Mask, widths: Widths, unit: float | None) -> Mask:
    mask = open_by_disc(dark, widths.cut)
    shortest = SHORTEST_WALL / unit if unit else max(4.7 * widths.cut, 0.015 * max(dark.shape))
    found = find_components(mask, 8)
    stats = found.stats
    sides = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    full = stats[:, cv2.CC_STAT_AREA] > 0.9 * sides[:, 0] * sides[:, 1]
    post = full & (sides.min(axis=1) >= POST_SHARE * widths.widest) & (sides.min(axis=1) > 2 * widths.cut)
    keep = (sides.max(axis=1) >= shortest) | post
    return found.paint(keep)


def _is_filled(solid: Mask, unit: float | None) -> bool:
    """Whether the filled walls are the whole building's: thick ones are among them."""
    widths = ridge_widths(solid)
    if widths.size < 0.25 * max(solid.shape):
        return False
    rows, columns = np.nonzero(solid)
    extent = max(np.ptp(rows), np.ptp(columns))
    return bool((widths >= (BEARING_WALL / unit if unit else extent * BEARING_SHARE)).mean() > 0.2)


def _hatched(cells: Cells, limit: float, line: float) -> Mask:
    """Groups of slanting white cells, closed over the lines between them."""
    long, short, turn = cells.moments()
    slant = np.abs(np.mod(turn, np.pi / 2) - np.pi / 4)
    chosen = (short < limit / 2) & (long > 1.4 * short) & (slant < HATCH_TURN) & (long < 2 * limit) & (cells.area >= 6)
    if chosen.sum() < HATCH_CELLS:
        return np.zeros(cells.shape, np.uint8)
    width = float(np.median(short[chosen]))
    chosen &= (short < 3 * width) & (short > width / 3)
    closed = close_by_disc(cells.paint(chosen), max(width + 2, LEAST_CLOSING))
    found = find_components(closed, 8)
    labels, stats, count = found.labels, found.stats, found.count
    first = np.zeros(cells.count, np.int64)
    first[cells.owner] = labels.ravel()[cells.pixels]
    members = np.bincount(first[chosen], minlength=count)
    deepest = np.zeros(count, np.float32)
    inner = np.flatnonzero(closed)
    np.maximum.at(deepest, np.asarray(labels.ravel()[inner], np.int64), reach(closed).ravel()[inner])
    longest = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    keep = (members >= GROUP_CELLS) & (2 * deepest <= limit) & (longest > 0.35 * limit)
    if members[keep].sum() < HATCH_CELLS:
        return np.zeros(cells.shape, np.uint8)
    return _with_lines(found.paint(keep), line)


def _hollow(cells: Cells, solid: Mask, widths: Widths, unit: float | None, limit: float) -> Mask:
    """Strips between two lines, alone or beside walls already found."""
    low = NARROWEST_STRIP / unit if unit else 0.9 * widths.cut
    high = WIDEST_STRIP / unit if unit else _widest_strip(cells, widths, limit)
    fits = (cells.width >= low) & (cells.width <= high)
    chosen = fits & (cells.elongation >= 6)
    fits &= cells.crowded(chosen, round(widths.line) + 2) < CROWDED
    chosen &= fits
    mask = solid | _with_lines(cells.paint(chosen), widths.line)
    for _ in range(2):
        touch = cells.touching(_grown(mask, round(widths.line) + 1))
        more = fits & (((touch >= STRIP_TOUCH) & (cells.elongation >= 3)) | (touch >= FULL_TOUCH))
        if not (more & ~chosen).any():
            break
        chosen |= more
        mask = solid | _with_lines(cells.paint(chosen), widths.line)
    return mask


def _widest_strip(cells: Cells, widths: Widths, limit: float) -> float:
    """What a hollow wall measures at most where no unit is known: strips that run far tell it."""
    usual = min(0.6 * limit, THICKEST_TO_CUT * widths.cut)
    far = cells.width[(cells.elongation >= LONG_STRIP) & (cells.width >= 0.9 * widths.cut) & (cells.width <= limit)]
    return max(usual, CORNER * float(far.max())) if far.size else usual


def _with_linings(cells: Cells, mask: Mask, widths: Widths, unit: float | None, limit: float) -> Mask:
    """Hatched walls with the insulation between them and their lining."""
    high = WIDEST_STRIP / unit if unit else limit / 2
    fits = (cells.width <= high) & (cells.elongation >= 3)
    between = fits & (cells.touching(_grown(mask, round(widths.line) + 1)) >= LINING_TOUCH)
    return mask | _with_lines(cells.paint(between), widths.line)


def _grown(mask: Mask, radius: int) -> Mask:
    return np.asarray(cv2.dilate(mask, np.ones((2 * radius + 1,) * 2, np.uint8)), np.uint8)


def _with_lines(mask: Mask, line: float) -> Mask:
    return _grown(mask, round(line)) if mask.any() else mask


def _largest_thickness(mask: Mask) -> float:
    widths = ridge_widths(mask)
    return float(np.quantile(widths, 0.98)) if widths.size else 0.0
