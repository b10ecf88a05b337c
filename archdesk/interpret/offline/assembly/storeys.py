"""Several plans on one sheet: clusters of walls that stand apart."""

from collections.abc import Sequence

from shapely import unary_union
from shapely.geometry.base import BaseGeometry

from archdesk.geometry.polygons import footprint, polygons_in
from archdesk.interpret.offline.evidence import Evidence, OpeningFind
from archdesk.model.floorplan import OpeningKind
from archdesk.model.shapes import Box, Point, distance

APART = 1.2  # metres between two plans on a sheet, more than any door is wide
SHARE = 0.2  # of the largest cluster's length of wall; a smaller one is a legend or a detail
ALIKE = 0.6  # of the larger one's size; the storeys of a house are of like size
AROUND = 0.6  # metres around a plan's box within which a loose piece is part of it


def split_sheet(evidence: Evidence) -> tuple[Evidence, ...]:
    """The evidence in metres, plan by plan, in reading order; what belongs to no plan is left out."""
    boxes = _clusters(evidence)
    if not boxes:
        return ()
    lengths = [
        sum(distance(wall.start, wall.end) for wall in evidence.walls if _within(box, (wall.start, wall.end))) for box in boxes
    ]
    kept = [box for box, length in zip(boxes, lengths, strict=True) if length >= SHARE * max(lengths)]
    return tuple(_part(evidence, box.grown(AROUND)) for box in _reading_order(kept))


def are_one_storey(boxes: Sequence[Box], titles: int) -> bool:
    """Whether plans that stand apart are houses of one storey: one title for all, or no title and quite different sizes."""
    if titles:
        return titles == 1
    longest, shortest = max(boxes, key=_size), min(boxes, key=_size)
    return _size(shortest) < ALIKE * _size(longest)


def join_parts(parts: Sequence[Evidence]) -> Evidence:
    """The evidence of several parts as one."""
    return Evidence(
        walls=tuple(wall for part in parts for wall in part.walls),
        openings=tuple(find for part in parts for find in part.openings),
        closings=tuple(line for part in parts for line in part.closings),
        columns=tuple(ring for part in parts for ring in part.columns),
        stairs=tuple(stair for part in parts for stair in part.stairs),
        fixtures=tuple(fixture for part in parts for fixture in part.fixtures),
        segments=tuple(line for part in parts for line in part.segments),
        issues=parts[0].issues,
    )


def _size(box: Box) -> float:
    return box.width + box.height


def _clusters(evidence: Evidence) -> list[Box]:
    shapes: list[BaseGeometry] = [footprint(w.start, w.end, w.thickness, w.bulge).buffer(APART / 2) for w in evidence.walls]
    shapes += [
        footprint(find.start, find.end, find.thickness).buffer(APART / 2) for find in evidence.openings if _holds_together(find)
    ]
    boxes = [Box(*part.bounds).grown(-APART / 2) for part in polygons_in(unary_union(shapes))]
    merged: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box.area):
        current = box
        while other := next((other for other in merged if other.meets(current)), None):
            merged.remove(other)
            current = Box(
                min(current.x0, other.x0), min(current.y0, other.y0), max(current.x1, other.x1), max(current.y1, other.y1)
            )
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


def _within(box: Box, points: Sequence[Point]) -> bool:
    return all(box.holds(point) for point in points)


def _part(evidence: Evidence, box: Box) -> Evidence:
    return Evidence(
        walls=tuple(wall for wall in evidence.walls if _within(box, (wall.start, wall.end))),
        openings=tuple(find for find in evidence.openings if _within(box, (find.start, find.end))),
        closings=tuple(line for line in evidence.closings if _within(box, (line.start, line.end))),
        columns=tuple(ring for ring in evidence.columns if _within(box, ring)),
        stairs=tuple(stair for stair in evidence.stairs if _within(box, stair.ring)),
        fixtures=tuple(fixture for fixture in evidence.fixtures if _within(box, fixture.ring)),
        segments=tuple(line for line in evidence.segments if _within(box, (line.start, line.end))),
        issues=evidence.issues,
    )
