"""The picture of a page that has marks and no picture of its own."""

import functools
import io
import math
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from archdesk.geometry.curves import CircularArc
from archdesk.model.document import Colour, Page, Raster
from archdesk.model.shapes import Affine, Box, Point
from archdesk.readers.clipping import clip_path, clip_ring
from archdesk.readers.marks import Marks
from archdesk.readers.mupdf import plain_font
from archdesk.readers.pictures import LONGEST_SIDE

_MARGIN = 0.02  # of the longest side, white around the drawing
_STRAY = 0.002  # of all corners, at each end, that may lie far from the drawing
_FAR = 3.0  # times the drawing's extent: corners beyond are strays
_PALE = 215  # of 255: ink lighter than this is darkened, to be seen on white
_HATCHED = 225  # grey of a hatched area
_LEGIBLE = 6  # pixels
_LONGEST_WORDS = 80
_BODY = 1.3  # of the letters' height: a font's size


def draw_page(page: Page, marks: Marks, number: int, folder: Path, view: Box | None = None) -> Raster | None:
    """Draw the page's strokes, arcs, fills and texts' places, in their main view; None where nothing has an extent."""
    view = view or main_view(marks)
    longest = max(view.width, view.height)
    if not longest > 0:
        return None
    view = view.grown(longest * _MARGIN)
    scale = LONGEST_SIDE / max(view.width, view.height)
    size = max(1, round(view.width * scale)), max(1, round(view.height * scale))
    down = -1 if page.y_up else 1
    to_picture = Affine(scale, 0.0, -view.x0 * scale, 0.0, down * scale, (view.y1 if page.y_up else -view.y0) * scale)
    picture = Image.new("RGB", size, "white")
    _draw_marks(ImageDraw.Draw(picture), marks, to_picture, Box(-9, -9, size[0] + 9, size[1] + 9))
    path = folder / f"page-{number}.png"
    picture.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(path, compress_level=1)
    return Raster(path, *size, to_picture.inverse)


def main_view(marks: Marks) -> Box:
    """The box around the drawing, without the few marks that lie far away from all others."""
    points = np.array(marks.points(), np.float64).reshape(-1, 2)
    if not len(points):
        return Box(0.0, 0.0, 0.0, 0.0)
    whole = _around(points)
    drop = math.ceil(len(points) * _STRAY)
    if len(points) < 2 * drop + 2:
        return whole
    core = _around(np.partition(points, (drop, len(points) - 1 - drop), axis=0)[drop : len(points) - drop])
    if whole.width <= _FAR * core.width and whole.height <= _FAR * core.height:
        return whole
    reach = core.grown(max(core.width, core.height))
    return _around(points[((points >= (reach.x0, reach.y0)) & (points <= (reach.x1, reach.y1))).all(axis=1)])


def _around(points: NDArray[np.float64]) -> Box:
    return Box(*points.min(axis=0).tolist(), *points.max(axis=0).tolist())


def _draw_marks(draw: ImageDraw.ImageDraw, marks: Marks, to_picture: Affine, window: Box) -> None:
    for fill in marks.fills:
        colour = (_HATCHED,) * 3 if fill.pattern else fill.colour
        for ring in fill.rings:
            outline = clip_ring(to_picture.apply_all(ring), window)
            if outline:
                draw.polygon(outline, fill=colour)
    for stroke in marks.strokes:
        points = stroke.points + stroke.points[:1] if stroke.closed else stroke.points
        width = stroke.pen.width * to_picture.factor
        _draw_line(draw, to_picture.apply_all(points), stroke.pen.colour, width, window)
    for arc in marks.arcs:
        points = CircularArc(arc.centre, arc.radius, arc.start, arc.sweep).points()
        _draw_line(draw, to_picture.apply_all(points), arc.pen.colour, arc.pen.width * to_picture.factor, window)
    for text in marks.texts:
        _draw_text(draw, text.words, to_picture.apply(text.centre), text.height * to_picture.factor)


def _draw_line(draw: ImageDraw.ImageDraw, points: Iterable[Point], colour: Colour, width: float, window: Box) -> None:
    for piece in clip_path(tuple(points), window):
        draw.line(piece, fill=_ink(colour), width=max(2, round(width)))


def _draw_text(draw: ImageDraw.ImageDraw, words: str, place: Point, height: float) -> None:
    """Words lie level whatever their angle; only people read them here."""
    if _LEGIBLE <= height < LONGEST_SIDE:
        draw.text(place, words[:_LONGEST_WORDS], fill=(40, 40, 40), font=_font(round(height * _BODY)), anchor="mm")


@functools.lru_cache(maxsize=32)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(plain_font()), size)


def _ink(colour: Colour) -> Colour:
    return colour if min(colour) < _PALE else (_PALE, _PALE, _PALE)
