"""Printed areas and sizes against the rooms they stand in, and doors against a usual door."""

import math
import statistics
from collections.abc import Sequence

from shapely import Point as Place
from shapely import Polygon

from archdesk.interpret.offline.labels import Labels, PrintedArea, SizePair
from archdesk.interpret.offline.scale_votes import Vote
from archdesk.model.document import Text
from archdesk.model.floorplan import ScaleMethod
from archdesk.model.shapes import Ring

USUAL_DOOR = 0.83  # metres, the middle of what dwellings have between jambs
DOOR_SPREAD = 0.08
AREA_WEIGHT = 0.8
AREA_SPREAD = 0.015
TOTAL_WEIGHT = 0.5
TOTAL_SPREAD = 0.06
WITH_WALLS = 1.08  # gross internal areas count partitions
PAIR_WEIGHT = 1.0
SIDE_WEIGHT = 0.4
SIZE_SPREAD = 0.015
SIDES_AGREE = 0.08  # a room's two sides may give scales this far apart, as a share


def room_votes(labels: Labels, faces: Sequence[Ring]) -> list[Vote]:
    """Votes of the areas and sizes that stand alone in a face."""
    polygons = [polygon for face in faces if len(face) > 2 and (polygon := Polygon(face)).is_valid and polygon.area > 0]
    area_faces = _faces_of([area.text for area in labels.areas], polygons)
    size_faces = _faces_of([size.text for size in labels.sizes], polygons)
    areas = [_area_vote(f"area {i}", labels.areas[i], face) for i, face in area_faces.items()]
    sizes = [vote for i, face in size_faces.items() for vote in _size_votes(f"size {i}", labels.sizes[i], face)]
    return [*areas, *sizes, *_total_votes(labels, polygons)]


def door_votes(widths: Sequence[float]) -> list[Vote]:
    """One vote of all doors."""
    if not widths:
        return []
    middle = statistics.median(widths)
    if middle <= 0:
        return []
    sentence = f"{len(widths)} doors, {USUAL_DOOR:.2f} m wide in the middle"
    weight = min(0.3 + 0.15 * len(widths), 1.2)
    return [Vote(USUAL_DOOR / middle, weight, DOOR_SPREAD, ScaleMethod.DOOR_WIDTH, "doors", sentence)]


def _faces_of(texts: Sequence[Text], polygons: Sequence[Polygon]) -> dict[int, Polygon]:
    """The smallest face around each text, for the texts that are alone in theirs."""
    owners: dict[int, list[int]] = {}
    for i, text in enumerate(texts):
        around = [n for n, polygon in enumerate(polygons) if polygon.contains(Place(text.centre))]
        if around:
            owners.setdefault(min(around, key=lambda n: polygons[n].area), []).append(i)
    return {held[0]: polygons[n] for n, held in owners.items() if len(held) == 1}


def _total_votes(labels: Labels, polygons: Sequence[Polygon]) -> list[Vote]:
    """The largest total against all rooms with their walls: rough, for it may count other storeys or leave out terraces."""
    whole = sum(polygon.area for polygon in polygons) * WITH_WALLS
    total = max((each.area for each in labels.total_areas), default=0.0)
    if not whole or not total:
        return []
    sentence = f"{total:.2f} m² printed for the whole"
    return [Vote(math.sqrt(total / whole), TOTAL_WEIGHT, TOTAL_SPREAD, ScaleMethod.AREA_TEXT, "total", sentence)]


def _area_vote(voter: str, area: PrintedArea, face: Polygon) -> Vote:
    sentence = f"{area.area:.2f} m² printed in a room"
    return Vote(math.sqrt(area.area / face.area), AREA_WEIGHT, AREA_SPREAD, ScaleMethod.AREA_TEXT, voter, sentence)


def _size_votes(voter: str, size: SizePair, face: Polygon) -> list[Vote]:
    """Both ways round; two sides that agree count more than one alone, for rooms have niches."""
    x0, y0, x1, y1 = face.bounds
    across, up = x1 - x0, y1 - y0
    sentence = f"{size.sides[0]:.2f} m x {size.sides[1]:.2f} m printed in a room"
    votes = []
    for first, second in (size.sides, size.sides[::-1]):
        scales = (first / across, second / up)
        agree = abs(math.log(scales[0] / scales[1])) < SIDES_AGREE
        found = (math.sqrt(scales[0] * scales[1]),) if agree else scales
        weight = PAIR_WEIGHT if agree else SIDE_WEIGHT
        votes += [Vote(scale, weight, SIZE_SPREAD, ScaleMethod.DIMENSION_TEXT, voter, sentence) for scale in found]
    return votes
