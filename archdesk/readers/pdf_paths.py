"""Paths of a PDF page: strokes, arcs and fills."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from archdesk.geometry.curves import CircularArc, arc_from_bezier, flatten_bezier
from archdesk.model.document import BLACK, Colour, Fill, Pen, Stroke
from archdesk.model.shapes import Affine, Box, Point, Ring, area_of, box_around, distance
from archdesk.readers.clipping import clip_path, clip_ring, meeting
from archdesk.readers.marks import Marks

Drawing = Mapping[str, Any]
"""One path as PyMuPDF's ``get_cdrawings`` gives it."""

_TOUCH = 0.01  # points; ends nearer than this are one
_CURVE = 0.1  # points between a curve and its chords


@dataclass(frozen=True, slots=True)
class Trail:
    """A connected piece of a path: its points, its arcs in place of some of them, and whether chords stand for curves."""

    points: tuple[Point, ...]
    arc: CircularArc | None = None
    curved: bool = False


def add_paths(drawings: Iterable[Drawing], turn: Affine, page: Box, marks: Marks) -> None:
    """Add the page's paths, cut at their clips; the turn is the page's own rotation."""
    clips: list[Box] = []
    for group, drawing in enumerate(drawings, start=1):
        kind = drawing["type"]
        if kind == "group":
            continue
        del clips[drawing["level"] :]
        if kind == "clip":
            outer = clips[-1] if clips else page
            clips.append(meeting(outer, Box(*drawing["scissor"])) or Box(0, 0, 0, 0))
            continue
        window = _window(drawing, clips[-1] if clips else page)
        if window is not None:
            _add_path(drawing, group, turn, window, marks)


@dataclass(frozen=True, slots=True)
class Window:
    """Where a path can be seen; ``cuts`` tells whether part of the path lies outside."""

    box: Box
    cuts: bool


def _window(drawing: Drawing, clip: Box) -> Window | None:
    rect = Box(*drawing["rect"])
    if not rect.meets(clip):
        return None
    inside = clip.x0 <= rect.x0 and rect.x1 <= clip.x1 and clip.y0 <= rect.y0 and rect.y1 <= clip.y1
    return Window(clip, cuts=not inside)


def _add_path(drawing: Drawing, group: int, turn: Affine, window: Window, marks: Marks) -> None:
    layer = drawing.get("layer") or ""
    chains = tuple(_chains(drawing["items"], closed=bool(drawing.get("closePath"))))
    if "f" in drawing["type"] and drawing.get("fill_opacity", 1) > 0:
        rings = [ring for chain in chains if (ring := _ring(chain, window))]
        colour = _colour(drawing.get("fill"))
        for fill in _apart(rings, even_odd=bool(drawing.get("even_odd"))):
            marks.fills.append(Fill(tuple(turn.apply_all(ring) for ring in fill), colour, "", layer, "", group))
    if "s" in drawing["type"] and drawing.get("stroke_opacity", 1) > 0:
        pen = _pen(drawing.get("width") or 0.0, drawing.get("color"), drawing.get("dashes") or "")
        for chain in chains:
            _add_chain(chain, pen, layer, group, turn, window, marks)


def _add_chain(chain: list[Trail], pen: Pen, layer: str, group: int, turn: Affine, window: Window, marks: Marks) -> None:
    closed = len(chain) == 1 and chain[0].arc is None and len(chain[0].points) > 2 and _meets(chain[0].points)
    for trail in chain:
        if trail.arc is not None:
            arc = trail.arc.mapped(turn)
            if arc is not None and (not window.cuts or box_around(trail.points).meets(window.box)):
                marks.add_arc(arc, pen, layer, "", group)
        elif window.cuts:
            for piece in clip_path(trail.points, window.box):
                marks.strokes.append(Stroke(turn.apply_all(piece), pen, curved=trail.curved, layer=layer, group=group))
        else:
            points = trail.points[:-1] if closed else trail.points
            marks.strokes.append(Stroke(turn.apply_all(points), pen, closed, trail.curved, layer, "", group))


def _chains(items: Iterable[tuple[Any, ...]], *, closed: bool) -> Iterator[list[Trail]]:
    """The path's connected runs, each a list of trails; closing the path closes its last run."""
    runs: list[list[tuple[Any, ...]]] = []
    end: Point | None = None
    for item in items:
        kind = item[0]
        if kind == "re":
            yield [Trail(_corners(item[1]))]
            end = None
        elif kind == "qu":
            ul, ur, ll, lr = item[1]
            yield [Trail((ul, ll, lr, ur, ul))]
            end = None
        else:
            if end is None or distance(end, item[1]) > _TOUCH or not runs:
                runs.append([])
            runs[-1].append(item)
            end = item[-1]
    for i, run in enumerate(runs):
        yield _trails(run, closed=closed and i == len(runs) - 1)


def _trails(run: list[tuple[Any, ...]], *, closed: bool) -> list[Trail]:
    trails: list[Trail] = []
    points: list[Point] = [run[0][1]]
    for item in run:
        if item[0] == "l":
            points.append(item[2])
            continue
        p, q, r, s = item[1:]
        arc = arc_from_bezier(p, q, r, s)
        if arc is None:
            points.extend(flatten_bezier(p, q, r, s, _CURVE))
            continue
        if len(points) > 1:
            trails.append(_line(points, run))
        _add_arc(trails, arc)
        points = [s]
    if closed and distance(points[-1], run[0][1]) > _TOUCH:
        points.append(run[0][1])
    if len(points) > 1:
        trails.append(_line(points, run))
    return trails


def _line(points: list[Point], run: list[tuple[Any, ...]]) -> Trail:
    return Trail(tuple(points), curved=len(points) > len(run) + 1 or (len(points) > 2 and any(i[0] == "c" for i in run)))


def _add_arc(trails: list[Trail], arc: CircularArc) -> None:
    before = trails[-1].arc if trails else None
    joined = before.joined(arc, _TOUCH + 0.02 * arc.radius) if before else None
    if joined is not None:
        trails.pop()
    whole = joined or arc
    trails.append(Trail(whole.points(), whole))


def _ring(chain: list[Trail], window: Window) -> Ring:
    points: list[Point] = []
    for trail in chain:
        points.extend(trail.points if not points else trail.points[1:])
    if len(points) > 1 and _meets(tuple(points)):
        points.pop()
    ring = tuple(points) if len(points) > 2 else ()
    return clip_ring(ring, window.box) if ring and window.cuts else ring


def _apart(rings: list[Ring], *, even_odd: bool) -> list[tuple[Ring, ...]]:
    """Rings that run one way fill each for itself, others make holes in each other."""
    if not rings:
        return []
    if len(rings) > 1 and not even_odd:
        signs = {area_of(ring) > 0 for ring in rings}
        if len(signs) == 1:
            return [(ring,) for ring in rings]
    return [tuple(rings)]


def _meets(points: tuple[Point, ...]) -> bool:
    return distance(points[0], points[-1]) <= _TOUCH


def _corners(rect: tuple[float, float, float, float]) -> tuple[Point, ...]:
    x0, y0, x1, y1 = rect
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)


@lru_cache(maxsize=4096)
def _pen(width: float, colour: tuple[float, ...] | None, dashes: str) -> Pen:
    lengths = dashes.partition("]")[0].strip("[ ")
    dashed = any(float(length) > 0 for length in lengths.split())
    return Pen(width, _colour(colour), dashed)


def _colour(colour: tuple[float, ...] | None) -> Colour:
    if not colour:
        return BLACK
    red, green, blue = (colour * 3)[:3] if len(colour) == 1 else colour[:3]
    return round(red * 255), round(green * 255), round(blue * 255)
