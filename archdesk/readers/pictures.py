"""The picture of a page that people see."""

from pathlib import Path

from PIL import Image

from archdesk.model.document import Raster
from archdesk.model.shapes import Affine

LONGEST_SIDE = 3000  # pixels; sharp when zoomed in on a screen, and drawn in well under a second
_QUICK = 1  # of zlib's levels: line drawings shrink well enough with the quickest
_GAP = 1.2  # times the wanted size, to which whole pixels are averaged first: that is quick, and not seen
_OF_LINES = 4096  # colours; drawings have fewer and shrink better as PNG, photographs have more


def save_page_picture(picture: Image.Image, number: int, folder: Path, width: float, height: float) -> Raster:
    """Write a page's picture into the folder; width and height are the page's, whose origin is the picture's."""
    colours = [] if picture.mode in {"1", "L"} else picture.getcolors(_OF_LINES)
    few_colours = colours is not None
    if colours and all(_is_grey(colour) for _, colour in colours):
        picture = picture.convert("L")
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
    if picture.mode not in {"L", "RGB"}:
        picture = picture.convert("L" if picture.mode == "1" else "RGB")
    factor = LONGEST_SIDE / max(picture.size)
    size = max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
    smaller = picture.resize(size, Image.Resampling.BILINEAR, reducing_gap=_GAP)
    width, height = raster.to_page.apply((raster.width, raster.height))
    return save_page_picture(smaller, number, folder, width, height)


def smaller_copy(raster: Raster, number: int) -> Raster:
    """The same for a raster that lies in its folder and upright on its page."""
    with Image.open(raster.path) as picture:
        return shrink_picture(raster, picture, number, raster.path.parent)


def _is_grey(colour: object) -> bool:
    return isinstance(colour, tuple) and len(set(colour)) == 1
