"""Openings: what stands in a wall's gaps, and doors whose swing alone tells of them."""

import math
import re

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.areas import WallArea
from archdesk.interpret.offline.lines.bands import Bands, rectangles
from archdesk.interpret.offline.lines.gaps import Gap
from archdesk.interpret.offline.lines.leaves import odd_door
from archdesk.interpret.offline.lines.slanting import slanting_door
from archdesk.interpret.offline.lines.spans import spanning_windows
from archdesk.interpret.offline.lines.swings import Swings
from archdesk.interpret.offline.lines.table import Floats, Lines, turned
from archdesk.model.floorplan import Hinge, OpeningKind, Swing
from archdesk.model.shapes import Point

HINGE_OFF = 0.16  # metres between a hinge and its jamb: frames and rebates
FIT = 0.2  # share of a gap's width by which a leaf may miss it
OPEN = 0.3  # share of a leaf's width that an open tip stands off its wall at least
BOTH = 2.0  # sides of the wall that a leaf swings to
CLEAR = 0.15  # metres of frame that a leaf may leave
FEWEST_GLAZED = 2  # windows with a line between two others, by which a drawing shows all its windows
FEWEST_LINES = 2  # of a window, along its wall
FEWEST_WITH_GLASS = 3
AT_JAMB = 0.03  # metres that a lone pane may reach into its jamb
FRAME = 0.09  # metres between a pane and its jamb
CENTRAL = 0.25  # of the wall's thickness from its middle, within which a lone line is glass
PROBES = np.linspace(0.1, 0.9, 9)  # of a gap's width, where walls in it are looked for
WALLED = 0.6  # share of them that may hit one
BESIDE = 0.06  # metres
COVERED = 0.85  # share of the gap that a window's line spans
AT_FACE = 0.02  # metres; lines in a wall's faces alone may be a lintel's edges
WINDOW_NAME = re.compile(r"wind|fenst|glaz|vent|fenetr|finest|janel|raam|okno", re.IGNORECASE)
SAME_LINE = 0.008  # metres
THICKEST_WINDOW = 0.8  # metres of the wall around it
PROUD = 0.06  # metres that a window may stand out of its wall
WIDEST_LINTEL = 2.0  # metres; a wider opening is a band of windows where no band has glass
WIDEST_PASSAGE = 2.6
NARROWEST_GATE = 2.2
WIDEST_GATE = 6.0
GATE_OFF = 0.3  # metres between a gate and its wall, or between its ends and the jambs
NARROWEST_PASSAGE = 0.6
NARROWEST_SLIDING = 1.1  # metres
LEAF_SHARE = (0.35, 0.7)  # of a sliding door's width
NEAR_WALL = 0.25  # metres between a lone swing's jambs and the walls
SLANT = math.sin(math.radians(3))


def find_openings(gaps: list[Gap], swings: Swings, lines: Lines, bands: Bands, walls: WallArea) -> list[OpeningFind]:
    """Every gap that holds a door, a window or nothing, and doors elsewhere."""
    found = list(walls.panes)
    used = np.zeros(len(swings), np.bool_)
    tree = shapely.STRtree(shapely.linestrings(np.stack([lines.start, lines.end], axis=1)))
    gaps = [gap for gap in gaps if not _is_walled(gap, walls.shape)]
    seen = [(gap, *_window(gap, lines, tree)) for gap in gaps]
    glazed = [gap.width for gap, window, has_glass in seen if window is not None and has_glass]
    widest_lintel = max([WIDEST_LINTEL, *glazed]) if len(glazed) >= FEWEST_GLAZED else 0.0
    for gap, window, has_glass in sorted(seen, key=lambda each: (-each[0].ends, each[0].width)):
        if _is_taken(gap, found):
            continue
        is_lintel = not has_glass and gap.width <= widest_lintel
        opening = (
            _door(gap, swings, used)
            or slanting_door(gap, lines, tree)
            or (None if is_lintel else window)
            or odd_door(gap, lines, tree)
            or _passage(gap, lines, tree)
        )
        if opening is not None:
            found.append(opening)
    found += [window for window in spanning_windows(lines, walls.shape) if not _overlaps(window, found)]
    found += _lone_doors(swings, used, bands, found)
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
    return any(_between(middle, np.array(o.start), np.array(o.end)) < o.thickness / 2 + 0.02 for o in found)


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


def _between(point: Floats, start: Floats, end: Floats) -> float:
    span = end - start
    t = min(max(float((point - start) @ span) / max(float(span @ span), 1e-12), 0.0), 1.0)
    return float(np.hypot(*(point - start - span * t)))


def _door(gap: Gap, swings: Swings, used: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> OpeningFind | None:
    if not len(swings):
        return None
    along, width = gap.along, gap.width
    normal = np.array([-along[1], along[0]])
    relative = swings.hinge - gap.start
    x, y = relative @ along, relative @ normal
    beside = np.abs(y) < gap.thickness / 2 + HINGE_OFF
    at_start = beside & (np.abs(x) < HINGE_OFF)
    at_end = beside & (np.abs(x - width) < HINGE_OFF)
    tip_side = _tip_side(swings, normal, gap.thickness)
    single = (at_start | at_end) & (np.abs(swings.radius - width) < FIT * width + CLEAR * (width > 0.9)) & (tip_side != 0)
    if single.any():
        k = int(np.argmin(np.where(single, np.abs(swings.radius - width), np.inf)))
        used |= single
        both = {float(s) for s in tip_side[single]} >= {1.0, -1.0}
        swing = Swing.BOTH if both else _swing(tip_side[k])
        return OpeningFind(
            OpeningKind.DOOR,
            _point(gap.start),
            _point(gap.end),
            gap.thickness,
            Hinge.START if at_start[k] else Hinge.END,
            swing,
            1,
            0.95,
        )
    pair = (np.abs(swings.radius) < 0.85 * width) & (swings.radius > 0.2 * width) & (tip_side != 0)
    one, two = np.flatnonzero(pair & at_start), np.flatnonzero(pair & at_end)
    for i in one:
        for j in two:
            if abs(swings.radius[i] + swings.radius[j] - width) < FIT * width + CLEAR:
                used[[i, j]] = True
                swing = _swing(tip_side[i])
                return OpeningFind(
                    OpeningKind.DOOR, _point(gap.start), _point(gap.end), gap.thickness, Hinge.START, swing, 2, 0.95
                )
    return None


def _swing(side: float) -> Swing:
    return Swing.BOTH if side == BOTH else Swing.LEFT if side > 0 else Swing.RIGHT


def _tip_side(swings: Swings, normal: Floats, thickness: float) -> Floats:
    """On which side of the wall each leaf's tip is when it is open: 1 left, -1 right, BOTH, 0 neither."""
    places = np.stack([(tip - swings.hinge) @ normal for tip in (swings.first, swings.last, swings.middle)])
    tip = np.take_along_axis(places, np.argmax(np.abs(places), axis=0)[None], axis=0)[0]
    far = OPEN * swings.radius
    both = (places.max(axis=0) > far) & (places.min(axis=0) < -far)
    closes = np.abs(places).min(axis=0) < thickness / 2 + HINGE_OFF
    side: Floats = np.where(closes & (np.abs(tip) > far), np.where(both, BOTH, np.sign(tip)), 0.0)
    return side


def _window(gap: Gap, lines: Lines, tree: shapely.STRtree) -> tuple[OpeningFind | None, bool]:
    """Lines within the wall's faces from jamb to jamb; and whether one stands between two, as glass or sliding leaves do."""
    if gap.thickness > THICKEST_WINDOW:
        return None, False
    along, width = gap.along, gap.width
    normal = np.array([-along[1], along[0]])
    half = gap.thickness / 2 + PROUD
    corners = np.stack([gap.start - normal * half, gap.end - normal * half, gap.end + normal * half, gap.start + normal * half])
    rows = tree.query(shapely.polygons(corners), predicate="intersects")
    near = lines.pick(rows)
    if not len(near):
        return None, False
    near = near.pick(np.abs(near.direction @ normal) < SLANT)
    offset = ((near.start + near.end) / 2 - gap.start) @ normal
    t = np.sort(np.stack([(near.start - gap.start) @ along, (near.end - gap.start) @ along]), axis=0)
    low, high = np.clip(t[0], 0, width), np.clip(t[1], 0, width)
    inside = (np.abs(offset) <= half) & (high - low > SAME_LINE)
    spans = _spans(offset[inside], low[inside], high[inside])
    spanning = np.array([middle for middle, _, _, covered in spans if covered > COVERED * width])
    glass = np.abs(spanning) < gap.thickness / 2 - AT_FACE
    if glass.sum() <= 1 and width > NARROWEST_SLIDING and _slides(spans, width):
        door = OpeningFind(OpeningKind.DOOR, _point(gap.start), _point(gap.end), gap.thickness, None, Swing.SLIDE, 2, 0.8)
        return door, True
    windows = np.array([bool(WINDOW_NAME.search(pen.layer)) for pen in lines.pens])
    short = np.stack([t[0], width - t[1]])
    pane = inside & ((short > -AT_JAMB) & (short < FRAME)).all(axis=0) & (np.abs(offset) < CENTRAL * gap.thickness)
    is_pane = len(spanning) == 1 and gap.ends == 2 and bool(pane.any())
    if (not is_pane and len(spanning) < FEWEST_LINES) or not (
        glass.any() or not windows.any() or windows[near.pen[inside]].any()
    ):
        return None, False
    confidence = 0.9 if gap.ends == 2 else 0.75
    window = OpeningFind(OpeningKind.WINDOW, _point(gap.start), _point(gap.end), gap.thickness, confidence=confidence)
    return window, bool(glass.any()) and len(spanning) >= FEWEST_WITH_GLASS


Span = tuple[float, float, float, float]
"""A line across a gap, or several on one axis: their offset, where they begin and end, and the metres they cover."""


def _spans(offset: Floats, low: Floats, high: Floats) -> list[Span]:
    order = np.argsort(offset, kind="stable")
    offset, low, high = offset[order], low[order], high[order]
    groups = np.split(np.arange(len(offset)), np.flatnonzero(np.diff(offset) > SAME_LINE) + 1)
    return [
        (float(offset[rows].mean()), float(low[rows].min()), float(high[rows].max()), _covered(low[rows], high[rows]))
        for rows in groups
        if len(rows)
    ]


def _slides(spans: list[Span], width: float) -> bool:
    """Whether two leaves of about half the width lie side by side, one from either jamb."""
    least, most = width * LEAF_SHARE[0], width * LEAF_SHARE[1]
    leaves = [span for span in spans if least < span[2] - span[1] < most]
    at_start = [span for span in leaves if span[1] < CLEAR]
    at_end = [span for span in leaves if span[2] > width - CLEAR]
    return any(one[2] >= other[1] - CLEAR and one[0] != other[0] for one in at_start for other in at_end)


def _covered(low: Floats, high: Floats) -> float:
    total, reached = 0.0, -math.inf
    for i in np.argsort(low):
        total += max(0.0, float(high[i]) - max(float(low[i]), reached))
        reached = max(reached, float(high[i]))
    return total


def _passage(gap: Gap, lines: Lines, tree: shapely.STRtree) -> OpeningFind | None:
    """A gap between two wall ends: as wide as people pass through, or wider where a gate's line closes it."""
    if gap.ends < 2 or not NARROWEST_PASSAGE <= gap.width <= WIDEST_GATE:
        return None
    across = _gate_lines(gap, lines, tree) if gap.width > NARROWEST_GATE else np.zeros(0)
    if gap.width > WIDEST_PASSAGE and not len(across):
        return None
    at_faces = [bool((np.abs(across - face) < AT_FACE).any()) for face in (gap.thickness / 2, -gap.thickness / 2)]
    is_gate = len(across) and not all(at_faces)  # lines in both faces are a lintel's
    kind, confidence = (OpeningKind.DOOR, 0.5) if is_gate else (OpeningKind.PASSAGE, 0.4)
    return OpeningFind(kind, _point(gap.start), _point(gap.end), gap.thickness, confidence=confidence)


def _gate_lines(gap: Gap, lines: Lines, tree: shapely.STRtree) -> Floats:
    """How far off a gap's axis lines run that lead from jamb to jamb and end there: gates that roll or fold up."""
    shape = rectangles(gap.start[None], gap.end[None], np.array([gap.thickness + 2 * GATE_OFF]))[0]
    near = lines.pick(tree.query(shape, predicate="intersects"))
    ends = np.sort(np.stack([(near.start - gap.start) @ gap.along, (near.end - gap.start) @ gap.along]), axis=0)
    level = np.abs(near.direction @ gap.along) > math.cos(math.asin(SLANT))
    gates = level & (np.abs(ends[0]) < GATE_OFF) & (np.abs(ends[1] - gap.width) < GATE_OFF)
    offset: Floats = ((near.start + near.end) / 2 - gap.start)[gates] @ turned(gap.along)
    return offset


def _lone_doors(
    swings: Swings, used: "np.ndarray[tuple[int], np.dtype[np.bool_]]", bands: Bands, found: list[OpeningFind]
) -> list[OpeningFind]:
    """Doors where a swing's hinge and closed edge both lie at walls, though no gap was seen."""
    if not len(bands):
        return []
    walls = bands.rectangles()
    tree = shapely.STRtree(walls)
    doors: list[OpeningFind] = []
    for k in np.flatnonzero(~used):
        near = tree.query_nearest(shapely.points(swings.hinge[k]), max_distance=NEAR_WALL)
        if not len(near):
            continue
        best: tuple[float, Floats, Floats] | None = None
        for closed, tip in ((swings.first[k], swings.last[k]), (swings.last[k], swings.first[k])):
            off = float(shapely.distance(walls, shapely.points(closed)).min())
            if off < NEAR_WALL and (best is None or off < best[0]):
                best = (off, closed, tip)
        if best is None:
            continue
        _, closed, tip = best
        start, end = swings.hinge[k], closed
        middle = (start + end) / 2
        if any(_between(middle, np.array(o.start), np.array(o.end)) < 0.5 * o.thickness + NEAR_WALL for o in [*found, *doors]):
            continue
        thickness = float(bands.thickness[near[0]])
        cross = (end - start)[0] * (tip - start)[1] - (end - start)[1] * (tip - start)[0]
        doors.append(
            OpeningFind(
                OpeningKind.DOOR,
                _point(start),
                _point(end),
                thickness,
                Hinge.START,
                Swing.LEFT if cross > 0 else Swing.RIGHT,
                1,
                0.6,
            )
        )
    return doors


def _point(array: Floats) -> Point:
    return float(array[0]), float(array[1])
