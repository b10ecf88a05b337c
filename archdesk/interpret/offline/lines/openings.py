"""Openings: what stands in a wall's gaps, and doors whose swing alone tells of them."""

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.areas import WallArea
from archdesk.interpret.offline.lines.bands import Bands
from archdesk.interpret.offline.lines.doors import lone_doors, swing_door
from archdesk.interpret.offline.lines.gaps import Gap
from archdesk.interpret.offline.lines.gates import passage_or_gate
from archdesk.interpret.offline.lines.glazed import window_in
from archdesk.interpret.offline.lines.leaves import odd_door
from archdesk.interpret.offline.lines.slanting import slanting_door
from archdesk.interpret.offline.lines.spans import spanning_windows
from archdesk.interpret.offline.lines.swings import Swings
from archdesk.interpret.offline.lines.table import Lines, off_segment

FEWEST_GLAZED = 2  # windows with a line between two others, by which a drawing shows all its windows
PROBES = np.linspace(0.1, 0.9, 9)  # of a gap's width, where walls in it are looked for
WALLED = 0.6  # share of them that may hit one
BESIDE = 0.06  # metres
WIDEST_LINTEL = 2.0  # metres; a wider opening is a band of windows where no band has glass


def find_openings(gaps: list[Gap], swings: Swings, lines: Lines, bands: Bands, walls: WallArea) -> list[OpeningFind]:
    """Every gap that holds a door, a window or nothing, and doors elsewhere."""
    found = list(walls.panes)
    used = np.zeros(len(swings), np.bool_)
    tree = shapely.STRtree(shapely.linestrings(np.stack([lines.start, lines.end], axis=1)))
    gaps = [gap for gap in gaps if not _is_walled(gap, walls.shape)]
    seen = [(gap, *window_in(gap, lines, tree)) for gap in gaps]
    glazed = [gap.width for gap, window, has_glass in seen if window is not None and has_glass]
    widest_lintel = max([WIDEST_LINTEL, *glazed]) if len(glazed) >= FEWEST_GLAZED else 0.0
    for gap, window, has_glass in sorted(seen, key=lambda each: (-each[0].ends, each[0].width)):
        if _is_taken(gap, found):
            continue
        is_lintel = not has_glass and gap.width <= widest_lintel
        opening = (
            swing_door(gap, swings, used)
            or slanting_door(gap, lines, tree)
            or (None if is_lintel else window)
            or odd_door(gap, lines, tree)
            or passage_or_gate(gap, lines, tree)
        )
        if opening is not None:
            found.append(opening)
    found += [window for window in spanning_windows(lines, walls.shape) if not _overlaps(window, found)]
    found += lone_doors(swings, used, bands, found)
    return found


def _is_walled(gap: Gap, walls: shapely.Geometry) -> bool:
    """Whether another wall runs through a gap or along it, as where a pier's end looks along a room."""
    across = np.array([-gap.along[1], gap.along[0]]) * (gap.thickness / 2 + BESIDE)
    places = gap.start + np.outer(PROBES * gap.width, gap.along)
    probes = shapely.linestrings(np.stack([places - across, places + across], axis=1))
    return bool(shapely.intersects(walls, probes).mean() > WALLED)


def _is_taken(gap: Gap, found: list[OpeningFind]) -> bool:
    """Whether an opening was found there already, from another wall's end."""
    middle = (gap.start + gap.end) / 2
    return any(off_segment(middle, np.array(o.start), np.array(o.end)) < o.thickness / 2 + 0.02 for o in found)


def _overlaps(window: OpeningFind, found: list[OpeningFind]) -> bool:
    span = shapely.linestrings([window.start, window.end])
    return any(
        shapely.distance(span, shapely.linestrings([o.start, o.end])) < (window.thickness + o.thickness) / 2
        and _along(window, o)
        for o in found
    )


def _along(one: OpeningFind, other: OpeningFind) -> bool:
    """Whether two openings take some of the same stretch."""
    start, end = np.array(one.start), np.array(one.end)
    width = float(np.hypot(*(end - start)))
    t = (np.array([other.start, other.end]) - start) @ (end - start) / width
    return bool(min(width, float(t.max())) - max(0.0, float(t.min())) > 0.1 * width)
