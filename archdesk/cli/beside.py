"""A finished conversion in more formats or another style, in a process of its own: what the window starts."""

import sys
from collections.abc import Sequence
from pathlib import Path

from archdesk.model.exports import formats_of
from archdesk.model.problems import ArchDeskError, Issue
from archdesk.pipeline.beside import write_beside, write_styled
from archdesk.records import options_from_json


def run_beside(arguments: Sequence[str]) -> int:
    """Write a conversion's folder to a path without its ending, in formats as ``obj,stl``; told as three arguments.

    A fourth is the scale of prints; with a fifth, options as JSON, the building is made anew in their style and its GLB
    written too. Doubts are said on standard output, what cannot be written on standard error, both as UTF-8; the exit code
    is 1 for the latter.
    """
    folder, target, words, *more = arguments
    scale = float(more[0]) if more else 1.0
    doubts: tuple[Issue, ...] = ()
    try:
        if len(more) > 1:
            options = options_from_json(more[1])
            doubts, unwritten = write_styled(Path(folder), Path(target), formats_of(words), options, scale)
        else:
            unwritten = write_beside(Path(folder), Path(target), formats_of(words), scale)
        told = [issue.text for issue in unwritten]
    except ArchDeskError as error:
        told = [str(error)]
    except OSError as error:
        told = [error.strerror or str(error)]
    sys.stdout.buffer.write("\n".join(issue.text for issue in doubts).encode())
    sys.stderr.buffer.write("\n".join(told).encode())
    return 1 if told else 0
