"""MuPDF, whose Python module has no types: all that the PDF reader asks of it."""

from pathlib import Path
from typing import Any

import pymupdf

from archdesk.readers.sources import is_speakable

FAULTS = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)
"""What MuPDF raises where a file is damaged."""

LINES_ONLY = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
"""Text without pictures, spaces kept, nothing from outside the page."""


def open_pdf(source: Path) -> Any:
    """The document; MuPDF tells its complaints by exceptions only.

    Raises:
        RuntimeError: it cannot be opened.
    """
    pymupdf.TOOLS.mupdf_display_errors(False)  # type: ignore[no-untyped-call]  # noqa: FBT003
    pymupdf.TOOLS.mupdf_display_warnings(False)  # type: ignore[no-untyped-call]  # noqa: FBT003
    if not is_speakable(source):
        return pymupdf.Document(stream=source.read_bytes(), filetype="pdf")  # type: ignore[no-untyped-call]
    return pymupdf.Document(source, filetype="pdf")  # type: ignore[no-untyped-call]


def picture_of(document: Any, xref: int) -> Any:
    """The decoded picture under this number."""
    return pymupdf.Pixmap(document, xref)  # type: ignore[no-untyped-call]


def plain_font() -> bytes:
    """A sans serif font with the letters of Europe, as a font file."""
    return bytes(pymupdf.Font("helv").buffer)  # type: ignore[no-untyped-call]


def as_rgb(picture: Any) -> Any:
    """The picture in red, green and blue."""
    return pymupdf.Pixmap(pymupdf.csRGB, picture)  # type: ignore[no-untyped-call]
