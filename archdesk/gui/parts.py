"""The parts of a building in 3D, as the window's panes tell each other of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from archdesk.model.scene import Json


@dataclass(frozen=True, slots=True)
class Element:
    """A wall, a door or another thing one can pick."""

    id: str
    name: str
    kind: str
    storey: str
    extras: Mapping[str, Json]
