"""What one page of a document told, before its storeys are put in order among those of the other pages."""

from dataclasses import dataclass

from archdesk.model.floorplan import FloorPlan
from archdesk.model.problems import Issue


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A plan on a page, its elements numbered from one; ``level`` is None where neither title nor drawing tells it."""

    plan: FloorPlan
    title: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class PageReading:
    """The plans of a page; where there are none, what is ``seen`` instead, whether the picture is too coarse to tell, and
    whether it ``is_open``: a plan all the same, whose walls go around no room.

    ``levels`` are the heights in metres above the ground floor that are written on it.
    """

    page: int
    plans: tuple[PagePlan, ...] = ()
    issues: tuple[Issue, ...] = ()
    seen: str = ""
    is_too_coarse: bool = False
    is_open: bool = False
    levels: tuple[float, ...] = ()
