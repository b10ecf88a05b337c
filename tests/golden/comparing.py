"""A found storey held against the plan that was drawn, in the plan's metres."""

import math
from dataclasses import dataclass

from shapely import LineString, Polygon, unary_union
from shapely import Point as Dot
from shapely.geometry.base import BaseGeometry

from archdesk.model.floorplan import FloorPlan, Hinge, Opening, Swing, Wall
from archdesk.model.shapes import Affine
from tests.golden.plans import Plan, Point, Span

SAME_ROOM = 0.7  # of intersection over union
NEAREST_WIDTH, WIDEST_WIDTH = 0.5, 1.8  # times the true width of an opening that counts as found
SLACK = 0.15  # metres around a true opening in which the found one's middle lies


@dataclass(frozen=True)
class Comparison:
    """Overlaps and F1 scores, 0 to 1; the scale's relative error; shares of room names and of door swings that are right."""

    walls: float
    doors: float
    windows: float
    rooms: float
    scale_error: float
    names: float
    swings: float


def compare(storey: FloorPlan, plan: Plan, to_page: Affine) -> Comparison:
    """``to_page`` takes the drawn plan's metres to the units of the page that the storey was found on."""
    assert storey.sheet is not None
    back = storey.sheet.to_plan.inverse.then(to_page.inverse)
    doors = _pairs(storey, "door", plan, back)
    windows = _pairs(storey, "window", plan, back)
    return Comparison(
        walls=_overlap(_cut_walls(storey, back), plan.walls),
        doors=_f1(len(doors), _count(storey, "door"), len(plan.spans_of("door"))),
        windows=_f1(len(windows), _count(storey, "window"), len(plan.spans_of("window"))),
        rooms=_rooms(storey, plan, back),
        scale_error=abs(storey.sheet.to_plan.factor * to_page.factor - 1),
        names=_names(storey, plan, back),
        swings=sum(_swings_alike(storey, found, span, back) for found, span in doors) / max(len(doors), 1),
    )


def best_storey(storeys: tuple[FloorPlan, ...], plan: Plan, to_page: Affine) -> Comparison:
    """The comparison with the storey that covers the plan best."""
    return max((compare(storey, plan, to_page) for storey in storeys), key=lambda found: found.walls)


def _cut_walls(storey: FloorPlan, back: Affine) -> BaseGeometry:
    bands = [_band(wall.path, wall.thickness) for wall in storey.walls if not wall.bulge]
    holes = [_gap(storey.walls_by_id[opening.wall], opening) for opening in storey.openings]
    walls = unary_union(bands).difference(unary_union(holes))
    return unary_union([_moved(part, back) for part in (walls.geoms if hasattr(walls, "geoms") else [walls])])


def _band(path: tuple[Point, ...], thickness: float) -> Polygon:
    return LineString(path).buffer(thickness / 2, cap_style="square", join_style="mitre")


def _gap(wall: Wall, opening: Opening) -> Polygon:
    half = opening.width / 2
    ends = [_along(wall, opening.offset + sign * half) for sign in (-1, 1)]
    return LineString(ends).buffer(wall.thickness / 2 + 0.01, cap_style="flat")


def _along(wall: Wall, offset: float) -> Point:
    (x0, y0), (x1, y1) = wall.start, wall.end
    share = offset / wall.length
    return x0 + share * (x1 - x0), y0 + share * (y1 - y0)


def _moved(polygon: Polygon, back: Affine) -> Polygon:
    holes = [back.apply_all(ring.coords) for ring in polygon.interiors]
    return Polygon(back.apply_all(polygon.exterior.coords), holes)


def _overlap(one: BaseGeometry, other: BaseGeometry) -> float:
    together = one.union(other).area
    return float(one.intersection(other).area / together) if together else 0.0


def _pairs(storey: FloorPlan, kind: str, plan: Plan, back: Affine) -> list[tuple[Opening, Span]]:
    """Each true opening with the found one that stands in its place, every found one used once."""
    free = [opening for opening in storey.openings if opening.kind.value == kind]
    pairs = []
    for span in plan.spans_of(kind):
        place = span.area.buffer(SLACK)
        for opening in free:
            middle = back.apply(_along(storey.walls_by_id[opening.wall], opening.offset))
            width = opening.width * back.factor
            if place.contains(Dot(middle)) and NEAREST_WIDTH <= width / span.hole.width <= WIDEST_WIDTH:
                pairs.append((opening, span))
                free.remove(opening)
                break
    return pairs


def _count(storey: FloorPlan, kind: str) -> int:
    return sum(opening.kind.value == kind for opening in storey.openings)


def _f1(right: int, found: int, true: int) -> float:
    return 2 * right / (found + true) if found + true else 1.0


def _rooms(storey: FloorPlan, plan: Plan, back: Affine) -> float:
    found = [Polygon(back.apply_all(room.polygon)) for room in storey.rooms]
    right = sum(any(_overlap(each, true) >= SAME_ROOM for each in found) for true in plan.rooms)
    return _f1(right, len(found), len(plan.rooms))


def _names(storey: FloorPlan, plan: Plan, back: Affine) -> float:
    """The share of names that stand in the room in which they were drawn."""
    rooms = [(room.name, Polygon(back.apply_all(room.polygon))) for room in storey.rooms]
    right = sum(
        any(name.words.lower() == words.lower() and ring.contains(Dot(plan.put(name.place))) for words, ring in rooms)
        for name in plan.names
    )
    return right / max(len(plan.names), 1)


def _swings_alike(storey: FloorPlan, found: Opening, span: Span, back: Affine) -> bool:
    if found.hinge is None or found.swing not in (Swing.LEFT, Swing.RIGHT):
        return False
    wall = storey.walls_by_id[found.wall]
    sign = -1 if found.hinge is Hinge.START else 1
    hinge = back.apply(_along(wall, found.offset + sign * found.width / 2))
    (x0, y0), (x1, y1) = back.apply(wall.start), back.apply(wall.end)
    side = 1 if found.swing is Swing.LEFT else -1
    leaf = (-(y1 - y0) * side, (x1 - x0) * side)
    true_leaf = (span.tip[0] - span.hinge[0], span.tip[1] - span.hinge[1])
    is_near = math.dist(hinge, span.hinge) < math.dist(hinge, span.jamb)
    return is_near and leaf[0] * true_leaf[0] + leaf[1] * true_leaf[1] > 0
