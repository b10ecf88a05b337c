"""The picture of a page that people see."""

from pathlib import Path

from PIL import Image

from archdesk.model.document import Raster
from archdesk.model.shapes import Affine

LONGEST_SIDE = 3000  # pixels; sharp when zoomed in on a screen, and drawn in well under a second
_QUICK = 1  # of zlib's levels: line drawings shrink well enough with the quickest
_OF_LINES = 4096  # colours; drawings have fewer and shrink better as PNG, photographs have more


def save_page_picture(picture: Image.Image, number: int, folder: Path, width: float, height: float) -> Raster:
    """Write a page's picture into the folder; width and height are the page's, whose origin is the picture's."""
    few_colours = picture.mode in {"1", "L"} or picture.getcolors(_OF_LINES) is not None
    path = folder / f"page-{number}.{'png' if few_colours else 'jpg'}"
    if few_colours:
        picture.save(path, compress_level=_QUICK)
    else:
        picture.convert("RGB").save(path, quality=88)
    to_page = Affine(a=width / picture.width, e=height / picture.height)
    return Raster(path, picture.width, picture.height, to_page)


def shrink_picture(raster: Raster, picture: Image.Image, number: int, folder: Path) -> Raster:
    """A raster's own picture for people, smaller where it is very large, in the same page units."""
    if max(picture.size) <= LONGEST_SIDE:
        return raster
    smaller = picture.convert("L" if picture.mode in {"1", "L"} else "RGB")
    smaller.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BILINEAR, reducing_gap=2.0)
    width, height = raster.to_page.apply((raster.width, raster.height))
    return save_page_picture(smaller, number, folder, width, height)


def smaller_copy(raster: Raster, number: int) -> Raster:
    """The same for a raster that lies in its folder and upright on its page."""
    with Image.open(raster.path) as picture:
        return shrink_picture(raster, picture, number, raster.path.parent)
