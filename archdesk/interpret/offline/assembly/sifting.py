"""Which closed faces are rooms: what a drawing that labels its rooms leaves without a word is none."""

from collections.abc import Sequence

from shapely import prepare
from shapely.geometry import Point as Spot

from archdesk.geometry.lines import direction, middle, moved
from archdesk.interpret.offline.assembly.naming import Caption
from archdesk.interpret.offline.assembly.rooms import Face
from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.model.floorplan import OpeningKind, Use
from archdesk.model.shapes import Point

FEW = 3  # printed areas that show a habit
AREAS_TELL = 0.4  # of the faces larger than a cupboard; where so many hold an area, each room does
CUPBOARD = 2.0  # square metres
STANDING = 0.8  # square metres; a toilet or a shaft one can stand in: a smaller face is a closet if leaves shut it, or a niche
LOOSE = 0.6  # confidence; a face with so much of its outline open has neither walls nor doors of its own
ENCLOSED = 0.9  # confidence of a terrace that walls close in like a room
REACH = 0.2  # metres beyond a wall's face where its opening leads to


def keep_rooms(faces: Sequence[Face], captions: Sequence[Caption], finds: Sequence[OpeningFind]) -> tuple[Face, ...]:
    """The faces that are rooms; the captions and openings are those of the plan."""
    labels = [_labels(face, captions) for face in faces]
    roomy = [inside for face, inside in zip(faces, labels, strict=True) if face.shape.area >= CUPBOARD]
    measured = [inside for inside in roomy if any(caption.area for caption in inside)]
    all_labelled = len(measured) >= max(FEW, AREAS_TELL * len(roomy))
    entries = _entries(finds)
    return tuple(
        face
        for face, inside in zip(faces, labels, strict=True)
        if _is_labelled_room(face, inside) or not (inside or all_labelled or _is_none(face, entries))
    )


def _labels(face: Face, captions: Sequence[Caption]) -> list[Caption]:
    shape = face.shape
    prepare(shape)
    return [caption for caption in captions if shape.contains(Spot(caption.place))]


def _is_labelled_room(face: Face, inside: Sequence[Caption]) -> bool:
    names = [caption for caption in inside if caption.name]
    if names and all(caption.use is Use.OUTDOOR for caption in names):
        return face.confidence >= ENCLOSED
    return bool(inside)


def _is_none(face: Face, entries: Sequence[Point]) -> bool:
    """Whether the face is small or much of its outline is open, and no door leads into it."""
    shape = face.shape
    is_doubtful = face.confidence < LOOSE or shape.area < STANDING
    return is_doubtful and not any(shape.contains(Spot(place)) for place in entries)


def _entries(finds: Sequence[OpeningFind]) -> list[Point]:
    """The places before and behind each door."""
    return [
        moved(middle(find.start, find.end), direction(find.start, find.end), 0.0, side * (find.thickness / 2 + REACH))
        for find in finds
        if find.kind is OpeningKind.DOOR
        for side in (1, -1)
    ]
