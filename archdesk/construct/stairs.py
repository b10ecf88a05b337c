"""Stairs: treads of one thickness that rise from the floor to the next, or as far as their risers reach."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from archdesk.construct.flights import Flight, landing_areas
from archdesk.construct.materials import HANDLE, STAIR
from archdesk.construct.parts import Register, mesh_of
from archdesk.construct.slabs import area_of, opened
from archdesk.construct.treads import post_of, treads_of
from archdesk.geometry.solids import Solid, carve, extrude, join, turn_solid
from archdesk.model.scene import Node
from archdesk.model.shapes import Point

_THICK = 2  # risers from the top of a tread to the underside of the stair
_NARROWEST = 0.1  # metres of going; a shorter stair is a mark on the floor
_MARK = 0.01
_RAIL = 1.0


def stair_node(flight: Flight, number: int, register: Register) -> Node | None:
    """A flight with its landing; nothing where its outline is no area."""
    stair = flight.stair
    areas = area_of(stair.polygon)
    solids = [solid for area in areas if (solid := flight_solid(area, flight)) is not None]
    if not solids:
        return None
    solid = turn_solid(join(solids), 0.0, up=flight.base)
    measures = {
        "height": float(solid.positions[:, 2].max()),
        "risers": flight.risers,
        "riser": flight.riser,
        "area": sum(area.area for area in areas),
    }
    extras = register.extras(stair.id, "stair", measures, STAIR.name, stair.polygon, stair.confidence)
    return Node(f"Stairs {number}", (mesh_of("Stairs", solid, STAIR),), (*_landing(flight), *_post(areas, flight)), extras)


def _landing(flight: Flight) -> list[Node]:
    bottom = max(0.0, flight.top - _THICK * flight.riser)
    solids = [extrude(area, bottom, flight.top) for area in landing_areas(flight)]
    return [Node("Landing", (mesh_of("Landing", join(solids), STAIR),), (), {"kind": "landing"})] if solids else []


def _post(areas: list[Polygon], flight: Flight) -> list[Node]:
    """What a spiral turns about, a rail's height over its last step."""
    solids = [extrude(post, flight.base, flight.top + _RAIL) for area in areas if (post := post_of(area)) is not None]
    return [Node("Post", (mesh_of("Post", join(solids), HANDLE),), (), {"kind": "post"})] if solids else []


def flight_solid(area: Polygon, flight: Flight) -> Solid | None:
    """The steps over an area from nought up; the last riser is the edge of what they lead to."""
    steps = flight.risers - 1
    if steps < 1 or _is_short(area, steps):
        return extrude(area, 0.0, _MARK)
    cells = treads_of(area, flight.direction, steps)
    levels = [flight.riser * i for i in range(flight.risers)]
    layers = np.arange(steps)

    def fill(point: Point) -> NDArray[np.bool_]:
        at = next((number for number, cell in enumerate(cells) if shapely.contains_xy(cell, *point)), None)
        if at is None:
            return np.zeros(steps, dtype=np.bool_)
        return np.asarray((layers <= at) & (layers > at - _THICK))

    carved = [carve(part, [cell for cell in cells if not cell.is_empty], levels, fill) for part in opened(area)]
    solids = [solid for solid in carved if solid is not None]
    return join(solids) if solids else None


def _is_short(area: Polygon, steps: int) -> bool:
    """Whether the steps would be too narrow for a foot, even along the middle of a turn."""
    around = area.minimum_rotated_rectangle.length / 2
    return bool(around / steps < _NARROWEST)
