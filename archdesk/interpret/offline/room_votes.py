"""Printed areas and sizes against the rooms they stand in."""

import math
from collections.abc import Sequence

import numpy as np
from shapely import Point as Place
from shapely import Polygon, STRtree, area, points

from archdesk.interpret.offline.clearances import Faces, Width, clear_widths
from archdesk.interpret.offline.labels import Labels, SizePair
from archdesk.interpret.offline.scale_votes import CHANCE, Vote
from archdesk.model.document import Text
from archdesk.model.floorplan import ScaleMethod
from archdesk.model.shapes import Point, Ring

AREA_ODDS = 1.0
AREA_SPREAD = 0.02
LONE = 0.05  # of the odds where no other room has an area
SEVERAL = 3
SHARED_ODDS = 0.4  # of several areas in a face that is not parted between them
TOTAL = "total"  # the voter that means the whole, or only a room where its area stands alone
TOTAL_ODDS = 0.3
TOTAL_SPREAD = 0.05
PARTITION = 0.035  # of a dwelling's side: walls between it and the next are thicker
WITH_WALLS = 1.08  # gross internal areas count partitions
SIDE_ODDS = 2.0  # that a printed side is one of the room's clear widths
OUTLINE = 0.4  # of the odds for the outline of the room's face, the rest for widths from wall to wall
SIDE_SPREAD = 0.008
EDGE = 0.1  # heights of the text by which a wall's face is misplaced: about a pixel
ROUGH_ODDS = 1.0  # that a side is at least about the room's size:
ROUGH_SPREAD = 0.3
LEAST_ODDS = 0.01

Peak = tuple[float, float, float]
"""The logarithm of a scale, the odds that it is meant against chance, and its spread."""


def room_votes(labels: Labels, outlines: Sequence[Ring], walls: Faces) -> list[Vote]:
    """Votes of the areas and sizes that stand in a room, and of the total."""
    polygons = [polygon for ring in outlines if len(ring) > 2 and (polygon := Polygon(ring)).is_valid and polygon.area > 0]
    area_faces = _faces_of([area.text for area in labels.areas], polygons)
    is_lone = _is_lone(labels, polygons)
    worth = AREA_ODDS * (LONE if is_lone else 1.0)
    votes = [
        _area_vote(TOTAL if is_lone else f"area {n}", [labels.areas[i].area for i in held], polygons[n], worth)
        for n, held in area_faces.items()
    ]
    homes = {i: polygons[n] for n, held in _faces_of([size.text for size in labels.sizes], polygons).items() for i in held}
    for i, size in enumerate(labels.sizes):
        votes += _size_votes(f"size {i}", size, homes.get(i), walls)
    return [*votes, *_total_votes(labels, polygons)]


def _faces_of(texts: Sequence[Text], polygons: Sequence[Polygon]) -> dict[int, list[int]]:
    """Which texts stand in which face, the smallest around each."""
    held: dict[int, list[int]] = {}
    if not texts or not polygons:
        return held
    inside, around = STRtree(polygons).query(points([text.centre for text in texts]), predicate="within")
    order = np.lexsort((around, area(polygons)[around], inside))
    firsts = np.unique(inside[order], return_index=True)[1]
    for i, n in zip(inside[order][firsts].tolist(), around[order][firsts].tolist(), strict=True):
        held.setdefault(n, []).append(i)
    return held


def _total_votes(labels: Labels, polygons: Sequence[Polygon]) -> list[Vote]:
    """The largest total against all rooms with their walls: rough, for it may count other storeys or leave out terraces.

    A lone area in a room is the dwelling's, between its walls.
    """
    is_lone = _is_lone(labels, polygons)
    home = dwelling_around(labels.areas[0].text.centre, polygons) if is_lone else polygons
    whole = sum(polygon.area for polygon in home) * (1.0 if is_lone else WITH_WALLS)
    totals = labels.total_areas or (labels.areas if is_lone else ())
    total = max((each.area for each in totals), default=0.0)
    if not whole or not total:
        return []
    sentence = f"{total:.2f} m² printed for the whole"
    return [
        Vote(math.sqrt(total / whole), odds, spread, ScaleMethod.AREA_TEXT, TOTAL, sentence)
        for odds, spread in ((TOTAL_ODDS, TOTAL_SPREAD), (ROUGH_ODDS, ROUGH_SPREAD))
    ]


def dwelling_around(place: Point, polygons: Sequence[Polygon]) -> list[Polygon]:
    """The rooms that only partitions part from the one at a place; all where it lies in none."""
    home = [polygon for polygon in polygons if polygon.contains(Place(place))]
    if not home:
        return list(polygons)
    partition = PARTITION * math.sqrt(sum(polygon.area for polygon in polygons))
    left = [polygon for polygon in polygons if polygon not in home]
    while near := [polygon for polygon in left if any(polygon.distance(room) <= partition for room in home)]:
        home += near
        left = [polygon for polygon in left if polygon not in near]
    return home


def _is_lone(labels: Labels, polygons: Sequence[Polygon]) -> bool:
    """Whether one area stands among several rooms: more likely the dwelling's than a room's."""
    return len(labels.areas) == 1 and not labels.total_areas and len(polygons) >= SEVERAL


def _area_vote(voter: str, areas: Sequence[float], face: Polygon, worth: float) -> Vote:
    """Several areas in one face are rooms without a wall between them, if none of them goes without an area."""
    words = " and ".join(f"{area:.2f} m²" for area in areas)
    odds = worth * (1 if len(areas) == 1 else SHARED_ODDS)
    scale = math.sqrt(sum(areas) / face.area)
    return Vote(scale, odds, AREA_SPREAD, ScaleMethod.AREA_TEXT, voter, f"{words} printed in a room")


def _size_votes(voter: str, size: SizePair, outline: Polygon | None, walls: Faces) -> list[Vote]:
    """The two sides are clear widths of the room, either way round."""
    centre = size.text.centre
    across, up = (_widths(centre, axis, outline, walls) for axis in (0, 1))
    sentence = f"{size.sides[0]:.2f} m x {size.sides[1]:.2f} m printed in a room"
    one, other = size.sides
    edge = EDGE * size.text.height
    straight = _both(_peaks(one, across, edge), _peaks(other, up, edge))
    turned = _both(_peaks(other, across, edge), _peaks(one, up, edge))
    return [
        Vote(math.exp(place), odds / 2, spread, ScaleMethod.DIMENSION_TEXT, voter, sentence)
        for place, odds, spread in (*straight, *turned)
        if odds > LEAST_ODDS
    ]


def _widths(centre: Point, axis: int, outline: Polygon | None, walls: Faces) -> list[Width]:
    """The clear widths around a spot along an axis, with shares that add up to no more than one."""
    found = clear_widths(centre, axis * math.pi / 2, walls)
    if outline is None:
        return found
    whole = outline.bounds[axis + 2] - outline.bounds[axis]
    return [Width(whole, OUTLINE), *(Width(width.length, width.share * (1 - OUTLINE)) for width in found)]


def _peaks(side: float, widths: Sequence[Width], edge: float) -> list[Peak]:
    """Where the logarithm of the scale lies if the side is one of the widths, or only roughly so."""
    return [
        (math.log(side / width.length), odds * width.share, spread)
        for width in widths
        for odds, spread in ((SIDE_ODDS, math.hypot(SIDE_SPREAD, edge / width.length)), (ROUGH_ODDS, ROUGH_SPREAD))
    ]


def _both(some: Sequence[Peak], others: Sequence[Peak]) -> list[Peak]:
    """The product of two likelihoods made of peaks over chance: peaks that agree make a higher one."""
    return [*some, *others, *(_product(one, other) for one in some for other in others)]


def _product(one: Peak, other: Peak) -> Peak:
    spread = math.hypot(one[2], other[2])
    meeting = math.exp(-0.5 * ((one[0] - other[0]) / spread) ** 2) / (spread * math.sqrt(2 * math.pi))
    place = (one[0] * other[2] ** 2 + other[0] * one[2] ** 2) / spread**2
    return place, CHANCE * one[1] * other[1] * meeting, one[2] * other[2] / spread
