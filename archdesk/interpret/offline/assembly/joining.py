"""Wall pieces into walls: collinear pieces joined, walls run on behind openings."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from shapely import STRtree, box

from archdesk.geometry.lines import along, beside, direction, middle, moved, turn
from archdesk.interpret.offline.evidence import OpeningFind, WallPiece
from archdesk.model.shapes import Box, box_around, distance

PARALLEL = math.radians(4)  # the ends of a short piece are read no better than this
SAME_LINE = 0.025  # metres aside that reading and drawing leave between pieces of one wall
SAME_THICKNESS = 0.03  # metres between two readings of one thickness
SAME_SHARE = 0.2  # or that share of it
CLOSE = 0.06  # metres between two pieces that are one
JAMB = 0.18  # metres between an opening's end and the wall beside it
THINNEST = 0.04  # a glass partition


def join_pieces(pieces: Sequence[WallPiece], finds: Sequence[OpeningFind]) -> tuple[WallPiece, ...]:
    """Walls that run on behind their openings; an opening that no piece continues becomes a wall of its own."""
    straight = sorted(_real(piece for piece in pieces if not piece.bulge), key=_place)
    curved = tuple(sorted((piece for piece in pieces if piece.bulge), key=_place))
    spans = [
        _span(find) for find in sorted(finds, key=lambda find: (find.start, find.end)) if distance(find.start, find.end) > CLOSE
    ]
    union = Union(len(straight) + len(spans))
    boxes = [_reach(piece) for piece in straight]
    for i, j in near_pairs(boxes):
        if _continues(straight[i], straight[j]):
            union.join(i, j)
    tree = STRtree([box(each.x0, each.y0, each.x1, each.y1) for each in boxes])
    for number, span in enumerate(spans, len(straight)):
        around = _reach(span)
        near = sorted(tree.query(box(around.x0, around.y0, around.x1, around.y1)).tolist())
        beside_it = [i for i in near if _carries(straight[i], span)]
        if not beside_it:
            continue
        best = min(beside_it, key=lambda i: (abs(straight[i].thickness - span.thickness), -_length(straight[i])))
        union.join(best, number)
        for i in beside_it:
            if _same_wall(straight[i], straight[best]):
                union.join(i, best)
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(straight) + len(spans)):
        groups[union.root(i)].append(i)
    joined = tuple(
        _fit(
            [straight[i] for i in members if i < len(straight)],
            [spans[i - len(straight)] for i in members if i >= len(straight)],
        )
        for members in groups.values()
    )
    return joined + curved


def _real(pieces: Iterable[WallPiece]) -> list[WallPiece]:
    return [piece for piece in pieces if piece.thickness >= THINNEST / 2 and distance(piece.start, piece.end) > THINNEST / 2]


def _place(piece: WallPiece) -> tuple[float, ...]:
    return *min(piece.start, piece.end), *max(piece.start, piece.end), piece.thickness


def _span(find: OpeningFind) -> WallPiece:
    return WallPiece(find.start, find.end, max(find.thickness, THINNEST), confidence=find.confidence)


def _length(piece: WallPiece) -> float:
    return distance(piece.start, piece.end)


def _reach(piece: WallPiece) -> Box:
    return box_around((piece.start, piece.end)).grown(piece.thickness / 2 + JAMB)


def near_pairs(boxes: Sequence[Box]) -> Iterable[tuple[int, int]]:
    """The pairs of boxes that meet, from the left."""
    if not boxes:
        return
    order = sorted(range(len(boxes)), key=lambda i: boxes[i].x0)
    shapes = [box(boxes[i].x0, boxes[i].y0, boxes[i].x1, boxes[i].y1) for i in order]
    first, second = STRtree(shapes).query(shapes)
    for a, b in sorted(zip(first.tolist(), second.tolist(), strict=True)):
        if a < b:
            yield order[a], order[b]


def _same_wall(a: WallPiece, b: WallPiece) -> bool:
    """Whether two pieces lie on one line with one thickness, however far apart."""
    long, short = (a, b) if _length(a) >= _length(b) else (b, a)
    if abs(a.thickness - b.thickness) > max(SAME_THICKNESS, SAME_SHARE * max(a.thickness, b.thickness)):
        return False
    axis = direction(long.start, long.end)
    if _length(short) > 2 * short.thickness and turn(axis, direction(short.start, short.end)) > PARALLEL:
        return False
    aside = max(SAME_LINE, SAME_SHARE * min(a.thickness, b.thickness))
    return abs(beside(long.start, axis, middle(short.start, short.end))) <= aside and all(
        abs(beside(long.start, axis, end)) <= 2 * aside for end in (short.start, short.end)
    )


def _gap(a: WallPiece, b: WallPiece) -> float:
    """The room between two pieces along the first; negative where they overlap."""
    axis = direction(a.start, a.end)
    first, second = sorted((along(a.start, axis, b.start), along(a.start, axis, b.end)))
    return max(first - _length(a), -second)


def _continues(a: WallPiece, b: WallPiece) -> bool:
    return _same_wall(a, b) and _gap(*((a, b) if _length(a) >= _length(b) else (b, a))) <= max(CLOSE, a.thickness / 2)


def _carries(wall: WallPiece, span: WallPiece) -> bool:
    """Whether an opening lies in the wall or goes on from its end."""
    long, short = (wall, span) if _length(wall) >= _length(span) else (span, wall)
    axis = direction(long.start, long.end)
    if _length(short) > 2 * short.thickness and turn(axis, direction(short.start, short.end)) > 2 * PARALLEL:
        return False
    aside = max(SAME_LINE, wall.thickness / 2)
    return abs(beside(long.start, axis, middle(short.start, short.end))) <= aside and _gap(long, short) <= JAMB


def _fit(pieces: list[WallPiece], spans: list[WallPiece]) -> WallPiece:
    """One wall along all its pieces; the openings only lengthen it."""
    if len(pieces) == 1 and not spans:
        return pieces[0]
    firm = pieces or spans
    guide = max(firm, key=_length)
    axis = direction(guide.start, guide.end)
    x = y = total = 0.0
    for piece in firm:
        own, weight = direction(piece.start, piece.end), _length(piece) ** 2
        sign = 1.0 if own[0] * axis[0] + own[1] * axis[1] >= 0 else -1.0
        x, y, total = x + sign * own[0] * weight, y + sign * own[1] * weight, total + _length(piece)
    axis = direction((0.0, 0.0), (x, y))
    origin = guide.start
    aside = sum(beside(origin, axis, middle(p.start, p.end)) * _length(p) for p in firm) / total
    places = [along(origin, axis, point) for piece in (*pieces, *spans) for point in (piece.start, piece.end)]
    return WallPiece(
        moved(origin, axis, min(places), aside),
        moved(origin, axis, max(places), aside),
        _weighted_median([(p.thickness, _length(p)) for p in firm]),
        confidence=sum(p.confidence * _length(p) for p in firm) / total,
    )


def _weighted_median(values: list[tuple[float, float]]) -> float:
    half = sum(weight for _, weight in values) / 2
    for value, weight in sorted(values):
        half -= weight
        if half <= 0:
            return value
    return values[-1][0]


class Union:
    """Sets that grow together (union-find)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        self._parent[max(self.root(i), self.root(j))] = min(self.root(i), self.root(j))
