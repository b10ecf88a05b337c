"""Where walls meet: ends brought together in L and T joints, leftovers dropped."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shapely import STRtree, unary_union
from shapely.geometry.base import BaseGeometry

from archdesk.geometry.lines import crossing, direction, moved, turn
from archdesk.geometry.polygons import footprint
from archdesk.interpret.offline.assembly.joining import near_pairs
from archdesk.interpret.offline.evidence import WallPiece
from archdesk.model.shapes import Box, Point, box_around, distance

CROSSING = math.radians(20)  # flatter than this, two walls go on from each other
GAP = 0.08  # metres that a reader may leave between two walls that touch
SQUARE = math.radians(10)  # a corner this near to a right angle is built square
COVERED = 0.9  # a wall of which other walls cover so much is no wall of its own
NOTHING = 0.03  # metres of length; less of a wall is left over from a joint
LEFTOVER = 0.35  # a free-standing piece shorter than this is a sign or a post


@dataclass(frozen=True, slots=True)
class _Joint:
    """The end ``end`` (0 or 1) of wall ``wall`` meets wall ``other`` at ``place``; ``corner`` is the other's end there."""

    wall: int
    end: int
    other: int
    place: Point
    corner: int | None
    by: float


def meet_walls(walls: Sequence[WallPiece]) -> tuple[WallPiece, ...]:
    """The walls with their ends brought to one another, and without what is no wall."""
    kept = drop_covered(walls)
    joints = _joints(kept)
    ends = [[wall.start, wall.end] for wall in kept]
    for joint in joints.values():
        ends[joint.wall][joint.end] = joint.place
    for joint in joints.values():
        if joint.corner is not None and _runs_through(kept, joints, joint):
            axis = _outward(kept[joint.wall], joint.end)
            ends[joint.wall][joint.end] = moved(joint.place, axis, _overrun(kept[joint.wall], kept[joint.other]))
    met = [replace(wall, start=start, end=end) for wall, (start, end) in zip(kept, ends, strict=True)]
    closed = _touch_onward(met, {(joint.wall, joint.end) for joint in joints.values()})
    return _without_leftovers(closed)


def drop_covered(walls: Sequence[WallPiece]) -> list[WallPiece]:
    """The walls without those that lie nearly whole within larger ones."""
    order = sorted(range(len(walls)), key=lambda i: (-distance(walls[i].start, walls[i].end) * walls[i].thickness, i))
    shapes = [_shape(wall) for wall in walls]
    tree = STRtree(shapes)
    rank = {i: place for place, i in enumerate(order)}
    dropped: set[int] = set()
    for i in order:
        larger = [shapes[j] for j in tree.query(shapes[i]) if rank[int(j)] < rank[i] and int(j) not in dropped]
        if larger and shapes[i].intersection(unary_union(larger)).area >= COVERED * shapes[i].area:
            dropped.add(i)
    return [wall for i, wall in enumerate(walls) if i not in dropped]


def _shape(wall: WallPiece) -> BaseGeometry:
    return footprint(wall.start, wall.end, wall.thickness, wall.bulge)


def _outward(wall: WallPiece, end: int) -> Point:
    return direction(wall.end, wall.start) if end == 0 else direction(wall.start, wall.end)


def _reach(wall: WallPiece) -> Box:
    return box_around((wall.start, wall.end)).grown(wall.thickness + GAP)


def _slack(a: WallPiece, b: WallPiece) -> float:
    return max(GAP, 0.5 * max(a.thickness, b.thickness))


def _joints(walls: Sequence[WallPiece]) -> dict[tuple[int, int], _Joint]:
    """The nearest joint of each end that has one."""
    boxes = [_reach(wall) for wall in walls]
    found: dict[tuple[int, int], _Joint] = {}
    for pair in near_pairs(boxes):
        for i, j in (pair, pair[::-1]):
            if walls[i].bulge or walls[j].bulge:
                continue
            for end in (0, 1):
                joint = _joint(walls, i, end, j)
                if joint and ((i, end) not in found or _preference(joint, walls) < _preference(found[i, end], walls)):
                    found[i, end] = joint
    return found


def _preference(joint: _Joint, walls: Sequence[WallPiece]) -> tuple[float, float, int]:
    return round(joint.by, 3), -walls[joint.other].thickness, joint.other


def _joint(walls: Sequence[WallPiece], i: int, end: int, j: int) -> _Joint | None:
    wall, other = walls[i], walls[j]
    axis, line = _outward(wall, end), direction(other.start, other.end)
    angle = turn(axis, line)
    if angle < CROSSING:
        return None
    tip = wall.start if end == 0 else wall.end
    cut = crossing(tip, axis, other.start, line)
    if cut is None:
        return None
    beyond, at = cut
    slack, steep = _slack(wall, other), math.sin(angle)
    across = wall.thickness / 2 / steep
    length = distance(other.start, other.end)
    if abs(beyond) > other.thickness / 2 / steep + slack or beyond < -distance(wall.start, wall.end) / 2:
        return None
    if not -across - slack <= at <= length + across + slack:
        return None
    near = across + slack
    corner = 0 if at <= near else 1 if at >= length - near else None
    if corner is not None and length < 2 * near and at > length / 2:
        corner = 1
    return _Joint(i, end, j, moved(tip, axis, beyond), corner, abs(beyond))


def _runs_through(walls: Sequence[WallPiece], joints: dict[tuple[int, int], _Joint], joint: _Joint) -> bool:
    """Whether this wall takes the corner: both do at a slanted one, the thicker or longer one at a square one."""
    wall, other = walls[joint.wall], walls[joint.other]
    if turn(_outward(wall, joint.end), direction(other.start, other.end)) < math.pi / 2 - SQUARE:
        return True
    back = joints.get((joint.other, joint.corner if joint.corner is not None else 0))
    if back is None or back.other != joint.wall:
        return True
    return _weight(wall, joint.wall) > _weight(other, joint.other)


def _weight(wall: WallPiece, number: int) -> tuple[float, float, int]:
    return round(wall.thickness, 3), round(distance(wall.start, wall.end), 3), -number


def _overrun(wall: WallPiece, other: WallPiece) -> float:
    """How far past the crossing of the axes a wall runs to fill the corner's outside."""
    angle = turn(direction(wall.start, wall.end), direction(other.start, other.end))
    if angle >= math.pi / 2 - SQUARE:
        return other.thickness / 2
    return min(wall.thickness, other.thickness) / 2 * math.tan(angle / 2)


def _touch_onward(walls: list[WallPiece], met: set[tuple[int, int]]) -> list[WallPiece]:
    """Free ends lengthened to a wall close before them: a change of thickness, a curved wall, a slanted one."""
    shapes = [_shape(wall) for wall in walls]
    tree = STRtree(shapes)
    closed = list(walls)
    for i, wall in enumerate(walls):
        if wall.bulge:
            continue
        for end in (0, 1):
            if (i, end) in met:
                continue
            axis, tip = _outward(wall, end), (wall.start, wall.end)[end]
            probe = footprint(tip, moved(tip, axis, max(GAP, wall.thickness / 2)), wall.thickness * 0.5)
            others = [shapes[int(j)] for j in tree.query(probe, predicate="intersects") if int(j) != i]
            by = min((float(shape.intersection(probe).distance(_face(wall, tip, axis))) for shape in others), default=0.0)
            if by > 0:
                point = moved(tip, axis, by)
                closed[i] = replace(closed[i], start=point) if end == 0 else replace(closed[i], end=point)
    return closed


def _face(wall: WallPiece, tip: Point, axis: Point) -> BaseGeometry:
    return footprint(moved(tip, axis, -1e-4), tip, wall.thickness)


def _without_leftovers(walls: Sequence[WallPiece]) -> tuple[WallPiece, ...]:
    shapes = [_shape(wall).buffer(1e-3) for wall in walls]
    tree = STRtree(shapes)
    return tuple(
        wall
        for i, wall in enumerate(walls)
        if distance(wall.start, wall.end) >= (NOTHING if len(tree.query(shapes[i], predicate="intersects")) > 1 else LEFTOVER)
    )
