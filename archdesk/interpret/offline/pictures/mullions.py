"""Posts that part a row of windows: dark blocks as deep as the wall inside one gap."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.gaps import Gap
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.sampling import values_at

THINNEST_WALL = 0.09  # metres: a thinner one is crossed by lines that fill it without being posts
NARROWEST, WIDEST = 0.05, 0.7  # metres that a post takes of its wall
DEPTH = 0.8  # of the wall's thickness, around its middle: what a post fills
FILLED = 0.92  # of that depth is ink
SHORTEST = 0.25  # metres of a window beside a post


def part_at_posts(gaps: list[Gap], dark: Mask, line: float, unit: float) -> list[Gap]:
    """Gaps cut where posts stand in them.

    ``line`` is the width of thin lines in working pixels, ``unit`` is metres a working pixel.
    """
    parts: list[Gap] = []
    narrowest = max(NARROWEST / unit, 1.6 * line)
    for gap in gaps:
        blocks = [] if gap.thickness * unit < THINNEST_WALL else _blocks(gap, dark, narrowest)
        blocks = [block for block in blocks if (block[1] - block[0]) * unit <= WIDEST]
        if not blocks:
            parts.append(gap)
            continue
        edges = [0.0, *(edge for block in blocks for edge in block), gap.length]
        free = list(zip(edges[::2], edges[1::2], strict=True))
        parts += [_part(gap, first, last) for first, last in free if (last - first) * unit >= SHORTEST]
    return parts


def _blocks(gap: Gap, dark: Mask, narrowest: float) -> list[tuple[float, float]]:
    """Where along a gap ink fills it, from and to in pixels."""
    full = _filled(gap, dark)
    edges = np.flatnonzero(np.diff(np.concatenate(((0,), full.astype(np.int8), (0,)))))
    runs = [(float(first), float(min(last, gap.length))) for first, last in edges.reshape(-1, 2)]
    return [(first, last) for first, last in runs if last - first >= narrowest]


def _filled(gap: Gap, dark: Mask) -> NDArray[np.bool_]:
    steps = np.arange(0.5, gap.length)
    half = DEPTH * gap.thickness / 2
    asides = np.linspace(-half, half, max(5, int(2 * half)))
    along = np.array(gap.along)
    points = gap.start + steps[:, None, None] * along + asides[None, :, None] * np.array((-along[1], along[0]))
    return np.asarray(values_at(dark, points).mean(axis=1) >= FILLED)


def _part(gap: Gap, first: float, last: float) -> Gap:
    return replace(gap, start=_at(gap, first), end=_at(gap, last))


def _at(gap: Gap, place: float) -> tuple[float, float]:
    along = gap.along
    return gap.start[0] + along[0] * place, gap.start[1] + along[1] * place
