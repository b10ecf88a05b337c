"""Wall pieces out of what no axis explains: blocks of masonry, bends, short slanting walls."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.evidence import WallPiece
from archdesk.interpret.offline.pictures.ink import Mask

FULL = 0.85  # of its rectangle is ink: a straight piece
SCANT = 0.6  # what cannot be parted further and is less full is torn ink, not a wall
SPLITS = np.linspace(0.125, 0.875, 7)  # where a bent or stepped residue is tried to be parted
MOST_SPLITS = 5  # times in two, one after another
CONFIDENCE = 0.5

Pixels = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The least rectangle around pixels: its middle, the way and size of its long side, the size of its short side."""

    middle: NDArray[np.float64]
    way: NDArray[np.float64]
    length: float
    width: float

    @property
    def area(self) -> float:
        return self.length * self.width


def residue_pieces(rest: Mask, thinnest: float) -> tuple[WallPiece, ...]:
    """Straight pieces that cover the pixels left over; ``thinnest`` is the width of the thinnest wall, in pixels."""
    found = find_components(rest, 8)
    labels, stats = found.labels, found.stats
    least = 2 * thinnest * thinnest
    pieces: list[WallPiece] = []
    for name in np.flatnonzero(stats[1:, cv2.CC_STAT_AREA] >= least) + 1:
        x, y, width, height = (int(value) for value in stats[name, :4])
        rows, columns = np.nonzero(labels[y : y + height, x : x + width] == name)
        pixels = np.column_stack((columns + x, rows + y)).astype(np.float32)
        pieces += _cover(pixels, least, MOST_SPLITS)
    return tuple(pieces)


def _cover(pixels: Pixels, least: float, splits: int) -> list[WallPiece]:
    if len(pixels) < least:
        return []
    frame = _frame(pixels)
    full = len(pixels) / frame.area
    if full >= FULL or splits == 0:
        return [_piece(pixels, frame)] if full >= SCANT else []
    first, second = _parted(pixels, frame)
    return _cover(first, least, splits - 1) + _cover(second, least, splits - 1)


def _parted(pixels: Pixels, frame: _Frame) -> tuple[Pixels, Pixels]:
    """The pixels in two, where both parts fill their rectangles best."""
    best: tuple[float, NDArray[np.bool_]] | None = None
    for way, size in ((frame.way, frame.length), (np.array((-frame.way[1], frame.way[0])), frame.width)):
        ahead = (pixels - frame.middle) @ way / size + 0.5
        for share in SPLITS:
            side = np.asarray(ahead < share)
            if 0 < side.sum() < side.size:
                area = _frame(pixels[side]).area + _frame(pixels[~side]).area
                if best is None or area < best[0]:
                    best = area, side
    side = best[1] if best else np.arange(len(pixels)) < len(pixels) // 2
    return pixels[side], pixels[~side]


def _frame(pixels: Pixels) -> _Frame:
    (x, y), (a, b), angle = cv2.minAreaRect(pixels)
    # The rectangle runs through the middles of the outermost pixels: half a pixel is missing on each side.
    turn = np.radians(angle if a >= b else angle + 90)
    way = np.array((np.cos(turn), np.sin(turn)))
    return _Frame(np.array((x, y), np.float64), way, max(a, b) + 1.0, min(a, b) + 1.0)


def _piece(pixels: Pixels, frame: _Frame) -> WallPiece:
    """A piece of the pixels' own area, through their middle."""
    middle = pixels.mean(axis=0, dtype=np.float64) + 0.5
    half = frame.way * frame.length / 2
    (x0, y0), (x1, y1) = (middle - half).tolist(), (middle + half).tolist()
    return WallPiece((x0, y0), (x1, y1), len(pixels) / frame.length, confidence=CONFIDENCE)
