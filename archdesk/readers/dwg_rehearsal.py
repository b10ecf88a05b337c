"""A DWG decoded once for nothing: its library asks for any memory that a damaged one names, which may end the process."""

import sys

from archdesk.model.problems import ReadError
from archdesk.readers.dwg_entities import DRAWN
from archdesk.readers.dwg_library import entities_of, opened


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
    rehearse(sys.argv[1])
