"""The mask of a picture's walls, however they are drawn: filled, hatched or hollow."""

from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.pictures.cells import Cells, find_cells
from archdesk.interpret.offline.pictures.frames import without_frames
from archdesk.interpret.offline.pictures.hatches import find_hatched
from archdesk.interpret.offline.pictures.ink import Ink, Mask
from archdesk.interpret.offline.pictures.layers import find_layers
from archdesk.interpret.offline.pictures.masks import grown, with_lines
from archdesk.interpret.offline.pictures.open_leaves import unit_of_leaves
from archdesk.interpret.offline.pictures.outlined import find_hollow, find_inked, with_linings
from archdesk.interpret.offline.pictures.ridges import (
    WIDEST_WALL,
    Widths,
    measure_widths,
    open_by_disc,
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
HOLLOW_GAIN = 1.6  # times the area of filled walls: less is furniture beside a plan whose walls are filled
MOST_INK = 0.9  # of all ink is dark: light pens drew nothing of their own
PALE_GAIN = 2.0  # times the area of the walls that dark pens outline


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
    if _is_filled(solid, unit):
        return _mask_of(_with_grey(ink, solid, widths, unit, limit), widths, limit, unit)
    strokes = _Strokes(ink, widths.line, limit)
    layered = _layered(ink, dense, widths, strokes, unit)
    if layered is not None:
        return layered
    return _mask_of(_lined(ink, strokes, solid, widths, unit), widths, limit, unit)


class _Strokes:
    """The cells between the lines of dark and of all pens, and the slanting hatches among them, each looked for once."""

    def __init__(self, ink: Ink, line: float, limit: float) -> None:
        self._ink, self._line, self.limit = ink, line, limit

    @cached_property
    def cells(self) -> Cells:
        return find_cells(self._ink.dark, self.limit)

    @cached_property
    def pale_cells(self) -> Cells:
        return find_cells(self._ink.faint, self.limit)

    @cached_property
    def hatched(self) -> Mask:
        """With those parts whose cells run out through flaws in their lines."""
        found = find_hatched(self.cells, self.limit, self._line)
        return found | find_hatched(find_cells(_dense(self._ink), self.limit), self.limit, self._line) if found.any() else found

    @cached_property
    def pale_hatched(self) -> Mask:
        return find_hatched(self.pale_cells, self.limit, self._line)


def _with_grey(ink: Ink, solid: Mask, widths: Widths, unit: float | None, limit: float) -> Mask:
    """The filled walls, with grey ones where those are far more."""
    if ink.faint.sum() <= SHADE_GAIN * solid.sum():
        return solid
    shaded = _shaded(ink.faint, widths, unit, limit)
    return solid | shaded if shaded.sum() > SHADE_GAIN * solid.sum() else solid


def _mask_of(mask: Mask, widths: Widths, limit: float, unit: float | None) -> WallMask:
    thick = _largest_thickness(mask)
    return WallMask(mask, replace(widths, widest=min(max(thick, widths.cut), 1.5 * limit)), unit)


def _layered(ink: Ink, dense: Mask, widths: Widths, strokes: _Strokes, unit: float | None) -> WallMask | None:
    """Walls of layers; None where no fine pattern says that walls are drawn so, or where slanting strokes say more."""
    if unit is None:
        unit = unit_of_leaves(ink.dark, widths.line)
        if unit is None:
            return None
        strokes = _Strokes(ink, widths.line, WIDEST_WALL / unit)
        widths = measure_widths(dense, unit)
    textured = find_textures(ink.dark, widths.line, unit)
    area = int(textured.sum())
    if area < TEXTURED * unit**-2:
        return None
    if area < TEXTURE_GAIN * strokes.hatched.sum() or area < TEXTURE_GAIN * strokes.pale_hatched.sum():
        return None
    mask = find_layers(ink, with_lines(textured, widths.line), open_by_disc(dense, widths.cut), widths.line, unit)
    return _mask_of(mask, widths, strokes.limit, unit)


def _lined(ink: Ink, strokes: _Strokes, solid: Mask, widths: Widths, unit: float | None) -> Mask:
    """Hatched walls, of dark or of light pens, or else hollow ones, with the filled ones among them."""
    cells, hatched, limit = strokes.cells, strokes.hatched, strokes.limit
    if strokes.pale_hatched.sum() > LIGHT_GAIN * hatched.sum():
        hatched = strokes.pale_hatched | find_inked(cells, ink, strokes.pale_hatched, widths, unit, limit)
    shaded = _shaded(ink.faint, widths, unit, limit)
    if shaded.sum() > SHADE_GAIN * max(int(hatched.sum()), int(solid.sum()), ink.longest):
        return solid | shaded
    if hatched.any():
        return with_linings(cells, solid | hatched, widths, unit, limit)
    hollow = find_hollow(cells, solid, widths, unit, limit)
    is_hollow = bool(hollow.sum() >= HOLLOW_GAIN * solid.sum())
    if (is_hollow or unit is not None) and ink.dark.sum() < MOST_INK * ink.faint.sum():
        pale = find_hollow(strokes.pale_cells, solid, widths, unit, limit)
        if pale.sum() > PALE_GAIN * hollow.sum():
            return pale
    return hollow if is_hollow else solid


def _shaded(faint: Mask, widths: Widths, unit: float | None, limit: float) -> Mask:
    """Walls filled with grey, or with a hatch so fine that it has become grey; broader shades are floors."""
    shades = _filled(np.asarray(faint & (1 - grown(open_by_disc(faint, limit), 2)), np.uint8), widths, unit)
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


def _largest_thickness(mask: Mask) -> float:
    widths = ridge_widths(mask)
    return float(np.quantile(widths, 0.98)) if widths.size else 0.0
