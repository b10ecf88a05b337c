"""The file itself, before its content matters: may it be opened, how large is it, what is its digest."""

import hashlib
import stat
from pathlib import Path

from archdesk.model.document import Format, Source
from archdesk.readers.base import EmptyFile, Missing, NotAFile, NotAllowed, TooLarge

LARGEST_FILE = 500 * 1024 * 1024  # bytes; honest drawings stay far below, and two readers hold the file at once
HEAD = 64 * 1024  # bytes; every format tells itself within them
_MEGABYTE = 1024 * 1024


def check_file(source: Path) -> None:
    """See that the source is a regular file of a bearable size, without opening it.

    Raises:
        ReadError: it is not.
    """
    try:
        status = source.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Missing from error
    except PermissionError as error:
        raise NotAllowed from error
    except (OSError, ValueError) as error:
        raise NotAFile(seen="This name") from error
    if not stat.S_ISREG(status.st_mode):
        raise NotAFile(seen="A folder" if stat.S_ISDIR(status.st_mode) else "A pipe or a device")
    if status.st_size == 0:
        raise EmptyFile
    if status.st_size > LARGEST_FILE:
        size = f"{status.st_size // _MEGABYTE} MB, and {LARGEST_FILE // _MEGABYTE} MB can be read"
        raise TooLarge(seen=size, way_out="Save only the pages or layouts that hold the plan.")


def head_of(source: Path) -> bytes:
    """The first bytes of a checked file.

    Raises:
        ReadError: the file cannot be opened.
    """
    check_file(source)
    try:
        with source.open("rb") as file:
            return file.read(HEAD)
    except PermissionError as error:
        raise NotAllowed from error


def is_speakable(source: Path) -> bool:
    """Whether the file's name is text; libraries written in C open no other."""
    try:
        str(source).encode()
    except UnicodeEncodeError:
        return False
    return True


def describe(source: Path, kind: Format) -> Source:
    """The source with its digest."""
    with source.open("rb") as file:
        return Source(source.name, hashlib.file_digest(file, "sha256").hexdigest(), kind)
