"""Curved walls: arcs about one centre, a wall's thickness apart."""

import math

from archdesk.interpret.offline.evidence import WallPiece
from archdesk.interpret.offline.lines.bands import THICKEST, THINNEST
from archdesk.interpret.offline.lines.swings import WIDEST_LEAF
from archdesk.interpret.offline.lines.table import Frame, PenClass, pen_class
from archdesk.model.document import Arc, Page

SAME_CENTRE = 0.03  # metres
SHORTEST = 0.8  # metres along the arc
LEAST_TURN = math.radians(10)


def curved_walls(page: Page, pens: frozenset[PenClass], frame: Frame) -> tuple[WallPiece, ...]:
    """Pieces between concentric arcs of the walls' own pens, in page units; the bulge turns as the page's axes do."""
    mine = [arc for arc in page.arcs if pen_class(arc) in pens and arc.radius * frame.unit > WIDEST_LEAF / 2]
    mine.sort(key=lambda arc: arc.radius)
    pieces: list[WallPiece] = []
    used: set[int] = set()
    for i, inner in enumerate(mine):
        for k in range(i + 1, len(mine)):
            apart = (mine[k].radius - inner.radius) * frame.unit
            if apart > THICKEST:
                break
            if i in used or k in used or apart < THINNEST or not _concentric(inner, mine[k], frame):
                continue
            if _is_stepped(mine, i, k, frame):
                continue
            piece = _between(inner, mine[k], frame)
            if piece is not None:
                used |= {i, k}
                pieces.append(piece)
    return tuple(pieces)


def _concentric(inner: Arc, outer: Arc, frame: Frame) -> bool:
    return math.dist(inner.centre, outer.centre) * frame.unit < SAME_CENTRE


def _is_stepped(arcs: list[Arc], i: int, k: int, frame: Frame) -> bool:
    """Whether further arcs follow as near: rounded stairs and rims."""
    return any(
        abs(other.radius - known.radius) * frame.unit < THICKEST and _concentric(known, other, frame)
        for known in (arcs[i], arcs[k])
        for other in arcs
        if other is not arcs[i] and other is not arcs[k]
    )


def _between(inner: Arc, outer: Arc, frame: Frame) -> WallPiece | None:
    """The wall where both arcs run."""
    turns = round((inner.start - outer.start) / (2 * math.pi)) * 2 * math.pi
    low, high = max(inner.start, outer.start + turns), min(inner.end, outer.end + turns)
    radius = (inner.radius + outer.radius) / 2
    sweep = high - low
    if sweep < LEAST_TURN or sweep * radius * frame.unit < SHORTEST or sweep > 2 * math.pi - LEAST_TURN:
        return None
    middle = Arc(inner.centre, radius, low, high, inner.pen)
    return WallPiece(middle.first, middle.last, outer.radius - inner.radius, math.tan(sweep / 4), 0.8)
