"""Which closed faces are rooms: what a drawing that labels its rooms leaves without a word is none."""

from collections.abc import Sequence

from shapely.geometry import Point as Spot

from archdesk.geometry.lines import direction, middle, moved
from archdesk.interpret.offline.assembly.naming import Caption, captions_in
from archdesk.interpret.offline.assembly.rooms import Face
from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.model.floorplan import OpeningKind, Use
from archdesk.model.shapes import Point

FEW = 3  # printed areas that show a habit
AREAS_TELL = 0.4  # of the faces larger than a cupboard; where so many hold an area, each room does
CUPBOARD = 2.0  # square metres
STANDING = 0.8  # square metres; a toilet or a shaft one can stand in: a smaller face is a closet if leaves shut it, or a niche
LOOSE = 0.7  # confidence; a face with so much of its outline open is a part of something else
TIGHT = 0.9  # confidence; a face that walls close all around may have a door that was not seen
FEWEST_ENTERED = 2  # open faces with doors that make a plan; one alone is a detail
REACH = 0.2  # metres beyond a wall's face where its opening leads to


def keep_rooms(faces: Sequence[Face], captions: Sequence[Caption], finds: Sequence[OpeningFind]) -> tuple[Face, ...]:
    """The faces that are rooms; the captions and openings are those of the plan."""
    labels = captions_in(faces, captions)
    roomy = [inside for face, inside in zip(faces, labels, strict=True) if face.shape.area >= CUPBOARD]
    measured = [inside for inside in roomy if any(caption.area for caption in inside)]
    all_labelled = len(measured) >= max(FEW, AREAS_TELL * len(roomy))
    doors = _entries(finds, OpeningKind.DOOR)
    ways = doors + _entries(finds, OpeningKind.PASSAGE)
    kept = tuple(
        face
        for face, inside in zip(faces, labels, strict=True)
        if _is_labelled_room(face, inside) or (not (inside or all_labelled) and _is_room(face, doors, ways))
    )
    return kept or _entered(faces, doors)


def _entered(faces: Sequence[Face], doors: Sequence[Point]) -> tuple[Face, ...]:
    """What is left where linings and fixtures run along every wall, and no face looks well closed: rooms with doors."""
    rooms = tuple(face for face in faces if face.shape.area >= CUPBOARD and _is_entered(face, doors))
    return rooms if len(rooms) >= FEWEST_ENTERED else ()


def _is_labelled_room(face: Face, inside: Sequence[Caption]) -> bool:
    names = [caption for caption in inside if caption.name]
    if names and all(caption.use is Use.OUTDOOR for caption in names):
        return face.confidence >= TIGHT
    return bool(inside)


def _is_room(face: Face, doors: Sequence[Point], ways: Sequence[Point]) -> bool:
    """Whether a face without a word is closed enough for a room and, where it is small or not all closed, has a way in."""
    if face.confidence < LOOSE:
        return False
    if face.shape.area < STANDING:
        return _is_entered(face, doors)
    return face.confidence >= TIGHT or _is_entered(face, ways)


def _is_entered(face: Face, ways: Sequence[Point]) -> bool:
    shape = face.shape
    x0, y0, x1, y1 = shape.bounds
    return any(x0 <= x <= x1 and y0 <= y <= y1 and shape.contains(Spot(x, y)) for x, y in ways)


def _entries(finds: Sequence[OpeningFind], kind: OpeningKind) -> list[Point]:
    """The places before and behind each opening of a kind."""
    return [
        moved(middle(find.start, find.end), direction(find.start, find.end), 0.0, side * (find.thickness / 2 + REACH))
        for find in finds
        if find.kind is kind
        for side in (1, -1)
    ]
