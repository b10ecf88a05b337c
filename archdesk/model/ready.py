"""A file that is a building already: its storeys and its shapes, which need no understanding."""

from dataclasses import dataclass

from archdesk.model.document import Source
from archdesk.model.floorplan import FloorPlan
from archdesk.model.problems import Issue
from archdesk.model.scene import Scene


@dataclass(frozen=True, slots=True)
class ReadyBuilding:
    """What a reader of building models gives instead of a document.

    ``scene`` is in the axes of glTF and in the plan's own coordinates: a storey's node stands at its elevation, and a point
    (x, y) of its plan is at (x, -y). Elements that the plans know have the plans' ids in their extras.
    """

    source: Source
    storeys: tuple[FloorPlan, ...]
    scene: Scene
    issues: tuple[Issue, ...] = ()
