"""Walls of layers: insulation and masonry drawn by fine patterns, and the hollow layers and walls beside them."""

import cv2
import numpy as np

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.pictures.corners import find_corners
from archdesk.interpret.offline.pictures.hollow_walls import walls_among
from archdesk.interpret.offline.pictures.hollows import Strip, bold_pen, find_strips
from archdesk.interpret.offline.pictures.ink import Ink, Mask
from archdesk.interpret.offline.pictures.masks import grown
from archdesk.interpret.offline.pictures.open_leaves import find_open_leaves
from archdesk.interpret.offline.pictures.piers import is_pier
from archdesk.interpret.offline.pictures.ridges import close_by_disc, open_by_disc
from archdesk.interpret.offline.pictures.swings import Bow

THINNEST = 0.09  # metres: the boards of cupboards back to back are thinner
BREAK = 0.05  # metres of ground that part one pattern from the next in a wall
SHORTEST_BLOCK, SHORTEST_PIER = 0.3, 0.2  # metres
LONG_BLOCK = 0.75  # metres; a shorter one is a wall where it is patterned and slender, or where it stands in a wall's line
PATTERNED = 0.3  # of its area
SLENDER = 3  # times as long as wide
FILLED = 0.5  # of a strip that is no hollow
NEAR = 0.16  # metres between a leaf's hinge and its wall


def find_layers(ink: Ink, textured: Mask, solid: Mask, line: float, unit: float) -> Mask:
    """The walls around what is ``textured`` and ``solid``.

    ``unit`` is metres a working pixel, ``line`` the width of the plain pen in working pixels.
    """
    blocks = _blocks(textured, solid, line, unit)
    strips = [strip for strip in find_strips(ink, line, unit) if blocks[strip.box].mean() <= FILLED]
    bold = bold_pen(strips, unit)
    leaves = find_open_leaves(ink.dark, line, unit)
    hollow = np.zeros_like(blocks)
    for strip in walls_among(strips, blocks, bold, line, unit):
        for part in _without_doors(strip, leaves, unit):
            hollow[part.box] = 1
    mask = blocks | grown(hollow, round(line))
    mask |= grown(find_corners(ink, mask, hollow, bold, line, unit), round(line))
    return close_by_disc(mask, max(line + 2, BREAK / unit))


def _blocks(textured: Mask, solid: Mask, line: float, unit: float) -> Mask:
    """All patterns, and what is filled and as thick as a wall, closed over the lines between them."""
    closed = close_by_disc(textured | solid, max(line + 2, BREAK / unit))
    found = find_components(textured | open_by_disc(closed, THINNEST / unit), 8)
    long = found.stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    patterned = np.bincount(found.labels[textured > 0], minlength=found.count) >= PATTERNED * found.stats[:, cv2.CC_STAT_AREA]
    slender = (found.stats[:, cv2.CC_STAT_AREA] <= long**2 / SLENDER) & patterned
    walls = found.paint((long * unit >= LONG_BLOCK) | ((long * unit >= SHORTEST_BLOCK) & slender))
    left = np.flatnonzero((long * unit >= SHORTEST_PIER) & (long * unit < LONG_BLOCK) & ~slender)
    piers = np.isin(np.arange(found.count), [number for number in left if is_pier(walls, found.stats[number], unit)])
    return walls | found.paint(piers)


def _without_doors(strip: Strip, leaves: list[Bow], unit: float) -> list[Strip]:
    """The parts of a hollow wall beside the doors that swing in it."""
    parts = [strip]
    for leaf in leaves:
        for last in (False, True):
            ends = np.array(((leaf.x, leaf.y), leaf.tip(last=last)))
            along, across = (ends[:, 1], ends[:, 0]) if strip.upright else (ends[:, 0], ends[:, 1])
            near = NEAR / unit
            if np.ptp(across) > near or across.min() < strip.low - near or across.max() > strip.high + near:
                continue
            first, last_ = round(float(along.min())), round(float(along.max()))
            parts = [piece for part in parts for piece in _cut(part, first, last_)]
    return parts


def _cut(strip: Strip, first: int, last: int) -> list[Strip]:
    ends = ((strip.first, min(first, strip.last)), (max(last, strip.first), strip.last))
    return [strip.within(begin, end) for begin, end in ends if end > begin]
