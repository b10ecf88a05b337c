"""Pictures: PNG, JPEG, TIFF, WebP, BMP and HEIC, in pixels as they are looked at."""

import shutil
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pillow_heif
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from archdesk.model.document import Document, Format, Page, Raster
from archdesk.model.options import Options
from archdesk.model.problems import Issue
from archdesk.model.progress import Reporter
from archdesk.model.units import Unit
from archdesk.readers.base import Damaged, TooLarge
from archdesk.readers.paging import chosen_pages, tell_page
from archdesk.readers.pictures import shrink_picture
from archdesk.readers.sources import describe

MOST_PIXELS = 72_000_000  # an A1 sheet scanned at 300 dpi
# Pillow's plugins let these out of damaged files, each from its own depths
_FAULTS = (
    *(OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, AttributeError),
    *(ArithmeticError, AssertionError, RuntimeError, struct.error, UnidentifiedImageError),
)
_PILLOW_NAMES = {
    Format.PNG: "PNG",
    Format.JPEG: "JPEG",
    Format.TIFF: "TIFF",
    Format.WEBP: "WEBP",
    Format.BMP: "BMP",
    Format.HEIC: "HEIF",
}
_PLAIN = {"1", "L", "RGB"}
_WITH_TRANSPARENCY = {"LA": "L", "RGBA": "RGB"}
_SCREEN_DPI = (72, 96)  # written by programs that know no paper
_LOWEST_DPI, _HIGHEST_DPI = 50, 1200  # what scanners offer


def read_image(source: Path, folder: Path, options: Options, reporter: Reporter, kind: Format) -> Document:
    """The chosen pictures of a picture file, each as one page.

    Raises:
        ReadError: it is damaged or too large.
        Cancelled: the reporter was told to stop.
    """
    pillow_heif.register_heif_opener()
    issues: list[Issue] = []
    pages: list[Page] = []
    with _bounded(kind), Image.open(source, formats=(_PILLOW_NAMES[kind],)) as picture:
        count = getattr(picture, "n_frames", 1) if kind is Format.TIFF else 1
        numbers = chosen_pages(count, options, issues)
        for place, number in enumerate(numbers):
            tell_page(reporter, place, len(numbers))
            try:
                picture.seek(number)
                pages.append(_read_page(source, picture, number, folder, kind))
            except _FAULTS:
                if count == 1:
                    raise
                issues.append(Issue("page-damaged", f"Page {number + 1} is damaged and was left out."))
    if not pages:
        raise Damaged(kind=kind.name, seen="none of its pages can be read")
    return Document(describe(source, kind), tuple(pages), tuple(issues))


@contextmanager
def _bounded(kind: Format) -> Iterator[None]:
    """Pillow's faults in our words, and no picture decoded that has too many pixels."""
    way_out = "Scan it at 200 dpi, or save it smaller."
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            yield
        except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError) as error:
            raise TooLarge(seen=f"more than {MOST_PIXELS // 1_000_000} million pixels", way_out=way_out) from error
        except _FAULTS as error:
            raise Damaged(kind=kind.name, seen="its picture cannot be decoded") from error


def _read_page(source: Path, picture: Image.Image, number: int, folder: Path, kind: Format) -> Page:
    if picture.width * picture.height > MOST_PIXELS:
        raise Image.DecompressionBombError
    picture.load()
    is_turned = picture.getexif().get(ExifTags.Base.Orientation, 1) != 1
    is_opaque = _is_opaque(picture)
    upright = _plain(ImageOps.exif_transpose(picture) if is_turned else picture, is_opaque=is_opaque)
    shows_the_same = is_opaque and not is_turned and kind in {Format.JPEG, Format.PNG}
    raster = _copied(source, upright, number, folder, kind) if shows_the_same else _stored(upright, number, folder)
    return Page(
        number,
        upright.width,
        upright.height,
        rasters=(raster,),
        paper_unit=_paper_unit(picture),
        picture=shrink_picture(raster, upright, number, folder),
    )


def _copied(source: Path, upright: Image.Image, number: int, folder: Path, kind: Format) -> Raster:
    """The original in the folder: every program shows it the same."""
    path = folder / f"scan-{number}.{'jpg' if kind is Format.JPEG else 'png'}"
    shutil.copyfile(source, path)
    return Raster(path, upright.width, upright.height)


def _stored(upright: Image.Image, number: int, folder: Path) -> Raster:
    """The picture in the folder, without loss."""
    path = folder / f"scan-{number}.png"
    upright.save(path, compress_level=1)
    return Raster(path, upright.width, upright.height)


def _is_opaque(picture: Image.Image) -> bool:
    """Whether it is black and white, grey or RGB, or would be without a layer of transparency that hides nothing."""
    if picture.mode in _WITH_TRANSPARENCY:
        return picture.getchannel("A").getextrema() == (255, 255)
    return picture.mode in _PLAIN and "transparency" not in picture.info


def _plain(picture: Image.Image, *, is_opaque: bool) -> Image.Image:
    """Black and white, grey or RGB; what is transparent shows white paper."""
    if is_opaque:
        return picture.convert(_WITH_TRANSPARENCY[picture.mode]) if picture.mode in _WITH_TRANSPARENCY else picture
    if picture.mode.startswith("I") or picture.mode == "F":
        return _eight_bits(picture)
    if picture.has_transparency_data:
        coloured = picture.convert("RGBA")
        ground = Image.new("RGB", coloured.size, "white")
        ground.paste(coloured, mask=coloured)
        return ground
    return picture.convert("RGB")


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Grey of 16 or 32 bits, its own darkest and lightest made black and white."""
    numbers = picture.convert("F")
    darkest, lightest = numbers.getextrema()
    span = max(float(lightest) - float(darkest), 1.0)  # type: ignore[arg-type]
    return numbers.point(lambda value: (value - float(darkest)) * (255.0 / span)).convert("L")  # type: ignore[arg-type]


def _paper_unit(picture: Image.Image) -> float | None:
    """Metres of paper a pixel, where the file gives a resolution that a scanner would."""
    found = picture.info.get("dpi")
    if not found:
        return None
    across, down = (float(value) for value in found)
    if not (_LOWEST_DPI <= across <= _HIGHEST_DPI and abs(across - down) < 1):
        return None
    is_default = any(abs(across - default) < 1 for default in _SCREEN_DPI)
    return None if is_default else Unit.INCH.metres / across
