"""All readers, and the choice among them by a file's content."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from archdesk.model.document import Format
from archdesk.model.options import Options
from archdesk.model.progress import Reporter
from archdesk.readers.base import EmptyFile, Read, Reader, UnknownFormat
from archdesk.readers.dwg import read_dwg
from archdesk.readers.dxf import read_dxf
from archdesk.readers.ifc.reader import read_ifc
from archdesk.readers.image import read_image
from archdesk.readers.pdf import read_pdf
from archdesk.readers.sniffing import format_of, nature_of
from archdesk.readers.sources import head_of
from archdesk.readers.svg import read_svg

_PICTURES = (Format.PNG, Format.JPEG, Format.TIFF, Format.WEBP, Format.BMP, Format.HEIC)
_READERS: Mapping[Format, Reader] = {
    Format.PDF: read_pdf,
    Format.DXF: read_dxf,
    Format.DWG: read_dwg,
    Format.SVG: read_svg,
    Format.IFC: read_ifc,
    **{kind: partial(read_image, kind=kind) for kind in _PICTURES},
}


def detect_format(source: Path) -> Format:
    """The format of a file, by its content; its name only helps to say what is wrong.

    Raises:
        ReadError: it is no file that can be opened, or of no known format.
    """
    head = head_of(source)
    found = format_of(head)
    if found is not None:
        return found
    if not head.strip(b"\x00 \t\r\n"):
        raise EmptyFile
    raise UnknownFormat(seen=_seen(head, source.suffix.lower()))


def read_document(source: Path, folder: Path, options: Options, reporter: Reporter) -> Read:
    """What is in a file: a document, with its plan or without, or a building; pictures of pages are written into the folder.

    Raises:
        ReadError: the file cannot be read, or nothing usable is in it.
        Cancelled: the reporter was told to stop.
    """
    kind = detect_format(source)
    folder.mkdir(parents=True, exist_ok=True)
    return _READERS[kind](source, folder, options, reporter)


def _seen(head: bytes, suffix: str) -> str:
    nature = nature_of(head)
    return f"{nature}, though its name ends in {suffix}" if suffix else nature
