"""A DWG decoded once for nothing: a damaged one may end the process, whose library asks for any memory that the file names."""

import resource
import sys

from archdesk.model.problems import ReadError
from archdesk.readers.dwg_entities import DRAWN
from archdesk.readers.dwg_library import entities_of, opened

MEMORY = 2 << 30  # bytes of address space; the largest house takes a quarter of them


def rehearse(path: str) -> None:
    """Decode all that the reader will ask for; what can be said in words is left to the reader."""
    try:
        with opened(path) as contents:
            for kind in DRAWN:
                for _ in entities_of(contents, kind):
                    pass
    except ReadError:
        return


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    rehearse(sys.argv[1])
