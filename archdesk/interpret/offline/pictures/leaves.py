"""Doors found by their swings: a leaf from the hinge to one end of an arc, an opening in a wall to the other."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import OpeningFind, WallPiece
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.nearness import Nearness
from archdesk.interpret.offline.pictures.sampling import values_at
from archdesk.interpret.offline.pictures.swings import Bow
from archdesk.model.floorplan import Hinge, OpeningKind, Swing
from archdesk.model.shapes import Point, distance

NEAR = 0.16  # metres between a hinge, or a closed leaf's tip, and the wall beside it
AJAR = np.radians((-4, -2, 0, 2, 4))  # how far a leaf may lie beside its arc's end
QUARTER, CLEAR = np.radians(80), 0.9  # an arc and the share of its leaf that is inked: a door, whichever way its wall runs
LEAF = 0.7  # of a leaf's length is inked
FREE = 0.2  # of an opening's length may be wall
JAMB = 0.14  # metres between a leaf's end and its jamb
SHRINKS = 0.75  # of a leaf's length: an opening is no narrower
SAME_HINGE = 0.2  # of a leaf's length
ASLANT = np.radians(7)  # how far a closed leaf may lie aslant its wall
MEET = 0.2  # of a leaf's length: how far apart the tips of two leaves may lie
PARTITION = 0.07  # metres: the wall of a door that stands between walls across it
SURE, LONE = 0.85, 0.7  # confidence in a wall of its own, and between walls across

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A door leaf by its hinge, its tip when closed and its tip as drawn; ``wall`` is the wall in its line, if any.

    A leaf that is not ``alone`` closes half an opening.
    """

    hinge: Numbers
    tip: Numbers
    open_tip: Numbers
    wall: WallPiece | None
    score: float
    alone: bool = True

    @property
    def length(self) -> float:
        return float(np.hypot(*(self.tip - self.hinge)))


class Ground:
    """What lies around an arc: the thin ink and the walls."""

    def __init__(self, faint: Mask, walls: Mask, pieces: tuple[WallPiece, ...], angles: tuple[float, ...], unit: float) -> None:
        self.walls = walls
        self.axes = np.radians(np.array(angles))
        self.pieces = pieces
        self.unit = unit
        self._ink = np.asarray(cv2.dilate(faint | walls, np.ones((3, 3), np.uint8)), np.uint8)
        self._near_walls = Nearness(walls, 2 * NEAR / unit)

    def leaf(self, bow: Bow) -> Leaf | None:
        """The better of the two readings of an arc; None where neither is a door."""
        offers = [self._reading(bow, last=last) for last in (False, True)]
        return max((offer for offer in offers if offer), key=lambda offer: offer.score, default=None)

    def _reading(self, bow: Bow, *, last: bool) -> Leaf | None:
        hinge = np.array((bow.x, bow.y))
        tip, open_tip = bow.tip(last=last), bow.tip(last=not last)
        leaf = max(self.share(self._ink, hinge, _turned(open_tip, hinge, turn), 0.08, 0.92) for turn in AJAR)
        wall = self.share(self.walls, hinge, tip, 0.2, 0.8)
        far = [self.distance(point) * self.unit for point in (hinge, tip)]
        if leaf < LEAF or wall > FREE or min(far) > NEAR or max(far) > 2 * NEAR:
            return None
        host = self.host(hinge, tip)
        if host and self.share(self.walls, *self.onto(host, hinge, tip), 0.2, 0.8) > FREE:
            return None
        is_plain = bow.span >= QUARTER and leaf >= CLEAR
        if host is None and (max(far) > NEAR or not ((is_plain and max(far) <= NEAR / 2) or self._on_axis(tip - hinge))):
            return None
        return Leaf(hinge, tip, open_tip, host, leaf - wall - sum(far) + (1.0 if host else 0.0))

    def _on_axis(self, way: Numbers) -> bool:
        """Whether a direction is one of those in which walls run, or square to it."""
        turn = np.angle(np.exp(1j * (4 * np.arctan2(way[1], way[0]) - 4 * self.axes))) / 4
        return bool((np.abs(turn) <= ASLANT).any())

    def host(self, hinge: Numbers, tip: Numbers) -> WallPiece | None:
        """The nearest wall in whose line the closed leaf lies."""
        length = float(np.hypot(*(tip - hinge)))
        way = (tip - hinge) / length
        best, least = None, 2 * NEAR / self.unit
        for piece in self.pieces:
            size = distance(piece.start, piece.end)
            axis = np.subtract(piece.end, piece.start) / max(size, 1e-9)
            if abs(way[0] * axis[1] - way[1] * axis[0]) > ASLANT or size < 0.5 * piece.thickness:
                continue
            places = [float(axis @ (point - piece.start)) for point in (hinge, tip)]
            aside = [abs(float(axis[0] * v[1] - axis[1] * v[0])) for v in (hinge - piece.start, tip - piece.start)]
            if max(aside) > piece.thickness / 2 + 0.5 * NEAR / self.unit:
                continue
            apart = max(min(places) - size, -max(places), 0.0)
            if apart < least:
                best, least = piece, apart
        return best

    def onto(self, wall: WallPiece, start: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
        """Two points moved onto a wall's middle line."""
        axis = np.subtract(wall.end, wall.start) / distance(wall.start, wall.end)
        first, last = (wall.start + axis * float(axis @ (point - wall.start)) for point in (start, end))
        return first, last

    def distance(self, point: Numbers) -> float:
        """From the nearest wall, infinite beyond twice ``NEAR``."""
        return float(self._near_walls.at(point))

    def inked(self, points: Numbers) -> NDArray[np.uint8]:
        return values_at(self._ink, points)

    def share(self, mask: Mask, start: Numbers, end: Numbers, first: float, last: float) -> float:
        return float(self.along(mask, start, end, np.linspace(first, last, 40)).mean())

    def along(self, mask: Mask, start: Numbers, end: Numbers, steps: Numbers) -> NDArray[np.uint8]:
        return values_at(mask, start + steps[:, None] * (end - start))

    def jambs(self, start: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
        """The two ends moved to where the wall begins close by."""
        length = float(np.hypot(*(end - start)))
        reach = JAMB / self.unit
        steps = np.arange(-reach, length + reach)
        inked = self.along(self.walls, start, end, steps / length) > 0
        before = np.flatnonzero(inked & (steps < min(reach, length / 3)))
        after = np.flatnonzero(inked & (steps > max(length - reach, 2 * length / 3)))
        first = steps[before[-1]] + 1 if before.size else 0.0
        last = steps[after[0]] if after.size else length
        way = (end - start) / length
        if not SHRINKS * length <= last - first:
            return start, end
        return start + way * first, start + way * last


def _turned(point: Numbers, around: Numbers, turn: float) -> Numbers:
    c, s = np.cos(turn), np.sin(turn)
    return np.asarray(around + np.array(((c, -s), (s, c))) @ (point - around))


def find_leaves(bows: list[Bow], ground: Ground) -> list[Leaf]:
    """The arcs that are swings of door leaves, the clearest first."""
    leaves = [leaf for leaf in (ground.leaf(bow) for bow in bows) if leaf]
    return sorted(leaves, key=lambda leaf: -leaf.score)


def hang_doors(leaves: list[Leaf], ground: Ground) -> list[OpeningFind]:
    """The doors that leaves tell of, those of two leaves as one."""
    doors: list[OpeningFind] = []
    used: set[int] = set()
    for i, leaf in enumerate(leaves):
        if i in used:
            continue
        other = next((k for k in range(i + 1, len(leaves)) if k not in used and _face(leaf, leaves[k], ground)), None)
        if other is not None:
            used.add(other)
        elif not leaf.alone:
            continue
        doors.append(_door(leaf, leaves[other] if other is not None else None, ground))
    return doors


def swings_elsewhere(leaf: Leaf, hinge: Point, along: Point) -> bool:
    """Whether the leaf hangs at a hinge but closes another opening than one that runs along from there."""
    if float(np.hypot(*(leaf.hinge - hinge))) > SAME_HINGE * leaf.length:
        return False
    way = (leaf.tip - leaf.hinge) / leaf.length
    return bool(abs(float(way @ np.array(along))) < np.cos(np.radians(30)))


def _face(a: Leaf, b: Leaf, ground: Ground) -> bool:
    """Whether two leaves close one opening: tip to tip, in line, of like length, to one side."""
    length = min(a.length, b.length)
    if max(a.length, b.length) > 1.3 * length or float(np.hypot(*(a.tip - b.tip))) > MEET * length:
        return False
    one, other = (a.tip - a.hinge) / a.length, (b.tip - b.hinge) / b.length
    same_side = float((a.open_tip - a.hinge) @ (b.open_tip - b.hinge))
    between = ground.share(ground.walls, (a.hinge + a.open_tip) / 2, (b.hinge + b.open_tip) / 2, 0.1, 0.9)
    return bool(one @ other < -np.cos(np.radians(15)) and same_side > 0 and between == 0)


def _door(leaf: Leaf, other: Leaf | None, ground: Ground) -> OpeningFind:
    start, end = leaf.hinge, other.hinge if other else leaf.tip
    wall = leaf.wall or (other.wall if other else None)
    thickness = PARTITION / ground.unit
    if wall:
        start, end = ground.onto(wall, start, end)
        thickness = wall.thickness
    first, last = ground.jambs(start, end)
    way = last - first
    left = float((leaf.open_tip - leaf.hinge) @ np.array((way[1], -way[0]))) > 0
    return OpeningFind(
        OpeningKind.DOOR,
        _point(first),
        _point(last),
        thickness,
        None if other else Hinge.START,
        Swing.LEFT if left else Swing.RIGHT,
        2 if other else 1,
        SURE if wall else LONE,
    )


def _point(place: Numbers) -> Point:
    return float(place[0]), float(place[1])
