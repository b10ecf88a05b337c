"""What a reader is, and what it says when a file cannot be read."""

from pathlib import Path
from typing import Protocol

from archdesk.model.document import Document
from archdesk.model.drawn import DrawnPlan
from archdesk.model.options import Options
from archdesk.model.problems import ReadError
from archdesk.model.progress import Reporter
from archdesk.model.ready import ReadyBuilding

Read = Document | DrawnPlan | ReadyBuilding
"""What a file holds: pages to be understood, pages that tell their plan themselves, or a building."""


class Reader(Protocol):
    """Reads one kind of file."""

    def __call__(self, source: Path, folder: Path, options: Options, reporter: Reporter) -> Read:
        """The document; pictures that belong to its pages are written into the folder. A model is a building already.

        Raises:
            ReadError: the file cannot be read, or nothing usable is in it.
            Cancelled: the reporter was told to stop.
        """
        ...


class UnknownFormat(ReadError):
    code = "ARC-101"
    summary = "This kind of file is not known: {seen}."
    hint = "ArchDesk reads PDF, PNG, JPEG, TIFF, WebP, BMP, HEIC, SVG, DXF, DWG and IFC."


class NotInstalled(ReadError):
    """The format's library is an extra."""

    code = "ARC-102"
    summary = "What reads {kind} files is not installed."
    hint = (
        "Start ArchDesk once by sh packaging/run, or install it by: pip install 'archdesk[{extra}]' (200 MB); then try again."
    )


class EmptyFile(ReadError):
    code = "ARC-103"
    summary = "The file is empty."
    hint = "Copy it again from where it came; the copy seems to have been cut off."


class Encrypted(ReadError):
    code = "ARC-104"
    summary = "The file is protected by a password."
    hint = "Open it with its password, save a copy without one, and drop that."


class Damaged(ReadError):
    code = "ARC-105"
    summary = "The {kind} file is damaged: {seen}."
    hint = "Open it in the program that made it and save it again, or ask for a new copy."


class TooLarge(ReadError):
    code = "ARC-106"
    summary = "The file is too large: {seen}."
    hint = "{way_out}"


class NothingInside(ReadError):
    code = "ARC-107"
    summary = "Nothing usable was found in the {kind} file: {seen}."
    hint = "Check that the drawing itself is in the file and not only a link to it."


class TooDeep(ReadError):
    code = "ARC-108"
    summary = "The {kind} file is nested too deeply: {seen}."
    hint = "Explode its blocks or groups in the program that made it, and save it again."


class NotAFile(ReadError):
    code = "ARC-109"
    summary = "{seen} is not a file that can be read."
    hint = "Drop the drawing file itself; folders are opened for the drawings in them."


class Missing(ReadError):
    code = "ARC-110"
    summary = "The file is no longer there."
    hint = "It was moved or deleted. Drop it again from where it is now."


class NotAllowed(ReadError):
    code = "ARC-111"
    summary = "The file may not be opened."
    hint = "Ask its owner for the right to read it, or drop a copy."


class TooSlow(ReadError):
    code = "ARC-112"
    summary = "The {kind} file would take too long to read: {seen}."
    hint = "{way_out}"


class NoSuchPage(ReadError):
    code = "ARC-113"
    summary = "The pages asked for are not in the file: it has {count}."
    hint = "Choose pages between 1 and {count}."


class WrongVersion(ReadError):
    code = "ARC-114"
    summary = "The {kind} file is of {seen}, which is not read."
    hint = "{way_out}"
