"""Outlines of things: closed strokes, circles, and single lines and arcs that join end to end."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.lines.table import Floats, Frame
from archdesk.model.document import Page

LARGEST = 5.6  # metres across the longest thing in a plan, a car
SMALLEST = 0.06  # metres; smaller ones are taps and handles
JOINED = 0.003  # metres between two ends of one outline
ARC_PIECES = 16
CURVED = 8  # points of a rounded outline
RIGHT = 0.995  # share of its smallest rectangle that a box fills


@dataclass(frozen=True, slots=True, eq=False)
class Outlines:
    """In metres: boxes, rounded or many-sided outlines, circles, and what stays open."""

    boxes: list[shapely.Polygon]
    rounded: list[shapely.Polygon]
    circles: list[shapely.Polygon]
    open: list[shapely.LineString]


def outlines(page: Page, frame: Frame) -> Outlines:
    """What a page's strokes and arcs enclose, no larger than a thing, whether drawn in one or in pieces."""
    closed: list[shapely.Polygon] = []
    circles: list[shapely.Polygon] = []
    pieces: list[Floats] = []
    for stroke in page.strokes:
        points = _small(np.array(stroke.points, np.float64).reshape(-1, 2), frame)
        if points is not None and len(points) > 2 and (stroke.closed or (points[0] == points[-1]).all()):
            closed.append(shapely.Polygon(points))
        elif points is not None:
            pieces.append(points)
    for arc in page.arcs:
        stops = np.linspace(arc.start, arc.end, ARC_PIECES + 1)
        ring = np.array(arc.centre) + arc.radius * np.stack([np.cos(stops), np.sin(stops)], axis=1)
        points = _small(ring, frame)
        if points is not None and arc.is_circle:
            circles.append(shapely.Polygon(points))
        elif points is not None:
            pieces.append(points)
    left: list[shapely.LineString] = []
    for run in _joined(pieces):
        if run.is_closed and len(run.coords) > 3:
            closed.append(shapely.Polygon(run))
        else:
            left.append(run)
    sound = [
        shape.simplify(JOINED / 10) if len(shape.exterior.coords) <= CURVED else shape for shape in closed if shape.is_valid
    ]
    boxes = [shape for shape in sound if _is_box(shape)]
    rounded = [shape for shape in sound if len(shape.exterior.coords) > CURVED and not _is_box(shape)]
    return Outlines(boxes, rounded, circles, left)


def sides(box: shapely.Polygon) -> tuple[float, float]:
    """The short and the long side of the smallest rectangle around a shape."""
    ring = shapely.get_coordinates(box.minimum_rotated_rectangle)
    if len(ring) < 4:
        return 0.0, 0.0
    short, long = sorted(np.hypot(*(ring[1:3] - ring[:2]).T).tolist())
    return short, long


def _small(points: Floats, frame: Frame) -> Floats | None:
    """The points in metres; None where they span more than any thing does."""
    metres = frame.inwards(points)
    if len(points) < 2 or not np.isfinite(metres).all():
        return None
    return metres if np.ptp(metres, axis=0).max() < LARGEST else None


def _joined(pieces: list[Floats]) -> Iterator[shapely.LineString]:
    """Pieces led on from one to the next where just two meet."""
    if not pieces:
        return
    ends = np.array([(piece[0], piece[-1]) for piece in pieces]).reshape(-1, 2)
    snapped = _snapped(ends).reshape(-1, 2, 2)
    lines: dict[bytes, shapely.LineString] = {}
    for piece, (first, last) in zip(pieces, snapped, strict=True):
        line = shapely.LineString(np.vstack([first, piece[1:-1], last]))
        if line.length > JOINED:
            lines.setdefault(shapely.to_wkb(line.normalize()), line)
    merged = shapely.line_merge(shapely.MultiLineString(list(lines.values())))
    yield from (line for line in shapely.get_parts(merged) if isinstance(line, shapely.LineString))


def _snapped(ends: Floats) -> Floats:
    """Ends that are all but the same, made the same."""
    tree = shapely.STRtree(shapely.points(ends))
    one, other = tree.query(shapely.points(ends), predicate="dwithin", distance=JOINED)
    first = np.arange(len(ends))
    np.minimum.at(first, one, other)
    moved: Floats = ends[first[first]]
    return moved


def _is_box(shape: shapely.Polygon) -> bool:
    around = shape.minimum_rotated_rectangle
    return bool(len(shape.exterior.coords) == 5 and around.area > SMALLEST**2 and shape.area > RIGHT * around.area)
