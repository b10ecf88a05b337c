"""A page's straight lines as arrays, in metres with y up, so that whole drawings are tested at once."""

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
    """From page units to metres with y up, and back."""

    unit: float
    y_up: bool

    @property
    def _flip(self) -> float:
        return self.unit if self.y_up else -self.unit

    def inwards(self, points: Floats) -> Floats:
        metres: Floats = points * np.array([self.unit, self._flip])
        return metres

    def outwards(self, point: Point) -> Point:
        return point[0] / self.unit, point[1] / self._flip


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """n straight lines: their ends, the index of their pen class, the stroke they came from, and whether that was a flattened
    curve, closed, or part of a dimension or of a block no larger than a door.
    """

    start: Floats
    end: Floats
    pen: Ints
    stroke: Ints
    curved: Flags
    closed: Flags
    symbol: Flags
    pens: tuple[PenClass, ...]

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
    """All straight lines of the page's strokes; a pattern hatch drawn by the program itself is not among them."""
    pens: dict[PenClass, int] = {}
    starts: list[Floats] = []
    ends: list[Floats] = []
    counts: list[int] = []
    classes: list[int] = []
    for stroke in page.strokes:
        points = np.array(stroke.points, dtype=np.float64).reshape(-1, 2)
        if stroke.closed and len(points) > 1:
            points = np.vstack([points, points[:1]])
        starts.append(points[:-1])
        ends.append(points[1:])
        counts.append(max(len(points) - 1, 0))
        classes.append(pens.setdefault(_pen_class(stroke), len(pens)))
    if not starts:
        none = np.zeros((0, 2))
        rows, flags = np.zeros(0, np.intp), np.zeros(0, np.bool_)
        return Lines(none, none, rows, rows, flags, flags, flags, ())
    repeat = np.array(counts)
    lines = Lines(
        frame.inwards(np.vstack(starts)),
        frame.inwards(np.vstack(ends)),
        np.repeat(np.array(classes, dtype=np.intp), repeat),
        np.repeat(np.arange(len(counts)), repeat),
        np.repeat(np.array([stroke.curved for stroke in page.strokes]), repeat),
        np.repeat(np.array([stroke.closed for stroke in page.strokes]), repeat),
        np.repeat(_symbols(page, frame), repeat),
        tuple(pens),
    )
    sound = np.isfinite(lines.start).all(axis=1) & np.isfinite(lines.end).all(axis=1)
    return lines.pick(sound & (lines.length > SHORTEST))


def _symbols(page: Page, frame: Frame) -> Flags:
    """Which strokes belong to dimensions or to small blocks."""
    boxes: dict[int, tuple[float, float, float, float]] = {}
    for stroke in page.strokes:
        if stroke.block and stroke.points:
            xs, ys = zip(*stroke.points, strict=True)
            box = min(xs), min(ys), max(xs), max(ys)
            old = boxes.get(stroke.group, box)
            boxes[stroke.group] = min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3])
    small = {group for group, b in boxes.items() if max(b[2] - b[0], b[3] - b[1]) * frame.unit < LARGEST_SYMBOL}
    return np.array([_is_symbol(stroke, small) for stroke in page.strokes], dtype=np.bool_)


def _is_symbol(stroke: Stroke, small: set[int]) -> bool:
    return bool(stroke.block) and (stroke.block.upper().startswith(DIMENSION_BLOCK) or stroke.group in small)


def _pen_class(stroke: Stroke | Arc) -> PenClass:
    return PenClass(stroke.layer, round(stroke.pen.width, 3), stroke.pen.colour, stroke.pen.dashed)


def turned(direction: Floats) -> Floats:
    """Directions a quarter turn to the left."""
    return np.stack([-direction[..., 1], direction[..., 0]], axis=-1)
