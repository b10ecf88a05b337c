"""Built-in closets: small cells between walls and thin partitions, shut by leaves that stand before their fronts."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.evidence import OpeningFind, WallPiece
from archdesk.interpret.offline.pictures.ink import Ink, Mask
from archdesk.interpret.offline.pictures.ridges import open_by_disc
from archdesk.interpret.offline.pictures.sampling import values_at
from archdesk.interpret.offline.pictures.walls import WallMask
from archdesk.model.floorplan import Hinge, OpeningKind, Swing
from archdesk.model.shapes import Point, distance

SMALLEST, LARGEST = 0.2, 1.7  # square metres, with the ground that the leaves stand on
SHALLOWEST, DEEPEST = 0.33, 1.2  # metres: a shelf for brooms, a closet to step into
NARROWEST, WIDEST = 0.36, 2.4  # metres
TWO_LEAVES = 0.8  # metres of front; wider leaves would not clear a bed
FULL = 0.78  # of the closet's width; where a cell is narrower its leaves begin
BULGE = 0.03  # of the cell stands before the front: leaves ajar, arcs or folded panels; a counter's front is straight
MOST_BULGE = 0.6
HELD = 0.55  # of the back is wall or partition
BOLD = 0.6  # of back and sides together is; what parts two closets may be a thin board
LINED = 0.8  # of the back and of each side has dark ink at least
OPEN_FRONT = 0.5  # of the front at most is
WALLED = 0.25  # of all three sides stands on walls found before
IN_WALL = 0.6  # of a side that is a wall found before
PARTITION = 0.15  # metres at most between a closet and the next
SAME_FRONT = 0.25  # of its width, by which a front may have been seen elsewhere
CONFIDENCE = 0.75

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Closets:
    """The partitions and doors of closets, and the grounds of these from back left to front left."""

    pieces: tuple[WallPiece, ...] = ()
    doors: tuple[OpeningFind, ...] = ()
    grounds: tuple[tuple[Point, Point, Point, Point], ...] = ()

    def cover(self, opening: OpeningFind) -> bool:
        """Whether the opening lies within a closet: what seemed one spans from its one side to the other."""
        x, y = (opening.start[0] + opening.end[0]) / 2, (opening.start[1] + opening.end[1]) / 2
        grounds = (np.array(ground, np.float32) for ground in self.grounds)
        return any(cv2.pointPolygonTest(ground, (x, y), measureDist=False) > 0 for ground in grounds)

    def with_doors(self, openings: Sequence[OpeningFind]) -> tuple[OpeningFind, ...]:
        """The openings that are not within a closet, and the closets' doors; panels seen to fold say more than a front."""
        folds = [opening for opening in openings if opening.swing is Swing.FOLD]
        fronts = [fold for fold in folds if any(_is_front(fold, door) for door in self.doors)]
        others = [opening for opening in openings if opening not in fronts and not self.cover(opening)]
        return (*others, *fronts, *(door for door in self.doors if not any(_is_front(fold, door) for fold in fronts)))


def _is_front(opening: OpeningFind, door: OpeningFind) -> bool:
    away = np.subtract(np.add(opening.start, opening.end), np.add(door.start, door.end)) / 2
    return float(np.hypot(*away)) < SAME_FRONT * distance(door.start, door.end)


@dataclass(frozen=True, slots=True)
class _Niche:
    """A closet's ground in working pixels: its back left corner, the ways along its back and to its front, its size."""

    corner: Numbers
    along: Numbers
    out: Numbers
    width: float
    depth: float
    bulge: float

    def at(self, along: float, out: float) -> Point:
        point = self.corner + along * self.along + out * self.out
        return float(point[0]), float(point[1])


def find_closets(ink: Ink, walls: WallMask, unit: float) -> Closets:
    """The closets of a picture, in working pixels; ``unit`` is metres a working pixel."""
    bold = open_by_disc(ink.dark, max(3.0, walls.widths.line + 1)) | walls.mask
    found = find_components(np.asarray(1 - ink.faint, np.uint8), 4)
    area = found.stats[:, cv2.CC_STAT_AREA] * unit * unit
    look = _Look(bold, ink.dark, walls.mask, walls.widths.line + 3, unit)
    niches = [
        niche
        for number in np.flatnonzero((area >= SMALLEST) & (area <= LARGEST))
        if (niche := look.niche(*_pixels(found.labels, found.stats[number], int(number))))
    ]
    pieces = tuple(piece for niche in niches for piece in look.partitions(niche))
    grounds = tuple(
        (niche.at(0, 0), niche.at(niche.width, 0), niche.at(niche.width, niche.depth), niche.at(0, niche.depth))
        for niche in niches
    )
    return Closets(pieces, tuple(look.door(niche) for niche in niches), grounds)


def _pixels(labels: NDArray[np.int32], row: NDArray[np.int64], number: int) -> tuple[Numbers, Numbers]:
    """The places of a cell's pixels, x and y; and the corners of the smallest rectangle around them."""
    x, y, width, height = (int(value) for value in row[:4])
    rows, columns = np.nonzero(labels[y : y + height, x : x + width] == number)
    points = np.column_stack((columns + x, rows + y)).astype(np.float64)
    return points, np.asarray(cv2.boxPoints(cv2.minAreaRect(points.astype(np.float32))), np.float64)


class _Look:
    """Looks around the cells of a picture."""

    def __init__(self, bold: Mask, dark: Mask, walls: Mask, near: float, unit: float) -> None:
        self._bold = bold
        self._dark = dark
        self._walls = walls
        self._near = near
        self._unit = unit

    def niche(self, pixels: Numbers, corners: Numbers) -> _Niche | None:
        """The closet that a cell is, seen from the side where its leaves stand; None where it is none."""
        seen = [niche for niche in self._views(pixels, corners) if self._is_closet(niche)]
        return max(seen, key=lambda niche: niche.bulge, default=None)

    def partitions(self, niche: _Niche) -> Iterator[WallPiece]:
        """The sides that are no walls yet, along the middles of their strokes."""
        for start, end, out in _held_sides(niche):
            if self._share(self._walls, start, end, out) >= IN_WALL:
                continue
            thickness = self._thickness(start, end, out)
            shift = out * (0.5 + thickness / 2)
            a, b = start + shift, end + shift
            yield WallPiece((a[0], a[1]), (b[0], b[1]), thickness, confidence=CONFIDENCE)

    def door(self, niche: _Niche) -> OpeningFind:
        """The leaves swing out of the closet; start and end are such that this is to the left."""
        start, end = niche.at(0, niche.depth), niche.at(niche.width, niche.depth)
        if niche.along[0] * niche.out[1] - niche.along[1] * niche.out[0] > 0:
            start, end = end, start
        leaves = 2 if niche.width * self._unit >= TWO_LEAVES else 1
        hinge = Hinge.START if leaves == 1 else None
        thickness = max(self._near - 3, 2.0)
        return OpeningFind(OpeningKind.DOOR, start, end, thickness, hinge, Swing.LEFT, leaves, CONFIDENCE)

    def _views(self, pixels: Numbers, corners: Numbers) -> Iterator[_Niche]:
        for turn in range(4):
            corner, right, left = corners[turn], corners[(turn + 1) % 4], corners[turn - 1]
            width, depth = float(np.hypot(*(right - corner))), float(np.hypot(*(left - corner)))
            if min(width, depth) < 2:
                continue
            along, out = (right - corner) / width, (left - corner) / depth
            niche = self._cut(pixels, _Niche(corner, along, out, width, depth, 0.0))
            if niche is not None:
                yield niche

    def _cut(self, pixels: Numbers, whole: _Niche) -> _Niche | None:
        """The part between the sides, without the ground before the front; None where the sizes are no closet's."""
        away = pixels - whole.corner
        rows = np.bincount(np.maximum(np.round(away @ whole.out), 0).astype(int)).astype(float)
        width = float(np.quantile(rows, 0.75))
        inner = rows >= FULL * width
        back = int(inner.argmax())
        front = back + int((~inner[back:]).argmax()) if not inner[back:].all() else rows.size
        bulge = float(rows[front:].sum() / rows.sum())
        depth = front - back
        between = (away @ whole.out >= back) & (away @ whole.out < front)
        if not between.any():
            return None
        first = float(np.quantile((away @ whole.along)[between], 0.03))
        size = width * self._unit, depth * self._unit
        if not (NARROWEST <= size[0] <= WIDEST and SHALLOWEST <= size[1] <= DEEPEST and BULGE <= bulge <= MOST_BULGE):
            return None
        if back * self._unit > SHALLOWEST / 4:
            return None
        corner = whole.corner + first * whole.along + back * whole.out
        return _Niche(corner, whole.along, whole.out, width, float(depth), bulge)

    def _is_closet(self, niche: _Niche) -> bool:
        sides = list(_held_sides(niche))
        lengths = np.array([np.hypot(*(end - start)) for start, end, _ in sides])
        held = np.array([self._share(self._bold, *side) for side in sides])
        if held[0] < HELD or float(lengths @ held) < BOLD * float(lengths.sum()):
            return False
        if any(self._share(self._dark, *side) < LINED for side in sides):
            return False
        front = np.array(niche.at(0, niche.depth)), np.array(niche.at(niche.width, niche.depth)), niche.out
        if self._share(self._bold, *front) > OPEN_FRONT:
            return False
        walled = np.array([self._share(self._walls, *side) for side in sides])
        return float(lengths @ walled) >= WALLED * float(lengths.sum())

    def _share(self, mask: Mask, start: Numbers, end: Numbers, out: Numbers) -> float:
        """The share of a side behind which the mask is marked within reach."""
        steps = np.linspace(0.08, 0.92, max(8, int(np.hypot(*(end - start)))))
        points = start + steps[:, None] * (end - start)
        hits = [self._at(mask, points + out * aside) for aside in np.arange(0.0, self._near + 1)]
        return float(np.any(hits, axis=0).mean())

    def _thickness(self, start: Numbers, end: Numbers, out: Numbers) -> float:
        """The median length of ink behind a side."""
        steps = np.linspace(0.2, 0.8, 9)
        points = start + steps[:, None] * (end - start)
        most = max(2, math.ceil(PARTITION / self._unit))
        inked = np.array([self._at(self._bold, points + out * aside) for aside in np.arange(1.0, most + 1)])
        return max(2.0, float(np.median(inked.sum(axis=0))))

    def _at(self, mask: Mask, points: Numbers) -> NDArray[np.bool_]:
        return np.asarray(values_at(mask, np.round(points)) > 0)


def _held_sides(niche: _Niche) -> Sequence[tuple[Numbers, Numbers, Numbers]]:
    """The back and the two sides, each with the way out of the closet."""
    back_left, back_right = np.array(niche.at(0, 0)), np.array(niche.at(niche.width, 0))
    left, right = np.array(niche.at(0, niche.depth)), np.array(niche.at(niche.width, niche.depth))
    return (back_left, back_right, -niche.out), (back_left, left, -niche.along), (back_right, right, niche.along)
