from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from archdesk.model.document import Document, Format, Page
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.readers.base import Damaged, TooLarge
from archdesk.readers.image import read_image


def read(path: Path, kind: Format, options: Options | None = None) -> Document:
    out = path.parent / "out"
    out.mkdir(exist_ok=True)
    return read_image(path, out, options or Options(), SilentReporter(), kind)


def pixel(page: Page, place: tuple[int, int]) -> object:
    with Image.open(page.rasters[0].path) as picture:
        return picture.convert("RGB").getpixel(place)


def striped() -> Image.Image:
    picture = Image.new("RGB", (40, 20), "white")
    picture.paste("red", (0, 0, 40, 5))
    return picture


@pytest.mark.parametrize("kind", [Format.PNG, Format.JPEG, Format.TIFF, Format.WEBP, Format.BMP])
def test_a_picture_is_one_page_of_pixels(tmp_path: Path, kind: Format) -> None:
    path = tmp_path / "plan"
    striped().save(path, format=kind.name)

    (page,) = read(path, kind).pages

    assert (40, 20) == (page.width, page.height)
    assert (40, 20) == (page.rasters[0].width, page.rasters[0].height)
    assert page.picture is not None
    assert (40.0, 20.0) == page.picture.to_page.apply((page.picture.width, page.picture.height))


def test_a_heic_photograph_is_read(tmp_path: Path) -> None:
    pillow_heif.register_heif_opener()
    path = tmp_path / "plan.heic"
    striped().resize((64, 64)).save(path, format="HEIF")

    (page,) = read(path, Format.HEIC).pages

    assert (64, 64) == (page.width, page.height)


def test_a_photograph_is_turned_as_its_camera_says(tmp_path: Path) -> None:
    path = tmp_path / "plan.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    striped().save(path, exif=exif, quality=95)

    (page,) = read(path, Format.JPEG).pages

    assert (20, 40) == (page.width, page.height)
    red, green, _ = pixel(page, (18, 20))  # type: ignore[misc]
    assert red > 200 > 80 > green


def test_what_is_transparent_shows_white_paper(tmp_path: Path) -> None:
    path = tmp_path / "plan.png"
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(path)

    (page,) = read(path, Format.PNG).pages

    assert (255, 255, 255) == pixel(page, (5, 5))


def test_a_layer_of_transparency_that_hides_nothing_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.png"
    Image.new("RGBA", (10, 10), (10, 20, 30, 255)).save(path)

    (page,) = read(path, Format.PNG).pages

    assert path.read_bytes() == page.rasters[0].path.read_bytes()


def test_the_picture_of_a_large_sheet_is_smaller_and_keeps_its_shape(tmp_path: Path) -> None:
    path = tmp_path / "plan.png"
    Image.new("RGB", (7000, 3500), (9, 9, 9)).save(path)

    (page,) = read(path, Format.PNG).pages

    assert page.picture is not None
    assert (3000, 1500) == (page.picture.width, page.picture.height)
    assert (7000, 3500) == page.picture.to_page.apply((3000, 1500))
    assert (9, 9, 9) == Image.open(page.picture.path).convert("RGB").getpixel((1500, 700))


def test_sixteen_bits_keep_their_contrast(tmp_path: Path) -> None:
    values = np.full((10, 10), 60000, dtype=np.uint16)
    values[:, :3] = 500
    path = tmp_path / "plan.png"
    Image.fromarray(values).save(path)

    (page,) = read(path, Format.PNG).pages

    assert ((0, 0, 0), (255, 255, 255)) == (pixel(page, (1, 5)), pixel(page, (8, 5)))


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "LA"])
def test_every_kind_of_pixel_is_read(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "plan.tif"
    Image.new("L", (10, 10), 255).convert(mode).save(path, format="TIFF")

    (page,) = read(path, Format.TIFF).pages

    assert (255, 255, 255) == pixel(page, (5, 5))


def test_each_page_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "plan.tif"
    Image.new("1", (30, 20), 1).save(path, save_all=True, append_images=[Image.new("1", (50, 40), 1)])

    document = read(path, Format.TIFF)

    assert [(30, 20), (50, 40)] == [(page.width, page.height) for page in document.pages]


@pytest.mark.parametrize(("dpi", "expected"), [(200, 0.0254 / 200), (72, None), (96, None), (1, None), (9600, None)])
def test_paper_is_known_from_a_scanners_resolution_only(tmp_path: Path, dpi: int, expected: float | None) -> None:
    path = tmp_path / "plan.tif"
    striped().save(path, dpi=(dpi, dpi))

    (page,) = read(path, Format.TIFF).pages

    assert expected == (page.paper_unit if page.paper_unit is None else pytest.approx(page.paper_unit, rel=1e-3))


def test_too_many_pixels_are_refused_before_they_are_decoded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (9000, 9000)).save(path)

    with pytest.raises(TooLarge, match="72 million pixels"):
        read(path, Format.PNG)


def test_a_picture_cut_off_is_damaged(tmp_path: Path) -> None:
    whole = tmp_path / "whole.jpg"
    Image.effect_noise((200, 200), 90).save(whole)
    path = tmp_path / "cut.jpg"
    path.write_bytes(whole.read_bytes()[:3000])

    with pytest.raises(Damaged):
        read(path, Format.JPEG)


def test_a_tiff_without_a_size_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "plan.tif"
    path.write_bytes(
        b"II*\x00\x08\x00\x00\x00" + b"\x01\x00" + b"\x06\x01\x03\x00\x01\x00\x00\x00\x01\x00\x00\x00" + b"\x00" * 4
    )

    with pytest.raises(Damaged):
        read(path, Format.TIFF)
