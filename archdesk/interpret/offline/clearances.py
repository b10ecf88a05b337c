"""How far it is from wall to wall around a spot: what printed sizes of rooms mean."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archdesk.model.shapes import Point, Ring, distance

Floats = NDArray[np.float64]

ROWS = 15  # places across a room where its width is looked at
ALIKE = 0.015  # of a width, within which widths are the same
LEAST_SHARE = 0.12  # of the rows that have a width


@dataclass(frozen=True, slots=True)
class Width:
    """A clear width, and the share of the room that is so wide."""

    length: float
    share: float


@dataclass(frozen=True, slots=True)
class Faces:
    """The edges of walls as arrays of starts and ends, in page units."""

    starts: Floats
    ends: Floats


def faces_of(rings: Sequence[Ring]) -> Faces:
    starts = np.array([point for ring in rings for point in ring], float).reshape(-1, 2)
    ends = np.array([point for ring in rings for point in (*ring[1:], *ring[:1])], float).reshape(-1, 2)
    return Faces(starts, ends)


def mean_thickness(walls: Sequence[Ring]) -> float:
    """The mean thickness of straight walls by their length, 0 without any; each wall is a ring of four corners."""
    sides = [(distance(ring[0], ring[1]), distance(ring[1], ring[2])) for ring in walls if len(ring) == 4]
    length = sum(max(pair) for pair in sides)
    return sum(one * other for one, other in sides) / length if length else 0.0


def clear_widths(spot: Point, angle: float, faces: Faces) -> list[Width]:
    """The widths along the angle of the room around a spot, each with its share of the rows."""
    along = np.array((math.cos(angle), math.sin(angle)))
    turned = _seen(faces, spot, along)
    across = _chord(turned[..., ::-1], 0.0)
    if across is None:
        return []
    rows = np.linspace(across[0], across[1], ROWS + 2)[1:-1]
    chords = [chord for row in rows if (chord := _chord(turned, float(row))) is not None]
    return _alike(sorted(high - low for low, high in chords))


def _seen(faces: Faces, spot: Point, along: Floats) -> Floats:
    """Edges as pairs of points, from the spot: first coordinate along, second across."""
    axes = np.stack((along, (-along[1], along[0])), axis=1)
    return np.stack(((faces.starts - spot) @ axes, (faces.ends - spot) @ axes), axis=1)


def _chord(edges: Floats, row: float) -> tuple[float, float] | None:
    """From the edge before to the edge behind the middle, in a row; None where one is missing."""
    v = edges[..., 1] - row
    crossing = (v[:, 0] > 0) != (v[:, 1] > 0)
    u, v = edges[crossing][..., 0], v[crossing]
    places = u[:, 0] + (u[:, 1] - u[:, 0]) * v[:, 0] / (v[:, 0] - v[:, 1])
    before, behind = places[places <= 0], places[places > 0]
    return (float(before.max()), float(behind.min())) if len(before) and len(behind) else None


def _alike(lengths: Sequence[float]) -> list[Width]:
    """The lengths in groups of like ones."""
    widths: list[Width] = []
    group: list[float] = []
    for length in [*lengths, math.inf]:
        if group and length > group[0] * (1 + 2 * ALIKE):
            widths.append(Width(float(np.median(group)), len(group) / ROWS))
            group = []
        group.append(length)
    return [width for width in widths if width.share >= LEAST_SHARE and width.length > 0]
