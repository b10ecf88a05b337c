"""Stairs: treads side by side, as deep as a foot and all alike, with the landings and winders between them."""

from dataclasses import dataclass

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import StairFind
from archdesk.interpret.offline.lines.bundles import clusters, side_by_side
from archdesk.interpret.offline.lines.landings import find_landings
from archdesk.interpret.offline.lines.spirals import Spiral, find_spirals
from archdesk.interpret.offline.lines.stairways import Stairway, join_flights, turned_back
from archdesk.interpret.offline.lines.table import Flags, Floats, Frame, Lines, Straights, as_point, turned
from archdesk.interpret.offline.lines.walking import LONGEST_HEAD, SHORTEST_HEAD, Flight, printed_risers, uphill, words_at
from archdesk.interpret.offline.lines.winders import find_fans
from archdesk.model.document import Page

SHALLOWEST = 0.2  # metres of a tread's going
DEEPEST = 0.36
NARROWEST = 0.6  # metres of a flight's width
WIDEST = 4.0
FEWEST_TREADS = 4
SHORTEST_PIECE = 0.1  # metres that a cut line leaves of a tread
TWO_FLIGHTS = 2.7  # times a flight's width: both with the well between them
SAME_END = 0.04  # metres between a tread's end and its flight's side
LEVEL = 0.9995  # cosine between a cut tread and the whole ones
EVEN = 0.12  # share of the going by which treads may differ
SAME_LINE = 0.06  # metres; a nosing is drawn beside its tread
LANDING = 1.6  # metres between two flights of one stair
MISCOUNT = 2  # edges of a stair that lie in its landings, or are drawn once for two
FEWEST_CLEAR = 6  # risers of what is surely a stair
FEWEST_CROSSED = 3  # treads that a walking line crosses; a tread crosses that line, and a cut line
EDGE = 0.03  # metres from a stair's outline, where its strings and the walls beside it are drawn
TOLD = 0.9  # with a way up
SEEN = 0.7  # by treads alone


def find_stairs(page: Page, lines: Lines, frame: Frame) -> tuple[StairFind, ...]:
    """Stairs with their way up where arrows or words tell it, in page units."""
    length = lines.length
    spirals = tuple(_spiral_find(spiral, lines, page, frame) for spiral in find_spirals(lines.pick(~lines.curved)))
    treads = lines.pick(~lines.curved & ~lines.symbol & (length > NARROWEST) & (length < WIDEST))
    if len(treads) < FEWEST_TREADS:
        return spirals
    pieces = lines.pick(~lines.curved & ~lines.symbol & (length > SHORTEST_PIECE) & (length < WIDEST))
    bundles = (treads.pick(rows) for rows in side_by_side(treads, DEEPEST + SAME_LINE) if len(rows) >= FEWEST_TREADS)
    ways = pieces.direction
    finds = [_flight(bundle, pieces, ways) for bundle in bundles]
    whole = _apart([find for find in finds if find is not None])
    flights, counted = [flight for flight, _ in whole], [edges for _, edges in whole]
    tree = shapely.STRtree(shapely.linestrings(np.stack([lines.start, lines.end], axis=1)))
    joints = [*find_landings(flights, counted, lines, tree), *(fan.joint for fan in find_fans(flights, pieces))]
    outlines = np.array([shapely.Polygon(flight.corners) for flight, _ in whole], dtype=object)
    one, other = shapely.STRtree(outlines).query(outlines, predicate="dwithin", distance=LANDING)
    apart = shapely.distance(outlines[one], outlines[other])
    beside = (apart > 0) & (apart < LANDING)
    edges = np.array([edges for _, edges in whole], dtype=np.intp)
    further = np.bincount(one[beside], weights=edges[other[beside]], minlength=len(whole)).astype(np.intp).tolist()
    sheet = _Sheet(page, lines, tree, frame)
    return spirals + tuple(
        _flight_find(flights[stairway.legs[0][0]], stairway.edges(counted), further[stairway.legs[0][0]], sheet)
        if stairway.is_plain
        else _stairway_find(stairway, flights, counted, sheet)
        for stairway in join_flights(len(flights), joints)
    )


def across_treads(lines: Lines, stairs: tuple[StairFind, ...], frame: Frame) -> Flags:
    """Which lines lie on stairs whose way is told and cross their treads: walking lines, like the face of a wall beside them.

    The treads themselves part what lies on either side of them, and so keep a stair from being a wall.
    """
    inside = np.zeros(len(lines), np.bool_)
    if not len(lines) or not stairs:
        return inside
    clear = [stair for stair in stairs if stair.risers >= FEWEST_CLEAR and stair.confidence >= TOLD]
    areas = [shapely.Polygon(frame.inwards(np.array(stair.ring))) for stair in clear]
    marks = shapely.linestrings(np.stack([lines.start, lines.end], axis=1))
    for area in areas:
        grown, core = area.buffer(EDGE), area.buffer(-EDGE)
        shapely.prepare(grown)
        rows = np.flatnonzero(shapely.covered_by(marks, grown) & shapely.intersects(marks, core))
        crossing = shapely.STRtree(marks[rows]).query(marks[rows], predicate="crosses")[0]
        inside[rows] |= np.bincount(crossing, minlength=len(rows)) >= FEWEST_CROSSED
    return inside


def trodden(stairs: tuple[StairFind, ...], frame: Frame) -> shapely.Geometry:
    """The ground on which no wall can stand, for one walks on it, in metres."""
    areas = [shapely.Polygon(frame.inwards(np.array(stair.ring))) for stair in stairs if stair.risers >= FEWEST_CLEAR]
    return shapely.union_all([area.buffer(-EDGE, join_style="mitre") for area in areas])


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """What arrows and words are looked for in; the tree holds the lines."""

    page: Page
    lines: Lines
    tree: shapely.STRtree
    frame: Frame


def _apart(finds: list[tuple[Flight, int]]) -> list[tuple[Flight, int]]:
    """One of those flights that are the two halves of one about its cut line."""
    finds = sorted(finds, key=lambda find: -find[1])
    middles = shapely.points(np.array([flight.at(sum(flight.run) / 2) for flight, _ in finds]).reshape(-1, 2))
    tree = shapely.STRtree([shapely.Polygon(flight.corners) for flight, _ in finds])
    kept = np.zeros(len(finds), np.bool_)
    held_by = [tree.query(middle, predicate="within") for middle in middles]
    for row, others in enumerate(held_by):
        kept[row] = not kept[others].any()
    return [find for find, is_kept in zip(finds, kept, strict=True) if is_kept]


def _flight(lines: Lines, pieces: Lines, ways: Floats) -> tuple[Flight, int] | None:
    """A flight and the number of its treads' edges, with those that a cut line shortens; ``ways`` are those of the pieces."""
    along = lines.direction[0]
    offset = (lines.start + lines.end) @ turned(along) / 2
    places: Floats = np.array([offset[rows].min() for rows in clusters(offset, SAME_LINE)])
    run = _longest_even_run(np.sort(places))
    if len(run) < FEWEST_TREADS:
        return None
    t = np.stack([lines.start @ along, lines.end @ along])
    reach = float(np.median(t.min(axis=0))), float(np.median(t.max(axis=0)))
    level = np.abs(ways @ along) > LEVEL
    run = _with_cut(run, _cut_places(Straights(pieces.start[level], pieces.end[level]), along, reach))
    return Flight(along, reach, (float(run[0]), float(run[-1]))), len(run)


def _cut_places(level: Straights, along: Floats, reach: tuple[float, float]) -> Floats:
    """Where treads lie across that begin at one side of a flight and end within it, and landings' edges along two flights."""
    t = level.start @ along, level.end @ along
    ends = np.minimum(*t), np.maximum(*t)
    within = (ends[0] > reach[0] - SAME_END) & (ends[1] < reach[1] + SAME_END)
    at_side = (np.abs(ends[0] - reach[0]) < SAME_END) | (np.abs(ends[1] - reach[1]) < SAME_END)
    width = reach[1] - reach[0]
    along_all = (ends[0] < reach[0] + SAME_END) & (ends[1] > reach[1] - SAME_END) & (ends[1] - ends[0] < TWO_FLIGHTS * width)
    places: Floats = ((level.start + level.end) @ turned(along) / 2)[(within & at_side) | along_all]
    return places


def _with_cut(run: Floats, cut: Floats) -> Floats:
    """The run led on at both ends by one going after another, as far as cut treads lie there."""
    going = float(np.median(np.diff(run)))
    led = run.tolist()
    for step in (going, -going):
        while len(near := cut[np.abs(cut - (max(led) if step > 0 else min(led)) - step) < EVEN * going]):
            led.append(float(near[np.argmin(np.abs(near - (max(led) if step > 0 else min(led)) - step))]))
    result: Floats = np.sort(np.array(led))
    return result


def _spiral_find(spiral: Spiral, lines: Lines, page: Page, frame: Frame) -> StairFind:
    way = spiral.turn_of(lines.pick((lines.length > SHORTEST_HEAD) & (lines.length < LONGEST_HEAD)))
    words = [text for text in page.texts if spiral.holds(frame.inwards(np.array([text.centre]))[0])]
    return StairFind(
        tuple(frame.outwards(as_point(place)) for place in spiral.ring),
        tuple(frame.outwards(as_point(place)) for place in spiral.walked[:: way or 1]),
        max(spiral.count, printed_risers(tuple(words)) or 0),
        TOLD if way else SEEN,
    )


def _stairway_find(stairway: Stairway, flights: list[Flight], counted: list[int], sheet: _Sheet) -> StairFind:
    """Several flights, or one with winders; where nothing tells the way up it is walked as it was found."""
    words = [words_at(flights[leg], sheet.page, sheet.frame) for leg, _ in stairway.legs]
    ways = (
        way * uphill(flights[leg], sheet.lines, sheet.tree, mine, sheet.frame)
        for (leg, way), mine in zip(stairway.legs, words, strict=True)
    )
    told = sum(ways)
    upwards = turned_back(stairway) if told < 0 else stairway
    edges = stairway.edges(counted)
    printed = printed_risers(tuple(text for mine in words for text in mine))
    return StairFind(
        tuple(sheet.frame.outwards(as_point(corner)) for corner in shapely.get_coordinates(stairway.outline(flights))[:-1]),
        tuple(sheet.frame.outwards(as_point(place)) for place in upwards.walked(flights)),
        printed if printed is not None and printed >= edges - MISCOUNT else edges,
        TOLD if told else SEEN,
    )


def _flight_find(flight: Flight, edges: int, further: int, sheet: _Sheet) -> StairFind:
    frame = sheet.frame
    words = words_at(flight, sheet.page, frame)
    way = uphill(flight, sheet.lines, sheet.tree, words, frame)
    walked = [flight.at(place) for place in flight.run][:: way or 1] if way else []
    return StairFind(
        tuple(frame.outwards((float(x), float(y))) for x, y in flight.corners),
        tuple(frame.outwards((float(x), float(y))) for x, y in walked),
        _risers(printed_risers(words), edges, further),
        TOLD if way else SEEN,
    )


def _risers(printed: int | None, edges: int, further: int) -> int:
    """Each edge is a riser; what the drawing prints goes before, as it counts treads behind the cut too.

    What it prints for a stair of several flights, ``further`` edges beyond this one's, is shared out among them.
    """
    if printed is None:
        return edges
    if further and abs(printed - edges - further) <= MISCOUNT:
        return printed - further
    return max(printed, edges)


def _longest_even_run(places: Floats) -> Floats:
    """The longest stretch of places that follow each other by one going."""
    best = places[:0]
    steps = np.diff(places)
    start = 0
    for i in range(1, len(places) + 1):
        going = float(np.median(steps[start : i - 1])) if i - 1 > start else 0.0
        fits = (
            i < len(places)
            and SHALLOWEST <= steps[i - 1] <= DEEPEST
            and (going == 0 or abs(steps[i - 1] - going) < EVEN * going)
        )
        if not fits:
            if i - start > len(best):
                best = places[start:i]
            start = i
    return best
