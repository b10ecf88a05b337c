"""A page's straight lines as arrays, in metres with y up, so that whole drawings are tested at once."""

import itertools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archdesk.model.document import Arc, Colour, Page, Stroke
from archdesk.model.shapes import Point

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Flags = NDArray[np.bool_]

LARGEST_SYMBOL = 2.5  # metres; blocks of doors and furniture
DIMENSION_BLOCK = "*D"  # how DXF names the pictures of its dimensions
SHORTEST = 1e-4  # metres; shorter lines have no direction


@dataclass(frozen=True, slots=True)
class PenClass:
    """Lines drawn alike: what one layer and one pen drew."""

    layer: str
    width: float
    colour: Colour
    dashed: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """From page units to metres with y up about an origin on the page, and back."""

    unit: float
    y_up: bool
    origin: Point = (0.0, 0.0)

    @property
    def _flip(self) -> float:
        return self.unit if self.y_up else -self.unit

    def inwards(self, points: Floats) -> Floats:
        metres: Floats = (points - np.array(self.origin)) * np.array([self.unit, self._flip])
        return metres

    def outwards(self, point: Point) -> Point:
        return point[0] / self.unit + self.origin[0], point[1] / self._flip + self.origin[1]


def frame_of(page: Page, unit: float) -> Frame:
    """The page's frame about its first mark, so that maps' coordinates lose no millimetres."""
    strokes = (stroke.points[0] for stroke in page.strokes if stroke.points)
    fills = (ring[0] for fill in page.fills for ring in fill.rings if ring)
    firsts = (point for point in itertools.chain(strokes, fills) if math.isfinite(point[0]) and math.isfinite(point[1]))
    origin = next(firsts, (0.0, 0.0))
    return Frame(unit, page.y_up, origin)


@dataclass(frozen=True, slots=True, eq=False)
class Straights:
    """n straight things by their ends, (n, 2) each."""

    start: Floats
    end: Floats

    def __len__(self) -> int:
        return len(self.start)

    @property
    def length(self) -> Floats:
        metres: Floats = np.hypot(*(self.end - self.start).T)
        return metres

    @property
    def direction(self) -> Floats:
        unit: Floats = (self.end - self.start) / np.maximum(self.length, SHORTEST)[:, None]
        return unit


@dataclass(frozen=True, slots=True, eq=False)
class Lines(Straights):
    """n straight lines: their ends, the index of their pen class, the stroke they came from, and whether that was a flattened
    curve, closed, or part of a dimension or of a block no larger than a door.
    """

    pen: Ints
    stroke: Ints
    curved: Flags
    closed: Flags
    symbol: Flags
    pens: tuple[PenClass, ...]

    def pick(self, which: Flags | Ints) -> "Lines":
        return Lines(
            self.start[which],
            self.end[which],
            self.pen[which],
            self.stroke[which],
            self.curved[which],
            self.closed[which],
            self.symbol[which],
            self.pens,
        )


def tabulate(page: Page, frame: Frame) -> Lines:
    """All straight lines of the page's strokes."""
    strokes = [stroke for stroke in page.strokes if len(stroke.points) > 1]
    flat = itertools.chain.from_iterable(itertools.chain.from_iterable(stroke.points for stroke in strokes))
    points = np.fromiter(flat, dtype=np.float64).reshape(-1, 2)
    counts = np.array([len(stroke.points) for stroke in strokes], dtype=np.intp)
    closed = np.array([stroke.closed for stroke in strokes], dtype=np.bool_)
    stroke = np.repeat(np.arange(len(strokes)), counts)
    firsts = np.cumsum(counts) - counts
    after = np.arange(len(points)) + 1
    lasts = firsts + counts - 1
    after[lasts] = np.where(closed, firsts, lasts)
    pens: dict[PenClass, int] = {}
    classes = np.array([pens.setdefault(pen_class(stroke), len(pens)) for stroke in strokes], dtype=np.intp)
    curved = np.array([stroke.curved for stroke in strokes], dtype=np.bool_)
    metres = frame.inwards(points)
    lines = Lines(
        metres,
        metres[after],
        classes[stroke],
        stroke,
        curved[stroke],
        closed[stroke],
        _symbols(strokes, frame)[stroke],
        tuple(pens),
    )
    sound = np.isfinite(np.hstack([lines.start, lines.end])).all(axis=1)
    lines = lines.pick(np.flatnonzero(sound))
    return lines.pick(lines.length > SHORTEST)


def _symbols(strokes: list[Stroke], frame: Frame) -> Flags:
    """Which strokes belong to dimensions or to small blocks."""
    boxes: dict[int, tuple[float, float, float, float]] = {}
    for stroke in strokes:
        if stroke.block and stroke.points:
            xs, ys = zip(*stroke.points, strict=True)
            box = min(xs), min(ys), max(xs), max(ys)
            old = boxes.get(stroke.group, box)
            boxes[stroke.group] = min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3])
    small = {group for group, b in boxes.items() if max(b[2] - b[0], b[3] - b[1]) * frame.unit < LARGEST_SYMBOL}
    return np.array([_is_symbol(stroke, small) for stroke in strokes], dtype=np.bool_)


def _is_symbol(stroke: Stroke, small: set[int]) -> bool:
    return bool(stroke.block) and (stroke.block.upper().startswith(DIMENSION_BLOCK) or stroke.group in small)


def pen_class(mark: Stroke | Arc) -> PenClass:
    return PenClass(mark.layer, round(mark.pen.width, 3), mark.pen.colour, mark.pen.dashed)


def turned(direction: Floats) -> Floats:
    """Directions a quarter turn to the left."""
    return np.stack([-direction[..., 1], direction[..., 0]], axis=-1)


def as_point(array: Floats) -> Point:
    return float(array[0]), float(array[1])


def off_segment(point: Floats, start: Floats, end: Floats) -> float:
    """How far a point is from the stretch between two others."""
    span = end - start
    t = min(max(float((point - start) @ span) / max(float(span @ span), 1e-12), 0.0), 1.0)
    return float(np.hypot(*(point - start - span * t)))


def off_segments(point: Floats, start: Floats, end: Floats) -> Floats:
    """The same from many stretches."""
    span, away = end - start, point - start
    t = np.clip((away * span).sum(axis=1) / np.maximum((span**2).sum(axis=1), 1e-12), 0.0, 1.0)
    off: Floats = np.hypot(*(away - span * t[:, None]).T)
    return off
