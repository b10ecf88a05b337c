"""Doors that swing: leaves whose arcs begin at a gap's jambs, and swings that alone tell of a door."""

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.lines.bands import Bands
from archdesk.interpret.offline.lines.gaps import Gap, GapTable
from archdesk.interpret.offline.lines.swings import Swings
from archdesk.interpret.offline.lines.table import Flags, Floats, Ints, as_point, off_segment
from archdesk.model.floorplan import Hinge, OpeningKind, Swing

HINGE_OFF = 0.16  # metres between a hinge and its jamb: frames and rebates
FIT = 0.2  # share of a gap's width by which a leaf may miss it
OPEN = 0.3  # share of a leaf's width that an open tip stands off its wall at least
BOTH = 2.0  # sides of the wall that a leaf swings to
CLEAR = 0.15  # metres of frame that a leaf may leave
NEAR_WALL = 0.25  # metres between a lone swing's jambs and the walls


def swings_near(gaps: GapTable, swings: Swings) -> list[Ints]:
    """By gap the rows of the swings that may be hung at one of its jambs."""
    reach = np.hypot(gaps.thickness / 2 + HINGE_OFF, HINGE_OFF)
    near: list[set[int]] = [set() for _ in range(len(gaps))]
    tree = shapely.STRtree(shapely.points(swings.hinge))
    for jamb in (gaps.start, gaps.end):
        for gap, swing in tree.query(shapely.points(jamb), predicate="dwithin", distance=reach).T.tolist():
            near[gap].add(swing)
    return [np.array(sorted(rows), dtype=np.intp) for rows in near]


def swing_door(gap: Gap, every: Swings, near: Ints, used: Flags) -> OpeningFind | None:
    """The door whose leaf or leaves swing at a gap's jambs, among the swings near it; those of its leaves are used then."""
    if not len(near):
        return None
    swings = every.pick(near)
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
        used[near[single]] = True
        both = {float(s) for s in tip_side[single]} >= {1.0, -1.0}
        swing = Swing.BOTH if both else _swing(tip_side[k])
        return OpeningFind(
            OpeningKind.DOOR,
            as_point(gap.start),
            as_point(gap.end),
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
                used[near[[i, j]]] = True
                swing = _swing(tip_side[i])
                return OpeningFind(
                    OpeningKind.DOOR, as_point(gap.start), as_point(gap.end), gap.thickness, Hinge.START, swing, 2, 0.95
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


def lone_doors(swings: Swings, used: Flags, bands: Bands, found: list[OpeningFind]) -> list[OpeningFind]:
    """Doors where a swing's hinge and closed edge both lie at walls, though no gap was seen."""
    if not len(bands):
        return []
    tree = shapely.STRtree(bands.rectangles())
    known = shapely.STRtree(shapely.linestrings(np.array([(door.start, door.end) for door in found]).reshape(-1, 2, 2)))
    reach = np.array([0.5 * door.thickness + NEAR_WALL for door in found])
    doors: list[OpeningFind] = []
    for k in np.flatnonzero(~used):
        near = tree.query_nearest(shapely.points(swings.hinge[k]), max_distance=NEAR_WALL)
        if not len(near):
            continue
        best: tuple[float, Floats, Floats] | None = None
        for closed, tip in ((swings.first[k], swings.last[k]), (swings.last[k], swings.first[k])):
            _, away = tree.query_nearest(shapely.points(closed), max_distance=NEAR_WALL, return_distance=True)
            off = float(away.min(initial=NEAR_WALL))
            if off < NEAR_WALL and (best is None or off < best[0]):
                best = (off, closed, tip)
        if best is None:
            continue
        _, closed, tip = best
        start, end = swings.hinge[k], closed
        middle = (start + end) / 2
        place = shapely.points(middle)
        rows = known.query(place, predicate="dwithin", distance=reach.max(initial=0.0))
        if (shapely.distance(place, known.geometries[rows]) < reach[rows]).any() or any(_is_at(door, middle) for door in doors):
            continue
        thickness = float(bands.thickness[near[0]])
        cross = (end - start)[0] * (tip - start)[1] - (end - start)[1] * (tip - start)[0]
        doors.append(
            OpeningFind(
                OpeningKind.DOOR,
                as_point(start),
                as_point(end),
                thickness,
                Hinge.START,
                Swing.LEFT if cross > 0 else Swing.RIGHT,
                1,
                0.6,
            )
        )
    return doors


def _is_at(opening: OpeningFind, place: Floats) -> bool:
    off = off_segment(place, np.array(opening.start), np.array(opening.end))
    return off < 0.5 * opening.thickness + NEAR_WALL
