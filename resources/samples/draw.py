"""Draw the sample house as a vector PDF, as a scan and as DXF, into a folder or beside this script."""

import io
import itertools
import math
import sys
from collections.abc import Callable
from pathlib import Path

import ezdxf
import numpy as np
import pymupdf
from house import STOREYS, WIDTH, Hole, Storey, Wall
from PIL import Image, ImageFilter

SCALE = 100  # the paper's scale, 1 : 100
POINTS = 72 / 0.0254 / SCALE  # points of paper in a metre of building
PAPER = (841.89, 595.28)  # A4 lying, in points
PLACES = ((75.0, 400.0), (470.0, 400.0))  # where each storey stands on the paper, its lower left corner
TITLE_DROP = 1.9  # metres below the plan
CHAIN_DROP = 0.9
TREADS = 12
SCAN_DPI = 200
SCAN_TURN = 0.35  # degrees that the sheet lay askew on the glass
SCAN_NOISE = 6.0
Point = tuple[float, float]


def footprint(wall: Wall) -> tuple[float, float, float, float]:
    """A wall's box: left, bottom, right, top."""
    (x0, y0), (x1, y1), h = wall.start, wall.end, wall.thickness / 2
    return (x0, y0 - h, x1, y1 + h) if y0 == y1 else (x0 - h, y0, x1 + h, y1)


def along(wall: Wall, offset: float, across: float = 0.0) -> Point:
    """The point so far from the wall's start, so far left of its centre line."""
    (x0, y0), (x1, y1) = wall.start, wall.end
    length = math.hypot(x1 - x0, y1 - y0)
    c, s = (x1 - x0) / length, (y1 - y0) / length
    return x0 + c * offset - s * across, y0 + s * offset + c * across


def pieces(storey: Storey) -> list[tuple[float, float, float, float]]:
    """The boxes of solid wall: each wall cut by its openings."""
    boxes = []
    for number, wall in enumerate(storey.walls):
        length = math.dist(wall.start, wall.end)
        holes = sorted((h.middle - h.width / 2, h.middle + h.width / 2) for h in storey.holes if h.wall == number)
        edges = [0.0, *(edge for hole in holes for edge in hole), length]
        boxes += [
            footprint(Wall(along(wall, a), along(wall, b), wall.thickness))
            for a, b in zip(edges[::2], edges[1::2], strict=True)
        ]
    return boxes


def leaf(storey: Storey, hole: Hole) -> tuple[Point, Point, Point]:
    """A door's hinge, the tip of its open leaf, and the other jamb."""
    wall = storey.walls[hole.wall]
    side = hole.side * wall.thickness / 2
    near, far = hole.middle - hole.width / 2, hole.middle + hole.width / 2
    at, other = (near, far) if hole.hinge == "start" else (far, near)
    return along(wall, at, side), along(wall, at, side + hole.side * hole.width), along(wall, other, side)


def arc_points(hinge: Point, tip: Point, jamb: Point, count: int = 24) -> list[Point]:
    first = math.atan2(tip[1] - hinge[1], tip[0] - hinge[0])
    last = math.atan2(jamb[1] - hinge[1], jamb[0] - hinge[0])
    turn = math.remainder(last - first, math.tau)
    radius = math.dist(hinge, tip)
    angles = [first + turn * i / count for i in range(count + 1)]
    return [(hinge[0] + radius * math.cos(a), hinge[1] + radius * math.sin(a)) for a in angles]


def draw_storey(storey: Storey, box: Callable, line: Callable, arc: Callable, text: Callable) -> None:
    """The plan by four strokes of the pen: box, line, arc and text, all in the storey's metres."""
    for piece in pieces(storey):
        box(piece)
    for hole in storey.holes:
        wall = storey.walls[hole.wall]
        near, far = hole.middle - hole.width / 2, hole.middle + hole.width / 2
        if hole.kind == "door":
            hinge, tip, jamb = leaf(storey, hole)
            line(hinge, tip)
            arc(hinge, tip, jamb)
        else:
            for across in (-wall.thickness / 2, -0.03, 0.03, wall.thickness / 2):
                line(along(wall, near, across), along(wall, far, across))
    left, low, right, high = storey.stair
    for i in range(TREADS + 1):
        y = low + (high - low) * i / TREADS
        line((left, y), (right, y))
    line((left, low), (left, high))
    line((right, low), (right, high))
    for name in storey.names:
        text(name.words, name.place, 0.25, 0)
        text(name.area, (name.place[0], name.place[1] - 0.4), 0.2, 0)
    draw_chains(storey, line, text)
    text(f"{storey.title}   1:{SCALE}", (WIDTH / 2, -TITLE_DROP), 0.35, 0)


def draw_chains(storey: Storey, line: Callable, text: Callable) -> None:
    """A dimension chain below and one at the left, with slanting ticks."""
    across, up = storey.chains
    for axis, stops in enumerate((across, up)):
        place = (lambda v: (v, -CHAIN_DROP)) if axis == 0 else (lambda v: (-CHAIN_DROP, v))
        line(place(stops[0]), place(stops[-1]))
        for stop in stops:
            x, y = place(stop)
            line((x - 0.08, y - 0.08), (x + 0.08, y + 0.08))
            line((x, y - 0.15), (x, y + 0.3)) if axis == 0 else line((x - 0.15, y), (x + 0.3, y))
        for a, b in itertools.pairwise(stops):
            x, y = place((a + b) / 2)
            text(f"{b - a:.2f}", (x, y + 0.16) if axis == 0 else (x - 0.16, y), 0.18, 90 * axis)


def draw_pdf(target: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=PAPER[0], height=PAPER[1])
    for storey, (left, bottom) in zip(STOREYS, PLACES, strict=True):
        shape = page.new_shape()

        def put(p: Point, left: float = left, bottom: float = bottom) -> pymupdf.Point:
            return pymupdf.Point(left + p[0] * POINTS, bottom - p[1] * POINTS)

        def box(b: tuple[float, float, float, float], put: Callable = put, shape: pymupdf.Shape = shape) -> None:
            shape.draw_rect(pymupdf.Rect(put((b[0], b[3])), put((b[2], b[1]))))
            shape.finish(color=(0, 0, 0), fill=(0.15, 0.15, 0.15), width=0.5)

        def line(p: Point, q: Point, put: Callable = put, shape: pymupdf.Shape = shape) -> None:
            shape.draw_line(put(p), put(q))
            shape.finish(color=(0, 0, 0), width=0.4)

        def arc(hinge: Point, tip: Point, jamb: Point, put: Callable = put, shape: pymupdf.Shape = shape) -> None:
            radius = math.dist(hinge, tip)
            k = 4 / 3 * math.tan(math.pi / 8)  # a quarter circle by one cubic Bézier
            one = tuple(t + k * (j - h) for t, j, h in zip(tip, jamb, hinge, strict=True))
            two = tuple(j + k * (t - h) for t, j, h in zip(tip, jamb, hinge, strict=True))
            assert radius > 0
            shape.draw_bezier(put(tip), put(one), put(two), put(jamb))
            shape.finish(color=(0, 0, 0), width=0.3, closePath=False)

        def text(words: str, place: Point, height: float, angle: int, put: Callable = put) -> None:
            size = height * POINTS * 1.35
            width = pymupdf.get_text_length(words, "helv", size)
            at = put(place)
            at += (-width / 2, size * 0.35) if angle == 0 else (size * 0.35, width / 2)
            page.insert_text(at, words, fontsize=size, fontname="helv", rotate=angle)

        draw_storey(storey, box, line, arc, text)
        shape.commit()
    document.save(target, garbage=3, deflate=True, no_new_id=True)


def draw_scan(pdf: Path, target: Path) -> None:
    """The sheet as a copier sees it: a little askew, soft, grey and noisy."""
    picture = pymupdf.open(pdf)[0].get_pixmap(dpi=SCAN_DPI, colorspace=pymupdf.csGRAY)
    image = Image.open(io.BytesIO(picture.tobytes("png")))
    image = image.rotate(SCAN_TURN, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.7))
    noise = np.random.default_rng(7).normal(0, SCAN_NOISE, (image.height, image.width))
    pixels = np.clip(np.asarray(image, float) * 0.86 + 24 + noise, 0, 255).astype(np.uint8)
    Image.fromarray(pixels).save(target, quality=80, dpi=(SCAN_DPI, SCAN_DPI))


def draw_dxf(target: Path) -> None:
    drawing = ezdxf.new("R2010", setup=True)
    drawing.units = ezdxf.units.MM
    space = drawing.modelspace()
    for name in ("A-WALL", "A-DOOR", "A-GLAZ", "A-ANNO"):
        drawing.layers.add(name)
    for storey, shift in zip(STOREYS, (0.0, 17.0), strict=True):

        def put(p: Point, shift: float = shift) -> Point:
            return (p[0] + shift) * 1000, p[1] * 1000

        def box(b: tuple[float, float, float, float], put: Callable = put) -> None:
            corners = [put((b[i], b[j])) for i, j in ((0, 1), (2, 1), (2, 3), (0, 3))]
            space.add_lwpolyline(corners, close=True, dxfattribs={"layer": "A-WALL"})

        def line(p: Point, q: Point, put: Callable = put) -> None:
            space.add_line(put(p), put(q), dxfattribs={"layer": "A-ANNO"})

        def arc(hinge: Point, tip: Point, jamb: Point, put: Callable = put) -> None:
            angles = [math.degrees(math.atan2(p[1] - hinge[1], p[0] - hinge[0])) for p in (tip, jamb)]
            start, end = angles if (angles[1] - angles[0]) % 360 < 180 else angles[::-1]
            space.add_arc(put(hinge), math.dist(hinge, tip) * 1000, start, end, dxfattribs={"layer": "A-DOOR"})

        def text(words: str, place: Point, height: float, angle: int, put: Callable = put) -> None:
            entity = space.add_text(words, height=height * 1000, rotation=angle, dxfattribs={"layer": "A-ANNO"})
            entity.set_placement(put(place), align=ezdxf.enums.TextEntityAlignment.MIDDLE_CENTER)

        draw_storey(storey, box, line, arc, text)
    drawing.saveas(target)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    draw_pdf(folder / "house.pdf")
    draw_scan(folder / "house.pdf", folder / "house.jpg")
    draw_dxf(folder / "house.dxf")


if __name__ == "__main__":
    main()
