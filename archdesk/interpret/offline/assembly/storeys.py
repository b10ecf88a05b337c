"""Several plans on one sheet: clusters of walls that stand apart."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from shapely import unary_union
from shapely.geometry.base import BaseGeometry

from archdesk.geometry.polygons import footprint, polygons_in
from archdesk.interpret.offline.assembly.boxes import around, between
from archdesk.interpret.offline.assembly.extents import Extents, rows_meeting, rows_within
from archdesk.interpret.offline.assembly.loose_walls import with_loose_walls
from archdesk.interpret.offline.evidence import Evidence, OpeningFind
from archdesk.interpret.offline.labels import StoreyTitle
from archdesk.model.floorplan import OpeningKind
from archdesk.model.shapes import Box, Point, distance

APART = 1.2  # metres between two plans on a sheet, more than any door is wide
SHARE = 0.2  # of the largest cluster's length of wall; a smaller one is a legend or a detail
STRIP = 0.1  # metres of bare ground between plans that have a title each
NEAR = 0.35  # of a plan's size, within which its title stands
ALIKE = 0.6  # of the larger one's size; the storeys of a house are of like size
SIGNPOST = 0.7  # of the lettering of a storey's title; what is smaller points to a storey of a house nearby
AROUND = 0.6  # metres around a plan's box within which a loose piece is part of it


def split_sheet(evidence: Evidence, titles: Sequence[Point] = ()) -> tuple[Evidence, ...]:
    """The evidence in metres, plan by plan, in reading order; what belongs to no plan is left out.

    ``titles`` are the places of the storeys' titles: plans that stand close are told apart where each has its own.
    """
    boxes = _clusters(evidence, APART)
    if not boxes:
        return ()
    owned, extents = _owned(boxes, titles), Extents.of(evidence)
    parted = [part for box in boxes for part in _by_titles(evidence, box, [titles[k] for k in owned.get(box, ())], extents)]
    lengths = {box: _length_in(evidence, box, extents) for box in parted}
    least = SHARE * max(lengths.values())
    kept = [box for box in parted if lengths[box] >= least]
    plans = with_loose_walls(kept, [box for box in parted if lengths[box] < least], evidence.walls)
    margins = _margins(plans)
    return tuple(_part(evidence, box.grown(margins[box]), extents) for box in _reading_order(plans))


def _by_titles(evidence: Evidence, box: Box, titles: Sequence[Point], extents: Extents) -> list[Box]:
    """The plans in a cluster that several titles stand at, parted along strips in which no wall stands."""
    if len(titles) < 2:
        return [box]
    walls = [wall for wall in _wall_boxes(evidence) if box.grown(AROUND / 2).holds(wall.centre)]
    for side, parts in sorted(_free_cuts(walls), key=lambda cut: -between(*cut[1])):
        lengths = [_length_in(evidence, part, extents) for part in parts]
        shares = _shared_out(titles, side, parts)
        if min(lengths) >= SHARE * max(lengths) and all(shares):
            halves = zip(parts, shares, strict=True)
            return [plan for part, share in halves for plan in _by_titles(evidence, part, share, extents)]
    return [box]


def _free_cuts(walls: Sequence[Box]) -> list[tuple[int, tuple[Box, Box]]]:
    """Each strip in which no wall stands, 0 upright or 1 level, with the boxes of the walls before and behind it."""
    cuts: list[tuple[int, tuple[Box, Box]]] = []
    for side in (0, 1):
        order = sorted(walls, key=lambda wall: _reach(wall, side)[0])
        last = -math.inf
        for place, wall in enumerate(order):
            if place and _reach(wall, side)[0] - last >= STRIP:
                cuts.append((side, (around(order[:place]), around(order[place:]))))
            last = max(last, _reach(wall, side)[1])
    return cuts


def _reach(box: Box, side: int) -> tuple[float, float]:
    return (box.y0, box.y1) if side else (box.x0, box.x1)


def _shared_out(titles: Sequence[Point], side: int, parts: tuple[Box, Box]) -> tuple[list[Point], list[Point]]:
    """The titles of two parts; one in the strip between them is the title of the part that has no other."""
    end, start = _reach(parts[0], side)[1], _reach(parts[1], side)[0]
    before = [title for title in titles if title[side] <= end]
    behind = [title for title in titles if title[side] >= start]
    for title in (title for title in titles if end < title[side] < start):
        (before if not before or (behind and title[side] < (end + start) / 2) else behind).append(title)
    return before, behind


def _wall_boxes(evidence: Evidence) -> list[Box]:
    return [Box(*footprint(w.start, w.end, w.thickness, w.bulge).bounds) for w in evidence.walls]


def _owned(boxes: Sequence[Box], titles: Sequence[Point]) -> dict[Box, list[int]]:
    """The numbers of the titles that stand at each of the boxes, nearer than at any other."""
    owned: dict[Box, list[int]] = {}
    for number, (x, y) in enumerate(titles):
        at = Box(x, y, x, y)
        nearest = min(boxes, key=lambda box: between(box, at))
        if between(nearest, at) <= NEAR * max(nearest.width, nearest.height):
            owned.setdefault(nearest, []).append(number)
    return owned


def _margins(boxes: Sequence[Box]) -> dict[Box, float]:
    """How far around each plan its loose pieces lie, halfway to the next plan at most."""
    shapes = shapely.box(*np.array([(box.x0, box.y0, box.x1, box.y1) for box in boxes]).T)
    first, second = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=2 * AROUND)
    margins = dict.fromkeys(boxes, AROUND)
    for box, other in ((boxes[i], boxes[k]) for i, k in zip(first.tolist(), second.tolist(), strict=True)):
        if other != box:
            margins[box] = min(margins[box], between(box, other) / 2)
    return margins


def _length_in(evidence: Evidence, box: Box, extents: Extents) -> float:
    inside = (evidence.walls[row] for row in rows_within(extents.walls, box))
    return sum(distance(wall.start, wall.end) for wall in inside)


def are_one_storey(boxes: Sequence[Box], titles: int) -> bool:
    """Whether plans that stand apart are houses of one storey: one title for all, or no title and quite different sizes."""
    if titles:
        return titles == 1
    longest, shortest = max(boxes, key=_size), min(boxes, key=_size)
    return _size(shortest) < ALIKE * _size(longest)


def headings(titles: Sequence[StoreyTitle]) -> list[StoreyTitle]:
    """The titles without the signposts: what names a level in much smaller lettering than another title of that level."""
    return [
        title
        for title in titles
        if not any(title.level == other.level and title.text.height < SIGNPOST * other.text.height for other in titles)
    ]


def join_parts(parts: Sequence[Evidence]) -> Evidence:
    """The evidence of several parts as one."""
    return replace(
        parts[0],
        walls=tuple(wall for part in parts for wall in part.walls),
        openings=tuple(find for part in parts for find in part.openings),
        closings=tuple(line for part in parts for line in part.closings),
        columns=tuple(ring for part in parts for ring in part.columns),
        stairs=tuple(stair for part in parts for stair in part.stairs),
        fixtures=tuple(fixture for part in parts for fixture in part.fixtures),
        segments=tuple(line for part in parts for line in part.segments),
        tints=tuple(ring for part in parts for ring in part.tints),
    )


def _size(box: Box) -> float:
    return box.width + box.height


def _clusters(evidence: Evidence, apart: float) -> list[Box]:
    shapes: list[BaseGeometry] = [footprint(w.start, w.end, w.thickness, w.bulge) for w in evidence.walls]
    shapes += [footprint(find.start, find.end, find.thickness) for find in evidence.openings if _holds_together(find)]
    grown = shapely.buffer(np.array(shapes, dtype=object), apart / 2, quad_segs=16)
    boxes = [Box(*part.bounds).grown(-apart / 2) for part in polygons_in(unary_union(grown))]
    merged: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box.area):
        current = box
        while other := next((other for other in merged if other.meets(current)), None):
            merged.remove(other)
            current = around((current, other))
        merged.append(current)
    return merged


def _holds_together(find: OpeningFind) -> bool:
    """A symbol in a gap belongs to one house; a bare gap may be the ground between two."""
    return find.kind is not OpeningKind.PASSAGE


def _reading_order(boxes: Sequence[Box]) -> list[Box]:
    """From the top row to the bottom row, each from the left."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: -box.centre[1]):
        row = next((row for row in rows if row[0].y0 < box.centre[1]), None)
        if row is None:
            rows.append([box])
        else:
            row.append(box)
    return [box for row in rows for box in sorted(row, key=lambda box: box.x0)]


def _part(evidence: Evidence, box: Box, extents: Extents) -> Evidence:
    return replace(
        evidence,
        walls=tuple(evidence.walls[row] for row in rows_within(extents.walls, box)),
        openings=tuple(evidence.openings[row] for row in rows_within(extents.openings, box)),
        closings=tuple(evidence.closings[row] for row in rows_within(extents.closings, box)),
        columns=tuple(evidence.columns[row] for row in rows_within(extents.columns, box)),
        stairs=tuple(evidence.stairs[row] for row in rows_within(extents.stairs, box)),
        fixtures=tuple(evidence.fixtures[row] for row in rows_within(extents.fixtures, box)),
        segments=tuple(evidence.segments[row] for row in rows_within(extents.segments, box)),
        tints=tuple(evidence.tints[row] for row in rows_meeting(extents.tints, box)),
    )
