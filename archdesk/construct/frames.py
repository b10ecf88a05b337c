"""What doors and windows are made of: frames, sashes and panes, seen from the front and as deep as they are."""

from dataclasses import dataclass

import shapely
from shapely import Polygon

from archdesk.construct.materials import FRAME, GLASS
from archdesk.construct.openings import Sides
from archdesk.construct.parts import Register, Shelf, mesh_of
from archdesk.geometry.solids import Solid, extrude
from archdesk.model.floorplan import Opening, Use, Wall
from archdesk.model.scene import Mesh
from archdesk.model.style import BuildStyle

PANE = 0.02  # metres; a double pane
_SASH = 0.05  # the face of a sash
_SASH_DEPTH = 0.05


_NO_STAY = (Use.GARAGE, Use.STORAGE, Use.TECHNICAL, Use.OUTDOOR, Use.OTHER)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every door and window is made with."""

    register: Register
    shelf: Shelf
    style: BuildStyle


@dataclass(frozen=True, slots=True)
class Bay:
    """An opening with the size of its hole; ``before`` and ``behind`` are what the wall runs on to either side."""

    opening: Opening
    wall: Wall
    width: float
    height: float
    before: float
    behind: float
    sides: Sides

    @property
    def is_lived_in(self) -> bool:
        """Whether people stay on either side, and not cars or things."""
        return any(room is not None and room.use not in _NO_STAY for room in self.sides)

    @property
    def inside(self) -> int:
        """To which side of the wall the building is: -1 for the left, as z runs in the opening, else 1."""
        left, right = (room is not None and room.use is not Use.OUTDOOR for room in self.sides)
        return 1 if right and not left else -1

    @property
    def depth(self) -> float:
        return round(self.wall.thickness, 3)


def across(area: Polygon, depth: float) -> Solid:
    """An area seen from the front (x to the right, y up) as a solid of so much depth about the middle of the wall."""
    solid = extrude(area, -depth / 2, depth / 2)
    turned = (0, 2, 1)
    flip = (1, -1, 1)
    return Solid(solid.positions[:, turned] * flip, solid.normals[:, turned] * flip, solid.triangles)


def sash(width: float, height: float, shelf: Shelf) -> tuple[Mesh, ...]:
    """A pane in its own frame, from x = 0 on; equal ones are the same."""
    return shelf.get(("sash", width, height), lambda: _sash(width, height))


def _sash(width: float, height: float) -> tuple[Mesh, ...]:
    face = min(_SASH, width / 5, height / 5)
    pane = shapely.box(face, face, width - face, height - face)
    frame = across(shapely.box(0, 0, width, height) - pane, _SASH_DEPTH)
    return mesh_of("Sash", frame, FRAME), mesh_of("Pane", across(pane, PANE), GLASS)
