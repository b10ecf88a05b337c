"""Door leaves drawn open, found before any wall is: a quarter circle and the line from its centre to one of its ends."""

import cv2
import numpy as np

from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.sampling import values_at
from archdesk.interpret.offline.pictures.swings import Bow, find_bows, slanting_marks

EXTENTS = (5.0, 8.0, 12.0, 18.0, 27.0, 40.0)  # metres that a sheet may show: units at which arcs are looked for
QUARTER = np.radians((65, 100))
INKED = 0.9  # of the leaf's line
THICK_PEN = 2.5  # pixels: lines have soft edges, which are taken off
SAME_CENTRE, SAME_RADIUS = 0.2, 0.1  # of a radius
ALIKE = 1.6  # the widest leaf of a dwelling, in its narrowest
LEAF = 0.83  # metres, the middle of what dwellings have
FEWEST = 2
SMALLEST = 100  # pixels of a sheet that shows two doors
ENOUGH = 1600  # pixels of the longest side: more only take time
SEEN = 80  # of 255 that ink takes of a larger pixel


def find_open_leaves(dark: Mask, line: float, unit: float) -> list[Bow]:
    """The quarter circles that end at a leaf; ``unit`` is metres a pixel, ``line`` the width of the plain pen."""
    marks = slanting_marks(dark, np.zeros_like(dark), line, unit)
    if line >= THICK_PEN:
        marks = np.asarray(cv2.morphologyEx(marks, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)), np.uint8)
    near = np.asarray(cv2.dilate(dark, np.ones((3, 3), np.uint8)), np.uint8)
    return [bow for bow in find_bows(marks, dark, unit) if QUARTER[0] <= bow.span <= QUARTER[1] and _has_leaf(bow, near)]


def unit_of_leaves(dark: Mask, line: float) -> float | None:
    """Metres a pixel, told by the largest leaves that are alike; smaller quarter circles are fittings."""
    shrink = min(1.0, ENOUGH / max(dark.shape))
    if shrink < 1:
        small = cv2.resize(255 * dark, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        unit = unit_of_leaves(np.asarray(small >= SEEN, np.uint8), max(line * shrink, 1.0))
        return unit and unit * shrink
    _, _, width, height = cv2.boundingRect(dark)
    if min(width, height) < SMALLEST:
        return None
    found: list[Bow] = []
    for extent in EXTENTS:
        leaves = find_open_leaves(dark, line, extent / max(width, height))
        found += [leaf for leaf in leaves if not any(_are_same(leaf, other) for other in found)]
    radii = np.array([leaf.radius for leaf in found])
    groups = [radii[(radii <= 1.01 * most) & (radii >= most / ALIKE)] for most in radii]
    likely = max(groups, key=lambda group: float((group**2).sum()), default=radii)
    return LEAF / float(np.median(likely)) if likely.size >= FEWEST else None


def _has_leaf(bow: Bow, near: Mask) -> bool:
    steps = np.linspace(0.08, 0.92, 40)[:, None]
    centre = np.array((bow.x, bow.y))
    leaves = (values_at(near, centre + steps * (bow.tip(last=last) - centre)) for last in (False, True))
    return max(float(leaf.mean()) for leaf in leaves) >= INKED


def _are_same(a: Bow, b: Bow) -> bool:
    return bool(np.hypot(a.x - b.x, a.y - b.y) < SAME_CENTRE * a.radius and abs(a.radius / b.radius - 1) < SAME_RADIUS)
