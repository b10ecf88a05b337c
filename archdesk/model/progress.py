"""How far a conversion is, and how it tells."""

import enum
from dataclasses import dataclass
from typing import Protocol


class Stage(enum.Enum):
    """The steps a person sees, in their order."""

    READING = "reading"
    SCALE = "finding scale"
    WALLS = "finding walls"
    OPENINGS = "finding doors and windows"
    ROOMS = "finding rooms"
    BUILDING = "building 3D"
    CHECKING = "checking"


@dataclass(frozen=True, slots=True)
class Progress:
    """``fraction`` is of the whole conversion, 0 to 1; ``note`` says which page, where there are several."""

    stage: Stage
    fraction: float
    note: str = ""


class Reporter(Protocol):
    """Who is told of progress, and may stop the work."""

    def report(self, progress: Progress) -> None:
        """Take note of the progress.

        Raises:
            Cancelled: the work is to stop here.
        """
        ...


class SilentReporter:
    """Tells nobody and never stops the work."""

    def report(self, progress: Progress) -> None:
        del progress
