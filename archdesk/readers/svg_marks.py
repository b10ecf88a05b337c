"""Shapes, texts and pictures of an SVG drawing into marks."""

import io
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import svgelements
from PIL import Image

from archdesk.geometry.curves import CircularArc, arc_from_bezier, flatten_bezier
from archdesk.model.document import BLACK, Colour, Fill, Pen, Raster, Stroke, Text
from archdesk.model.shapes import Affine, Point, Ring, distance
from archdesk.readers.marks import Marks

_LABEL = "{http://www.inkscape.org/namespaces/inkscape}label"
_LINKS = ("href", "{http://www.w3.org/1999/xlink}href")
_ROUND = 0.002  # a ratio of an ellipse's axes nearer to 1 is a circle
_LETTER = 0.55  # of the font's size: a letter's width on the average
_CAPITAL = 0.72  # of the font's size: a capital's height
_FLATNESS = 0.002  # of a curve's size
_MOST_PIXELS = 60_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the tree an element stands."""

    layer: str = ""
    block: str = ""
    group: int = 0


class Tracer:
    """Draws the elements of one parsed SVG as marks."""

    def __init__(self, folder: Path) -> None:
        self.marks = Marks()
        self.faulty = 0
        self.links = 0
        self._folder = folder
        self._groups = 0

    def trace(self, elements: Iterable[Any], place: Place) -> None:
        """Draw the elements and all below them."""
        for element in elements:
            if isinstance(element, svgelements.Group | svgelements.Use):
                self.trace(element, self._inside(element, place))
            elif element.values.get("visibility") not in {"hidden", "collapse"}:
                try:
                    self._draw(element, place)
                except (ValueError, TypeError, ArithmeticError, AttributeError, OSError):
                    self.faulty += 1

    def _inside(self, group: Any, place: Place) -> Place:
        own = group.values.get("attributes", {})
        if isinstance(group, svgelements.Use):
            self._groups += 1
            link = next((str(own[key]) for key in _LINKS if key in own), "").removeprefix("#")
            return replace(place, block=link, group=self._groups)
        return replace(place, layer=str(own.get(_LABEL) or group.id or own.get("class") or place.layer))

    def _draw(self, element: Any, place: Place) -> None:
        self._groups += 1
        place = replace(place, group=place.group or self._groups)
        if isinstance(element, svgelements.Shape):
            self._shape(element, place)
        elif isinstance(element, svgelements.Text):
            self._text(element, place)
        elif isinstance(element, svgelements.Image):
            self._picture(element)

    def _shape(self, shape: Any, place: Place) -> None:
        own = shape.values.get("attributes", {})
        layer = place.layer or str(own.get("class") or "")
        fill, pen = _paint(shape.fill), _paint(shape.stroke)
        dashes = str(shape.values.get("stroke-dasharray") or "none")
        stroke_pen = Pen(float(shape.stroke_width or 0.0), pen or BLACK, dashed=dashes not in {"none", "0"})
        rings: list[Ring] = []
        for run in _runs(svgelements.Path(shape)):
            trails = _trails(run)
            ring = tuple(point for trail in trails for point in trail.points)
            rings.append(ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring)
            for trail in trails if pen is not None else ():
                self._add(trail, stroke_pen, replace(place, layer=layer), alone=len(trails) == 1)
        whole = tuple(ring for ring in rings if len(ring) > 2)
        if fill is not None and whole:
            self.marks.fills.append(Fill(whole, fill, "", layer, place.block, place.group))

    def _add(self, trail: "_Trail", pen: Pen, place: Place, *, alone: bool) -> None:
        if trail.arc is not None:
            self.marks.add_arc(trail.arc, pen, place.layer, place.block, place.group)
            return
        closed = alone and len(trail.points) > 3 and trail.points[0] == trail.points[-1]
        points = trail.points[:-1] if closed else trail.points
        self.marks.strokes.append(Stroke(points, pen, closed, trail.curved, place.layer, place.block, place.group))

    def _text(self, text: Any, place: Place) -> None:
        words = " ".join(str(text.text or "").split())
        size = float(text.font_size or 0.0)
        if not words or size <= 0:
            return
        to_page = _affine(text.transform)
        width, height = _LETTER * size * len(words), _CAPITAL * size
        along = {"middle": 0.0, "end": -width / 2}.get(str(text.anchor), width / 2)
        x, y = float(text.x) + float(text.dx or 0.0) + along, float(text.y) + float(text.dy or 0.0) - height / 2
        stretch, rise = math.hypot(to_page.a, to_page.d), math.hypot(to_page.b, to_page.e)
        angle = math.atan2(to_page.d, to_page.a)
        mark = Text(words, to_page.apply((x, y)), width * stretch, height * rise, angle, layer=place.layer)
        self.marks.texts.append(mark)

    def _picture(self, element: Any) -> None:
        if not element.data:
            self.links += 1
            return
        with Image.open(io.BytesIO(element.data)) as found:
            if found.width * found.height > _MOST_PIXELS:
                raise ValueError("a picture with too many pixels")
            picture = found.convert("RGB")
        path = self._folder / f"picture-{len(self.marks.rasters)}.png"
        picture.save(path, compress_level=1)
        width, height = float(element.width or picture.width), float(element.height or picture.height)
        own = Affine(width / picture.width, 0.0, float(element.x or 0.0), 0.0, height / picture.height, float(element.y or 0.0))
        to_page = own.then(_affine(element.transform))
        self.marks.rasters.append(Raster(path, picture.width, picture.height, to_page))


@dataclass(frozen=True, slots=True)
class _Trail:
    """A piece of a path: its points, and its arc where it is one."""

    points: tuple[Point, ...]
    arc: CircularArc | None = None
    curved: bool = False


def _runs(path: Any) -> list[list[Any]]:
    """The path's connected runs of segments."""
    runs: list[list[Any]] = []
    for segment in path:
        if isinstance(segment, svgelements.Move):
            runs.append([])
        elif segment.start is not None and segment.end is not None:
            if not runs:
                runs.append([])
            runs[-1].append(segment)
    return [run for run in runs if run]


def _trails(run: list[Any]) -> list[_Trail]:
    trails: list[_Trail] = []
    points, curved = [_xy(run[0].start)], False
    for segment in run:
        arc = _arc(segment)
        if arc is None:
            bent = _bent(segment)
            curved = curved or len(bent) > 1
            points.extend(point for point in bent if point != points[-1])
            continue
        if len(points) > 1:
            trails.append(_Trail(tuple(points), curved=curved))
        before = trails[-1].arc if trails else None
        whole = before.joined(arc, 0.02 * arc.radius) if before else None
        if whole is not None:
            trails.pop()
        trails.append(_Trail((whole or arc).points(), whole or arc))
        points, curved = [_xy(segment.end)], False
    if len(points) > 1:
        trails.append(_Trail(tuple(points), curved=curved))
    return trails


def _arc(segment: Any) -> CircularArc | None:
    if isinstance(segment, svgelements.CubicBezier):
        return arc_from_bezier(_xy(segment.start), _xy(segment.control1), _xy(segment.control2), _xy(segment.end))
    if not isinstance(segment, svgelements.Arc):
        return None
    centre = _xy(segment.center)
    radius, other = distance(centre, _xy(segment.prx)), distance(centre, _xy(segment.pry))
    if radius <= 0 or abs(radius - other) > _ROUND * radius:
        return None
    start = _xy(segment.start)
    return CircularArc(centre, radius, math.atan2(start[1] - centre[1], start[0] - centre[0]), float(segment.sweep))


def _bent(segment: Any) -> tuple[Point, ...]:
    """The segment's points after its first."""
    if isinstance(segment, svgelements.Arc):
        return tuple(point for cubic in segment.as_cubic_curves() for point in _bent(cubic))
    if isinstance(segment, svgelements.CubicBezier):
        p, q, r, s = (_xy(point) for point in (segment.start, segment.control1, segment.control2, segment.end))
    elif isinstance(segment, svgelements.QuadraticBezier):
        p, c, s = _xy(segment.start), _xy(segment.control), _xy(segment.end)
        q = p[0] + (c[0] - p[0]) * 2 / 3, p[1] + (c[1] - p[1]) * 2 / 3
        r = s[0] + (c[0] - s[0]) * 2 / 3, s[1] + (c[1] - s[1]) * 2 / 3
    else:
        return (_xy(segment.end),)
    size = max(distance(p, s), distance(p, q), distance(r, s))
    return flatten_bezier(p, q, r, s, max(size * _FLATNESS, 1e-9))


def _xy(point: Any) -> Point:
    return float(point.x), float(point.y)


def _affine(matrix: Any) -> Affine:
    return Affine(matrix.a, matrix.c, matrix.e, matrix.b, matrix.d, matrix.f)


def _paint(paint: Any) -> Colour | None:
    """The colour; None where nothing is painted."""
    if paint is None or paint.value is None or paint.alpha == 0:
        return None
    return int(paint.red), int(paint.green), int(paint.blue)
