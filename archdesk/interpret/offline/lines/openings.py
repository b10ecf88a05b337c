"""Openings: what stands in a wall's gaps, and doors whose swing alone tells of them."""

from collections.abc import Sequence

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.areas import WallArea
from archdesk.interpret.offline.lines.bands import Bands
from archdesk.interpret.offline.lines.doors import lone_doors, swing_door, swings_near
from archdesk.interpret.offline.lines.gaps import Gap, GapTable
from archdesk.interpret.offline.lines.gates import passage_or_gate
from archdesk.interpret.offline.lines.glazed import windows_in
from archdesk.interpret.offline.lines.hints import may_be_odd, may_slant
from archdesk.interpret.offline.lines.leaves import odd_door
from archdesk.interpret.offline.lines.slanting import slanting_door
from archdesk.interpret.offline.lines.spans import spanning_windows
from archdesk.interpret.offline.lines.swings import Swings
from archdesk.interpret.offline.lines.table import Floats, Lines, turned

FEWEST_GLAZED = 2  # windows with a line between two others, by which a drawing shows all its windows
PROBES = np.linspace(0.1, 0.9, 9)  # of a gap's width, where walls in it are looked for
WALLED = 0.6  # share of them that may hit one
BESIDE = 0.06  # metres
REACH = 0.02  # metres beside an opening, within which the middle of another is the same one
WIDEST_LINTEL = 2.0  # metres; a wider opening is a band of windows where no band has glass


def find_openings(gaps: list[Gap], swings: Swings, lines: Lines, bands: Bands, walls: WallArea) -> list[OpeningFind]:
    """Every gap that holds a door, a window or nothing, and doors elsewhere."""
    found = list(walls.panes)
    used = np.zeros(len(swings), np.bool_)
    tree = shapely.STRtree(shapely.linestrings(np.stack([lines.start, lines.end], axis=1)))
    gaps = _without_walled(gaps, walls.shape)
    table = GapTable.of(gaps)
    windows = windows_in(gaps, lines, tree)
    glazed = [gap.width for gap, (window, has_glass) in zip(gaps, windows, strict=True) if window is not None and has_glass]
    widest_lintel = max([WIDEST_LINTEL, *glazed]) if len(glazed) >= FEWEST_GLAZED else 0.0
    swung, slanted, odd = swings_near(table, swings), may_slant(table, lines, tree), may_be_odd(table, lines, tree)
    rivals, filled = _rivals(table, walls.panes)
    for row in sorted(range(len(gaps)), key=lambda row: (-gaps[row].ends, gaps[row].width)):
        if not filled.isdisjoint(rivals[row]):
            continue
        gap, (window, has_glass) = gaps[row], windows[row]
        is_lintel = not has_glass and gap.width <= widest_lintel
        opening = (
            swing_door(gap, swings, swung[row], used)
            or (slanting_door(gap, lines, tree) if slanted[row] else None)
            or (None if is_lintel else window)
            or (odd_door(gap, lines, tree) if odd[row] else None)
            or passage_or_gate(gap, lines, tree)
        )
        if opening is not None:
            filled.add(row)
            found.append(opening)
    spans = np.array([_span(opening) for opening in found]).reshape(-1, 5)
    tree, thickness = shapely.STRtree(shapely.linestrings(spans[:, :4].reshape(-1, 2, 2))), spans[:, 4]
    found += [window for window in spanning_windows(lines, walls.shape) if not _overlaps(window, found, tree, thickness)]
    found += lone_doors(swings, used, bands, found)
    return found


def _without_walled(gaps: list[Gap], walls: shapely.Geometry) -> list[Gap]:
    """The gaps but those that another wall runs through or along, as where a pier's end looks along a room."""
    table = GapTable.of(gaps)
    across = turned(table.along) * (table.thickness / 2 + BESIDE)[:, None]
    places = table.start[:, None] + PROBES[:, None] * (table.width[:, None] * table.along)[:, None]
    probes = shapely.linestrings(np.stack([places - across[:, None], places + across[:, None]], axis=2))
    shapely.prepare(walls)
    walled = shapely.intersects(walls, probes).mean(axis=1) > WALLED
    return [gap for gap, is_walled in zip(gaps, walled, strict=True) if not is_walled]


def _span(opening: OpeningFind) -> tuple[float, float, float, float, float]:
    """Both ends and the thickness."""
    return *opening.start, *opening.end, opening.thickness


def _rivals(gaps: GapTable, panes: Sequence[OpeningFind]) -> tuple[list[set[int]], set[int]]:
    """For each gap those whose openings would lie where its own does, seen from another wall's end; and those filled already.

    Panes are numbered after the gaps, and are filled.
    """
    spans = np.array([_span(pane) for pane in panes]).reshape(-1, 5)
    start, end = np.vstack([gaps.start, spans[:, :2]]), np.vstack([gaps.end, spans[:, 2:4]])
    reach = np.concatenate([gaps.thickness, spans[:, 4]]) / 2 + REACH
    tree = shapely.STRtree(shapely.linestrings(np.stack([start, end], axis=1)))
    gap, other = tree.query(shapely.points(gaps.middle), predicate="dwithin", distance=reach.max(initial=0.0))
    near = shapely.distance(tree.geometries[other], shapely.points(gaps.middle)[gap]) < reach[other]
    rivals: list[set[int]] = [set() for _ in range(len(gaps))]
    for row, rival in zip(gap[near].tolist(), other[near].tolist(), strict=True):
        rivals[row].add(rival)
    return rivals, set(range(len(gaps), len(gaps) + len(panes)))


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
