"""Seconds a document by stage, and the process' peak memory, for the samples or for files given; prints JSON."""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from archdesk.model.options import Options
from archdesk.model.problems import ArchDeskError
from archdesk.model.progress import Progress
from archdesk.pipeline.build import build
from archdesk.pipeline.understand import understand

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"


class Stopwatch:
    """A reporter that notes how long each stage took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage, self._began = "reading", time.perf_counter()

    def report(self, progress: Progress) -> None:
        self._stop()
        self._stage = progress.stage.value

    def end(self) -> dict[str, float]:
        self._stop()
        return {stage: round(seconds, 3) for stage, seconds in self.seconds.items()}

    def _stop(self) -> None:
        now = time.perf_counter()
        self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._began
        self._began = now


def measure(source: Path) -> dict[str, object]:
    watch, began = Stopwatch(), time.perf_counter()
    state = "done"
    with tempfile.TemporaryDirectory() as folder:
        try:
            understand(source, Path(folder), Options(), watch)
            build(Path(folder), Options(), watch)
        except ArchDeskError as error:
            state = str(error)
    total = round(time.perf_counter() - began, 3)
    return {"name": source.name, "state": state, "seconds": total, "stages": watch.end()}


def main() -> None:
    sources = [Path(name) for name in sys.argv[1:]] or sorted(p for p in SAMPLES.glob("house.*") if p.suffix != ".py")
    measure(sources[0])  # the first one pays for models and caches
    rows = [measure(source) for source in sources]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"documents": rows, "peak_memory_mib": round(peak)}, indent=1))


if __name__ == "__main__":
    main()
