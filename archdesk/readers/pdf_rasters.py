"""Pictures in a PDF page, and the picture of the page."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from archdesk.model.document import Raster
from archdesk.model.shapes import Affine, Box
from archdesk.readers.clipping import meeting
from archdesk.readers.marks import Marks
from archdesk.readers.mupdf import as_rgb, picture_of
from archdesk.readers.pictures import LONGEST_SIDE, save_page_picture
from archdesk.readers.sources import is_speakable

MOST_PIXELS = 60_000_000  # what one picture may have before it is decoded
_MOST_PLACED = 500  # pictures on one page; more are a texture in pieces
_COVER = 0.85  # of the page; scanners leave margins
_SMALLEST = 16  # pixels a side; less is a pattern or a line


class RasterStore:
    """The pictures of one PDF, each written once however often it is placed."""

    def __init__(self, document: Any, folder: Path) -> None:
        self._document = document
        self._folder = folder
        self._known: dict[int, tuple[Path, int, int] | None] = {}

    def add_rasters(self, page: Any, turn: Affine, marks: Marks) -> int:
        """Add the page's pictures and return how many could not be taken."""
        lost = 0
        for placed in page.get_image_info(xrefs=True)[:_MOST_PLACED]:
            if min(placed["width"], placed["height"]) < _SMALLEST:
                continue
            found = self._picture(placed["xref"]) if placed["xref"] else None
            if found is None:
                lost += 1
                continue
            path, width, height = found
            m = placed["transform"]
            on_page = Affine(m[0] / width, m[2] / height, m[4], m[1] / width, m[3] / height, m[5])
            marks.rasters.append(Raster(path, width, height, on_page.then(turn)))
        return lost

    def _picture(self, xref: int) -> tuple[Path, int, int] | None:
        if xref not in self._known:
            self._known[xref] = self._extract(xref)
        return self._known[xref]

    def _extract(self, xref: int) -> tuple[Path, int, int] | None:
        size = (_number(self._document.xref_get_key(xref, side)) for side in ("Width", "Height"))
        if 0 < next(size) * next(size) <= MOST_PIXELS:
            return self._as_stored(xref) or self._as_png(xref)
        return None

    def _as_stored(self, xref: int) -> tuple[Path, int, int] | None:
        """A plain JPEG keeps its own bytes."""
        if self._document.xref_get_key(xref, "Filter")[1].strip("[ ]") != "/DCTDecode":
            return None
        if any(self._document.xref_get_key(xref, key)[0] != "null" for key in ("Decode", "SMask", "Mask")):
            return None
        taken = self._document.extract_image(xref)
        if not taken or taken["ext"] not in {"jpeg", "jpg"} or taken["colorspace"] not in {1, 3}:
            return None
        path = self._folder / f"picture-{xref}.jpg"
        path.write_bytes(taken["image"])
        return path, taken["width"], taken["height"]

    def _as_png(self, xref: int) -> tuple[Path, int, int]:
        pixels = picture_of(self._document, xref)
        path = self._folder / f"picture-{xref}.png"
        _plain(pixels).save(path, compress_level=1)
        return path, pixels.width, pixels.height


class PagePainter:
    """Draws pages of one PDF with PDFium, which is many times quicker than MuPDF on crowded pages."""

    def __init__(self, source: Path, folder: Path) -> None:
        self._document = pypdfium2.PdfDocument(source if is_speakable(source) else source.read_bytes())
        self._folder = folder

    def paint(self, number: int, width: float, height: float) -> Raster:
        """The page's picture; width and height are the page's."""
        picture = self._draw(number, LONGEST_SIDE)
        return save_page_picture(picture, number, self._folder, width, height)

    def paint_fully(self, number: int, page: Box, scale: float) -> Raster:
        """The page as one picture at the resolution of the pictures in it, pixels a point."""
        most = (MOST_PIXELS / max(page.area, 1.0)) ** 0.5
        picture = self._draw(number, min(scale, most) * max(page.width, page.height))
        path = self._folder / f"scan-{number}.png"
        picture.save(path, compress_level=1)
        to_page = Affine(a=page.width / picture.width, e=page.height / picture.height)
        return Raster(path, picture.width, picture.height, to_page)

    def close(self) -> None:
        self._document.close()

    def _draw(self, number: int, longest: float) -> Image.Image:
        page = self._document[number]
        try:
            picture: Image.Image = page.render(
                scale=longest / max(*page.get_size(), 1.0), fill_color=(255, 255, 255, 255)
            ).to_pil()
            return picture.convert("RGB")
        finally:
            page.close()


def cover_of(rasters: Sequence[Raster], page: Box) -> float:
    """The share of the page that lies under pictures, where they do not overlap."""
    covered = 0.0
    for raster in rasters:
        seen = meeting(_box(raster), page)
        covered += seen.area if seen else 0.0
    return covered / max(page.area, 1e-9)


def is_scan(rasters: Sequence[Raster], page: Box) -> bool:
    """Whether pictures make up the page."""
    return bool(rasters) and cover_of(rasters, page) >= _COVER


def finest(rasters: Sequence[Raster]) -> float:
    """Pixels a page unit of the finest picture."""
    return max(1 / max(raster.to_page.factor, 1e-9) for raster in rasters)


def _box(raster: Raster) -> Box:
    corners = raster.to_page.apply_all(((0, 0), (raster.width, raster.height)))
    (ax, ay), (bx, by) = corners
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _plain(pixels: Any) -> Image.Image:
    """Grey or RGB on white, whatever the picture's colours were."""
    if pixels.colorspace is None:  # a stencil: its alpha says where it paints
        mask = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
        return mask.point(lambda value: 255 - value)
    if pixels.n - pixels.alpha not in {1, 3}:
        pixels = as_rgb(pixels)
    mode = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}[pixels.n]
    picture = Image.frombytes(mode, (pixels.width, pixels.height), pixels.samples)
    if pixels.alpha:
        ground = Image.new("RGBA", picture.size, "white")
        ground.alpha_composite(picture.convert("RGBA"))
        return ground.convert("RGB")
    return picture


def _number(key: tuple[str, str]) -> int:
    return int(key[1]) if key[0] == "int" else 0
