"""Gaps: where a wall's end looks along its axis at another wall, a door's or a window's width away."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.spatial import cKDTree

from archdesk.geometry.mosaic import mosaic_of
from archdesk.interpret.offline.lines.bands import Bands
from archdesk.interpret.offline.lines.table import Flags, Floats, Ints, turned

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
        return math.dist(self.start, self.end)

    @property
    def along(self) -> Floats:
        result: Floats = (self.end - self.start) / max(self.width, 1e-9)
        return result


@dataclass(frozen=True, slots=True, eq=False)
class GapTable:
    """Many gaps as arrays, a row each."""

    start: Floats
    end: Floats
    thickness: Floats
    width: Floats
    along: Floats

    @classmethod
    def of(cls, gaps: Sequence[Gap]) -> "GapTable":
        start = np.array([gap.start for gap in gaps]).reshape(-1, 2)
        end = np.array([gap.end for gap in gaps]).reshape(-1, 2)
        width = np.hypot(*(end - start).T)
        thickness = np.array([gap.thickness for gap in gaps], np.float64)
        return cls(start, end, thickness, width, (end - start) / np.maximum(width, 1e-9)[:, None])

    def __len__(self) -> int:
        return len(self.width)

    @property
    def middle(self) -> Floats:
        places: Floats = (self.start + self.end) / 2
        return places


@dataclass(frozen=True, slots=True, eq=False)
class _Tips:
    """Both ends of all walls: where they are, the way they look, their walls' thickness, and whether they end in the open."""

    place: Floats
    outward: Floats
    thickness: Floats
    free: Flags


def find_gaps(bands: Bands, area: shapely.Geometry) -> list[Gap]:
    """All gaps; one between two wall ends is told once."""
    if not len(bands):
        return []
    place = np.vstack([bands.start, bands.end])
    outward = np.vstack([-bands.direction, bands.direction])
    free = ~shapely.intersects_xy(area, *(place + outward * STEP).T)
    tips = _Tips(place, outward, np.tile(bands.thickness, 2), free)
    rows = np.flatnonzero(free)
    width = _distance_ahead(place[rows] + outward[rows] * STEP, outward[rows], area) + STEP
    ends = (width >= NARROWEST) & np.isfinite(width)
    rows, width = rows[ends], width[ends]
    far = place[rows] + outward[rows] * width[:, None]
    gaps: list[Gap] = []
    seen: set[int] = set()
    for i, end, near in zip(rows.tolist(), far, _near(tips, far), strict=True):
        if i in seen:
            continue
        partner = _partner(i, end, near, tips)
        if partner is not None:
            seen.add(partner)
            across = turned(outward[i])
            shift = across * ((place[partner] - end) @ across) / 2
            wide = float(max(tips.thickness[i], tips.thickness[partner]))
            gaps.append(Gap(place[i] + shift, end + shift, wide, 2))
        else:
            gaps.append(Gap(place[i], end, float(tips.thickness[i]), 1))
    return gaps


def _distance_ahead(origin: Floats, along: Floats, area: shapely.Geometry) -> Floats:
    """How far it is from each place to the area; without end where none lies ahead."""
    mosaic = mosaic_of(area)
    rays = shapely.linestrings(np.stack([origin, origin + along * WIDEST], axis=1))
    ray, piece = mosaic.tree.query(rays, predicate="intersects")
    hits = shapely.intersection(mosaic.pieces[piece], rays[ray])
    ahead = np.full(len(rays), np.inf)
    np.minimum.at(ahead, ray, shapely.distance(hits, shapely.points(origin[ray])))
    return ahead


def _near(tips: _Tips, places: Floats) -> list[list[int]]:
    """For each place the wall ends around it that may face it."""
    widest = float(tips.thickness.max())
    around = math.hypot(2 * STEP, max(widest * LEVEL, widest / 2 + STEP)) + STEP
    found: list[list[int]] = cKDTree(tips.place).query_ball_point(places, around).tolist()
    return found


def _partner(i: int, far: Floats, near: list[int], tips: _Tips) -> int | None:
    """The free wall end that a gap from end i arrives at."""
    rows: Ints = np.array(sorted(near), dtype=np.intp)
    away = tips.place[rows] - far
    side = np.abs(away @ turned(tips.outward[i]))
    ahead = np.abs(away @ tips.outward[i])
    thickness = tips.thickness[rows]
    thicker, unlike = np.maximum(thickness, tips.thickness[i]), np.abs(thickness - tips.thickness[i])
    level = np.maximum(thicker * LEVEL, unlike / 2 + STEP)
    facing = tips.free[rows] & (tips.outward[rows] @ tips.outward[i] < -0.99)
    found = np.flatnonzero(facing & (ahead < 2 * STEP) & (side <= level) & (rows != i))
    return int(rows[found[np.argmin(side[found])]]) if len(found) else None
