"""What a pen leaves on paper: areas, lines and words, in metres of the building."""

from dataclasses import dataclass, replace

from shapely import Polygon
from shapely.affinity import translate

Point = tuple[float, float]
Colour = tuple[float, float, float]
"""Red, green and blue, 0 to 1."""

BLACK: Colour = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Area:
    """A filled or empty area; the outline's pen is in millimetres of paper."""

    polygon: Polygon
    fill: Colour | None
    outline: float | None
    ink: Colour = BLACK


@dataclass(frozen=True)
class Line:
    points: tuple[Point, ...]
    pen: float
    ink: Colour = BLACK
    is_arc: bool = False


@dataclass(frozen=True)
class Words:
    """A line of text by its middle, the height of its capitals in metres of the building, and its angle in degrees."""

    words: str
    place: Point
    height: float
    angle: float = 0.0
    ink: Colour = BLACK


Mark = Area | Line | Words


def moved(mark: Mark, right: float, up: float = 0.0) -> Mark:
    """The mark so many metres further right and up."""
    match mark:
        case Area():
            return replace(mark, polygon=translate(mark.polygon, right, up))
        case Line():
            return replace(mark, points=tuple((x + right, y + up) for x, y in mark.points))
        case Words():
            return replace(mark, place=(mark.place[0] + right, mark.place[1] + up))
