"""Door leaves drawn ajar: slanting strokes that turn on a jamb, with the short arc on which they close an opening."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.leaves import Ground, Leaf
from archdesk.interpret.offline.pictures.strokes import Strokes

LENGTHS = (0.3, 1.3)  # metres of a leaf, of half a cupboard's front the shorter ones
TURNS = np.radians((14, 76))  # how far from its wall a leaf is drawn
HINGE = 0.13  # metres between a leaf's stroke and the wall that it hangs on
CLOSED = 0.16  # metres between the closed leaf's tip and its jamb
SINGLE = 0.5  # metres: a narrower leaf has a partner
ARC = 0.75  # of a leaf's way is inked: an arc
BEYOND = np.linspace(0.1, 0.3, 8)  # of a leaf's length, beyond its tip
LONE_ARC = 0.9  # of the way of a leaf without a wall in its line is inked
SWEPT = (0.35, 0.9)  # of a leaf's turn, away from its own stroke
INNER = (0.5, 0.7, 0.9)  # of a leaf's length: where the ground that it sweeps over is looked at
REACH = (0.96, 1.0, 1.04)  # of a leaf's length: where its arc may run
CROSSED = 0.5  # of the ground that a leaf sweeps over may be inked
HALF = 0.75  # metres: a longer leaf has no partner
FREE = 0.1  # of an opening's length may be wall
SAME = 0.15  # of a leaf's length, within which two strokes draw one leaf
FAN = np.radians((8, 50))  # between one tread and the next
SQUARE = np.pi / 2

Numbers = NDArray[np.float64]


def find_ajar(found: Strokes, ground: Ground) -> list[Leaf]:
    """Leaves among the slanting strokes of a picture; those without a jamb at their tip close only half an opening."""
    fitting = found.between(LENGTHS[0] / ground.unit, LENGTHS[1] / ground.unit)
    strokes = list(zip(fitting.start, fitting.end, strict=True))
    leaves: list[Leaf] = []
    for start, end in strokes:
        offers = [*_readings(start, end, ground), *_readings(end, start, ground)]
        if offers:
            leaves.append(max(offers, key=lambda leaf: leaf.score))
    kept: list[Leaf] = []
    for leaf in sorted(leaves, key=lambda leaf: -leaf.score):
        if not any(is_same(leaf, other) for other in kept) and not _is_tread(leaf, strokes):
            kept.append(leaf)
    return kept


def _is_tread(leaf: Leaf, strokes: list[tuple[Numbers, Numbers]]) -> bool:
    """Whether other strokes spread from the leaf's hinge as the treads of winding stairs do from their newel."""
    ways = [end - start for start, end in strokes if np.hypot(*(start - leaf.hinge)) < SAME * leaf.length]
    ways += [start - end for start, end in strokes if np.hypot(*(end - leaf.hinge)) < SAME * leaf.length]
    own = leaf.open_tip - leaf.hinge
    turns = [abs(np.arctan2(own[0] * way[1] - own[1] * way[0], float(own @ way))) for way in ways]
    return any(FAN[0] <= turn <= FAN[1] for turn in turns)


def _readings(hinge: Numbers, open_tip: Numbers, ground: Ground) -> Iterator[Leaf]:
    """The stroke as a leaf that turns on its first end, towards each direction of walls."""
    way = open_tip - hinge
    if ground.distance(hinge) * ground.unit > HINGE or not _ends(open_tip, way, ground):
        return
    if ground.share(ground.walls, hinge, open_tip, 0.1, 1.0) > FREE:
        return
    leaf = float(np.arctan2(way[1], way[0]))
    for closed in (ground.axes[:, None] + SQUARE * np.arange(4)).ravel():
        turn = float(np.angle(np.exp(1j * (closed - leaf))))
        if TURNS[0] <= abs(turn) <= TURNS[1]:
            reading = _reading(hinge, open_tip, leaf, turn, ground)
            if reading:
                yield reading


def _reading(hinge: Numbers, open_tip: Numbers, leaf: float, turn: float, ground: Ground) -> Leaf | None:
    length = float(np.hypot(*(open_tip - hinge)))
    tip = hinge + length * np.array((np.cos(leaf + turn), np.sin(leaf + turn)))
    far = ground.distance(tip) * ground.unit
    alone = far <= CLOSED and length * ground.unit >= SINGLE
    arc, clutter = _swept(hinge, length, leaf + turn * np.linspace(*SWEPT, 12), ground)
    if arc < ARC or clutter > CROSSED or not (alone or length * ground.unit <= HALF):
        return None
    host = ground.host(hinge, tip)
    line = ground.onto(host, hinge, tip) if host else (hinge, tip)
    if (host is None and arc < LONE_ARC) or ground.share(ground.walls, *line, 0.1, 0.9) > FREE:
        return None
    return Leaf(hinge, tip, open_tip, host, arc - clutter - far + (1.0 if host else 0.0), alone)


def _swept(hinge: Numbers, length: float, angles: Numbers, ground: Ground) -> tuple[float, float]:
    """The inked shares of an arc around a hinge and of the ground within."""
    rays = length * np.stack((np.cos(angles), np.sin(angles)), axis=1)
    arc = max(float(ground.inked(hinge + share * rays).mean()) for share in REACH)
    return arc, float(np.mean([ground.inked(hinge + share * rays).mean() for share in INNER]))


def _ends(tip: Numbers, way: Numbers, ground: Ground) -> bool:
    """Whether a stroke ends at its tip; diagonals of shower trays and treads go on to the next line."""
    return float(ground.inked(tip + np.outer(BEYOND, way)).mean()) <= 0.5


def is_same(a: Leaf, b: Leaf) -> bool:
    reach = SAME * max(a.length, b.length)
    return float(np.hypot(*(a.hinge - b.hinge))) < reach and float(np.hypot(*(a.tip - b.tip))) < reach
