"""Marks on a sheet: as picture, PDF, SVG or DXF, with the map from the file's units back to the plan's metres."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import cv2
import ezdxf
import numpy as np
import pymupdf
from ezdxf.enums import TextEntityAlignment
from numpy.typing import NDArray
from PIL import Image

from archdesk.model.shapes import Affine
from tests.golden.draughtsman import outline
from tests.golden.marks import Area, Colour, Line, Mark, Words

INCH = 0.0254
POINTS = 72 / INCH  # in a metre of paper
MILLIMETRE = POINTS / 1000
AT_ONCE = 1000  # marks in one of a PDF's streams: a longer one is slow to grow, and so are many
MARGIN = 10 * MILLIMETRE
CAPITALS = 0.72  # of a font's size, the height of Helvetica's capitals
MIDDLE = 0.36  # of its size, how far the middle of its capitals stands over the line


@dataclass(frozen=True)
class Wear:
    """Blur in pixels, grain in grey levels, what black and white have become, and how dark the far corner is."""

    blur: float = 0.8
    grain: float = 14.0
    tones: tuple[float, float] = (0.0, 255.0)
    shade: float = 0.0


@dataclass(frozen=True)
class Sheet:
    """Marks as they lie on paper: ``to_paper`` takes metres to points, y down."""

    marks: tuple[Mark, ...]
    scale: float
    turn: float
    to_paper: Affine
    width: float
    height: float


def lay_out(marks: Iterable[Mark], scale: float, turn: float = 0.0) -> Sheet:
    """The marks at 1 : ``scale``, turned by so many degrees counter-clockwise, with a margin around."""
    marks = tuple(marks)
    k, angle = POINTS / scale, math.radians(turn)
    c, s = k * math.cos(angle), k * math.sin(angle)
    turned = Affine(c, -s, 0.0, -s, -c, 0.0)
    points = turned.apply_all(point for mark in marks for point in _extent(mark))
    left, top = (min(p[i] for p in points) - MARGIN for i in (0, 1))
    right, low = (max(p[i] for p in points) + MARGIN for i in (0, 1))
    to_paper = turned.then(Affine(c=-left, f=-top))
    return Sheet(marks, scale, turn, to_paper, right - left, low - top)


def write_picture(
    sheet: Sheet, target: Path, dpi: float, *, is_inverted: bool = False, tells_dpi: bool = True, wear: Wear | None = None
) -> Affine:
    """The sheet as PNG or JPEG; the map from metres to its pixels is returned."""
    picture = _pdf(sheet)[0].get_pixmap(dpi=round(dpi), colorspace=pymupdf.csRGB)
    pixels = np.frombuffer(picture.samples, np.uint8).reshape(picture.height, picture.width, 3)
    image = Image.fromarray(255 - pixels if is_inverted else pixels if wear is None else worn(pixels, wear))
    image.save(target, **({"dpi": (dpi, dpi)} if tells_dpi else {}))
    return sheet.to_paper.then(Affine(a=round(dpi) / 72, e=round(dpi) / 72))


def worn(pixels: NDArray[np.uint8], wear: Wear) -> NDArray[np.uint8]:
    """The picture as a poor scanner or a lamp beside it shows it: blurred, faded or shaded, and full of grain."""
    rows, columns = pixels.shape[:2]
    light = np.linspace(1, 1 - wear.shade, columns)[:, None] * np.linspace(1, 1 - wear.shade / 2, rows)[:, None, None]
    black, white = wear.tones
    blurred = cv2.GaussianBlur(pixels, (0, 0), wear.blur).astype(np.float64)
    seen = (black + blurred * (white - black) / 255) * light
    grain = np.random.default_rng(1).normal(0, wear.grain, (rows, columns, 1))
    return np.asarray(np.clip(seen + grain, 0, 255), np.uint8)


def write_pdf(sheet: Sheet, target: Path) -> Affine:
    _pdf(sheet).save(target)
    return sheet.to_paper


def write_svg(sheet: Sheet, target: Path) -> Affine:
    """The sheet in user units of a point, its size given in millimetres."""
    size = f'width="{sheet.width / MILLIMETRE:.3f}mm" height="{sheet.height / MILLIMETRE:.3f}mm"'
    view = f'viewBox="0 0 {sheet.width:.3f} {sheet.height:.3f}"'
    parts = [_svg_part(mark, sheet) for mark in sheet.marks]
    target.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}>{"".join(parts)}</svg>', encoding="utf-8")
    return sheet.to_paper


def write_dxf(sheet: Sheet, target: Path) -> Affine:
    """The marks in model space in millimetres, y up, without any layers."""
    drawing = ezdxf.new("R2010")
    drawing.units = ezdxf.units.MM
    angle = math.radians(sheet.turn)
    c, s = 1000 * math.cos(angle), 1000 * math.sin(angle)
    to_model = Affine(c, -s, 0.0, s, c, 0.0)
    for mark in sheet.marks:
        _add_entity(drawing.modelspace(), mark, to_model, sheet.turn)
    drawing.saveas(target)
    return to_model


def _extent(mark: Mark) -> Iterable[tuple[float, float]]:
    match mark:
        case Area(polygon):
            return tuple(polygon.exterior.coords)
        case Line(points):
            return points
        case Words(words, (x, y), height):
            half = height * len(words) * 0.4
            return (x - half, y - half), (x + half, y + half)


def _pdf(sheet: Sheet) -> pymupdf.Document:
    document = pymupdf.open()
    page = document.new_page(width=sheet.width, height=sheet.height)
    words = [mark for mark in sheet.marks if isinstance(mark, Words)]
    marks = [mark for mark in sheet.marks if not isinstance(mark, Words)] + words
    for first in range(0, len(marks), AT_ONCE):
        shape = page.new_shape()
        for mark in marks[first : first + AT_ONCE]:
            _draw_mark(shape, mark, sheet)
        shape.commit()
    return document


def _draw_mark(shape: pymupdf.Shape, mark: Mark, sheet: Sheet) -> None:
    match mark:
        case Area(polygon, fill, pen, ink):
            for ring in outline(polygon):
                shape.draw_polyline([*_paper(ring, sheet), pymupdf.Point(*sheet.to_paper.apply(ring[0]))])
            color = ink if pen else None
            shape.finish(color=color, fill=fill, width=(pen or 0) * MILLIMETRE, even_odd=True, closePath=True)
        case Line(points, pen, ink):
            shape.draw_polyline(_paper(points, sheet))
            shape.finish(color=ink, width=pen * MILLIMETRE, closePath=False)
        case Words():
            _write_words(shape, mark, sheet)


def _paper(points: Iterable[tuple[float, float]], sheet: Sheet) -> list[pymupdf.Point]:
    return [pymupdf.Point(*p) for p in sheet.to_paper.apply_all(points)]


def _write_words(shape: pymupdf.Shape, mark: Words, sheet: Sheet) -> None:
    size = mark.height * sheet.to_paper.factor / CAPITALS
    middle = pymupdf.Point(*sheet.to_paper.apply(mark.place))
    width = pymupdf.get_text_length(mark.words, "helv", size)
    start = pymupdf.Point(middle.x - width / 2, middle.y + MIDDLE * size)
    turn = pymupdf.Matrix(mark.angle + sheet.turn)
    shape.insert_text(start, mark.words, fontsize=size, fontname="helv", color=mark.ink, morph=(middle, turn))


def _svg_part(mark: Mark, sheet: Sheet) -> str:
    match mark:
        case Area(polygon, fill, pen, ink):
            path = " ".join(f"M{_svg_points(ring, sheet)}Z" for ring in outline(polygon))
            return f'<path d="{path}" fill-rule="evenodd" fill="{_hex(fill)}" {_svg_pen(pen, ink)}/>'
        case Line(points, pen, ink):
            return f'<polyline points="{_svg_points(points, sheet)}" fill="none" {_svg_pen(pen, ink)}/>'
        case Words(words, place, height, angle, ink):
            x, y = sheet.to_paper.apply(place)
            size = height * sheet.to_paper.factor / CAPITALS
            turn = f"rotate({-angle - sheet.turn:.3f} {x:.3f} {y:.3f})"
            style = f'font-family="Helvetica" font-size="{size:.3f}" text-anchor="middle" fill="{_hex(ink)}"'
            return f'<text x="{x:.3f}" y="{y + MIDDLE * size:.3f}" transform="{turn}" {style}>{escape(words)}</text>'


def _svg_points(points: Iterable[tuple[float, float]], sheet: Sheet) -> str:
    return " ".join(f"{x:.3f},{y:.3f}" for x, y in sheet.to_paper.apply_all(points))


def _svg_pen(pen: float | None, ink: Colour) -> str:
    return f'stroke="{_hex(ink)}" stroke-width="{pen * MILLIMETRE:.3f}"' if pen else 'stroke="none"'


def _hex(colour: Colour | None) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour) if colour else "none"


def _add_entity(space: ezdxf.layouts.Modelspace, mark: Mark, to_model: Affine, turn: float) -> None:
    match mark:
        case Area(polygon, fill, pen):
            rings = [to_model.apply_all(ring) for ring in outline(polygon)]
            if fill:
                hatch = space.add_hatch(color=8)
                for ring in rings:
                    hatch.paths.add_polyline_path(ring, is_closed=True)
            if pen:
                for ring in rings:
                    space.add_lwpolyline(ring, close=True)
        case Line(points):
            space.add_lwpolyline(to_model.apply_all(points))
        case Words(words, place, height, angle):
            text = space.add_text(words, height=height * to_model.factor, rotation=angle + turn)
            text.set_placement(to_model.apply(place), align=TextEntityAlignment.MIDDLE_CENTER)
