"""How seconds and memory grow with a picture's size: our own drawn house from 1 to 60 megapixels; prints JSON.

    python -m tests.benchmarks.sizes

Each picture is understood in a fresh process. ``finer`` is one house scanned ever finer, ``larger`` a sheet at 300 dpi with
ever more houses on it. Seconds are of processor time, without the imports.
"""

import json
import math
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from archdesk.model.options import Options
from archdesk.model.problems import ArchDeskError
from archdesk.model.progress import SilentReporter
from archdesk.pipeline.understand import understand
from tests.golden.draughtsman import Style, draw
from tests.golden.sheets import lay_out, write_picture
from tests.golden.subjects import HOUSE

MEGAPIXELS = (1, 4, 15, 60)
STYLE = Style(fill=(0.25,) * 3, outline=None, has_names=True, has_areas=True, has_chains=True)
SCALE, DPI = 100, 300
INCH = 72  # points


@dataclass(frozen=True, slots=True)
class Cost:
    """What understanding one picture took; ``storeys`` were found on it."""

    kind: str
    megapixels: float
    seconds: float
    peak_memory_mib: int
    storeys: int


def measure(kind: str, picture: Path) -> Cost:
    """In this process, whose peak memory is told."""
    began, storeys = time.process_time(), 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            storeys = len(understand(picture, Path(folder), Options(), SilentReporter()).storeys)
        except ArchDeskError as error:
            print(error, file=sys.stderr)
    seconds = time.process_time() - began
    with Image.open(picture) as opened:
        pixels = opened.width * opened.height / 1e6
    return Cost(kind, round(pixels, 1), round(seconds, 2), _peak_memory(), storeys)


def _peak_memory() -> int:
    """In MiB; what getrusage tells counts the memory of the process that started this one, too."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024


def draw_finer(megapixels: float, target: Path) -> None:
    """One house on its sheet, at the resolution that gives so many megapixels."""
    sheet = lay_out(draw(HOUSE, STYLE, SCALE), SCALE)
    write_picture(sheet, target, INCH * math.sqrt(megapixels * 1e6 / (sheet.width * sheet.height)))


def draw_larger(megapixels: float, target: Path) -> None:
    """As many houses in rows as come near to so many megapixels at the resolution of a good scan."""
    write_picture(lay_out(draw(HOUSE, STYLE, SCALE), SCALE), target, DPI)
    with Image.open(target) as one:
        house = np.asarray(one.convert("L"))
    count = max(1, round(math.sqrt(megapixels * 1e6 / house.size)))
    Image.fromarray(np.tile(house, (count, count))).save(target, dpi=(DPI, DPI))


def main() -> None:
    if len(sys.argv) > 1:
        kind, source = sys.argv[1:]
        print(json.dumps(asdict(measure(kind, Path(source)))))
        return
    costs = []
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "house.png"
        for kind, draw_picture in (("finer", draw_finer), ("larger", draw_larger)):
            for megapixels in MEGAPIXELS:
                draw_picture(megapixels, picture)
                command = [sys.executable, "-m", "tests.benchmarks.sizes", kind, str(picture)]
                costs.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    print(json.dumps(costs, indent=1))


if __name__ == "__main__":
    main()
