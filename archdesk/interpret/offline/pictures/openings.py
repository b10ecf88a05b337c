"""Gaps told apart: doors by their arcs, windows by their lines, passages and mere closings."""

from dataclasses import dataclass, replace

import numpy as np

from archdesk.interpret.offline.evidence import Closing, OpeningFind
from archdesk.interpret.offline.pictures.arcs import Arc, ArcFinder
from archdesk.interpret.offline.pictures.gaps import Gap
from archdesk.interpret.offline.pictures.garages import has_lapping_leaf
from archdesk.interpret.offline.pictures.glazing import Glazing
from archdesk.interpret.offline.pictures.leaves import Leaf, swings_elsewhere
from archdesk.model.floorplan import Hinge, OpeningKind, Swing
from archdesk.model.shapes import distance

SURE_ARC = 0.9
LIKELY_ARC = 0.8
NARROWEST_DOOR = 0.55
WIDEST_LEAF = 1.3
NARROWEST_ENTRY = 0.7  # metres: a leaf in a thick outer wall that is narrower is a sash
NARROWEST_PAIR = 1.05
WIDEST_PAIR = 2.1
NARROWEST_PASSAGE = 0.6
SHORTEST_PASSAGE = 0.45  # metres: a slit with something drawn in it
WIDEST_PASSAGE = 2.6
OVERHEAD = 0.75  # confidence in a garage's door
PARTITION = 0.1  # metres: the wall of a door between two walls across it
DEEP = 2  # times as thick; such a gap is a niche with its door on one side


@dataclass(frozen=True, slots=True)
class Finds:
    openings: tuple[OpeningFind, ...]
    closings: tuple[Closing, ...]


def classify(gaps: list[Gap], arcs: ArcFinder, glazing: Glazing, leaves: tuple[Leaf, ...] = ()) -> Finds:
    """What each gap is; ``leaves`` are those that swings tell of."""
    openings: list[OpeningFind] = []
    closings: list[Closing] = []
    for gap in gaps:
        found = _opening(gap, arcs, glazing, leaves)
        if found:
            openings.append(found)
        else:
            closings.append(Closing(gap.start, gap.end, 0.3 if gap.walls == 0 else 0.5))
    return Finds(_apart(openings), tuple(closings))


def with_doors(finds: Finds, doors: list[OpeningFind]) -> Finds:
    """The finds with doors that swings tell of where there is no door or window yet."""
    kept = list(finds.openings)
    for door in doors:
        meeting = [other for other in kept if _meet(door, other)]
        if all(other.kind is OpeningKind.PASSAGE for other in meeting):
            kept = [other for other in kept if other not in meeting]
            kept.append(door)
    return Finds(tuple(kept), finds.closings)


def with_casements(finds: Finds, glazing: Glazing) -> Finds:
    """The finds with the doors that nobody passes through as what they are: windows with their sashes drawn open."""
    return replace(finds, openings=tuple(_casement(door, glazing) for door in finds.openings))


def _casement(door: OpeningFind, glazing: Glazing) -> OpeningFind:
    gap = Gap(door.start, door.end, door.thickness, 0)
    narrow = door.kind is OpeningKind.DOOR and gap.length * glazing.unit < NARROWEST_ENTRY
    return _plain(OpeningKind.WINDOW, gap, door.confidence) if narrow and glazing.is_outer(gap) else door


def _meet(a: OpeningFind, b: OpeningFind) -> bool:
    """Whether two openings lie on one another, or two doors share a swing."""
    lengths = [distance(o.start, o.end) for o in (a, b)]
    way = np.subtract(b.end, b.start) / lengths[1]
    away = np.add(a.start, a.end) / 2 - np.add(b.start, b.end) / 2
    if b.kind is OpeningKind.DOOR and float(np.hypot(*away)) < 0.6 * min(lengths):
        return True
    level = abs(float(np.subtract(a.end, a.start) @ way)) > 0.9 * lengths[0]
    beside = abs(float(way[0] * away[1] - way[1] * away[0]))
    overlap = sum(lengths) / 2 - abs(float(away @ way))
    return level and beside < (a.thickness + b.thickness) / 2 and overlap > 0.3 * lengths[0]


def _opening(gap: Gap, arcs: ArcFinder, glazing: Glazing, leaves: tuple[Leaf, ...]) -> OpeningFind | None:
    length = gap.length * glazing.unit
    beside = glazing.runs_along_a_wall(gap)
    is_door = gap.walls == 2 or not beside
    if is_door and NARROWEST_DOOR <= length <= WIDEST_LEAF:
        arc = arcs.find(gap)
        hinge = gap.end if arc.at_end else gap.start
        if any(swings_elsewhere(leaf, hinge, gap.along) for leaf in leaves):
            arc = replace(arc, score=0.0)
        if arc.score >= SURE_ARC:
            return _door(_at_hinge(gap, arc, glazing.unit), arc, arc.score)
    else:
        arc = Arc(0.0, at_end=False, left=False, radius=0.0)
    if gap.walls and not beside and not glazing.is_inner(gap) and has_lapping_leaf(gap, glazing.thin, glazing.unit):
        return _plain(OpeningKind.DOOR, gap, OVERHEAD)
    if (sure := glazing.certainty(gap)) > 0:
        return _plain(OpeningKind.WINDOW, gap, sure)
    if is_door and NARROWEST_PAIR <= length <= WIDEST_PAIR:
        pair = arcs.find_pair(gap)
        if pair.score >= SURE_ARC:
            return _door(gap, pair, pair.score, leaves=2)
    if arc.score >= LIKELY_ARC and gap.walls == 2:
        return _door(gap, arc, 0.8 * arc.score)
    return _passage(gap, glazing) if gap.walls == 2 and not beside else None


def _passage(gap: Gap, glazing: Glazing) -> OpeningFind | None:
    """A gap that something is drawn in, if only a line or a leaf, or an empty one inside a house, no wider than a door."""
    length = gap.length * glazing.unit
    if glazing.is_empty(gap):
        is_passage = NARROWEST_PASSAGE <= length <= WIDEST_LEAF and glazing.is_inner(gap)
        return _plain(OpeningKind.PASSAGE, gap, 0.25) if is_passage else None
    return _plain(OpeningKind.PASSAGE, gap, 0.45) if SHORTEST_PASSAGE <= length <= WIDEST_PASSAGE else None


def _at_hinge(gap: Gap, arc: Arc, unit: float) -> Gap:
    """The gap moved to the door's face, where it is as deep as the niche between two walls across it."""
    depth = PARTITION / unit
    if gap.walls or gap.thickness <= DEEP * depth:
        return gap
    along, aside = gap.along, (arc.face * (gap.thickness - depth)) * (1 if arc.left else -1)
    start, end = ((x + along[1] * aside, y - along[0] * aside) for x, y in (gap.start, gap.end))
    return replace(gap, start=start, end=end, thickness=depth)


def _door(gap: Gap, arc: Arc, confidence: float, leaves: int = 1) -> OpeningFind:
    hinge = None if leaves > 1 else Hinge.END if arc.at_end else Hinge.START
    swing = Swing.LEFT if arc.left else Swing.RIGHT
    sure = float(np.clip(confidence, 0, 0.98))
    return OpeningFind(OpeningKind.DOOR, gap.start, gap.end, gap.thickness, hinge, swing, leaves, sure)


def _plain(kind: OpeningKind, gap: Gap, confidence: float) -> OpeningFind:
    return OpeningFind(kind, gap.start, gap.end, gap.thickness, confidence=confidence)


def _apart(openings: list[OpeningFind]) -> tuple[OpeningFind, ...]:
    """The openings without those that lie over a surer one."""
    kept: list[OpeningFind] = []
    for opening in sorted(openings, key=lambda o: -o.confidence):
        if not any(_overlap(opening, other) for other in kept):
            kept.append(opening)
    return tuple(kept)


def _overlap(a: OpeningFind, b: OpeningFind) -> bool:
    gap = (np.add(a.start, a.end) - np.add(b.start, b.end)) / 2
    lengths = [float(np.hypot(*np.subtract(o.end, o.start))) for o in (a, b)]
    return float(np.hypot(*gap)) < 0.5 * min(lengths)
