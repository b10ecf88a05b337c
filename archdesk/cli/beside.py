"""A finished conversion in more formats, in a process of its own: what the window starts."""

import sys
from collections.abc import Sequence
from pathlib import Path

from archdesk.model.exports import formats_of
from archdesk.model.problems import ArchDeskError
from archdesk.pipeline.beside import write_beside


def run_beside(arguments: Sequence[str]) -> int:
    """Write a conversion's folder to a path without its ending, in formats as ``obj,stl``; told as three arguments.

    What cannot be written is said on standard error, as UTF-8; the exit code is 1 then.
    """
    folder, target, words = arguments
    try:
        told = [issue.text for issue in write_beside(Path(folder), Path(target), formats_of(words))]
    except ArchDeskError as error:
        told = [str(error)]
    sys.stderr.buffer.write("\n".join(told).encode())
    return 1 if told else 0
