"""A drawing that tells its plan itself, since ArchDesk drew it and nobody changed it."""

from dataclasses import dataclass

from archdesk.model.document import Document
from archdesk.model.floorplan import FloorPlan
from archdesk.model.problems import Issue


@dataclass(frozen=True, slots=True)
class DrawnPlan:
    """The document with the storeys it was drawn from, each on its page, and the doubts there were about them."""

    document: Document
    storeys: tuple[FloorPlan, ...]
    doubts: tuple[Issue, ...] = ()
