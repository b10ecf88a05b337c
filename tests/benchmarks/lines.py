"""How seconds and memory grow with the lines of a page: many houses, and one large building; prints JSON.

    python -m tests.benchmarks.lines [segments]...

Each drawing, a DXF without layers and a PDF, is understood in a fresh process. ``houses`` are many on one sheet, ``building``
is one with flats along corridors, furnished, hatched and measured. Seconds are of processor time, without the imports. Rooms,
walls and openings are those found; what was drawn is told beside rooms and openings.
"""

import itertools
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from shapely import LinearRing, unary_union
from shapely.affinity import translate

from archdesk.model.options import Options
from archdesk.model.problems import ArchDeskError
from archdesk.model.progress import SilentReporter
from archdesk.pipeline.understand import understand
from tests.golden.draughtsman import Style, draw, draw_walls
from tests.golden.marks import Area, Line, Mark, moved
from tests.golden.plans import Name, Plan, Point, rectangle
from tests.golden.sheets import lay_out, write_dxf, write_pdf
from tests.golden.subjects import FLAT, HOUSE, door, window

SEGMENTS = (2_000, 20_000, 200_000)
SCALE = 100
HOUSES = Style(is_furnished=True, has_names=True, has_areas=True, has_chains=True)
HATCHED = replace(HOUSES, hatch=1.0)
APART = 6.0  # metres between two houses
CORRIDOR, COURT = 2.0, 4.0  # metres between the walls' centre lines
WIDE, DEEP = 11.6, 8.4  # of a flat, by its centre lines
UNIT = replace(
    FLAT,
    holes=(
        window(2.6, 0.0, 2.2),
        window(8.2, 0.0, 1.8),
        door(5.8, DEEP, 1.01, side=-1),
        door(2.0, 3.4, side=-1),
        door(7.0, 3.4, side=-1),
        door(1.6, 5.0),
        door(5.6, 5.0),
        door(9.2, 5.0, hinge="end"),
    ),
    names=tuple(name if name.words != "Bath" else Name("Lobby", name.place) for name in FLAT.names),
)
OPPOSITE = replace(UNIT, turn=180.0)


@dataclass(frozen=True, slots=True)
class Cost:
    """What understanding one drawing took, and what was found on it of what was drawn."""

    drawing: str
    segments: int
    megabytes: float
    seconds: float
    peak_memory_mib: int
    rooms: int
    rooms_drawn: int
    openings: int
    openings_drawn: int
    walls: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks, and how many rooms and openings they show."""

    marks: list[Mark]
    rooms: int
    openings: int


def measure(name: str, segments: int, source: Path, rooms: int, openings: int) -> Cost:
    """In this process, whose peak memory is told; so many rooms and openings were drawn."""
    began, storeys = time.process_time(), ()
    with tempfile.TemporaryDirectory() as folder:
        try:
            storeys = understand(source, Path(folder), Options(), SilentReporter()).storeys
        except ArchDeskError as error:
            print(error, file=sys.stderr)
    seconds = time.process_time() - began
    found = [sum(len(part) for part in parts) for parts in zip(*((s.rooms, s.openings, s.walls) for s in storeys), strict=True)]
    found_rooms, found_openings, walls = found or (0, 0, 0)
    size = round(source.stat().st_size / 1e6, 2)
    return Cost(name, segments, size, round(seconds, 2), _peak_memory(), found_rooms, rooms, found_openings, openings, walls)


def draw_houses(segments: int) -> Drawing:
    """As many houses in rows as have about so many segments."""
    house = draw(HOUSE, HOUSES, SCALE)
    count = max(1, round(segments / count_segments(house)))
    pitch = max(HOUSE.chains[0]) + APART, max(HOUSE.chains[1]) + APART
    places = itertools.islice(itertools.product(range(math.isqrt(count) + 2), repeat=2), count)
    marks = [moved(mark, column * pitch[0], row * pitch[1]) for row, column in places for mark in house]
    return Drawing(marks, count * len(HOUSE.names), count * len(HOUSE.holes))


def draw_building(segments: int) -> Drawing:
    """One building with about so many segments: flats on both sides of corridors, courts between them, all walls joined."""
    flats = max(2, segments / count_segments(draw(UNIT, HATCHED, SCALE)))
    along = max(1, round(math.sqrt(flats * (2 * DEEP + CORRIDOR + COURT) / (2 * WIDE))))
    rows = max(1, round(flats / (2 * along)))
    places = [(column * WIDE, row * (2 * DEEP + CORRIDOR + COURT)) for row in range(rows) for column in range(along)]
    placed = [(UNIT, place) for place in places] + [(OPPOSITE, (x + WIDE, y + 2 * DEEP + CORRIDOR)) for x, y in places]
    shell = rectangle(along * WIDE, rows * (2 * DEEP + CORRIDOR + COURT) - COURT)
    ring = LinearRing(shell).buffer(UNIT.thickness / 2, join_style="mitre")
    solid = [translate(part, *place) for plan, place in placed for part in (plan.outer, plan.inner)]
    gaps = [translate(plan.gaps, *place) for plan, place in placed]
    walls = unary_union([ring, *solid]).difference(unary_union(gaps))
    marks = [mark for plan, place in placed for mark in _contents(plan, place)]
    marks += draw_walls(walls, HATCHED, SCALE)
    return Drawing(marks, len(placed) * len(UNIT.names), len(placed) * len(UNIT.holes))


def _contents(plan: Plan, place: Point) -> Iterator[Mark]:
    """All marks of a flat but its walls."""
    for mark in draw(plan, HOUSES, SCALE):
        if not isinstance(mark, Area):
            yield moved(mark, *place)


def count_segments(marks: Iterable[Mark]) -> int:
    """Straight pieces of the marks' lines and outlines."""
    rings = [ring for mark in marks if isinstance(mark, Area) for ring in (mark.polygon.exterior, *mark.polygon.interiors)]
    return sum(len(ring.coords) - 1 for ring in rings) + sum(len(m.points) - 1 for m in marks if isinstance(m, Line))


def _peak_memory() -> int:
    """In MiB; what getrusage tells counts the memory of the process that started this one, too."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024


def main() -> None:
    if sys.argv[1:2] == ["measure"]:
        _, _, name, segments, source, rooms, openings = sys.argv
        print(json.dumps(asdict(measure(name, int(segments), Path(source), int(rooms), int(openings)))))
        return
    with tempfile.TemporaryDirectory() as folder:
        for segments in [int(number) for number in sys.argv[1:]] or SEGMENTS:
            for name, draw_marks in (("houses", draw_houses), ("building", draw_building)):
                drawing = draw_marks(segments)
                sheet = lay_out(drawing.marks, SCALE)
                for suffix, write in ((".dxf", write_dxf), (".pdf", write_pdf)):
                    source = Path(folder) / f"{name}-{segments}{suffix}"
                    write(sheet, source)
                    count = count_segments(drawing.marks)
                    told = (name + suffix, str(count), str(source), str(drawing.rooms), str(drawing.openings))
                    command = [sys.executable, "-m", "tests.benchmarks.lines", "measure", *told]
                    print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip(), flush=True)


if __name__ == "__main__":
    main()
