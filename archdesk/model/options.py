"""What a person may ask of one conversion."""

import enum
from dataclasses import dataclass

from archdesk.model.style import PLAIN, BuildStyle
from archdesk.model.units import Unit


class Interpreter(enum.Enum):
    OFFLINE = "offline"
    CLAUDE = "claude"


@dataclass(frozen=True, slots=True)
class Options:
    """``scale`` is the number after 1: (100 for 1:100); ``pages`` are counted from 0, empty means all."""

    scale: float | None = None
    unit: Unit | None = None
    storey_height: float | None = None
    pages: tuple[int, ...] = ()
    interpreter: Interpreter = Interpreter.OFFLINE
    style: BuildStyle = PLAIN
