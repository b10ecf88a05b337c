"""Outlines of things: closed strokes, circles, and single lines and arcs that join end to end."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.lines.table import Floats, Frame
from archdesk.model.document import Page, Stroke

Shapes = np.ndarray[tuple[int], np.dtype[np.object_]]

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
    for stroke, points in _small_strokes(page, frame):
        if len(points) > 2 and (stroke.closed or (points[0] == points[-1]).all()):
            closed.append(shapely.Polygon(points))
        else:
            pieces.append(points)
    for arc in page.arcs:
        stops = np.linspace(arc.start, arc.end, ARC_PIECES + 1)
        ring = np.array(arc.centre) + arc.radius * np.stack([np.cos(stops), np.sin(stops)], axis=1)
        bend = _small(ring, frame)
        if bend is not None and arc.is_circle:
            circles.append(shapely.Polygon(bend))
        elif bend is not None:
            pieces.append(bend)
    runs = _joined(pieces)
    rings = shapely.is_closed(runs) & (shapely.get_num_coordinates(runs) > 3)
    closed += [shapely.Polygon(run) for run in runs[rings]]
    left = list(runs[~rings])
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


def _small_strokes(page: Page, frame: Frame) -> Iterator[tuple[Stroke, Floats]]:
    """Strokes that span no more than a thing does, with their points in metres."""
    strokes = [stroke for stroke in page.strokes if len(stroke.points) > 1]
    if not strokes:
        return
    flat = itertools.chain.from_iterable(itertools.chain.from_iterable(stroke.points for stroke in strokes))
    points = frame.inwards(np.fromiter(flat, np.float64).reshape(-1, 2))
    ends = np.cumsum([len(stroke.points) for stroke in strokes])
    starts = np.concatenate([[0], ends[:-1]])
    spans = (np.maximum.reduceat(points, starts) - np.minimum.reduceat(points, starts)).max(axis=1)
    for row in np.flatnonzero(spans < LARGEST).tolist():  # what has a corner nowhere has no span
        yield strokes[row], points[starts[row] : ends[row]]


def _small(points: Floats, frame: Frame) -> Floats | None:
    """The points in metres; None where they span more than any thing does."""
    metres = frame.inwards(points)
    if len(points) < 2 or not np.isfinite(metres).all():
        return None
    return metres if np.ptp(metres, axis=0).max() < LARGEST else None


def _joined(pieces: list[Floats]) -> Shapes:
    """Pieces led on from one to the next where just two meet."""
    if not pieces:
        return np.zeros(0, dtype=object)
    counts = np.array([len(piece) for piece in pieces])
    points = np.vstack(pieces)
    ends = np.stack([np.cumsum(counts) - counts, np.cumsum(counts) - 1], axis=1).ravel()
    points[ends] = _snapped(points[ends])
    lines = shapely.linestrings(points, indices=np.repeat(np.arange(len(pieces)), counts))
    lines = lines[shapely.length(lines) > JOINED]
    once = dict(zip(shapely.to_wkb(shapely.normalize(lines))[::-1].tolist(), range(len(lines) - 1, -1, -1), strict=True))
    merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines[sorted(once.values())])))
    runs: Shapes = merged[shapely.get_type_id(merged) == shapely.GeometryType.LINESTRING]
    return runs


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
