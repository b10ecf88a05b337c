"""What lies over a storey: boards under the slab above its rooms, the slab that closes the building, and the air below."""

from collections.abc import Sequence

import shapely
from shapely import Polygon

from archdesk.construct.materials import AIR, CEILING, CONCRETE
from archdesk.construct.openings import name_of
from archdesk.construct.parts import Register, mesh_of
from archdesk.construct.slabs import SLAB, area_of, opened, plate, prisms
from archdesk.construct.voids import is_void
from archdesk.model.floorplan import Room, Use
from archdesk.model.scene import Node

_BOARD = 0.0125  # metres; a sheet of plasterboard
_FEWEST = 0.5  # square metres; less is a crack between two storeys
_MET = 1e-3  # rooms so near have one ceiling


def ceiling_nodes(
    bare: shapely.Geometry,
    areas: Sequence[Sequence[Polygon]],
    holes: Sequence[Polygon],
    height: float,
    register: Register,
) -> list[Node]:
    """The boards over the areas of a storey's rooms, but for holes upwards, and a slab over what no storey covers."""
    rooms = zip(register.plan.rooms, areas, strict=True)
    inside = [area for room, own in rooms if _is_covered(room) for area in own]
    whole = shapely.union_all(inside).buffer(_MET, join_style="mitre").buffer(-_MET, join_style="mitre")
    cut = whole.difference(shapely.union_all(holes)) if holes else whole
    boards = plate("Ceiling", "ceiling", opened(cut), (height - _BOARD, height), CEILING, register)
    closing = [part for part in opened(bare) if part.area > _FEWEST]
    return boards + plate("Upper slab", "ceiling", closing, (height, height + SLAB), CONCRETE, register)


def volume_nodes(height: float, register: Register) -> list[Node]:
    """The air in each room, from the floor to the ceiling."""
    nodes = []
    for number, room in enumerate(register.plan.rooms, 1):
        areas = area_of(room.polygon, room.holes)
        if not areas:
            continue
        measures = {"area": room.area, "height": height, "volume": sum(area.area for area in areas) * height}
        extras = register.extras(
            f"{room.id}-air", "volume", measures, AIR.name, room.polygon, room.confidence, room=room.id, use=room.use.value
        )
        mesh = mesh_of("Room volume", prisms(areas, 0.0, height), AIR)
        nodes.append(Node(f"{name_of(room, number)}, air", (mesh,), (), extras))
    return nodes


def _is_covered(room: Room) -> bool:
    return room.use is not Use.OUTDOOR and not is_void(room)
