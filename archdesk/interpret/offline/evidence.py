"""What was seen on a page before it is made into a plan: wall pieces, openings and other finds, in page units."""

from dataclasses import dataclass

from archdesk.model.floorplan import Hinge, OpeningKind, Swing
from archdesk.model.problems import Issue
from archdesk.model.shapes import Point, Ring


@dataclass(frozen=True, slots=True)
class WallPiece:
    """A stretch of wall by its centre line; it may stop at an opening or run on behind it."""

    start: Point
    end: Point
    thickness: float
    bulge: float = 0.0
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class OpeningFind:
    """An opening from jamb to jamb on its wall's centre line; hinge and swing are seen from start to end with y up."""

    kind: OpeningKind
    start: Point
    end: Point
    thickness: float
    hinge: Hinge | None = None
    swing: Swing | None = None
    leaves: int = 1
    confidence: float = 1.0

    @property
    def has_one_leaf(self) -> bool:
        """Whether a door's only leaf was seen, whose width tells the scale; a gate or a garage door shows none."""
        return self.kind is OpeningKind.DOOR and self.leaves == 1 and not (self.hinge is None and self.swing is None)


@dataclass(frozen=True, slots=True)
class Closing:
    """A line that parts two rooms where no wall stands: a wall's prolongation, a change of floor, an edge of ceiling."""

    start: Point
    end: Point
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class StairFind:
    """A flight of stairs; direction is the line walked upwards."""

    ring: Ring
    direction: tuple[Point, ...] = ()
    risers: int = 0
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class FixtureFind:
    """A thing in a room, by a plain word; angle in degrees."""

    kind: str
    ring: Ring
    angle: float = 0.0
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A thin straight line that is no wall and may measure one: dimension lines, extension lines, leaders."""

    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Evidence:
    """All finds on one page; ``unit`` is metres a unit of their coordinates, as the finder took or guessed it.

    ``tints`` are broad filled areas, each one path or several that touch, in which a room's name or number may stand.
    ``is_line_work`` says that the page gave its lines themselves: what parts two rooms was seen, however thin it is;
    ``names_walls`` that it names what draws the walls.
    """

    walls: tuple[WallPiece, ...] = ()
    openings: tuple[OpeningFind, ...] = ()
    closings: tuple[Closing, ...] = ()
    columns: tuple[Ring, ...] = ()
    stairs: tuple[StairFind, ...] = ()
    fixtures: tuple[FixtureFind, ...] = ()
    segments: tuple[Segment, ...] = ()
    tints: tuple[Ring, ...] = ()
    issues: tuple[Issue, ...] = ()
    unit: float | None = None
    is_line_work: bool = False
    names_walls: bool = False
