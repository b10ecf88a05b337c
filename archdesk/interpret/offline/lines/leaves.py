"""Leaves without a swing: doors that slide along their wall, fold up, or turn about a post in their middle."""

import math

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.gaps import Gap
from archdesk.interpret.offline.lines.table import Flags, Floats, Ints, Lines, turned
from archdesk.model.floorplan import OpeningKind, Swing

LEAST_LEAF, MOST_LEAF = 0.85, 1.3  # of the opening's width that a sliding leaf is wide
THINNEST_LEAF, THICKEST_LEAF = 0.015, 0.065  # metres
OFF_WALL = 0.12  # metres of play between a sliding leaf and its wall
AT_OPENING = 0.12  # metres between an open leaf and its opening
LEVEL = math.sin(math.radians(2))
TOUCH = 0.02  # metres between lines that meet
LONG = 0.25  # metres; what is shorter may be a handle or a stop
FIT = 0.2  # share of its opening by which a folding door may miss it, open as it is
ALIKE = 0.06  # share by which its pieces may differ
PIECE = (0.18, 0.8)  # metres of one
STEEPEST, FLATTEST = math.radians(80), math.radians(12)  # of a piece, or of a revolving door's wings
MOST_PIECES = 12
AT_MIDDLE = 0.06  # metres between the wings' crossing and the middle of their opening
WING_FIT = 0.12  # share of the opening's width


def slabs(lines: Lines) -> Flags:
    """Which lines are thin closed boxes with an end that stands free: leaves and screens, but no partitions."""
    rows, length = np.flatnonzero(lines.closed), lines.length
    thin = np.zeros(len(lines), np.bool_)
    rows = rows[np.argsort(lines.stroke[rows], kind="stable")]
    boxes = [box for box in np.split(rows, np.flatnonzero(np.diff(lines.stroke[rows])) + 1) if _is_slab(length[box])]
    for box in boxes:
        thin[box] = True
    if not boxes:
        return thin
    tree = shapely.STRtree(shapely.linestrings(np.stack([lines.start, lines.end], axis=1)[~thin]))
    free = np.zeros(len(lines), np.bool_)
    for box in boxes:
        ends = box[np.argsort(length[box])[:2]]
        marks = shapely.linestrings(np.stack([lines.start[ends], lines.end[ends]], axis=1))
        held = np.unique(tree.query(marks, predicate="dwithin", distance=TOUCH)[0])
        free[box] = len(held) < len(ends)
    return free


def _is_slab(sides: Floats) -> bool:
    if len(sides) != 4:
        return False
    short, long = np.sort(sides)[1], np.sort(sides)[2]
    return bool(THINNEST_LEAF < short < THICKEST_LEAF and LONG < long < 2)


def odd_door(gap: Gap, lines: Lines, tree: shapely.STRtree) -> OpeningFind | None:
    """The door that stands in a gap by a leaf beside the wall, a zigzag, or a cross."""
    around = shapely.linestrings([gap.start - gap.along * gap.width, gap.end + gap.along * gap.width])
    near = lines.pick(tree.query(around, predicate="dwithin", distance=gap.thickness / 2 + gap.width))
    near = near.pick(~near.curved)
    if not len(near):
        return None
    if _revolves(gap, near):
        return _door(gap, None, 1)
    if _folds(gap, near):
        return _door(gap, Swing.FOLD, 2)
    return _door(gap, Swing.SLIDE, 1) if _slides(gap, near) else None


def _slides(gap: Gap, lines: Lines) -> bool:
    """Whether a thin leaf as wide as the opening lies before it or beside it along the wall, or comes out of its pocket."""
    across = turned(gap.along)
    level = (np.abs(lines.direction @ across) < LEVEL) & (lines.length > LEAST_LEAF * gap.width)
    lines = lines.pick(level & (lines.length < MOST_LEAF * gap.width))
    low, high = _reach(gap, lines)
    offset = (lines.start + lines.end) @ across / 2 - gap.start @ across
    off = np.abs(offset) - gap.thickness / 2
    beside = (off > 0) & (off < OFF_WALL) & (high > -AT_OPENING) & (low < gap.width + AT_OPENING)
    at_start = (low < -AT_OPENING) & (high > THICKEST_LEAF)
    at_end = (high > gap.width + AT_OPENING) & (low < gap.width - THICKEST_LEAF)
    rows = np.flatnonzero(beside | (off < 0) & (at_start | at_end))
    first, second = np.meshgrid(rows, rows)
    apart = offset[first] - offset[second]
    same = (np.abs(low[first] - low[second]) < TOUCH) & (np.abs(high[first] - high[second]) < TOUCH)
    return bool((same & (apart > THINNEST_LEAF) & (apart < THICKEST_LEAF)).any())


def _reach(gap: Gap, lines: Lines) -> tuple[Floats, Floats]:
    """Where lines begin and end along the opening, from its start."""
    ends = np.sort(np.stack([(lines.start - gap.start) @ gap.along, (lines.end - gap.start) @ gap.along]), axis=0)
    return ends[0], ends[1]


def _folds(gap: Gap, lines: Lines) -> bool:
    """Whether a zigzag of even pieces leaves from one jamb, or one from each."""
    lines = lines.pick((lines.length > PIECE[0]) & (lines.length < PIECE[1]))
    slope = np.arcsin(np.clip(np.abs(lines.direction @ turned(gap.along)), 0, 1))
    lines = lines.pick((slope > FLATTEST) & (slope < STEEPEST))
    if len(lines) < 2:
        return False
    lengths = [_zigzag(gap, lines, jamb, inwards) for jamb, inwards in ((gap.start, 1.0), (gap.end, -1.0))]
    return any(abs(length - gap.width) < FIT * gap.width for length in (*lengths, sum(lengths)))


def _zigzag(gap: Gap, lines: Lines, jamb: Floats, inwards: float) -> float:
    """The length of the pieces that lead from a jamb, to and fro between the wall and one line beside it; 0 for none."""
    across = turned(gap.along)
    place = jamb
    used: list[int] = []
    before = np.zeros(2)
    for _ in range(MOST_PIECES):
        reach = TOUCH if used else AT_OPENING + gap.thickness / 2
        following = _next(lines, place, reach, gap.along * inwards, used)
        following = [(row, a, b) for row, a, b in following if not used or _turns_back(before, b - a, across)]
        if not used:
            following = [(row, a, b) for row, a, b in following if abs((a - jamb) @ gap.along) < AT_OPENING]
        if len(following) != 1:
            break
        row, near, place = following[0]
        used.append(row)
        before = place - near
    if len(used) < 2 or len(used) % 2 or abs((place - jamb) @ across) > gap.thickness / 2 + AT_OPENING:
        return 0.0
    return float(lines.length[used].sum())


def _next(lines: Lines, place: Floats, reach: float, along: Floats, used: list[int]) -> list[tuple[int, Floats, Floats]]:
    """Lines that begin within reach of a place and lead on along the opening: their row, their near and their far end."""
    found: list[tuple[int, Floats, Floats]] = []
    for near, far in ((lines.start, lines.end), (lines.end, lines.start)):
        rows: Ints = np.flatnonzero((np.hypot(*(near - place).T) < reach) & ((far - near) @ along > 0))
        found += [(int(row), near[row], far[row]) for row in rows if row not in used]
    return found


def _turns_back(before: Floats, step: Floats, across: Floats) -> bool:
    """Whether a piece is as long as the one before and comes back as far as that went away."""
    last, length = float(np.hypot(*before)), float(np.hypot(*step))
    return abs(length - last) < ALIKE * last and abs(float((before + step) @ across)) < ALIKE * last


def _revolves(gap: Gap, lines: Lines) -> bool:
    """Whether two wings as long as the opening is wide cross in its middle, and no box is around them."""
    middle = (gap.start + gap.end) / 2
    slope = (lines.direction @ turned(gap.along)) * np.sign(lines.direction @ gap.along)
    wings = np.abs(lines.length - gap.width) < WING_FIT * gap.width
    wings &= np.hypot(*((lines.start + lines.end) / 2 - middle).T) < AT_MIDDLE
    wings &= (np.abs(slope) > math.sin(FLATTEST)) & (np.abs(slope) < math.sin(STEEPEST))
    if len(set(np.sign(slope[wings]).tolist())) < 2:
        return False
    marks = shapely.linestrings(np.stack([lines.start, lines.end], axis=1)[lines.length > LONG])
    tips = shapely.points(np.vstack([lines.start[wings], lines.end[wings]]))
    held = shapely.STRtree(marks).query(tips, predicate="dwithin", distance=TOUCH)[0]
    return bool((np.bincount(held, minlength=len(tips)) <= 1).all())


def _door(gap: Gap, swing: Swing | None, leaves: int) -> OpeningFind:
    start, end = (float(gap.start[0]), float(gap.start[1])), (float(gap.end[0]), float(gap.end[1]))
    return OpeningFind(OpeningKind.DOOR, start, end, gap.thickness, None, swing, leaves, 0.8)
