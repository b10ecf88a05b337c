"""Seconds and memory from floor plans to a GLB by the number of walls, each in a process of its own; prints JSON.

Takes numbers of walls: python -m tests.benchmarks.buildings 60 1000 10000
"""

import itertools
import json
import math
import multiprocessing
import resource
import sys
import time

from archdesk.construct.building import build_scene
from archdesk.export.glb import glb_bytes
from archdesk.model.document import Format, Source
from archdesk.model.floorplan import FloorPlan, Hinge, Opening, OpeningKind, Room, Survey, Use, Wall

ROOM = 4.0  # metres from wall to wall
OUTER, INNER = 0.3, 0.12  # thicknesses in metres
OPENINGS = 0.4  # of a wall
REPEATS = 3


def floor_of(walls: int) -> Survey:
    """A floor of so many walls or a few more, each between two crossings of a grid of rooms; two of five have an opening."""
    across = max(1, round((math.sqrt(walls * 2 + 1) - 1) / 2))
    along = max(1, math.ceil((walls - across) / (2 * across + 1)))
    lines = [((x, y), (x + 1, y)) for y in range(along + 1) for x in range(across)]
    lines += [((x, y), (x, y + 1)) for x in range(across + 1) for y in range(along)]
    built = [_wall(number, start, end, across, along) for number, (start, end) in enumerate(lines)]
    openings = tuple(_opening(wall) for number, wall in enumerate(built) if (number * OPENINGS) % 1 < OPENINGS)
    rooms = [_room(x, y, y * across + x) for y, x in itertools.product(range(along), range(across))]
    plan = FloorPlan("Ground floor", 0, None, None, walls=tuple(built), openings=openings, rooms=tuple(rooms))
    return Survey(Source("floor.pdf", "0", Format.PDF), (plan,))


def _wall(number: int, start: tuple[int, int], end: tuple[int, int], across: int, along: int) -> Wall:
    is_outer = (start[0] == end[0] and start[0] in (0, across)) or (start[1] == end[1] and start[1] in (0, along))
    path = tuple((x * ROOM, y * ROOM) for x, y in (start, end))
    return Wall(f"w{number}", path, OUTER if is_outer else INNER, exterior=is_outer)


def _opening(wall: Wall) -> Opening:
    if wall.exterior:
        return Opening(f"o{wall.id}", OpeningKind.WINDOW, wall.id, ROOM / 2, 1.2, 0.9, 2.1)
    return Opening(f"o{wall.id}", OpeningKind.DOOR, wall.id, ROOM / 2, 0.9, hinge=Hinge.START)


def _room(x: int, y: int, number: int) -> Room:
    low, high = INNER / 2, ROOM - INNER / 2
    corners = ((low, low), (high, low), (high, high), (low, high))
    return Room(f"r{number}", tuple((x * ROOM + u, y * ROOM + v) for u, v in corners), (high - low) ** 2, use=Use.LIVING)


def measure(walls: int) -> dict[str, float]:
    """Times of the best of a few runs; the memory is the peak of the process less that before."""
    survey = floor_of(walls)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    runs = []
    for _ in range(REPEATS):
        began = time.process_time()
        scene = build_scene(survey)
        built = time.process_time()
        size = len(glb_bytes(scene))
        runs.append((time.process_time() - began, built - began))
    whole, construct = min(runs)
    plan = survey.storeys[0]
    return {
        "walls": len(plan.walls),
        "openings": len(plan.openings),
        "seconds": round(whole, 4),
        "construct": round(construct, 4),
        "export": round(whole - construct, 4),
        "milliseconds_a_wall": round(whole / len(plan.walls) * 1000, 3),
        "kilobytes_a_wall": round(size / 1024 / len(plan.walls), 2),
        "megabytes_of_memory": round((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, 1),
    }


def main(numbers: list[int]) -> None:
    spawn = multiprocessing.get_context("spawn")
    for number in numbers:
        with spawn.Pool(1) as pool:
            print(json.dumps(pool.apply(measure, (number,))), flush=True)


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [60, 1000, 10000])
