"""Views of one sheet that are drawn at scales of their own: each scale's views as a page of its own."""

import math
from collections.abc import Sequence
from dataclasses import replace

from archdesk.interpret.offline.elevations import shows_doors, shows_plan
from archdesk.interpret.offline.labels import Labels, read_labels
from archdesk.interpret.offline.views import block_above, blocks_of_marks, kinds_of_blocks, parts_in, without_boxes
from archdesk.model.document import Page, Text
from archdesk.model.shapes import Box

SAME = 0.02  # of the logarithm, between scales that are one
SIZEABLE = 0.25  # of the largest block's longer side; smaller ones are chains of dimensions and symbols
THIN = 0.12  # of its longer side; a chain of dimensions is narrower
PLAN = "a plan"


def parted_by_scale(page: Page) -> tuple[Page, ...]:
    """The page, or one for each scale that is written at plans on it, with nothing of the others."""
    if page.paper_unit is None or page.y_up:
        return (page,)
    notes = read_labels(page.texts).scale_notes
    if len({_rounded(note.number) for note in notes}) < 2:
        return (page,)
    blocks = [block for block in blocks_of_marks(page) if not _is_thin(block)]
    scales: dict[int, float] = {}
    for note in notes:
        block = block_above(note.text, blocks, y_up=page.y_up)
        if block is not None:
            scales.setdefault(block, _rounded(note.number))
    plans = {number for number in scales if shows_plan(parts_in(page, [blocks[number]])[0])}
    told = sorted({scales[number] for number in plans})
    if len(told) < 2:
        return (page,)
    return tuple(
        _without(page, blocks, [number for number, each in scales.items() if each != scale or number not in plans])
        for scale in told
    )


def labels_at_plans(page: Page, labels: Labels) -> Labels:
    """The labels without dimensions in other views, where some view is titled as a plan: theirs may be another scale."""
    if page.y_up or not labels.dimensions:
        return labels
    blocks = blocks_of_marks(page)
    kinds = kinds_of_blocks(page, blocks)
    largest = max((max(block.width, block.height) for block in blocks), default=0.0)
    others = [
        block
        for block, kind in zip(blocks, kinds, strict=True)
        if kind != PLAN and max(block.width, block.height) > SIZEABLE * largest
        if not _is_thin(block) and not shows_doors(parts_in(page, [block])[0])
    ]
    kept = tuple(each for each in labels.dimensions if not any(box.holds(each.text.centre) for box in others))
    return replace(labels, dimensions=kept) if PLAN in kinds and kept else labels


def _is_thin(block: Box) -> bool:
    """Whether a block is a chain of dimensions, which stands at its view."""
    return min(block.width, block.height) <= THIN * max(block.width, block.height)


def _rounded(number: float) -> float:
    return round(math.log(number) / SAME) * SAME


def _without(page: Page, blocks: Sequence[Box], out: Sequence[int]) -> Page:
    """The page without some blocks and the words at them."""
    left = without_boxes(page, [blocks[number] for number in out])

    def stays(text: Text) -> bool:
        return block_above(text, blocks, y_up=page.y_up) not in out

    return replace(left, texts=tuple(filter(stays, left.texts)))
