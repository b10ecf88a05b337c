"""What a plan must have to be one, and what in it a person should look at."""

import math
import statistics
from collections.abc import Sequence

from shapely import STRtree
from shapely.geometry import Point as Spot
from shapely.geometry import Polygon

from archdesk.geometry.lines import direction, moved, turn
from archdesk.geometry.polygons import footprint
from archdesk.interpret.offline.assembly.plans import Draft
from archdesk.interpret.offline.evidence import WallPiece
from archdesk.model.floorplan import FloorPlan, OpeningKind, Room, ScaleMethod, Use
from archdesk.model.problems import Issue, Severity
from archdesk.model.shapes import distance

FEWEST_WALLS = 3  # the fourth side may be glass
FEWEST_CORNERS = 3  # walls that meet others; parallel lines are no plan
SLANT = 0.35  # radians; flatter than this, walls go on from each other
TOUCH = 0.02  # metres between walls that meet
SHORTEST = 6.0  # metres of wall in all; a hut
ROOMY = 2.0  # square metres of at least one room
ROOM_SHARE = 0.1  # of the ground around all walls is rooms; less are crumbs, where no names nor windows tell otherwise
LABELLED = 3  # rooms with a name or an area in them; tables and elevations have none
FEWEST_LEAVES, USUAL_SHARE = 4, 1 / 3  # leaves that show a habit, and how many of them are as wide as doors are
LEAF = (0.5, 1.3)  # metres
SHOWN_DOORS = 3  # by which a drawing shows that it draws them
HUT = 6.0  # square metres
BARE_WALLS, BARE_CORNERS = 8, 5  # of a structure drawn without its doors and windows
BARE_SLENDER = 8.0  # times its thickness is the middle one of its walls
BARE_SURE = 0.9  # their confidence: filled walls, read without doubt
BARE_SQUARE = 0.7  # of their length lies square to the longest
BARE_TURN = math.radians(3)
LARGEST = 400.0  # metres across; a larger thing is a site plan
OFF = 0.1  # of a printed area; beyond it, area or outline is misread
DOUBT = 0.5  # confidence below which a person is asked
MOST_UNCERTAIN = 20  # elements of a storey; a longer list is not read
REACH = 0.15  # metres beyond a wall's face where its opening leads to


def is_plausible(draft: Draft) -> bool:
    """Whether the draft is a building seen from above: walls enough, and rooms between them."""
    if len(draft.walls) < FEWEST_WALLS or sum(distance(w.start, w.end) for w in draft.walls) < SHORTEST:
        return False
    if max(draft.box.width, draft.box.height) > LARGEST or _corners(draft.walls) < FEWEST_CORNERS:
        return False
    return (_has_rooms(draft) and not _has_odd_leaves(draft)) or _is_bare_structure(draft)


def shows_use(draft: Draft) -> bool:
    """Whether anything tells that people go about in it: a door, a stair, a room's name, what stands in a bathroom."""
    doors = any(opening.find.kind is OpeningKind.DOOR for opening in draft.openings)
    return doors or bool(draft.names or draft.evidence.stairs or draft.evidence.fixtures)


def has_doors(draft: Draft) -> bool:
    """Whether line work shows so many doors that a plan beside it would show some too."""
    doors = sum(opening.find.kind is OpeningKind.DOOR for opening in draft.openings)
    return draft.evidence.is_line_work and doors >= SHOWN_DOORS


def is_open(draft: Draft) -> bool:
    """Whether walls enough are named as such, and meet, but leave no room closed."""
    is_long = sum(distance(wall.start, wall.end) for wall in draft.walls) >= SHORTEST
    return not draft.faces and draft.evidence.names_walls and is_long and _corners(draft.walls) >= FEWEST_CORNERS


def _has_odd_leaves(draft: Draft) -> bool:
    """Whether line work without a window swings leaves of widths that no people go through: curved parts of something."""
    widths = draft.door_widths
    if not draft.evidence.is_line_work or _has_windows(draft) or len(widths) < FEWEST_LEAVES:
        return False
    return sum(LEAF[0] <= width <= LEAF[1] for width in widths) < USUAL_SHARE * len(widths)


def _has_rooms(draft: Draft) -> bool:
    """Whether there are rooms of a size to live in; a closed shape alone, without openings, has to be as large as a hut."""
    areas = [face.shape.area for face in draft.faces]
    if max(areas, default=0.0) < ROOMY:
        return False
    known = draft.labelled >= LABELLED or (draft.evidence.is_line_work and _has_windows(draft))
    if sum(areas) < ROOM_SHARE * draft.ground.area and not known:
        return False
    return bool(draft.openings) or sum(areas) >= HUT


def _has_windows(draft: Draft) -> bool:
    return any(opening.find.kind is OpeningKind.WINDOW for opening in draft.openings)


def _is_bare_structure(draft: Draft) -> bool:
    """Whether a picture shows a structure's walls alone: long, filled, and nearly all square to one another."""
    walls = draft.drawn
    if draft.evidence.is_line_work or len(walls) < BARE_WALLS or _corners(walls) < BARE_CORNERS:
        return False
    lengths = [distance(wall.start, wall.end) for wall in walls]
    guide = max(walls, key=lambda wall: distance(wall.start, wall.end))
    axis = direction(guide.start, guide.end)
    turns = [min(each, math.pi / 2 - each) for each in (turn(axis, direction(wall.start, wall.end)) for wall in walls)]
    square = sum(length for length, each in zip(lengths, turns, strict=True) if each < BARE_TURN)
    slender = statistics.median(length / wall.thickness for wall, length in zip(walls, lengths, strict=True))
    sure = statistics.mean(wall.confidence for wall in walls)
    return square >= BARE_SQUARE * sum(lengths) and slender >= BARE_SLENDER and sure >= BARE_SURE


def _corners(walls: Sequence[WallPiece]) -> int:
    """How many walls meet another at an angle."""
    shapes = [footprint(wall.start, wall.end, wall.thickness, wall.bulge).buffer(TOUCH) for wall in walls]
    axes = [direction(wall.start, wall.end) for wall in walls]
    firsts, seconds = STRtree(shapes).query(shapes, predicate="intersects")
    return len({int(i) for i, j in zip(firsts, seconds, strict=True) if turn(axes[i], axes[j]) > SLANT})


def find_doubts(plan: FloorPlan) -> tuple[Issue, ...]:
    """The doubts about a storey, each with the storey and what it concerns."""
    issues: list[Issue] = []
    if plan.scale is None or plan.scale.method is ScaleMethod.ASSUMED:
        text = "The scale is not told by the drawing and was assumed. Type one known length."
        issues.append(Issue("scale-assumed", text, storey=plan.level))
    elif plan.scale.confidence < DOUBT:
        text = f"The scale is a guess, {plan.scale.confidence:.0%} sure. Check one known length."
        issues.append(Issue("scale-uncertain", text, storey=plan.level))
    issues += [issue for room in plan.rooms if (issue := _area_doubt(room, plan.level))]
    issues += _closed_rooms(plan)
    issues += _uncertain(plan)
    if not plan.rooms:
        issues.append(Issue("no-rooms", "No closed room was found on this storey.", storey=plan.level))
    return tuple(issues)


def _area_doubt(room: Room, level: int) -> Issue | None:
    if not room.printed_area or abs(room.area / room.printed_area - 1) <= OFF:
        return None
    what = room.name or "A room"
    text = f"{what} measures {room.area:.1f} m², but the drawing says {room.printed_area:.1f} m²."
    return Issue("area-differs", text, storey=level, element=room.id)


def _closed_rooms(plan: FloorPlan) -> list[Issue]:
    """Rooms that no door or passage leads into."""
    spots: list[Spot] = []
    for opening in plan.openings:
        wall = plan.walls_by_id[opening.wall]
        axis = direction(wall.start, wall.end)
        spots += [Spot(moved(wall.start, axis, opening.offset, side * (wall.thickness / 2 + REACH))) for side in (1, -1)]
    return [
        Issue("room-without-door", f"No door leads into {room.name or 'this room'}.", Severity.INFO, plan.level, room.id)
        for room in plan.rooms
        if room.use is not Use.OUTDOOR and not _holds_any(room, spots)
    ]


def _uncertain(plan: FloorPlan) -> list[Issue]:
    """What is more likely wrong than right, the least sure first."""
    found = [(each.confidence, each.id, f"This {each.kind.value}") for each in plan.openings]
    found += [(wall.confidence, wall.id, "This wall") for wall in plan.walls]
    found += [(room.confidence, room.id, room.name or "This room") for room in plan.rooms]
    doubtful = sorted(each for each in found if each[0] < DOUBT)[:MOST_UNCERTAIN]
    return [
        Issue("element-uncertain", f"{what} is uncertain, {sure:.0%} sure.", Severity.INFO, plan.level, name)
        for sure, name, what in doubtful
    ]


def _holds_any(room: Room, spots: Sequence[Spot]) -> bool:
    shape = Polygon(room.polygon, room.holes)
    return any(shape.contains(spot) for spot in spots)
