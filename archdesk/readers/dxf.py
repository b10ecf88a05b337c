"""DXF files: text and binary, whole or broken off."""

import io
import logging
from pathlib import Path
from typing import Any

import ezdxf.recover
from ezdxf.filemanagement import dxf_file_info, read, readfile
from ezdxf.lldxf.const import DXFError

from archdesk.model.document import Document, Format
from archdesk.model.drawn import DrawnPlan
from archdesk.model.options import Options
from archdesk.model.problems import Issue
from archdesk.model.progress import Reporter
from archdesk.readers.base import Damaged, TooLarge
from archdesk.readers.drawn import with_plan
from archdesk.readers.dxf_page import bounded, read_page
from archdesk.readers.dxf_plain import NO_LINES, PlainLines, without_plain_lines
from archdesk.readers.paging import chosen_pages, tell_page
from archdesk.readers.sources import describe

LARGEST_DXF = 150 * 1024 * 1024  # bytes; ezdxf takes about twenty times as much memory
_FAULTS = (DXFError, ValueError, TypeError, AttributeError, KeyError, IndexError, ArithmeticError, OSError, EOFError)
_REMARK = b"999\n"


def read_dxf(source: Path, folder: Path, options: Options, reporter: Reporter) -> Document | DrawnPlan:
    """The drawing as one page; with its plan where ArchDesk made it.

    Raises:
        ReadError: it is damaged, too large, or nothing is in it.
        Cancelled: the reporter was told to stop.
    """
    issues: list[Issue] = []
    chosen_pages(1, options, issues)
    tell_page(reporter, 0, 1)
    with bounded("DXF"):
        drawing, plain = open_dxf(source, issues)
        page = read_page(drawing, "DXF", folder, issues, plain)
    return with_plan(Document(describe(source, Format.DXF), (page,), tuple(issues)), source, options, _REMARK)


def open_dxf(source: Path, issues: list[Issue]) -> tuple[Any, PlainLines]:
    """The drawing of a DXF file without most of its plain lines, and these; what had to be mended is added to the issues.

    Raises:
        ReadError: it is damaged or too large.
    """
    logging.getLogger("ezdxf").setLevel(logging.ERROR)  # what it mends on its own is nothing to act on
    size = source.stat().st_size
    if size > LARGEST_DXF:
        seen = f"{size // 2**20} MB, and {LARGEST_DXF // 2**20} MB can be read"
        raise TooLarge(seen=seen, way_out="Purge what is not used, or save only the floor plan itself.")
    try:
        return _read_apart(source) or (readfile(source), NO_LINES)
    except _FAULTS:
        return _recover(source, issues), NO_LINES


def _read_apart(source: Path) -> tuple[Any, PlainLines] | None:
    """The drawing of a large text file and its plain lines; None where it is better read as a whole."""
    try:
        encoding = dxf_file_info(str(source)).encoding
        parts = without_plain_lines(source.read_bytes(), encoding)
        if parts is None:
            return None
        rest, plain = parts
        return read(io.TextIOWrapper(io.BytesIO(rest), encoding=encoding, errors="surrogateescape")), plain
    except _FAULTS:
        return None


def _recover(source: Path, issues: list[Issue]) -> Any:
    try:
        drawing, _ = ezdxf.recover.read(io.BytesIO(_closed(source.read_bytes())))
    except _FAULTS as error:
        raise Damaged(kind="DXF", seen="its structure cannot be followed") from error
    issues.append(Issue("file-repaired", "The DXF was damaged; what could be saved of it was read."))
    return drawing


def _closed(data: bytes) -> bytes:
    """A text file that breaks off, ended after its last whole entity; ezdxf drops a section without an end."""
    lines = data.splitlines()
    if b"\0" in data or b"EOF" in (line.strip() for line in lines[-3:]):
        return data
    starts = (index for index in range((len(lines) - 1) // 2 * 2, -1, -2) if lines[index].strip() == b"0")
    return b"\n".join((*lines[: next(starts, 0)], b"0", b"ENDSEC", b"0", b"EOF", b""))
