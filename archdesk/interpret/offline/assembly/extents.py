"""Extents: how far each find of a sheet reaches, as arrays, so that many plans are told apart at once."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import Evidence
from archdesk.model.shapes import Box, Point, box_around

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Extents:
    """The boxes around the finds of each kind, a row each: left, low, right, high."""

    walls: Floats
    openings: Floats
    closings: Floats
    columns: Floats
    stairs: Floats
    fixtures: Floats
    segments: Floats
    tints: Floats

    @classmethod
    def of(cls, evidence: Evidence) -> "Extents":
        return cls(
            _boxes((wall.start, wall.end) for wall in evidence.walls),
            _boxes((find.start, find.end) for find in evidence.openings),
            _boxes((line.start, line.end) for line in evidence.closings),
            _boxes(evidence.columns),
            _boxes(stair.ring for stair in evidence.stairs),
            _boxes(fixture.ring for fixture in evidence.fixtures),
            _boxes((line.start, line.end) for line in evidence.segments),
            _boxes(evidence.tints),
        )


def rows_within(boxes: Floats, box: Box) -> list[int]:
    """The rows of those that lie in a box."""
    inside = (boxes[:, :2] >= (box.x0, box.y0)).all(axis=1) & (boxes[:, 2:] <= (box.x1, box.y1)).all(axis=1)
    rows: list[int] = np.flatnonzero(inside).tolist()
    return rows


def rows_meeting(boxes: Floats, box: Box) -> list[int]:
    """The rows of those that reach into a box."""
    meeting = (boxes[:, :2] <= (box.x1, box.y1)).all(axis=1) & (boxes[:, 2:] >= (box.x0, box.y0)).all(axis=1)
    rows: list[int] = np.flatnonzero(meeting).tolist()
    return rows


def _boxes(rings: Iterable[tuple[Point, ...]]) -> Floats:
    boxes = (box_around(ring) for ring in rings)
    return np.array([(box.x0, box.y0, box.x1, box.y1) for box in boxes]).reshape(-1, 4)
