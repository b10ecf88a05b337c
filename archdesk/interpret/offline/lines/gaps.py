"""Gaps: where a wall's end looks along its axis at another wall, a door's or a window's width away."""

from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.lines.bands import Bands
from archdesk.interpret.offline.lines.table import Floats

NARROWEST = 0.3  # metres
WIDEST = 8.0  # metres; a band of windows
STEP = 0.01  # metres beyond an end, to be outside its wall
LEVEL = 0.35  # share of the thickness that two walls' axes may differ by


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """A gap from jamb to jamb along a wall's axis; ``ends`` counts the jambs that are wall ends."""

    start: Floats
    end: Floats
    thickness: float
    ends: int

    @property
    def width(self) -> float:
        return float(np.hypot(*(self.end - self.start)))

    @property
    def along(self) -> Floats:
        result: Floats = (self.end - self.start) / max(self.width, 1e-9)
        return result


def find_gaps(bands: Bands, area: shapely.Geometry) -> list[Gap]:
    """All gaps; one between two wall ends is told once."""
    if not len(bands):
        return []
    tips = np.vstack([bands.start, bands.end])
    outward = np.vstack([-bands.direction, bands.direction])
    thickness = np.concatenate([bands.thickness, bands.thickness])
    free = ~shapely.intersects_xy(area, *(tips + outward * STEP).T)
    gaps: list[Gap] = []
    seen: set[int] = set()
    boundary = shapely.STRtree(shapely.get_parts(area))
    parts = shapely.get_parts(area)
    for i in np.flatnonzero(free):
        if i in seen:
            continue
        reach = _distance_ahead(tips[i] + outward[i] * STEP, outward[i], parts, boundary)
        if reach is None or reach + STEP < NARROWEST:
            continue
        width = reach + STEP
        far = tips[i] + outward[i] * width
        partner = _partner(int(i), far, tips, outward, thickness, free)
        if partner is not None:
            seen.add(partner)
            middle = (tips[partner] - far) @ np.array([-outward[i][1], outward[i][0]])
            shift = np.array([-outward[i][1], outward[i][0]]) * middle / 2
            wide = float(max(thickness[i], thickness[partner]))
            gaps.append(Gap(tips[i] + shift, tips[i] + outward[i] * width + shift, wide, 2))
        else:
            gaps.append(Gap(tips[i], far, float(thickness[i]), 1))
    return gaps


def _distance_ahead(
    origin: Floats, along: Floats, parts: "np.ndarray[tuple[int], np.dtype[np.object_]]", tree: shapely.STRtree
) -> float | None:
    ray = shapely.linestrings(np.stack([origin, origin + along * WIDEST]))
    hits = tree.query(ray, predicate="intersects")
    if not len(hits):
        return None
    return float(shapely.distance(shapely.intersection(parts[hits], ray), shapely.points(origin)).min())


def _partner(
    i: int, far: Floats, tips: Floats, outward: Floats, thickness: Floats, free: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
) -> int | None:
    """The free wall end that a gap from end i arrives at."""
    away = tips - far
    side = np.abs(away @ np.array([-outward[i][1], outward[i][0]]))
    ahead = np.abs(away @ outward[i])
    level = np.maximum(np.maximum(thickness, thickness[i]) * LEVEL, np.abs(thickness - thickness[i]) / 2 + STEP)
    good = free & (outward @ outward[i] < -0.99) & (ahead < 2 * STEP) & (side <= level)
    good[i] = False
    found = np.flatnonzero(good)
    return int(found[np.argmin(side[found])]) if len(found) else None
