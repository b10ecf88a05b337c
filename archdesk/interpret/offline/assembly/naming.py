"""Names, uses and printed areas of rooms, from the labels that lie inside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from shapely import STRtree, points

from archdesk.interpret.offline.assembly.parting import Seeds
from archdesk.interpret.offline.assembly.rooms import Face
from archdesk.interpret.offline.numbering import is_room_number
from archdesk.model.floorplan import Room, Use
from archdesk.model.shapes import Point

SEVERAL = 3  # names of rooms


@dataclass(frozen=True, slots=True)
class Caption:
    """A room's name, or its printed area (then without a name), at its place in the plan."""

    place: Point
    name: str = ""
    use: Use = Use.OTHER
    area: float | None = None


def room_seeds(captions: Sequence[Caption], *, names_part: bool = True) -> Seeds:
    """Where the rooms' names and printed areas stand; where names do not part rooms, only the numbers of rooms do.

    Each number is a room's own, while a name may be given to a part of one. An area alone among several names is the flat's.
    """
    numbers = tuple(caption.place for caption in captions if is_room_number(caption.name))
    if not names_part:
        return Seeds(numbers, inside=tuple(caption.place for caption in captions))
    names = tuple(caption.place for caption in captions if caption.name)
    areas = tuple((caption.place, caption.area) for caption in captions if caption.area)
    return Seeds(names, areas if len(areas) > 1 or len(names) < SEVERAL else ())


def name_rooms(faces: Sequence[Face], captions: Sequence[Caption]) -> tuple[Room, ...]:
    """The faces as rooms, numbered from one."""
    told = zip(faces, captions_in(faces, captions), strict=True)
    return tuple(_room(face, inside, f"r{number}") for number, (face, inside) in enumerate(told, 1))


def captions_in(faces: Sequence[Face], captions: Sequence[Caption]) -> list[list[Caption]]:
    """The captions that stand in each face."""
    inside: list[list[Caption]] = [[] for _ in faces]
    if faces and captions:
        spots = STRtree(points([caption.place for caption in captions]))
        for face, caption in sorted(spots.query([face.shape for face in faces], predicate="contains").T.tolist()):
            inside[face].append(captions[caption])
    return inside


def _room(face: Face, inside: Sequence[Caption], name: str) -> Room:
    named = sorted((caption for caption in inside if caption.name), key=lambda caption: (-caption.place[1], caption.place[0]))
    told = next((caption for caption in named if caption.use is not Use.OTHER), named[0] if named else None)
    words = " / ".join(dict.fromkeys(caption.name for caption in named[:2]))
    areas = [caption.area for caption in inside if caption.area]
    measured = float(face.shape.area)
    told_areas = [*areas, sum(areas)] if areas else []
    printed = min(told_areas, key=lambda area: abs(area - measured), default=None)
    confidence = face.confidence if not named else min(1.0, face.confidence + 0.05)
    return Room(name, face.ring, measured, face.holes, words, told.use if told else Use.OTHER, printed, confidence)
