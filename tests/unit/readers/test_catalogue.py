import os
from pathlib import Path

import pytest
from PIL import Image

from archdesk.model.document import Format
from archdesk.model.options import Options
from archdesk.model.problems import ReadError
from archdesk.model.progress import SilentReporter
from archdesk.readers.base import EmptyFile, Missing, NotAFile, TooLarge, UnknownFormat
from archdesk.readers.catalogue import detect_format, read_document
from archdesk.readers.sources import LARGEST_FILE


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("expected", "content"),
    [
        (Format.PDF, b"%PDF-1.7\n"),
        (Format.PDF, b"\r\njunk\n%PDF-1.4\n"),
        (Format.PNG, b"\x89PNG\r\n\x1a\n0000"),
        (Format.JPEG, b"\xff\xd8\xff\xe0"),
        (Format.TIFF, b"II*\x00"),
        (Format.TIFF, b"MM\x00*"),
        (Format.WEBP, b"RIFF\x00\x00\x00\x00WEBPVP8 "),
        (Format.BMP, b"BM\x10\x00\x00\x00\x00\x00\x00\x00"),
        (Format.HEIC, b"\x00\x00\x00\x18ftypheic"),
        (Format.SVG, b'<?xml version="1.0"?><!-- drawn --><svg xmlns="http://www.w3.org/2000/svg"/>'),
        (Format.SVG, b'\xef\xbb\xbf<!DOCTYPE svg PUBLIC "a" "b"><svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>'),
        (Format.SVG, '<?xml version="1.0"?><svg/>'.encode("utf-16")),
        (Format.DXF, b"  0\nSECTION\n  2\nHEADER\n"),
        (Format.DXF, b"999\nmade by hand\n0\r\nSECTION\r\n"),
        (Format.DXF, b"AutoCAD Binary DXF\r\n\x1a\x00"),
        (Format.DWG, b"AC1027\x00\x00"),
        (Format.IFC, b"\nISO-10303-21;\nHEADER;"),
    ],
)
def test_a_format_is_told_by_content(tmp_path: Path, expected: Format, content: bytes) -> None:
    assert expected is detect_format(written(tmp_path, "drawing.xyz", content))


@pytest.mark.parametrize(
    ("words", "content"),
    [
        ("a web page", b"<!DOCTYPE html><html><svg></svg></html>"),
        ("a ZIP archive", b"PK\x03\x04rest"),
        ("a text file", b"Dear architect,\n"),
        ("an XML file", b"<?xml version='1.0'?><plan/>"),
        ("data of an unknown kind", b"\x01\x02\x03\x04"),
    ],
)
def test_a_wrong_file_is_named_for_what_it_is(tmp_path: Path, words: str, content: bytes) -> None:
    with pytest.raises(UnknownFormat, match=f"{words}.*ends in .pdf"):
        detect_format(written(tmp_path, "plan.pdf", content))


@pytest.mark.parametrize("content", [b"", b"\x00" * 100, b"  \r\n "])
def test_a_file_without_content_is_empty(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(EmptyFile):
        detect_format(written(tmp_path, "plan.pdf", content))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotAFile, match="folder"):
        detect_format(tmp_path)


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "plan.pdf"
    os.mkfifo(pipe)

    with pytest.raises(NotAFile, match="pipe"):
        detect_format(pipe)


def test_a_device_is_no_file() -> None:
    with pytest.raises(NotAFile, match="device"):
        detect_format(Path(os.devnull))


def test_a_file_that_is_gone_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        detect_format(tmp_path / "plan.pdf")


def test_a_gigantic_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)

    with pytest.raises(TooLarge, match="500 MB can be read"):
        detect_format(path)


def test_a_picture_named_pdf_is_read_as_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    Image.new("L", (40, 30), 255).save(path, format="PNG")

    document = read_document(path, tmp_path / "out", Options(), SilentReporter())

    assert Format.PNG is document.source.format
    assert "plan.pdf" == document.source.name
    assert 64 == len(document.source.sha256)


HEADS = {
    ".pdf": b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
    ".png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
    ".jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    ".tif": b"II*\x00\x08\x00\x00\x00\x00\x00",
    ".webp": b"RIFF\xff\x00\x00\x00WEBPVP8 \x00",
    ".bmp": b"BM\x10\x00\x00\x00\x00\x00\x00\x00\x36\x00",
    ".heic": b"\x00\x00\x00\x18ftypheic\x00\x00",
    ".svg": b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='3'",
    ".dxf": b"  0\nSECTION\n  2\nENTITIES\n  0\nLINE\n 10\n",
    ".ifc": b"ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('IFC4'));\n",
}


@pytest.mark.parametrize("suffix", HEADS)
def test_a_file_cut_off_after_its_head_ends_in_a_sentence(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path, f"cut{suffix}", HEADS[suffix])

    with pytest.raises(ReadError) as caught:
        read_document(path, tmp_path / "out", Options(), SilentReporter())

    assert str(caught.value).endswith(".")
    assert caught.value.failure().hint
