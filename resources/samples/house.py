"""The sample house: two storeys by their measures, in metres, x right and y up."""

from dataclasses import dataclass

OUTER, INNER = 0.36, 0.12


@dataclass(frozen=True)
class Wall:
    """A straight wall along an axis by its centre line."""

    start: tuple[float, float]
    end: tuple[float, float]
    thickness: float


@dataclass(frozen=True)
class Hole:
    """An opening: the number of its wall, its middle from the start of that wall, its hinge and the side of its swing."""

    kind: str
    wall: int
    middle: float
    width: float
    hinge: str = "start"
    side: int = 1


@dataclass(frozen=True)
class Name:
    """A room's name, its printed area and where they stand."""

    words: str
    area: str
    place: tuple[float, float]


@dataclass(frozen=True)
class Storey:
    """One floor plan of the sheet."""

    title: str
    walls: tuple[Wall, ...]
    holes: tuple[Hole, ...]
    names: tuple[Name, ...]
    stair: tuple[float, float, float, float]
    chains: tuple[tuple[float, ...], tuple[float, ...]]


WIDTH, DEPTH = 11.4, 8.6
_H = OUTER / 2
SHELL = (
    Wall((0.0, _H), (WIDTH, _H), OUTER),
    Wall((0.0, DEPTH - _H), (WIDTH, DEPTH - _H), OUTER),
    Wall((_H, 0.0), (_H, DEPTH), OUTER),
    Wall((WIDTH - _H, 0.0), (WIDTH - _H, DEPTH), OUTER),
)
STAIR = (4.9, 5.1, 5.9, 8.24)

GROUND = Storey(
    "Ground floor",
    (
        *SHELL,
        Wall((4.74, OUTER), (4.74, DEPTH - OUTER), INNER),
        Wall((7.36, OUTER), (7.36, DEPTH - OUTER), INNER),
        Wall((OUTER, 4.4), (4.68, 4.4), INNER),
        Wall((7.42, 3.3), (WIDTH - OUTER, 3.3), INNER),
    ),
    (
        Hole("door", 0, 6.05, 1.01, "start", 1),
        Hole("window", 0, 2.4, 1.8),
        Hole("window", 0, 9.2, 1.2),
        Hole("window", 1, 2.4, 2.2),
        Hole("window", 1, 9.2, 1.6),
        Hole("window", 2, 2.2, 1.4),
        Hole("window", 3, 6.0, 1.8),
        Hole("door", 4, 1.6, 0.885, "start", 1),
        Hole("door", 4, 4.9, 0.885, "end", 1),
        Hole("door", 5, 1.5, 0.76, "start", -1),
        Hole("door", 5, 4.4, 0.885, "end", -1),
    ),
    (
        Name("Kitchen", "17.2 m²", (2.5, 2.2)),
        Name("Dining", "16.3 m²", (2.5, 6.2)),
        Name("Hall", "19.7 m²", (6.4, 2.4)),
        Name("Utility", "10.4 m²", (9.3, 1.7)),
        Name("Living room", "17.7 m²", (9.3, 5.6)),
    ),
    STAIR,
    ((0.0, 4.74, 7.36, WIDTH), (0.0, 4.4, DEPTH)),
)
UPPER = Storey(
    "First floor",
    (
        *SHELL,
        Wall((4.74, OUTER), (4.74, DEPTH - OUTER), INNER),
        Wall((7.36, OUTER), (7.36, DEPTH - OUTER), INNER),
        Wall((OUTER, 4.0), (4.68, 4.0), INNER),
        Wall((7.42, 4.6), (WIDTH - OUTER, 4.6), INNER),
        Wall((4.8, 2.6), (7.3, 2.6), INNER),
    ),
    (
        Hole("window", 0, 2.4, 1.4),
        Hole("window", 0, 6.05, 0.9),
        Hole("window", 0, 9.2, 1.4),
        Hole("window", 1, 2.4, 1.4),
        Hole("window", 1, 9.2, 1.4),
        Hole("window", 3, 6.6, 1.2),
        Hole("door", 4, 3.0, 0.885, "start", 1),
        Hole("door", 4, 4.5, 0.885, "end", 1),
        Hole("door", 5, 3.5, 0.885, "start", -1),
        Hole("door", 5, 5.1, 0.885, "end", -1),
        Hole("door", 8, 1.7, 0.76, "start", -1),
    ),
    (
        Name("Bedroom 1", "15.5 m²", (2.5, 2.0)),
        Name("Bedroom 2", "18.1 m²", (2.5, 6.2)),
        Name("Bath", "5.5 m²", (6.0, 1.3)),
        Name("Landing", "14.0 m²", (6.6, 4.2)),
        Name("Bedroom 3", "15.1 m²", (9.3, 2.4)),
        Name("Office", "13.0 m²", (9.3, 6.4)),
    ),
    STAIR,
    ((0.0, 4.74, 7.36, WIDTH), (0.0, 4.0, DEPTH)),
)
STOREYS = (GROUND, UPPER)
