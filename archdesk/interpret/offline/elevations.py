"""Elevations without a title beside plans, known by what they show: framed windows in rows over a line of ground."""

import itertools
import math
from dataclasses import replace

import numpy as np
import shapely

from archdesk.interpret.offline.lines.outlines import outlines
from archdesk.interpret.offline.lines.table import Floats, Frame
from archdesk.interpret.offline.room_names import use_of
from archdesk.interpret.offline.views import blocks_of_marks, parts_in
from archdesk.model.document import Page
from archdesk.model.shapes import Box

LEAST_VIEW = 0.25  # of the largest view's size
WIDE = 15.0  # metres of a usual house's front; its windows are to its size
GROUND = 0.85  # of a view's width that its line of ground has
LOW = 0.25  # of its height, in which the ground lies
LEVEL = 0.003  # of its width by which the ground and the sills of a row may differ
BEYOND = 0.01  # of its width by which the ground goes on beyond the house
STANDING = 0.85  # of all lines lie above the ground
FEWEST_WINDOWS, IN_ROW = 3, 2
SMALLEST, LARGEST = 0.02, 0.3  # of the view's width, a window's sides
FRAME = (0.4, 0.95)  # share of a window that its panes take
EVEN = 0.1  # of a window's size by which its frame may be wider on one side
QUARTER = (math.radians(60), math.radians(120))  # a door's leaf swings so far
LEAVES = 2  # doors that make a view a plan


def untitled_elevations(page: Page) -> tuple[Box, ...]:
    """Where elevations stand beside plans, in page units; none where no plan is told by its doors or its rooms' names."""
    if not _is_sound(page):
        return ()
    blocks = _views(page)
    if len(blocks) < 2:
        return ()
    parts = parts_in(page, blocks)
    plans = [shows_plan(part) for part in parts]
    if not any(plans):
        return ()
    return tuple(
        block
        for block, part, is_plan in zip(blocks, parts, plans, strict=True)
        if not is_plan and _is_elevation(part, block, y_up=page.y_up)
    )


def shows_plan(part: Page) -> bool:
    """Whether a part of a page shows doors or names rooms."""
    return shows_doors(part) or sum(use_of(text.words) is not None for text in part.texts) >= LEAVES


def shows_doors(part: Page) -> bool:
    leaves = sum(QUARTER[0] < arc.sweep < QUARTER[1] for arc in part.arcs) + sum(
        _is_leaf(s.points) for s in part.strokes if s.curved
    )
    return leaves >= LEAVES


def _is_sound(page: Page) -> bool:
    """Whether every mark has a place on the page."""
    rings = [*(stroke.points for stroke in page.strokes), *(ring for fill in page.fills for ring in fill.rings)]
    places = np.array([*itertools.chain.from_iterable(rings), *(arc.centre for arc in page.arcs)], np.float64)
    return all(rings) and all(fill.rings for fill in page.fills) and bool(np.isfinite(places).all())


def _views(page: Page) -> list[Box]:
    """The blocks of a size; a sheet holds few such, however many symbols lie about them."""
    blocks = blocks_of_marks(page)
    largest = max((max(block.width, block.height) for block in blocks), default=0.0)
    return [block for block in blocks if max(block.width, block.height) >= LEAST_VIEW * largest]


def _is_leaf(points: tuple[tuple[float, float], ...]) -> bool:
    """Whether a flattened curve turns as far as a door's leaf does."""
    if len(points) < 4:
        return False
    first, last = np.subtract(points[1], points[0]), np.subtract(points[-1], points[-2])
    turn = math.atan2(float(first[0] * last[1] - first[1] * last[0]), float(first @ last))
    return QUARTER[0] < abs(turn) < QUARTER[1]


def _is_elevation(part: Page, block: Box, *, y_up: bool) -> bool:
    width = max(block.width, block.height)
    if width <= 0:
        return False
    frame = Frame(WIDE / width, y_up, (block.x0, block.y0))
    runs = [pair for stroke in part.strokes for pair in itertools.pairwise(stroke.points)]
    if not runs:
        return False
    lines = frame.inwards(np.array(runs, np.float64).reshape(-1, 2)).reshape(-1, 2, 2)
    boxes = shapely.bounds(outlines(replace(part, arcs=()), frame).boxes).reshape(-1, 2, 2)
    if len(boxes) < 2 * FEWEST_WINDOWS:
        return False
    return any(_stands(_turned(lines, turns), _turned(boxes, turns)) for turns in range(4))


def _turned(pairs: Floats, quarters: int) -> Floats:
    """Pairs of places after so many quarter turns."""
    for _ in range(quarters):
        pairs = np.stack([-pairs[..., 1], pairs[..., 0]], axis=-1)
    return pairs


def _stands(lines: Floats, boxes: Floats) -> bool:
    """Whether framed windows in rows lie over a line of ground that leads on beyond the house."""
    low, high = lines.min(axis=(0, 1)), lines.max(axis=(0, 1))
    width, height = high - low
    x, y = np.sort(lines[..., 0], axis=1), np.sort(lines[..., 1], axis=1)
    level = LEVEL * width
    ground = (np.ptp(y, axis=1) < level) & (np.ptp(x, axis=1) > GROUND * width) & (y[:, 1] < low[1] + LOW * height)
    if not ground.any():
        return False
    row = np.flatnonzero(ground)[np.argmax(y[ground, 1])]
    above = y[:, 0] > y[row, 1] - level
    house = above & (y[:, 1] > y[row, 1] + level)
    if above.mean() < STANDING or not house.any():
        return False
    reach = x[row, 0] + BEYOND * width, x[row, 1] - BEYOND * width
    if x[house, 0].min() < reach[0] or x[house, 1].max() > reach[1]:
        return False
    sills = np.sort([sill for sill in _sills(np.sort(boxes, axis=1), width) if sill > y[row, 1] + level])
    rows = np.split(sills, np.flatnonzero(np.diff(sills) > level) + 1)
    return len(sills) >= FEWEST_WINDOWS and max(len(each) for each in rows) >= IN_ROW


def _sills(boxes: Floats, width: float) -> list[float]:
    """How high the framed boxes of a window's size lie."""
    size = boxes[:, 1] - boxes[:, 0]
    fitting = boxes[(size.min(axis=1) > SMALLEST * width) & (size.max(axis=1) < LARGEST * width)]
    return [float(outer[0, 1]) for outer in fitting if _is_framed(outer, boxes)]


def _is_framed(outer: Floats, boxes: Floats) -> bool:
    """Whether panes fill a box but for an even frame."""
    size = outer[1] - outer[0]
    inside = boxes[(boxes[:, 0] > outer[0]).all(axis=1) & (boxes[:, 1] < outer[1]).all(axis=1)]
    if not len(inside):
        return False
    margins = inside[:, 0].min(axis=0) - outer[0], outer[1] - inside[:, 1].max(axis=0)
    panes = shapely.union_all(shapely.box(*inside.reshape(-1, 4).T))
    share = panes.area / (size[0] * size[1])
    return bool((np.abs(margins[0] - margins[1]) < EVEN * size).all() and FRAME[0] < share < FRAME[1])
