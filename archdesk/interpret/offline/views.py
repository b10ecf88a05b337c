"""Several views on one sheet: which marks belong to elevations, sections and the like, and to no plan."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.assembly.boxes import around, between
from archdesk.interpret.offline.contents import CEILING, FOREIGN, PLAN, kind_of
from archdesk.interpret.offline.room_names import use_of
from archdesk.interpret.offline.storey_titles import names_storey
from archdesk.model.document import Arc, Fill, Page, Stroke, Text
from archdesk.model.shapes import Box, Point, box_around

CELLS = 400  # along the sheet's longest side, in which marks are gathered to blocks
GAP = 2  # cells of bare paper on either side that part two views
LEAST = 0.04  # of the sheet's longest side; smaller blocks are symbols
REACH = 0.3  # of a block's size, within which its title stands
BENEATH = 1.5  # a title above its view stands as much nearer
FOOT = 0.15  # of a block's height, in which a plan's own title stands where its underline is drawn on to the plan
NAMES = 2  # room names that make a block a plan, unless another block is titled as one

INK_STEP = 40  # grey levels that ink differs from paper by

Grey = NDArray[np.uint8]
Mark = Stroke | Arc | Fill


@dataclass(frozen=True, slots=True)
class _Title:
    kind: str
    box: Box


def without_other_views(page: Page) -> Page:
    """The page without the marks and words of views that are titled as something else than a plan."""
    boxes = _other_views(page.texts, lambda: blocks_of_marks(page), y_up=page.y_up)
    return without_boxes(page, boxes)


def without_boxes(page: Page, boxes: Sequence[Box]) -> Page:
    """The page without the marks and words in boxes."""
    if not boxes:
        return page
    return replace(
        page,
        strokes=tuple(stroke for stroke in page.strokes if not _is_in(stroke, boxes)),
        arcs=tuple(arc for arc in page.arcs if not _is_in(arc, boxes)),
        fills=tuple(fill for fill in page.fills if not _is_in(fill, boxes)),
        texts=tuple(text for text in page.texts if not _holds(boxes, text)),
    )


def parts_in(page: Page, boxes: Sequence[Box]) -> list[Page]:
    """For each box the page with nothing but the marks and words in it."""
    kinds: tuple[Sequence[Mark], ...] = (page.strokes, page.arcs, page.fills)
    bounds = [np.array([_corners(mark) for mark in marks]).reshape(-1, 4) for marks in kinds]
    parts = []
    for box in boxes:
        low, high = (box.x0, box.y0), (box.x1, box.y1)
        rows = [np.flatnonzero((b[:, :2] >= low).all(axis=1) & (b[:, 2:] <= high).all(axis=1)).tolist() for b in bounds]
        part = replace(
            page,
            strokes=tuple(page.strokes[row] for row in rows[0]),
            arcs=tuple(page.arcs[row] for row in rows[1]),
            fills=tuple(page.fills[row] for row in rows[2]),
            texts=tuple(text for text in page.texts if box.holds(text.centre)),
        )
        parts.append(part)
    return parts


def blocks_of_marks(page: Page) -> list[Box]:
    """The boxes of marks that stand together, in page units."""
    boxes = [_box_of(mark) for mark in _marks(page)]
    if not boxes:
        return []
    whole = around(boxes)
    cell = max(whole.width, whole.height) / CELLS or 1.0
    sheet = np.zeros((int(whole.height / cell) + 2, int(whole.width / cell) + 2), np.uint8)

    def place(points: Iterable[Point]) -> NDArray[np.int32]:
        return ((np.array(list(points)) - (whole.x0, whole.y0)) / cell).astype(np.int32)

    for stroke in page.strokes:
        cv2.polylines(sheet, [place(stroke.points)], stroke.closed, 1)
    for fill in page.fills:
        cv2.polylines(sheet, [place(ring) for ring in fill.rings if ring], isClosed=True, color=1)
    return [
        Box(whole.x0 + cell * box.x0, whole.y0 + cell * box.y0, whole.x0 + cell * box.x1, whole.y0 + cell * box.y1)
        for box in _blocks(sheet)
    ]


def kinds_of_blocks(page: Page, blocks: Sequence[Box]) -> list[str | None]:
    """What each block is titled as; None where it has no such title."""
    return _kinds_of(blocks, _titles(page.texts), y_up=page.y_up)


def block_above(text: Text, blocks: Sequence[Box], *, y_up: bool) -> int | None:
    """The number of the block at whose foot or head a line stands; None where it stands at none."""
    title = _Title(PLAN, text.box)
    offers = [(away, number) for number, block in enumerate(blocks) if (away := _away(title, block, y_up=y_up)) is not None]
    return min(offers)[1] if offers else None


def blank_other_views(picture: Grey, words: tuple[Text, ...]) -> tuple[Grey, tuple[Text, ...]]:
    """A picture and its words without such views, which become bare paper; both in pixels."""
    boxes = _other_views(words, lambda: _blocks_of_ink(picture, words), y_up=False)
    if not boxes:
        return picture, words
    left, paper = picture.copy(), _paper(picture)
    for box in boxes:
        left[max(int(box.y0), 0) : int(box.y1), max(int(box.x0), 0) : int(box.x1)] = paper
    return left, tuple(text for text in words if not _holds(boxes, text))


def _other_views(texts: Sequence[Text], find_blocks: Callable[[], list[Box]], *, y_up: bool) -> tuple[Box, ...]:
    """Where elevations, sections, details and site plans stand, by their titles, and ceilings beside plans."""
    titles = _titles(texts)
    if not any(title.kind in FOREIGN or title.kind == CEILING for title in titles):
        return ()
    blocks = find_blocks()
    kinds = _kinds_of(blocks, titles, y_up=y_up)
    has_plan = PLAN in kinds
    names = [text.centre for text in texts if use_of(text.words) is not None]
    foreign = [
        block
        for block, kind in zip(blocks, kinds, strict=True)
        if (kind == CEILING and has_plan)
        or (kind in FOREIGN and (has_plan or sum(block.holds(name) for name in names) < NAMES))
    ]
    plans = [block for block in blocks if block not in foreign]
    return tuple(
        block for block in foreign if not any(_is_around(block, plan) and _size(plan) > _size(block) / 2 for plan in plans)
    )


def _titles(texts: Sequence[Text]) -> list[_Title]:
    """The texts that say what a view is, in lettering as large as most."""
    if not texts:
        return []
    usual = float(np.median([text.height for text in texts]))
    large = (text for text in texts if text.height >= usual)
    kinds = ((text, _kind_of(text.words)) for text in large)
    return [_Title(kind, text.box) for text, kind in kinds if kind is not None]


def _kind_of(words: str) -> str | None:
    """The kind of a view; what names a storey and no ceiling is a plan."""
    kind = kind_of(words)
    return PLAN if kind != CEILING and names_storey(words) else kind


def _kinds_of(blocks: Sequence[Box], titles: Sequence[_Title], *, y_up: bool) -> list[str | None]:
    """What each block is titled as: a plan where it has such a title among others."""
    kinds: list[str | None] = [None] * len(blocks)
    for title in titles:
        offers = [(away, number) for number, block in enumerate(blocks) if (away := _away(title, block, y_up=y_up)) is not None]
        if offers:
            _, nearest = min(offers)
            kinds[nearest] = PLAN if PLAN in (kinds[nearest], title.kind) else title.kind
    return kinds


def _away(title: _Title, block: Box, *, y_up: bool) -> float | None:
    """How far a title stands above or beneath a block, less where it stands beneath; None where it is none of its titles."""
    x, y = title.box.centre
    if not block.x0 <= x <= block.x1:
        return None
    if block.y0 < y < block.y1:
        height = (y - block.y0 if y_up else block.y1 - y) / block.height
        return 0.0 if title.kind in (PLAN, CEILING) and height < FOOT else None
    gap = between(title.box, block)
    if gap > REACH * max(block.width, block.height):
        return None
    is_beneath = (y <= block.y0) if y_up else (y >= block.y1)
    return gap if is_beneath else gap * BENEATH


def _blocks_of_ink(picture: Grey, words: Sequence[Text]) -> list[Box]:
    """The boxes of ink that stands together, in pixels; words hold nothing together."""
    ink = (cv2.absdiff(picture, np.full_like(picture, _paper(picture))) > INK_STEP).astype(np.uint8)
    for text in words:
        box = text.box
        ink[max(int(box.y0), 0) : int(box.y1) + 1, max(int(box.x0), 0) : int(box.x1) + 1] = 0
    cell = max(picture.shape) / CELLS
    if cell > 1:
        side = int(cell) + 1
        ink = np.asarray(cv2.dilate(ink, np.ones((side, side), np.uint8)), np.uint8)
    size = (max(int(ink.shape[1] / cell), 1), max(int(ink.shape[0] / cell), 1))
    sheet = np.asarray(cv2.resize(ink, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    return [Box(cell * box.x0, cell * box.y0, cell * box.x1, cell * box.y1) for box in _blocks(sheet)]


def _blocks(sheet: Grey) -> list[Box]:
    """The boxes of what stands together on a sheet of cells, frames around others left out."""
    grown = cv2.dilate(sheet, np.ones((2 * GAP + 1, 2 * GAP + 1), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(grown, connectivity=8)
    found = [Box(float(x), float(y), float(x + w), float(y + h)) for x, y, w, h in stats[1:, :4].tolist()]
    large = [box for box in found if max(box.width, box.height) >= LEAST * max(sheet.shape)]
    return [box for box in large if sum(_is_around(box, other) for other in large if _size(other) > _size(box) / 4) < 2]


def _paper(picture: Grey) -> int:
    return int(np.bincount(picture[::2, ::2].ravel(), minlength=256).argmax())


def _holds(boxes: Sequence[Box], text: Text) -> bool:
    return any(box.holds(text.centre) for box in boxes)


def _marks(page: Page) -> Iterable[Mark]:
    yield from (stroke for stroke in page.strokes if stroke.points)
    yield from (fill for fill in page.fills if any(fill.rings))


def _is_in(mark: Mark, boxes: Sequence[Box]) -> bool:
    box = _box_of(mark)
    return any(_is_around(other, box) for other in boxes)


def _is_around(box: Box, other: Box) -> bool:
    return box != other and box.holds((other.x0, other.y0)) and box.holds((other.x1, other.y1))


def _box_of(mark: Mark) -> Box:
    if isinstance(mark, Stroke):
        return box_around(mark.points)
    if isinstance(mark, Fill):
        return box_around([point for ring in mark.rings for point in ring])
    x, y = mark.centre
    return Box(x, y, x, y)


def _corners(mark: Mark) -> tuple[float, float, float, float]:
    box = _box_of(mark)
    return box.x0, box.y0, box.x1, box.y1


def _size(box: Box) -> float:
    return box.width + box.height
