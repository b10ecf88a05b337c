"""Stairways: flights with the landings and winders between them, in the order in which one walks them."""

from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.lines.landings import End, Joint
from archdesk.interpret.offline.lines.table import Floats
from archdesk.interpret.offline.lines.walking import Flight

SEAM = 0.03  # metres between a flight and its landing, or two treads


@dataclass(frozen=True, slots=True, eq=False)
class Stairway:
    """The flights one walks, each with 1 where one walks it from its first tread to its last and -1 where the other way.

    ``joints`` are one fewer, turned the way one walks; ``head`` and ``tail`` are winders before and behind all flights.
    """

    legs: tuple[tuple[int, int], ...]
    joints: tuple[Joint, ...] = ()
    head: Joint | None = None
    tail: Joint | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is one straight flight."""
        return len(self.legs) == 1 and not self.fans

    @property
    def fans(self) -> tuple[Joint, ...]:
        return tuple(joint for joint in (self.head, *self.joints, self.tail) if joint is not None)

    def edges(self, counted: list[int]) -> int:
        """The edges of all treads; ``counted`` are those of each flight."""
        return sum(counted[leg] for leg, _ in self.legs) + sum(joint.edges for joint in self.fans)

    def walked(self, flights: list[Flight]) -> Floats:
        """The line walked, by its corners over landings and from edge to edge on winders."""
        points = [self.head.walked] if self.head else []
        last = len(self.legs) - 1
        for place, (leg, way) in enumerate(self.legs):
            first, final = flights[leg].run[::way]
            before = self.joints[place - 1] if place else self.head
            after = self.joints[place] if place < last else self.tail
            if before is None or before.edges:
                points.append(flights[leg].at(first)[None])
            if after is None or after.edges:
                points.append(flights[leg].at(final)[None])
            if after is not None:
                points.append(after.walked)
        walked: Floats = np.vstack(points)
        return walked

    def outline(self, flights: list[Flight]) -> shapely.Polygon:
        """The area of all of it without what lies between its parts by the breadth of a line."""
        areas = [shapely.Polygon(flights[leg].corners) for leg, _ in self.legs] + [joint.area for joint in self.fans]
        grown = shapely.union_all([area.buffer(SEAM, join_style="mitre") for area in areas])
        whole = grown.buffer(-SEAM, join_style="mitre")
        largest = max(shapely.get_parts(whole), key=lambda part: part.area)
        return shapely.Polygon(largest.exterior).simplify(SEAM / 3)


def join_flights(count: int, joints: list[Joint]) -> list[Stairway]:
    """All flights as stairways: each end is joined once, by the joint that is least off, winders before landings."""
    taken: dict[End, tuple[Joint, End]] = {}
    group = list(range(count))
    for joint in sorted(joints, key=lambda each: (not each.edges, each.ends[1][0] < 0, each.off)):
        begins, meets = joint.ends
        to_nowhere = meets[0] < 0
        if begins in taken or meets in taken or (not to_nowhere and group[begins[0]] == group[meets[0]]):
            continue
        taken[begins] = joint, meets
        if not to_nowhere:
            taken[meets] = _backwards(joint), begins
            old, new = group[meets[0]], group[begins[0]]
            group = [new if each == old else each for each in group]
    return [_walk(members, taken) for number in range(count) if (members := [i for i in range(count) if group[i] == number])]


def _backwards(joint: Joint) -> Joint:
    begins, meets = joint.ends
    return Joint((meets, begins), joint.area, joint.walked[::-1], joint.edges, joint.off)


def _walk(members: list[int], taken: dict[End, tuple[Joint, End]]) -> Stairway:
    """The flights of one group from one of its free ends to the other."""
    free = [(leg, end) for leg in members for end in (0, 1) if _following(taken, (leg, end)) is None]
    first = free[0]
    head = taken[first][0] if first in taken else None
    legs: list[tuple[int, int]] = []
    joints: list[Joint] = []
    entered = first
    while True:
        leg, end = entered
        legs.append((leg, 1 if end == 0 else -1))
        leaves = (leg, 1 - end)
        following = _following(taken, leaves)
        if following is None:
            break
        joints.append(taken[leaves][0])
        entered = following
    return Stairway(
        tuple(legs), tuple(joints), _backwards(head) if head else None, taken[leaves][0] if leaves in taken else None
    )


def _following(taken: dict[End, tuple[Joint, End]], end: End) -> End | None:
    """The end of the flight that is joined to one; None where none is."""
    other = taken[end][1] if end in taken else None
    return other if other is not None and other[0] >= 0 else None


def turned_back(stairway: Stairway) -> Stairway:
    """The same stair, walked the other way."""
    return Stairway(
        tuple((leg, -way) for leg, way in reversed(stairway.legs)),
        tuple(_backwards(joint) for joint in reversed(stairway.joints)),
        _backwards(stairway.tail) if stairway.tail else None,
        _backwards(stairway.head) if stairway.head else None,
    )
