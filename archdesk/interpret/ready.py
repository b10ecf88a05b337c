"""Buildings that need no understanding but of their words: rooms get their uses by their names."""

from dataclasses import replace

from archdesk.interpret.offline.room_names import use_of
from archdesk.model.floorplan import FloorPlan, Survey, Use
from archdesk.model.ready import ReadyBuilding


def survey_ready(building: ReadyBuilding) -> Survey:
    """What plan.json records of a building that a file holds already."""
    return Survey(building.source, tuple(_with_uses(plan) for plan in building.storeys), building.issues)


def _with_uses(plan: FloorPlan) -> FloorPlan:
    rooms = tuple(replace(room, use=use_of(room.name) or Use.OTHER) if room.use is Use.OTHER else room for room in plan.rooms)
    return replace(plan, rooms=rooms)
