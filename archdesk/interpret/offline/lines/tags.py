"""Tags: boxes drawn closely around a word, which are neither walls nor rooms."""

import itertools

import numpy as np
import shapely

from archdesk.interpret.offline.lines.table import Flags, Floats, Frame, Ints, Lines
from archdesk.model.document import Page

BESIDE, OVER = 0.8, 1.2  # heights of the lettering from a word's ends, and from its middle, within which its box lies
WHOLE = 0.9  # of a word that lies in its box at least; numbers of shafts and closets are wider than these
CLEAR = 0.4  # of its height from its middle, which the box leaves free
SAME = 0.08  # heights between the ends of a box's sides
LEVEL = 0.05  # heights by which a side may slant


def tagged(page: Page, lines: Lines, frame: Frame) -> Flags:
    """Which lines are the four sides of a box around a word."""
    member = np.zeros(len(lines), np.bool_)
    texts = [text for text in page.texts if text.height > 0 and text.width > 0]
    if not texts or not len(lines):
        return member
    tree = shapely.STRtree(shapely.points((lines.start + lines.end) / 2))
    centres = frame.inwards(np.array([text.centre for text in texts]))
    for text, centre in zip(texts, centres, strict=True):
        height, half = text.height * frame.unit, text.width * frame.unit / 2
        rows = tree.query(shapely.Point(centre), predicate="dwithin", distance=half + OVER * height)
        if len(rows) < 4:
            continue
        turn = text.angle if frame.y_up else -text.angle
        away = np.stack([lines.start[rows], lines.end[rows]], axis=1) - centre
        along = away @ np.array([np.cos(turn), np.sin(turn)]), away @ np.array([-np.sin(turn), np.cos(turn)])
        u, v = (np.sort(places, axis=1) / height for places in along)
        near = (np.abs(u).max(axis=1) < half / height + BESIDE) & (np.abs(v).max(axis=1) < OVER)
        member[rows[_sides(u, v, near, WHOLE * half / height)]] = True
    return member


def _sides(u: Floats, v: Floats, near: Flags, half: float) -> Ints:
    """The rows that make a rectangle about a word of some half width, by their reach along the word and across it."""
    level = near & (np.ptp(v, axis=1) < LEVEL) & (u[:, 0] < -half) & (u[:, 1] > half)
    upright = near & (np.ptp(u, axis=1) < LEVEL)
    over, under = np.flatnonzero(level & (v[:, 0] > CLEAR)), np.flatnonzero(level & (v[:, 1] < -CLEAR))
    for top, low in itertools.product(over.tolist(), under.tolist()):
        if np.abs(u[top] - u[low]).max() > SAME:
            continue
        spans = upright & (np.abs(v[:, 0] - v[low, 0]) < SAME) & (np.abs(v[:, 1] - v[top, 1]) < SAME)
        ends = [np.flatnonzero(spans & (np.abs(u[:, 0] - place) < SAME)) for place in u[top]]
        if all(len(end) for end in ends):
            return np.concatenate([[top, low], *ends]).astype(np.intp)
    return np.zeros(0, np.intp)
