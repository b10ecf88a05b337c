"""Sliding doors: leaves that lie along their wall, behind one another in a gap, before it, or half in a pocket."""

import cv2
import numpy as np

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.pictures.gaps import Gap
from archdesk.interpret.offline.pictures.glazing import Glazing, count_lines
from archdesk.interpret.offline.pictures.strips import strip
from archdesk.interpret.offline.pictures.tracks import BROKEN, OFF, SHORTEST, SILL, THICKEST, Run, Tracks
from archdesk.model.floorplan import OpeningKind, Swing

NARROWEST, WIDEST = 0.55, 4.5  # metres of the opening
THINNEST_WALL, THICKEST_WALL = 0.06, 0.4  # metres
FRINGE = 5  # pixels of soft edge around walls, from both sides
WIDEST_LEAF = 1.4  # metres of a leaf alone
THINNEST = 0.02  # metres of a leaf
THICKER = 2  # times a thin line: a leaf, or its two lines
LEAF = (0.2, 0.72)  # of the opening's width that one of several leaves covers
EVEN = 0.7  # of its share of the opening that each of them covers at least
MOST_LEAVES = 4
AT_JAMB = 0.1  # metres of frame beside a leaf
MEET = 0.04  # metres between leaves that do not lap over one another
LAP = 0.3  # of the opening's width that leaves lap over at most
NEXT = 0.15  # of the opening's width by which each leaf leads on at least
APART = (0.015, 0.16)  # metres between the middles of two leaves
COVERS = 0.85  # of the opening's width: a line that runs through
OVER = (-0.12, 0.3)  # metres that a leaf before the wall reaches beyond a jamb
STUB = 0.9  # of the opening's width that a leaf half in its pocket covers at most
CONFIDENCE = 0.7


def find_slides(gaps: list[Gap], glazing: Glazing, line: float) -> list[OpeningFind]:
    """The gaps that sliding leaves close, in working pixels; ``line`` is the width of thin lines.

    Panes that slide in an outer wall are a window where its sill or its threshold is drawn as a line, as in most drawings.
    """
    unit = glazing.unit
    near_walls = np.asarray(cv2.dilate(glazing.walls, np.ones((FRINGE, FRINGE), np.uint8)), np.uint8)
    thin = np.asarray(glazing.ink.faint & (1 - near_walls), np.uint8)
    finds: list[OpeningFind] = []
    for gap in gaps:
        if not gap.walls or not NARROWEST <= gap.length * unit <= WIDEST or gap.thickness * unit > THICKEST_WALL:
            continue
        reach = gap.thickness / 2 + OFF / unit
        if strip(thin, gap, -reach, reach).any(axis=0).mean() >= SHORTEST:
            finds += _finds(gap, Tracks(gap, thin, unit), glazing, line)
    return finds


def _finds(gap: Gap, tracks: Tracks, glazing: Glazing, line: float) -> list[OpeningFind]:
    leaves = len(_leaves_in_a_row(tracks))
    if leaves and not glazing.is_inner(gap) and count_lines(gap, glazing.ink, OFF / glazing.unit):
        return [OpeningFind(OpeningKind.WINDOW, gap.start, gap.end, gap.thickness, confidence=CONFIDENCE)]
    if not leaves and _is_partition(gap, glazing) and _has_one_leaf(tracks, line):
        leaves = 1
    door = OpeningFind(OpeningKind.DOOR, gap.start, gap.end, gap.thickness, None, Swing.SLIDE, leaves, CONFIDENCE)
    return [door] if leaves else []


def _is_partition(gap: Gap, glazing: Glazing) -> bool:
    """Whether one leaf may close a gap: in a wall inside the house, as wide as people need."""
    fits = gap.length * glazing.unit <= WIDEST_LEAF and gap.thickness * glazing.unit >= THINNEST_WALL
    return fits and gap.walls == 2 and glazing.is_inner(gap) and not glazing.runs_along_a_wall(gap)


def _leaves_in_a_row(tracks: Tracks) -> tuple[Run, ...]:
    """The leaves that lie behind one another from jamb to jamb, with nothing else."""
    margin, width = AT_JAMB / tracks.unit, tracks.width
    runs = [run for run in tracks.runs if LEAF[0] * width <= run.length <= LEAF[1] * width]
    paths: list[tuple[Run, ...]] = [(run,) for run in runs if abs(run.first) <= margin]
    for count in range(2, MOST_LEAVES + 1):
        longer = ((*path, run) for path in paths for run in runs if _follows(run, path[-1], tracks))
        paths = list({path[-1]: path for path in longer}.values())
        for path in paths:
            is_even = min(run.length for run in path) >= EVEN * width / count
            if is_even and abs(path[-1].last - width) <= margin:
                return path if tracks.holds_only(path) else ()
    return ()


def _follows(run: Run, last: Run, tracks: Tracks) -> bool:
    """Whether a leaf goes on where another ends, in a track of its own."""
    laps = last.last - run.first
    leads_on = min(run.last - last.last, run.first - last.first) >= NEXT * tracks.width
    apart = APART[0] <= abs(run.row - last.row) * tracks.unit <= APART[1]
    in_turn = apart and -MEET / tracks.unit <= laps <= LAP * tracks.width and leads_on
    return in_turn and not _is_slanting(run, last, tracks)


def _is_slanting(run: Run, last: Run, tracks: Tracks) -> bool:
    """Whether two lines are one that is not quite level: between them its middle part would seem a line as well."""
    low, high = sorted((run.row, last.row))
    first, end = min(run.first, last.last) - BROKEN, max(run.first, last.last) + BROKEN
    between = [line for line in tracks.runs if low < line.row < high and line.length < COVERS * tracks.width]
    return any(line.first < first and line.last > end for line in between)


def _has_one_leaf(tracks: Tracks, line: float) -> bool:
    """Whether one leaf lies before the wall, or half in it; what a thin pen drew alone is a threshold or a beam."""
    for run in tracks.runs:
        is_stub = _comes_out(run, tracks)
        if is_stub or _reaches_over(run, tracks):
            off, thick = tracks.body(run)
            is_leaf = max(THINNEST, THICKER * line * tracks.unit) <= thick <= THICKEST
            fits = off <= -SILL if is_stub else off >= SILL
            if is_leaf and fits and tracks.holds_only((run,)):
                return True
    return False


def _comes_out(run: Run, tracks: Tracks) -> bool:
    """Whether a line comes out of one jamb and ends free."""
    margin = AT_JAMB / 2 / tracks.unit
    return (abs(run.first) <= margin) != (abs(run.last - tracks.width) <= margin) and run.length <= STUB * tracks.width


def _reaches_over(run: Run, tracks: Tracks) -> bool:
    """Whether a line runs from jamb to jamb, and ends close by."""
    beyond = -run.first * tracks.unit, (run.last - tracks.width) * tracks.unit
    return all(OVER[0] <= over <= OVER[1] for over in beyond)
