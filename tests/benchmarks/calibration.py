"""How often elements are right, by how sure they are said to be; takes pairs of folders, plans and truths, and prints JSON.

A plan is NAME.plan.json, its truth NAME.truth.json with polygons of walls, doors, windows, openings and rooms in sheet units.
"""

import itertools
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from shapely import affinity, make_valid, unary_union
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
WALL_SHARE = 0.7  # of its ground that a right wall has in common with the truth
ROOM_SHARE = 0.7  # of the ground of both that a right room has in common with a true one
ON_PLACE = 0.3  # of an opening that must lie on the true one
WIDTHS = (0.5, 1.8)  # times the true width

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    kind: str
    confidence: float
    right: bool


def judge(plan: Path, truth: Path) -> Iterator[Judged]:
    """Each element of the plan that the truth can judge."""
    told = json.loads(truth.read_text())
    kinds = set(told.get("scored", ("walls", "doors", "windows", "rooms")))
    real = {kind: [_shape(each) for each in told.get(kind, ())] for kind in ("walls", "doors", "windows", "openings", "rooms")}
    ground = unary_union([shape for kind in ("walls", "doors", "windows", "openings") for shape in real[kind]])
    for storey in json.loads(plan.read_text())["storeys"]:
        if storey["sheet"] is None or storey["sheet"]["page"] != told.get("page", 0):
            continue
        back = _to_sheet(storey["sheet"]["to_plan"])
        walls = {wall["id"]: wall for wall in storey["walls"]}
        holes = {each["id"]: affinity.affine_transform(_hole(each, walls), back) for each in storey["openings"]}
        cut = unary_union(list(holes.values()))
        if "walls" in kinds:
            shapes = ((wall, affinity.affine_transform(_footprint(wall), back).difference(cut)) for wall in walls.values())
            for wall, shape in shapes:
                if shape.area:
                    yield Judged("wall", wall["confidence"], shape.intersection(ground).area >= WALL_SHARE * shape.area)
        for each in storey["openings"]:
            rivals = real["openings"] if "openings" in kinds else real.get(f"{each['kind']}s", [])
            if "openings" in kinds or f"{each['kind']}s" in kinds:
                yield Judged(each["kind"], each["confidence"], any(_is_there(holes[each["id"]], other) for other in rivals))
        if "rooms" in kinds:
            for room in storey["rooms"]:
                shape = affinity.affine_transform(_valid(Polygon(room["polygon"], room.get("holes", ()))), back)
                yield Judged("room", room["confidence"], any(_is_same(shape, other) for other in real["rooms"]))


def tabulate(judged: list[Judged]) -> list[dict[str, float]]:
    """Rows of bins with their counts, the mean confidence said, and the share that is right."""
    rows = []
    for low, high in itertools.pairwise(BINS):
        inside = [each for each in judged if low <= each.confidence < high or each.confidence == high == BINS[-1]]
        if inside:
            said = float(np.mean([each.confidence for each in inside]))
            right = float(np.mean([each.right for each in inside]))
            rows.append({"from": low, "to": high, "count": len(inside), "said": round(said, 3), "right": round(right, 3)})
    return rows


def _shape(record: Any) -> BaseGeometry:
    return _valid(Polygon(record["shell"], record.get("holes", ())) if isinstance(record, dict) else Polygon(record))


def _valid(shape: BaseGeometry) -> BaseGeometry:
    return shape if shape.is_valid else make_valid(shape)


def _to_sheet(to_plan: list[float]) -> list[float]:
    """From plan metres back to the sheet, as shapely wants it."""
    a, b, c, d, e, f = to_plan
    back = np.linalg.inv(np.array([[a, b, c], [d, e, f], [0, 0, 1]]))
    return [back[0, 0], back[0, 1], back[1, 0], back[1, 1], back[0, 2], back[1, 2]]


def _footprint(wall: Record) -> BaseGeometry:
    return LineString(wall["path"]).buffer(wall["thickness"] / 2, cap_style="flat", join_style="mitre")


def _hole(opening: Record, walls: dict[str, Record]) -> BaseGeometry:
    wall = walls[opening["wall"]]
    line = LineString(wall["path"])
    first, last = opening["offset"] - opening["width"] / 2, opening["offset"] + opening["width"] / 2
    ends = [line.interpolate(max(first, 0.0)), line.interpolate(min(last, line.length))]
    return LineString(ends).buffer(wall["thickness"] / 2, cap_style="flat")


def _long_side(shape: BaseGeometry) -> float:
    ring = np.array(shape.minimum_rotated_rectangle.exterior.coords)
    return float(max(np.linalg.norm(ring[1] - ring[0]), np.linalg.norm(ring[2] - ring[1])))


def _is_there(found: BaseGeometry, real: BaseGeometry) -> bool:
    if not found.area or not found.intersects(real):
        return False
    width = _long_side(real)
    near = WIDTHS[0] <= _long_side(found) / width <= WIDTHS[1]
    return near and found.intersection(real.buffer(0.1 * width)).area > ON_PLACE * found.area


def _is_same(found: BaseGeometry, real: BaseGeometry) -> bool:
    shared = found.intersection(real).area
    return bool(shared >= ROOM_SHARE * (found.area + real.area - shared))


def main(folders: list[str]) -> None:
    judged: list[Judged] = []
    for plans, truths in zip(folders[::2], folders[1::2], strict=True):
        for truth in sorted(Path(truths).glob("*.truth.json")):
            plan = Path(plans) / truth.name.replace(".truth.", ".plan.")
            if plan.exists():
                judged += judge(plan, truth)
    kinds = dict.fromkeys(each.kind for each in judged)
    print(json.dumps({kind: tabulate([each for each in judged if each.kind == kind]) for kind in kinds}, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
