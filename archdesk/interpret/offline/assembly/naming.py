"""Names, uses and printed areas of rooms, from the labels that lie inside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from shapely import prepare
from shapely.geometry import Point as Spot

from archdesk.interpret.offline.assembly.rooms import Face
from archdesk.model.floorplan import Room, Use
from archdesk.model.shapes import Point, distance

BESIDE = 1.6  # metres between a room's name and its printed area
FEW = 3  # printed areas that show a habit
AREAS_TELL = 0.5  # of the names; where so many areas are printed, each room has one


@dataclass(frozen=True, slots=True)
class Caption:
    """A room's name, or its printed area (then without a name), at its place in the plan."""

    place: Point
    name: str = ""
    use: Use = Use.OTHER
    area: float | None = None


def room_seeds(captions: Sequence[Caption]) -> tuple[Point, ...]:
    """One place in each room: its printed area where the drawing prints them, its name elsewhere; none for terraces."""
    names = [caption for caption in captions if caption.name]
    outdoor = [caption.place for caption in names if caption.use is Use.OUTDOOR]
    areas = [
        caption for caption in captions if caption.area and not any(distance(caption.place, spot) < BESIDE for spot in outdoor)
    ]
    indoor = [caption for caption in names if caption.use is not Use.OUTDOOR]
    told_by_area = len(areas) >= max(FEW, AREAS_TELL * len(indoor))
    return tuple(caption.place for caption in (areas if told_by_area else indoor))


def name_rooms(faces: Sequence[Face], captions: Sequence[Caption]) -> tuple[Room, ...]:
    """The faces as rooms, numbered from one."""
    return tuple(_room(face, captions, f"r{number}") for number, face in enumerate(faces, 1))


def _room(face: Face, captions: Sequence[Caption], name: str) -> Room:
    shape = face.shape
    prepare(shape)
    inside = [caption for caption in captions if shape.contains(Spot(caption.place))]
    named = sorted((caption for caption in inside if caption.name), key=lambda caption: (-caption.place[1], caption.place[0]))
    told = next((caption for caption in named if caption.use is not Use.OTHER), named[0] if named else None)
    words = " / ".join(dict.fromkeys(caption.name for caption in named[:2]))
    areas = [caption.area for caption in inside if caption.area]
    measured = float(shape.area)
    printed = min(areas, key=lambda area: abs(area - measured), default=None)
    confidence = face.confidence if not named else min(1.0, face.confidence + 0.05)
    return Room(name, face.ring, measured, face.holes, words, told.use if told else Use.OTHER, printed, confidence)
