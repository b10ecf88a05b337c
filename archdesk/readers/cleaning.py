"""Marks that lead nowhere taken out: coordinates that are no numbers, or lie beyond any building."""

import math
from collections.abc import Iterable

from archdesk.model.document import Arc, Stroke, Text
from archdesk.model.shapes import Point
from archdesk.readers.marks import Marks

FARTHEST = 1e7  # metres from the origin: surveyors' grids reach this far, nothing reaches farther


def cleaned(marks: Marks, farthest: float) -> tuple[Marks, int]:
    """The sound marks, none beyond the farthest coordinate, and how many were left out."""
    kept = Marks(
        [stroke for stroke in marks.strokes if _sound(stroke.points, farthest)],
        [arc for arc in marks.arcs if _sound_arc(arc, farthest)],
        [fill for fill in marks.fills if all(_sound(ring, farthest) for ring in fill.rings)],
        [text for text in marks.texts if _sound_text(text, farthest)],
        list(marks.rasters),
    )
    return kept, len(marks) - len(kept)


def visible(marks: Marks) -> bool:
    """Whether there is anything but marks without any length."""
    return bool(marks.arcs or marks.fills or marks.texts or marks.rasters) or any(_has_length(s) for s in marks.strokes)


def _has_length(stroke: Stroke) -> bool:
    return any(point != stroke.points[0] for point in stroke.points)


def _sound(points: Iterable[Point], farthest: float) -> bool:
    # a comparison with NaN is false
    return all(-farthest <= x <= farthest and -farthest <= y <= farthest for x, y in points)


def _sound_arc(arc: Arc, farthest: float) -> bool:
    return _sound((arc.centre, (arc.radius, arc.radius)), farthest) and math.isfinite(arc.start + arc.end)


def _sound_text(text: Text, farthest: float) -> bool:
    return _sound((text.centre, (text.width, text.height)), farthest) and math.isfinite(text.angle)
