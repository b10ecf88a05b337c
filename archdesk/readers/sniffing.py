"""What a file is, told from its content alone."""

import re

from archdesk.model.document import Format

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"\xff\xd8\xff", Format.JPEG),
    (b"II*\x00", Format.TIFF),
    (b"MM\x00*", Format.TIFF),
    (b"II+\x00", Format.TIFF),
    (b"MM\x00+", Format.TIFF),
    (b"AutoCAD Binary DXF\r\n\x1a\x00", Format.DXF),
)
_DWG = re.compile(rb"AC10\d\d|AC1\.[2-5]|AC2\.\d|MC0\.0")
_DXF = re.compile(rb"\s*(?:999\r?\n[^\n]*\n\s*)*0[ \t]*\r?\n[ \t]*SECTION[ \t]*\r?\n", re.IGNORECASE)
_DXF_RETURNS = re.compile(rb"\s*0[ \t]*\r[ \t]*SECTION[ \t]*\r", re.IGNORECASE)  # line ends of old Macintosh programs
_SVG = re.compile(r"<(?:[\w.-]+:)?svg[\s>/]", re.IGNORECASE)
_MARKUP = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_IFC_ENTRY = re.compile(rb"PK\x03\x04.{26}[^\x00]{1,250}?\.ifc", re.IGNORECASE | re.DOTALL)  # an archive's first entry
_PDF_LATEST = 1024  # bytes of junk that viewers bear before the header

_OTHERS = (
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"GIF8", "a GIF picture"),
    (b"8BPS", "a Photoshop picture"),
    (b"\x00\x00\x00\x0cjP", "a JPEG 2000 picture"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000 picture"),
    (b"glTF", "a 3D model (GLB)"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document or a Revit model"),
    (b"%!PS", "a PostScript file"),
    (b"{\\rtf", "a text document (RTF)"),
)


def format_of(head: bytes) -> Format | None:
    """The format, by the file's first bytes; None for anything else."""
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return Format.HEIC
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format.WEBP
    if head[:2] == b"BM" and head[6:10] == b"\x00\x00\x00\x00":
        return Format.BMP
    if _IFC_ENTRY.match(head):
        return Format.IFC
    return _text_format_of(head)


def nature_of(head: bytes) -> str:
    """A few words for people on what an unknown file seems to be."""
    for magic, words in _OTHERS:
        if head.startswith(magic):
            return words
    text = text_of(head).lstrip().lower()
    if re.match(r"(?:<!doctype html|<html|<head|<body)", _MARKUP.sub("", text).lstrip()):
        return "a web page"
    if text.startswith(("<?xml", "<")):
        return "an XML file"
    control = sum(byte < 9 or 13 < byte < 32 for byte in head[:4096])
    return "a text file" if control == 0 else "data of an unknown kind"


def text_of(head: bytes) -> str:
    """The first bytes as text, whatever their encoding."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", errors="replace")
    return head.decode("utf-8-sig", errors="replace")


def _text_format_of(head: bytes) -> Format | None:
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if _DWG.match(head):
        return Format.DWG
    if bare.lstrip().startswith(b"ISO-10303-21"):
        return Format.IFC
    if _DXF.match(bare) or _DXF_RETURNS.match(bare):
        return Format.DXF
    if b"%PDF-" in head[:_PDF_LATEST]:
        return Format.PDF
    return Format.SVG if _is_svg(text_of(head)) else None


def _is_svg(text: str) -> bool:
    if not text.lstrip().startswith("<"):
        return False
    root = re.search(r"<(?!\?|!)[^>]*", _MARKUP.sub("", text))
    return root is not None and _SVG.match(root[0] + ">") is not None
