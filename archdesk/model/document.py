"""A document as its reader found it: pages of marks, in the drawing's own units."""

import enum
import math
from dataclasses import dataclass, field
from pathlib import Path

from archdesk.model.problems import Issue
from archdesk.model.shapes import Affine, Box, Point, Ring, box_around

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

BLACK: Colour = (0, 0, 0)


class Format(enum.Enum):
    """The kinds of file, by their media types."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    WEBP = "image/webp"
    BMP = "image/bmp"
    HEIC = "image/heic"
    SVG = "image/svg+xml"
    DXF = "image/vnd.dxf"
    DWG = "image/vnd.dwg"
    IFC = "application/x-step"


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is drawn; the width is in page units, 0 for the thinnest line the device has."""

    width: float = 0.0
    colour: Colour = BLACK
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A polyline, straight pieces only; a flattened curve says so.

    ``layer`` and ``block`` are the drawing's own names, empty where it has none; marks of one path or one
    block insert share a ``group``.
    """

    points: tuple[Point, ...]
    pen: Pen
    closed: bool = False
    curved: bool = False
    layer: str = ""
    block: str = ""
    group: int = 0


@dataclass(frozen=True, slots=True)
class Arc:
    """A circular arc from ``start`` to ``end``, in radians x turning to y, ``start < end <= start + 2 pi``."""

    centre: Point
    radius: float
    start: float
    end: float
    pen: Pen
    layer: str = ""
    block: str = ""
    group: int = 0

    @property
    def sweep(self) -> float:
        return self.end - self.start

    @property
    def is_circle(self) -> bool:
        return self.sweep >= 2 * math.pi - 1e-6

    def at(self, angle: float) -> Point:
        return self.centre[0] + self.radius * math.cos(angle), self.centre[1] + self.radius * math.sin(angle)

    @property
    def first(self) -> Point:
        return self.at(self.start)

    @property
    def last(self) -> Point:
        return self.at(self.end)


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled area by the even-odd rule; ``pattern`` names a hatch (empty: solid)."""

    rings: tuple[Ring, ...]
    colour: Colour = BLACK
    pattern: str = ""
    layer: str = ""
    block: str = ""
    group: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text: its middle, its extent along and across its direction, and its angle in radians in page axes."""

    words: str
    centre: Point
    width: float
    height: float
    angle: float = 0.0
    confidence: float = 1.0
    layer: str = ""

    @property
    def corners(self) -> Ring:
        c, s = math.cos(self.angle) / 2, math.sin(self.angle) / 2
        x, y = self.centre
        along, across = (self.width * c, self.width * s), (-self.height * s, self.height * c)
        return tuple(
            (x + i * along[0] + j * across[0], y + i * along[1] + j * across[1])
            for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        )

    @property
    def box(self) -> Box:
        return box_around(self.corners)


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture on a page: its file, its size in pixels, and where its pixels (origin top left, v down) lie."""

    path: Path
    width: int
    height: int
    to_page: Affine = field(default_factory=Affine)


@dataclass(frozen=True, slots=True)
class Page:
    """One page or layout, everything in page units.

    ``paper_unit`` is metres of paper a unit where paper is known (points of a PDF, pixels of a scan with a dpi);
    ``model_unit`` is metres of building a unit where the file says so (``$INSUNITS``). ``y_up`` tells the axes apart:
    CAD drawings have y up, pages and pictures have it down. ``picture`` shows the page to people.
    """

    number: int
    width: float
    height: float
    strokes: tuple[Stroke, ...] = ()
    arcs: tuple[Arc, ...] = ()
    fills: tuple[Fill, ...] = ()
    texts: tuple[Text, ...] = ()
    rasters: tuple[Raster, ...] = ()
    paper_unit: float | None = None
    model_unit: float | None = None
    y_up: bool = False
    name: str = ""
    picture: Raster | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.strokes or self.arcs or self.fills or self.texts or self.rasters)


@dataclass(frozen=True, slots=True)
class Source:
    """What a document was read from."""

    name: str
    sha256: str
    format: Format


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its pages in their order, and what the reader had to say."""

    source: Source
    pages: tuple[Page, ...]
    issues: tuple[Issue, ...] = field(default=())
