"""A storey as understood from a drawing: what plan.json records. Metres, x right, y up."""

import enum
from dataclasses import dataclass
from functools import cached_property

from archdesk.model.document import Source
from archdesk.model.problems import Issue
from archdesk.model.shapes import Affine, Point, Ring, length_of

STOREY_HEIGHT = 2.7  # floor to floor where no drawing says otherwise; a usual height of dwellings in Europe
DOOR_HEAD = 2.1  # the usual height of a door's opening
WINDOW_SILL = 0.9  # the usual height of a parapet under a window
WINDOW_HEAD = 2.1  # windows end where doors end


class ScaleMethod(enum.Enum):
    """What told the scale, the surest first."""

    USER = "user"
    DIMENSION_TEXT = "dimension-text"
    SCALE_TEXT = "scale-text"
    AREA_TEXT = "area-text"
    SCALE_BAR = "scale-bar"
    FILE_UNIT = "file-unit"
    DOOR_WIDTH = "door-width"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Scale:
    """Metres of building in one unit of the sheet, with the reasons in words."""

    metres_per_unit: float
    method: ScaleMethod
    confidence: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page a storey was drawn on, its size in page units, and the map from its units to plan metres."""

    page: int
    width: float
    height: float
    to_plan: Affine


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall by its centre line; it runs on behind its openings.

    ``bulge`` is the tangent of a quarter of the arc's angle as in DXF, 0 for straight; ``height`` None: the storey's.
    """

    id: str
    path: tuple[Point, ...]
    thickness: float
    bulge: float = 0.0
    height: float | None = None
    exterior: bool = False
    confidence: float = 1.0

    @property
    def start(self) -> Point:
        return self.path[0]

    @property
    def end(self) -> Point:
        return self.path[-1]

    @property
    def length(self) -> float:
        """The length of the path, the chord where it is curved."""
        return length_of(self.path)


class OpeningKind(enum.Enum):
    DOOR = "door"
    WINDOW = "window"
    PASSAGE = "passage"


class Hinge(enum.Enum):
    START = "start"
    END = "end"


class Swing(enum.Enum):
    """Where a leaf goes, seen along the wall's path."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    SLIDE = "slide"
    FOLD = "fold"


@dataclass(frozen=True, slots=True)
class Opening:
    """A hole in a wall: ``offset`` is from the start of the wall's path to the opening's middle."""

    id: str
    kind: OpeningKind
    wall: str
    offset: float
    width: float
    sill: float = 0.0
    head: float = DOOR_HEAD
    hinge: Hinge | None = None
    swing: Swing | None = None
    leaves: int = 1
    confidence: float = 1.0


class Use(enum.Enum):
    """What a room is for."""

    LIVING = "living"
    BEDROOM = "bedroom"
    KITCHEN = "kitchen"
    BATH = "bath"
    TOILET = "toilet"
    HALL = "hall"
    STAIRS = "stairs"
    OFFICE = "office"
    STORAGE = "storage"
    GARAGE = "garage"
    TECHNICAL = "technical"
    OUTDOOR = "outdoor"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Room:
    """A closed face between walls; ``printed_area`` is what the drawing says."""

    id: str
    polygon: Ring
    area: float
    holes: tuple[Ring, ...] = ()
    name: str = ""
    use: Use = Use.OTHER
    printed_area: float | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    polygon: Ring
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Stair:
    """A flight: its outline, the line walked upwards, and its risers."""

    id: str
    polygon: Ring
    direction: tuple[Point, ...] = ()
    risers: int = 0
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Fixture:
    """A thing that stands in a room, by a plain word (toilet, basin, bath, sink, stove, bed, table, car); angle in degrees."""

    id: str
    kind: str
    polygon: Ring
    angle: float = 0.0
    confidence: float = 1.0


@dataclass(frozen=True)
class FloorPlan:
    """One storey; level 0 is the ground floor, elevation is its finished floor above the ground floor's."""

    name: str
    level: int
    sheet: Sheet | None
    scale: Scale | None
    elevation: float = 0.0
    height: float = STOREY_HEIGHT
    walls: tuple[Wall, ...] = ()
    openings: tuple[Opening, ...] = ()
    rooms: tuple[Room, ...] = ()
    columns: tuple[Column, ...] = ()
    stairs: tuple[Stair, ...] = ()
    fixtures: tuple[Fixture, ...] = ()

    @cached_property
    def walls_by_id(self) -> dict[str, Wall]:
        return {wall.id: wall for wall in self.walls}


@dataclass(frozen=True, slots=True)
class Survey:
    """All that was understood of one document: the content of plan.json."""

    source: Source
    storeys: tuple[FloorPlan, ...]
    issues: tuple[Issue, ...] = ()
