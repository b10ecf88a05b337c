"""How a building is made out of its plan, where a person may choose."""

import enum
from dataclasses import dataclass


class RoofShape(enum.Enum):
    FLAT = "flat"
    GABLE = "gable"
    HIP = "hip"


@dataclass(frozen=True, slots=True)
class Roof:
    """``pitch`` in degrees; ``overhang`` in metres beyond the outer walls; a flat roof has a parapet and no overhang."""

    shape: RoofShape
    pitch: float = 35.0
    overhang: float = 0.4


@dataclass(frozen=True, slots=True)
class BuildStyle:
    """What is built beyond walls, openings, floors, stairs and things.

    ``open_doors`` is how far each door stands open, in degrees; doors that slide, fold or lift follow in proportion to 90.
    ``animations`` adds one named "open …" for each door. ``room_volumes`` are the air of rooms, to find one's way in;
    ``collision`` adds convex blocks of the walls; ``merge`` joins what is of one storey and material; ``instancing`` gathers
    the copies of equal meshes for engines that draw them at once, unless they are merged.
    """

    open_doors: float = 0.0
    animations: bool = False
    roof: Roof | None = None
    ceilings: bool = True
    room_volumes: bool = False
    collision: bool = False
    textures: bool = False
    merge: bool = False
    instancing: bool = False


PLAIN = BuildStyle()
