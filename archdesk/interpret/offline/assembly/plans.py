"""Evidence of one plan into a floor plan: walls joined, openings hosted, rooms closed and named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shapely import prepare, unary_union
from shapely.geometry import Point as Spot
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from archdesk.geometry.lines import direction, moved
from archdesk.geometry.polygons import footprint, polygons_in, ring_of
from archdesk.interpret.offline.assembly.certainty import grade_plan
from archdesk.interpret.offline.assembly.hosting import Hosted, host_openings, keep_bounded, opening_of, widen_to_jambs
from archdesk.interpret.offline.assembly.joining import join_pieces
from archdesk.interpret.offline.assembly.junctions import meet_walls
from archdesk.interpret.offline.assembly.levels import GROUND
from archdesk.interpret.offline.assembly.naming import Caption, captions_in, name_rooms, room_seeds
from archdesk.interpret.offline.assembly.rooms import Face, close_faces
from archdesk.interpret.offline.assembly.sifting import keep_rooms
from archdesk.interpret.offline.assembly.strangers import find_strangers, without_openings_in
from archdesk.interpret.offline.assembly.tinted import room_edges
from archdesk.interpret.offline.evidence import Evidence, WallPiece
from archdesk.model.floorplan import Column, Fixture, FloorPlan, OpeningKind, Scale, Sheet, Stair, Wall
from archdesk.model.shapes import Affine, Box, Ring, box_around, distance

OUTSIDE_SHARE = 0.3  # of a wall's length; a wall that borders the open so far is an exterior wall
PROBE = 0.1  # metres beside a wall's face
STEPS = 9  # places along a wall where its sides are looked at
COURT = 0.8  # metres; gaps in the outline up to twice this do not let the outside in

INDOORS = frozenset(("toilet", "basin", "sink", "bath", "shower", "stove", "bed", "wardrobe"))

_PREFIX = {OpeningKind.DOOR: "d", OpeningKind.WINDOW: "n", OpeningKind.PASSAGE: "p"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan in metres before it is numbered and put at its origin.

    ``labelled`` of its faces hold a name or an area; ``strangers`` passed for walls and are none; ``names`` are those of rooms.
    """

    walls: tuple[WallPiece, ...]
    openings: tuple[Hosted, ...]
    faces: tuple[Face, ...]
    evidence: Evidence
    labelled: int = 0
    strangers: tuple[WallPiece, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def box(self) -> Box:
        return _box_of(self.walls)

    @property
    def drawn(self) -> tuple[WallPiece, ...]:
        """All that passed for a wall."""
        return (*self.walls, *self.strangers)

    @property
    def ground(self) -> Box:
        """Around all that passed for a wall."""
        return _box_of(self.drawn)

    @property
    def footprints(self) -> tuple[Ring, ...]:
        shapes = [footprint(wall.start, wall.end, wall.thickness, wall.bulge) for wall in self.walls]
        return tuple(ring_of(part.exterior) for shape in shapes for part in polygons_in(shape))

    @property
    def door_widths(self) -> tuple[float, ...]:
        return tuple(opening.last - opening.first for opening in self.openings if opening.find.has_one_leaf)


def draft_plan(evidence: Evidence, captions: Sequence[Caption]) -> Draft:
    """Walls, openings and faces of one plan; the evidence and the captions are in metres, y up."""
    finds = widen_to_jambs(evidence.openings, evidence.walls)
    walls, finds = keep_bounded(meet_walls(join_pieces(evidence.walls, finds)), finds)
    strangers = frozenset[WallPiece]() if evidence.is_line_work else find_strangers(walls, finds)
    walls, finds = tuple(wall for wall in walls if wall not in strangers), without_openings_in(strangers, finds)
    seeds = room_seeds(captions, names_part=not evidence.is_line_work)
    faces = close_faces(walls, evidence.closings, seeds, finds, room_edges(evidence.tints, walls, captions))
    rooms = keep_rooms(faces, captions, finds)
    inside = captions_in(rooms, captions)
    names = tuple(caption.name for told in inside for caption in told if caption.name)
    return Draft(walls, host_openings(walls, finds), rooms, evidence, sum(map(bool, inside)), tuple(strangers), names)


def _box_of(walls: Sequence[WallPiece]) -> Box:
    shapes = [footprint(wall.start, wall.end, wall.thickness, wall.bulge).bounds for wall in walls]
    return box_around([(x, y) for x0, y0, x1, y1 in shapes for x, y in ((x0, y0), (x1, y1))])


def number_plan(draft: Draft, captions: Sequence[Caption], sheet: Sheet, scale: Scale) -> FloorPlan:
    """The draft as a nameless ground floor whose lower left corner is the origin, its elements numbered from one.

    ``sheet.to_plan`` still maps to the draft's metres.
    """
    box = draft.box
    shift = Affine(c=-box.x0, f=-box.y0)
    built = _built(draft)
    prepare(built)
    walls = tuple(
        Wall(
            f"w{number}",
            (shift.apply(piece.start), shift.apply(piece.end)),
            piece.thickness,
            piece.bulge,
            exterior=_is_exterior(piece, built),
            confidence=piece.confidence,
        )
        for number, piece in enumerate(draft.walls, 1)
    )
    openings = tuple(
        opening_of(hosted, f"{_PREFIX[hosted.find.kind]}{number}", walls[hosted.wall].id)
        for number, hosted in enumerate(draft.openings, 1)
    )
    rooms = name_rooms(draft.faces, captions)
    plan = FloorPlan(
        "",
        GROUND,
        replace(sheet, to_plan=sheet.to_plan.then(shift)),
        scale,
        walls=walls,
        openings=openings,
        rooms=tuple(
            replace(room, polygon=shift.apply_all(room.polygon), holes=tuple(shift.apply_all(hole) for hole in room.holes))
            for room in rooms
        ),
    )
    return grade_plan(_furnished(plan, draft.evidence, built, shift))


def _furnished(plan: FloorPlan, evidence: Evidence, built: BaseGeometry, shift: Affine) -> FloorPlan:
    """The plan with its columns, stairs and fixtures; what stands indoors only is something else elsewhere."""
    standing = [find for find in evidence.fixtures if find.kind not in INDOORS or built.contains(Polygon(find.ring).centroid)]
    columns = tuple(Column(f"c{i}", shift.apply_all(ring)) for i, ring in enumerate(evidence.columns, 1))
    stairs = tuple(
        Stair(f"s{i}", shift.apply_all(find.ring), shift.apply_all(find.direction), find.risers, find.confidence)
        for i, find in enumerate(evidence.stairs, 1)
    )
    fixtures = tuple(
        Fixture(f"f{i}", find.kind, shift.apply_all(find.ring), find.angle, find.confidence)
        for i, find in enumerate(standing, 1)
    )
    return replace(plan, columns=columns, stairs=stairs, fixtures=fixtures)


def _built(draft: Draft) -> BaseGeometry:
    """The ground of the building: the outline with its gaps closed and its inside filled."""
    shapes = [footprint(wall.start, wall.end, wall.thickness, wall.bulge) for wall in draft.walls]
    built = unary_union([*shapes, *(face.shape.buffer(PROBE / 2) for face in draft.faces)])
    sealed = built.buffer(COURT, join_style="mitre").buffer(-COURT, join_style="mitre")
    return unary_union([built, *(Polygon(part.exterior) for part in polygons_in(sealed))])


def _is_exterior(wall: WallPiece, built: BaseGeometry) -> bool:
    """Whether a fair share of the wall has the open on one side."""
    axis, length = direction(wall.start, wall.end), distance(wall.start, wall.end)
    for side in (1, -1):
        aside = side * (wall.thickness / 2 + PROBE)
        spots = [moved(wall.start, axis, length * (i + 0.5) / STEPS, aside) for i in range(STEPS)]
        if sum(not built.contains(Spot(spot)) for spot in spots) >= OUTSIDE_SHARE * STEPS:
            return True
    return False
