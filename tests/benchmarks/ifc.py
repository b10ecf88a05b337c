"""The time of a model from IFC to GLB beside that of IfcOpenShell's own GLB serializer, in one run; prints JSON.

    python -m tests.benchmarks.ifc [FILE.ifc ...]

Without files, houses of ours are written and read. Each conversion runs in a fresh process, the two in turn, and the best of
the rounds counts; seconds are of the wall clock. ``ratio`` is ours by theirs, without Python's start, over all files together.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.ifc_models import house

ROUNDS = 3
SCHEMAS = ("IFC2X3", "IFC4", "IFC4X3_ADD2")
OURS = """
import sys
from pathlib import Path
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.pipeline.build import build
from archdesk.pipeline.understand import understand
source, folder = map(Path, sys.argv[1:])
began = __import__("time").perf_counter()
understand(source, folder, Options(), SilentReporter())
build(folder, Options(), SilentReporter())
print(__import__("time").perf_counter() - began)
"""
THEIRS = """
import sys
import ifcopenshell, ifcopenshell.geom
source, folder = sys.argv[1:]
began = __import__("time").perf_counter()
model, settings = ifcopenshell.open(source), ifcopenshell.geom.settings()
settings.set("use-element-guids", True)
serializer = ifcopenshell.geom.serializers.gltf(f"{folder}/theirs.glb", settings)
serializer.setFile(model)
serializer.writeHeader()
work = ifcopenshell.geom.iterator(settings, model, 1, exclude=model.by_type("IfcOpeningElement"))
if work.initialize():
    while True:
        serializer.write(work.get())
        if not work.next():
            break
serializer.finalize()
print(__import__("time").perf_counter() - began)
"""


def seconds(program: str, source: Path) -> tuple[float, float]:
    """The whole process, and the work in it without imports."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        run = subprocess.run([sys.executable, "-c", program, str(source), folder], check=True, capture_output=True, text=True)
        return time.perf_counter() - began, float(run.stdout.split()[-1])


def compare(source: Path) -> dict[str, object]:
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(seconds(THEIRS, source))
        ours.append(seconds(OURS, source))
    best = {"ours": min(work for _, work in ours), "theirs": min(work for _, work in theirs)}
    whole = {"ours_with_start": min(one for one, _ in ours), "theirs_with_start": min(one for one, _ in theirs)}
    times = {name: round(value, 3) for name, value in (best | whole).items()}
    return {"file": source.name, **times, "ratio": round(best["ours"] / best["theirs"], 2)}


def written(folder: Path) -> list[Path]:
    return [house(schema).write(folder / f"house-{schema}.ifc") for schema in SCHEMAS]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sources = [Path(name) for name in sys.argv[1:]] or written(Path(folder))
        rows = [compare(source) for source in sources]
    total = {side: sum(float(str(row[side])) for row in rows) for side in ("ours", "theirs")}
    print(json.dumps({"files": rows, "ratio": round(total["ours"] / total["theirs"], 2)}, indent=1))


if __name__ == "__main__":
    main()
