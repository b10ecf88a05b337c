"""Which strips between two lines are walls: by what stands beside them and at their ends, by their shapes and their pens."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.pictures.hollows import Strip, in_lines, share_along
from archdesk.interpret.offline.pictures.ink import Mask

NARROWEST, WIDEST = 0.055, 0.45  # metres of a hollow layer
WIDEST_LAYER = 0.22  # metres of one beside a pattern: concrete or brick; more is a shelf
SHORTEST_LAYER, SHORTEST_WALL = 0.4, 0.5  # metres
BESIDE = 0.6  # of a layer's side
SLENDER = 3  # times as long as wide: a wall of its own
STUBBY = 2  # times: the same of a wall that a bold pen drew
PARTITION, LONG, VERY_SLENDER = 0.17, 1.0, 8  # metres across and along of a partition that a thin pen draws, and their ratio
DOOR = 1.35  # metres from one part of a wall to the next
STEP = 0.12  # metres ahead of a layer's end
HELD = 0.05  # of the ground ahead of a wall's end that is wall
ROUNDS = 3
ALIKE = 1.5  # times as wide: a pane, a tread
STACKED = 0.5  # of a strip's side that has another strip beside it: panes, a sill, treads
WIDEST_OPENING = 3.3  # metres: a longer stack is a wall of several leaves


def walls_among(strips: list[Strip], blocks: Mask, bold: float, line: float, unit: float) -> list[Strip]:
    """The strips that are layers beside the ``blocks`` that patterns fill, or hollow walls of their own.

    ``bold`` is the pen of what is cut, or 0, and ``line`` the plain pen, in working pixels; ``unit`` is metres a working pixel.
    """
    look = _Look(blocks, _crowd(strips, blocks.shape), bold, round(line) + 3, unit)
    likely = [strip for strip in strips if NARROWEST <= strip.width * unit <= WIDEST]
    layers = [strip for strip in likely if look.is_layer(strip)]
    alone = [strip for strip in likely if look.is_alone(strip)]
    groups = [group for group in in_lines(alone, round(DOOR / unit)) if look.is_long(group)]
    for _ in range(ROUNDS):
        walls = blocks | _painted([*layers, *(strip for group in groups for strip in group)], blocks.shape)
        layers = [strip for strip in layers if look.ends_with_its_wall(strip, walls)]
        groups = [group for group in groups if look.is_held(group, walls)]
    return [*layers, *(strip for group in groups for strip in group)]


def _crowd(strips: list[Strip], shape: tuple[int, ...]) -> NDArray[np.float32]:
    """The widths of the narrowest strips, where there are any."""
    widths = np.full(shape, np.inf, np.float32)
    for strip in sorted(strips, key=lambda each: -each.width):
        if strip.length >= 2 * strip.width:
            widths[strip.box] = strip.width
    return widths


def _painted(strips: list[Strip], shape: tuple[int, ...]) -> Mask:
    mask = np.zeros(shape, np.uint8)
    for strip in strips:
        mask[strip.box] = 1
    return mask


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """Tells strips that are walls from others; ``crowd`` holds the strips' widths, ``bold`` is the pen of what is cut."""

    blocks: Mask
    crowd: NDArray[np.float32]
    bold: float
    reach: int
    unit: float

    def is_layer(self, strip: Strip) -> bool:
        """Whether a strip runs along a pattern as a layer of the same wall does."""
        sides = strip.beside(self.blocks, self.reach)
        if min(sides) < BESIDE and strip.width * self.unit > WIDEST_LAYER and strip.length * self.unit <= WIDEST_OPENING:
            return False
        if max(sides) < BESIDE or strip.length * self.unit < SHORTEST_LAYER or strip.length < SLENDER / 2 * strip.width:
            return False
        return min(strip.pens) >= self.bold or min(sides) >= BESIDE

    def is_alone(self, strip: Strip) -> bool:
        """Whether a strip may be a hollow wall: no pattern runs along it, and no other strip but where it is long."""
        if max(strip.beside(self.blocks, self.reach)) >= BESIDE or strip.length < STUBBY * strip.width:
            return False
        far = strip.length * self.unit > WIDEST_OPENING
        narrow = np.asarray(self.crowd <= ALIKE * strip.width, np.uint8)
        return far or max(strip.beside(narrow, self.reach + 1)) <= STACKED

    def is_long(self, group: list[Strip]) -> bool:
        """Whether strips in line are slender enough for a wall; what thin pens drew must be slender as a partition is."""
        length, width = sum(strip.length for strip in group), group[0].width
        if min(pen for strip in group for pen in strip.pens) >= self.bold:
            return length * self.unit >= SHORTEST_WALL and length >= (STUBBY if self.bold else SLENDER) * width
        return width * self.unit <= PARTITION and length * self.unit >= LONG and length >= VERY_SLENDER * width

    def ends_with_its_wall(self, strip: Strip, walls: Mask) -> bool:
        """Whether a layer goes on wherever the pattern beside it does."""
        sides = strip.beside(self.blocks, self.reach)
        if min(sides) >= BESIDE:
            return True
        far = round(WIDEST / self.unit)
        steps, ways = strip.ahead(round(STEP / self.unit)), strip.ahead(far)
        for step, way in zip(steps, ways, strict=True):
            beside = strip.within(*_span(step, upright=strip.upright)).beside(self.blocks, self.reach)
            follows = any(side >= BESIDE and next_ >= BESIDE for side, next_ in zip(sides, beside, strict=True))
            is_cropped = walls[way].shape[0 if strip.upright else 1] < far
            if follows and not is_cropped and share_along(walls[way], upright=strip.upright) < BESIDE:
                return False
        return True

    def is_held(self, group: list[Strip], walls: Mask) -> bool:
        """Whether walls stand at the ends of a hollow wall; the longer it is the fewer must."""
        others = walls.copy()
        for strip in group:
            others[strip.box] = 0
        reach = round(WIDEST / self.unit)
        ends = (group[0].ahead(reach, reach)[0], group[-1].ahead(reach, reach)[1])
        held = [others[end].size > 0 and float(others[end].mean()) >= HELD for end in ends]
        length = sum(strip.length for strip in group) * self.unit
        is_bold = min(pen for strip in group for pen in strip.pens) >= self.bold
        return sum(held) + (length >= LONG) + (is_bold and length > WIDEST_OPENING) >= 2


def _span(box: tuple[slice, slice], *, upright: bool) -> tuple[int, int]:
    along = box[0] if upright else box[1]
    return int(along.start), int(along.stop)
