"""Files that are whole or not there: written aside, made sure on disk, and renamed."""

import contextlib
import os
from pathlib import Path

from archdesk.model.problems import ExportError


class ModelNotWritten(ExportError):
    """The disk refused the file."""

    code = "ARC-401"
    summary = "The model could not be written to {file}: {reason}."
    hint = "Check that the folder exists, may be written to and has free space."


def write_whole(target: Path, data: bytes) -> None:
    """Write beside the target and rename, so that the target is whole or unchanged.

    Raises:
        ModelNotWritten: the file could not be written.
    """
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise ModelNotWritten(file=target.name, reason=error.strerror or "unknown") from error


def write_text(target: Path, text: str) -> None:
    """Write a text file in the same way.

    Raises:
        ModelNotWritten: the file could not be written.
    """
    write_whole(target, text.encode())
