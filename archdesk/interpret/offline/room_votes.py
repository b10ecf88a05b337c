"""Printed areas and sizes against the rooms they stand in, and doors against a usual door."""

import math
import statistics
from collections.abc import Sequence

from shapely import Point as Place
from shapely import Polygon

from archdesk.interpret.offline.labels import Labels
from archdesk.interpret.offline.scale_votes import Vote
from archdesk.model.document import Text
from archdesk.model.floorplan import ScaleMethod
from archdesk.model.shapes import Ring

USUAL_DOOR = 0.78  # metres between jambs in the middle: 0.65 in old flats, 0.9 in new houses
DOOR_SPREAD = 0.13
STRONGEST_DOORS = 0.7  # found widths are all wrong where jambs were missed, so many doors say little more than few
AREA_WEIGHT = 0.8
AREAS_WEIGHT = 2.4  # of all areas together: what they leave out, such as plaster or low ceilings, they all leave out
AREA_SPREAD = 0.05
TOTAL_WEIGHT = 0.5
TOTAL_SPREAD = 0.06
WITH_WALLS = 1.08  # gross internal areas count partitions
PAIR_WEIGHT = 1.0
SHARED_WEIGHT = 0.6
SHARED_SPREAD = 0.06
SIDE_WEIGHT = 0.4
SIZE_SPREAD = 0.025
SIDES_AGREE = 0.08  # a room's two sides may give scales this far apart, as a share


def room_votes(labels: Labels, faces: Sequence[Ring]) -> list[Vote]:
    """Votes of the areas and sizes that stand in a face, and of the total."""
    polygons = [polygon for face in faces if len(face) > 2 and (polygon := Polygon(face)).is_valid and polygon.area > 0]
    area_faces = _faces_of([area.text for area in labels.areas], polygons)
    size_faces = _faces_of([size.text for size in labels.sizes], polygons)
    weight = min(AREA_WEIGHT, AREAS_WEIGHT / max(len(area_faces), 1))
    votes = [
        _area_vote(f"area {n}", [labels.areas[i].area for i in held], polygons[n], weight) for n, held in area_faces.items()
    ]
    for n, held in size_faces.items():
        votes += _size_votes(f"size {n}", [labels.sizes[i].sides for i in held], polygons[n])
    return [*votes, *_total_votes(labels, polygons)]


def door_votes(widths: Sequence[float]) -> list[Vote]:
    """One vote of all doors."""
    if not widths:
        return []
    middle = statistics.median(widths)
    if middle <= 0:
        return []
    sentence = f"{len(widths)} doors, {USUAL_DOOR:.2f} m wide in the middle"
    weight = min(0.2 + 0.1 * len(widths), STRONGEST_DOORS)
    return [Vote(USUAL_DOOR / middle, weight, DOOR_SPREAD, ScaleMethod.DOOR_WIDTH, "doors", sentence)]


def _faces_of(texts: Sequence[Text], polygons: Sequence[Polygon]) -> dict[int, list[int]]:
    """Which texts stand in which face, the smallest around each."""
    held: dict[int, list[int]] = {}
    for i, text in enumerate(texts):
        around = [n for n, polygon in enumerate(polygons) if polygon.contains(Place(text.centre))]
        if around:
            held.setdefault(min(around, key=lambda n: polygons[n].area), []).append(i)
    return held


def _total_votes(labels: Labels, polygons: Sequence[Polygon]) -> list[Vote]:
    """The largest total against all rooms with their walls: rough, for it may count other storeys or leave out terraces."""
    whole = sum(polygon.area for polygon in polygons) * WITH_WALLS
    total = max((each.area for each in labels.total_areas), default=0.0)
    if not whole or not total:
        return []
    sentence = f"{total:.2f} m² printed for the whole"
    return [Vote(math.sqrt(total / whole), TOTAL_WEIGHT, TOTAL_SPREAD, ScaleMethod.AREA_TEXT, "total", sentence)]


def _area_vote(voter: str, areas: Sequence[float], face: Polygon, weight: float) -> Vote:
    """Several areas in one face are rooms without a wall between them, if none of them goes without an area."""
    words = " and ".join(f"{area:.2f} m²" for area in areas)
    share = 1 if len(areas) == 1 else SHARED_WEIGHT
    scale = math.sqrt(sum(areas) / face.area)
    return Vote(scale, weight * share, AREA_SPREAD, ScaleMethod.AREA_TEXT, voter, f"{words} printed in a room")


def _size_votes(voter: str, sizes: Sequence[tuple[float, float]], face: Polygon) -> list[Vote]:
    """Both ways round; two sides that agree count more than one alone, for rooms have niches."""
    if len(sizes) > 1:
        scale = math.sqrt(sum(one * other for one, other in sizes) / face.area)
        sentence = f"{len(sizes)} sizes printed in one room"
        return [Vote(scale, SIDE_WEIGHT, SHARED_SPREAD, ScaleMethod.DIMENSION_TEXT, voter, sentence)]
    x0, y0, x1, y1 = face.bounds
    sentence = f"{sizes[0][0]:.2f} m x {sizes[0][1]:.2f} m printed in a room"
    votes = []
    for across, up in (sizes[0], sizes[0][::-1]):
        scales = (across / (x1 - x0), up / (y1 - y0))
        agree = abs(math.log(scales[0] / scales[1])) < SIDES_AGREE
        found = (math.sqrt(scales[0] * scales[1]),) if agree else scales
        weight = PAIR_WEIGHT if agree else SIDE_WEIGHT
        votes += [Vote(scale, weight, SIZE_SPREAD, ScaleMethod.DIMENSION_TEXT, voter, sentence) for scale in found]
    return votes
