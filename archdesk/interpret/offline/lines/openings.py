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
from archdesk.interpret.offline.lines.table import Floats, Lines, off_segments

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
    spans = np.zeros((len(found) + len(seen), 5))
    for row, pane in enumerate(found):
        spans[row] = _span(pane)
    widest_lintel = max([WIDEST_LINTEL, *glazed]) if len(glazed) >= FEWEST_GLAZED else 0.0
    for gap, window, has_glass in sorted(seen, key=lambda each: (-each[0].ends, each[0].width)):
        if _is_taken(gap, spans[: len(found)]):
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
            spans[len(found)] = _span(opening)
            found.append(opening)
    taken = shapely.linestrings(spans[: len(found), :4].reshape(-1, 2, 2))
    tree, thickness = shapely.STRtree(taken), spans[: len(found), 4]
    found += [window for window in spanning_windows(lines, walls.shape) if not _overlaps(window, found, tree, thickness)]
    found += lone_doors(swings, used, bands, found)
    return found


def _is_walled(gap: Gap, walls: shapely.Geometry) -> bool:
    """Whether another wall runs through a gap or along it, as where a pier's end looks along a room."""
    across = np.array([-gap.along[1], gap.along[0]]) * (gap.thickness / 2 + BESIDE)
    places = gap.start + np.outer(PROBES * gap.width, gap.along)
    probes = shapely.linestrings(np.stack([places - across, places + across], axis=1))
    return bool(shapely.intersects(walls, probes).mean() > WALLED)


def _span(opening: OpeningFind) -> tuple[float, float, float, float, float]:
    """Both ends and the thickness."""
    return *opening.start, *opening.end, opening.thickness


def _is_taken(gap: Gap, spans: Floats) -> bool:
    """Whether an opening was found there already, from another wall's end."""
    off = off_segments((gap.start + gap.end) / 2, spans[:, :2], spans[:, 2:4])
    return bool((off < spans[:, 4] / 2 + 0.02).any())


def _overlaps(window: OpeningFind, found: list[OpeningFind], tree: shapely.STRtree, thickness: Floats) -> bool:
    """Whether one of those found, which the tree holds, takes some of the same stretch."""
    span = shapely.linestrings([window.start, window.end])
    widest = (window.thickness + thickness.max(initial=0.0)) / 2
    near = np.sort(tree.query(span, predicate="dwithin", distance=widest))
    near = near[shapely.distance(span, tree.geometries[near]) < (window.thickness + thickness[near]) / 2]
    return any(_along(window, found[row]) for row in near)


def _along(one: OpeningFind, other: OpeningFind) -> bool:
    """Whether two openings take some of the same stretch."""
    start, end = np.array(one.start), np.array(one.end)
    width = float(np.hypot(*(end - start)))
    t = (np.array([other.start, other.end]) - start) @ (end - start) / width
    return bool(min(width, float(t.max())) - max(0.0, float(t.min())) > 0.1 * width)
