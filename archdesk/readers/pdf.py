"""PDF files: paths, text and pictures of their pages."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2

from archdesk.model.document import Document, Format, Page
from archdesk.model.options import Options
from archdesk.model.problems import Issue, Severity
from archdesk.model.progress import Reporter
from archdesk.model.shapes import Affine, Box
from archdesk.model.units import POINT
from archdesk.readers.base import Damaged, Encrypted, NothingInside
from archdesk.readers.marks import Marks
from archdesk.readers.mupdf import FAULTS, open_pdf
from archdesk.readers.paging import chosen_pages, tell_page
from archdesk.readers.pdf_budget import MOST_READ, PageCost
from archdesk.readers.pdf_paths import add_paths
from archdesk.readers.pdf_rasters import PagePainter, RasterStore, finest, is_scan
from archdesk.readers.pdf_texts import add_texts
from archdesk.readers.pictures import smaller_copy
from archdesk.readers.sources import describe

_FINE = 300 / 72  # pixels a point: a good scan
_FAULTS = (*FAULTS, pypdfium2.PdfiumError)


def read_pdf(source: Path, folder: Path, options: Options, reporter: Reporter) -> Document:
    """The chosen pages of a PDF, in points with v down as they are shown.

    Raises:
        ReadError: it is damaged, protected, or nothing is on its pages.
        Cancelled: the reporter was told to stop.
    """
    with _open(source) as document:
        reading = _Reading(document, source, folder)
        try:
            return _read(reading, options, reporter)
        finally:
            reading.close()


def _open(source: Path) -> Any:
    try:
        document = open_pdf(source)
    except _FAULTS as error:
        raise Damaged(kind="PDF", seen="it cannot be opened") from error
    if document.needs_pass:
        document.close()
        raise Encrypted
    return document


class _Reading:
    """One PDF while it is read: MuPDF's document, PDFium's, and the pictures taken from it."""

    def __init__(self, document: Any, source: Path, folder: Path) -> None:
        self.document = document
        self.source = source
        self.cost = PageCost(document)
        self.rasters = RasterStore(document, folder)
        self.issues: list[Issue] = []
        self.painter: PagePainter | None = None
        try:
            self.painter = PagePainter(source, folder)
        except pypdfium2.PdfiumError:
            self.issues.append(Issue("page-picture", "The pages could not be drawn as pictures.", Severity.INFO))

    def close(self) -> None:
        if self.painter is not None:
            self.painter.close()


def _read(reading: _Reading, options: Options, reporter: Reporter) -> Document:
    count = _page_count(reading)
    numbers = chosen_pages(count, options, reading.issues)
    pages: list[Page] = []
    for place, number in enumerate(numbers):
        tell_page(reporter, place, len(numbers))
        try:
            pages.append(_read_page(reading, number))
        except _FAULTS:
            reading.issues.append(Issue("page-damaged", f"Page {number + 1} is damaged and was left out."))
    if not pages:
        raise Damaged(kind="PDF", seen="none of its pages can be read")
    if all(page.is_empty for page in pages):
        raise NothingInside(kind="PDF", seen="its pages are blank")
    if reading.document.is_repaired:
        reading.issues.append(Issue("file-repaired", "The PDF was damaged; what could be saved of it was read."))
    return Document(describe(reading.source, Format.PDF), tuple(pages), tuple(reading.issues))


def _page_count(reading: _Reading) -> int:
    try:
        count = int(reading.document.page_count)
    except _FAULTS as error:
        raise Damaged(kind="PDF", seen="its pages cannot be found") from error
    if count == 0:
        raise Damaged(kind="PDF", seen="it has no pages")
    return count


def _read_page(reading: _Reading, number: int) -> Page:
    sheet = reading.document[number]
    turn = _affine(sheet.rotation_matrix)
    box = Box(0.0, 0.0, sheet.rect.width, sheet.rect.height)
    if reading.cost.of(sheet) > MOST_READ and reading.painter is not None:
        return _as_picture(reading, reading.painter, number, box)
    marks = Marks()
    flat = turn.inverse.apply_all(((0.0, 0.0), (box.width, box.height)))
    unturned = Box(0.0, 0.0, max(flat[0][0], flat[1][0]), max(flat[0][1], flat[1][1]))
    add_paths(sheet.get_cdrawings(extended=True), turn, unturned, marks)
    add_texts(sheet, turn, marks)
    lost = reading.rasters.add_rasters(sheet, turn, marks)
    page = Page(
        number,
        box.width,
        box.height,
        tuple(marks.strokes),
        tuple(marks.arcs),
        tuple(marks.fills),
        tuple(marks.texts),
        tuple(marks.rasters),
        paper_unit=POINT,
    )
    if lost:
        reading.issues.append(Issue("pictures-lost", f"{lost} pictures on page {number + 1} could not be read.", Severity.INFO))
    return _with_picture(reading, page, box)


def _as_picture(reading: _Reading, painter: PagePainter, number: int, box: Box) -> Page:
    """A page with more lines than can be told apart."""
    reading.issues.append(Issue("page-crowded", f"Page {number + 1} has millions of lines and was read as a picture."))
    raster = painter.paint_fully(number, box, _FINE)
    return Page(number, box.width, box.height, rasters=(raster,), paper_unit=POINT, picture=smaller_copy(raster, number))


def _with_picture(reading: _Reading, page: Page, box: Box) -> Page:
    """The page with the picture that people see; a scan in several pieces becomes one picture."""
    if reading.painter is None:
        return page
    try:
        has_lines = bool(page.strokes or page.arcs)
        if not has_lines and len(page.rasters) > 1 and is_scan(page.rasters, box):
            page = replace(page, rasters=(reading.painter.paint_fully(page.number, box, finest(page.rasters)),))
        return replace(page, picture=reading.painter.paint(page.number, page.width, page.height))
    except (*_FAULTS, MemoryError):
        reading.issues.append(Issue("page-picture", f"Page {page.number + 1} could not be drawn as a picture.", Severity.INFO))
        return page


def _affine(m: Any) -> Affine:
    return Affine(m.a, m.c, m.e, m.b, m.d, m.f)
