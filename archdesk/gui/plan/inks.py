"""The colours of what was found, on the white of the sheet."""

from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtGui import QColor

from archdesk.model.floorplan import Use

SELECTED = QColor(0xF5, 0xA6, 0x23)
SELECTED_EDGE = QColor(0x1C, 0x24, 0x30)
DOUBTFUL = QColor(0xC6, 0x28, 0x28)
LETTERS = QColor(0x1C, 0x24, 0x30)
SHEET = QColor(0xFF, 0xFF, 0xFF)
HALO = QColor(0xFF, 0xFF, 0xFF, 190)


@dataclass(frozen=True, slots=True)
class Ink:
    """Edge and face; a width of 0 draws no edge, an alpha of 0 no face."""

    edge: QColor
    face: QColor
    width: float = 1.5


def _ink(edge: str, face: str, alpha: int, width: float = 1.5) -> Ink:
    shade = QColor(f"#{face}")
    shade.setAlpha(alpha)
    return Ink(QColor(f"#{edge}"), shade, width)


OUTER_WALL = _ink("27446b", "27446b", 215, 0.0)
INNER_WALL = _ink("4a76a8", "4a76a8", 215, 0.0)
DOOR = _ink("b3541e", "b3541e", 0, 2.0)
WINDOW = _ink("0b7fab", "8fd3ee", 210)
PASSAGE = _ink("7d8794", "ffffff", 0)
COLUMN = _ink("27446b", "27446b", 215, 0.0)
STAIR = _ink("6b4fa0", "b7a3dd", 110)
FIXTURE = _ink("7d8794", "c9d0d8", 90, 1.0)

_ROOM_FACES = MappingProxyType(
    {
        Use.LIVING: "f6d98b",
        Use.BEDROOM: "b9d4f2",
        Use.KITCHEN: "f7bf97",
        Use.BATH: "a5dfe0",
        Use.TOILET: "a5dfe0",
        Use.HALL: "dcd7ef",
        Use.STAIRS: "cfc3e8",
        Use.OFFICE: "c9e3b4",
        Use.STORAGE: "d9d3c7",
        Use.GARAGE: "d3d6da",
        Use.TECHNICAL: "d3d6da",
        Use.OUTDOOR: "bfe3c0",
        Use.OTHER: "e4e8ed",
    }
)


def room_ink(use: Use) -> Ink:
    return _ink("9aa6b5", _ROOM_FACES[use], 120, 1.0)
