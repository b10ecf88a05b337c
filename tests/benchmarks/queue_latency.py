"""How long a document waits, whether the first is slower than the fifth, documents a minute, and a long document.

Prints JSON. Starts its own Valkey and real workers: ``python tests/benchmarks/queue_latency.py [DRAWING] [--documents N]``.
"""

import argparse
import contextlib
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pymupdf

from archdesk.jobs.client import JobsClient, open_client
from archdesk.jobs.processes import Processes
from archdesk.jobs.workers import COMMAND
from archdesk.model.job import JobState
from archdesk.model.options import Options

NO_WORK = (sys.executable, str(Path(__file__).parents[1] / "integration" / "queue_worker.py"))
SCAN = Path(__file__).resolve().parents[2] / "resources" / "samples" / "house.jpg"
LONG = 8  # pages
EMPTY_HOUSE = "\n".join(
    ["0", "SECTION", "2", "HEADER", "9", "$INSUNITS", "70", "6", "0", "ENDSEC", "0", "SECTION", "2", "ENTITIES"]
    + [
        word
        for x0, y0, x1, y1 in (
            *((0, 0, 8, 0), (8, 0, 8, 6), (8, 6, 0, 6), (0, 6, 0, 0)),
            *((0.2, 0.2, 7.8, 0.2), (7.8, 0.2, 7.8, 5.8), (7.8, 5.8, 0.2, 5.8), (0.2, 5.8, 0.2, 0.2)),
        )
        for word in ("0", "LINE", "8", "0", "10", f"{x0}", "20", f"{y0}", "11", f"{x1}", "21", f"{y1}")
    ]
    + ["0", "ENDSEC", "0", "EOF", ""]
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("drawing", nargs="?", type=Path, help="what is converted; a plain room as DXF if missing")
    parser.add_argument("--documents", type=int, default=10)
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        drawing = wishes.drawing or home / "room.dxf"
        if wishes.drawing is None:
            drawing.write_text(EMPTY_HOUSE, encoding="ascii")
        figures = {
            "submit_to_start": _latencies(home / "a", wishes.documents),
            "first_and_fifth": _first_and_fifth(home / "b", drawing),
            "documents_a_minute": {
                str(workers): _rate(home / f"c{workers}", drawing, workers, wishes.documents) for workers in (1, 2)
            },
            "long_document_s": {str(workers): _long(home / f"d{workers}", workers) for workers in (1, 2)},
        }
    print(json.dumps(figures, indent=1))


@contextlib.contextmanager
def _queue(home: Path, workers: int, command: tuple[str, ...]) -> Iterator[JobsClient]:
    processes = Processes(home, workers, command=command)
    processes.start()
    client = open_client(home, processes.url)
    try:
        while len(client.health.ready) < workers:
            client.poll()
            time.sleep(0.05)
        yield client
    finally:
        client.close()
        processes.stop()


def _latencies(home: Path, documents: int) -> dict[str, float]:
    """Milliseconds from the call of submit, and from its return, to the start of the work in an idle worker."""
    home.mkdir()
    called, returned = [], []
    with _queue(home, 1, NO_WORK) as client:
        for number in range(documents):
            source = home / f"{number}.dxf"
            source.write_text(f"fine {number}")
            before = time.time()
            job = client.submit(source, Options()).id
            after = time.time()
            _finish(client, [job])
            started = client.job(job).started or 0.0
            called.append((started - before) * 1000)
            returned.append((started - after) * 1000)
    return {
        "median_ms": round(statistics.median(called), 1),
        "worst_ms": round(max(called), 1),
        "after_submit_returned_median_ms": round(statistics.median(returned), 1),
    }


def _first_and_fifth(home: Path, drawing: Path) -> dict[str, float]:
    """Seconds of the same drawing as the first and as the fifth document of workers that say they are ready."""
    home.mkdir()
    seconds = []
    with _queue(home, 1, COMMAND) as client:
        for number in range(5):
            before = time.monotonic()
            _finish(client, [_submit(client, drawing, number)])
            seconds.append(time.monotonic() - before)
    return {"first_s": round(seconds[0], 3), "fifth_s": round(seconds[4], 3), "ratio": round(seconds[0] / seconds[4], 2)}


def _rate(home: Path, drawing: Path, workers: int, documents: int) -> float:
    home.mkdir()
    with _queue(home, workers, COMMAND) as client:
        before = time.monotonic()
        _finish(client, [_submit(client, drawing, number) for number in range(documents)])
        return round(documents * 60 / (time.monotonic() - before), 1)


def _long(home: Path, workers: int) -> float:
    """Seconds for a document of many scanned pages."""
    home.mkdir()
    source = home / "long.pdf"
    with pymupdf.open(SCAN) as page, pymupdf.open("pdf", page.convert_to_pdf()) as single, pymupdf.open() as document:
        for _ in range(LONG):
            document.insert_pdf(single)
        document.save(source)
    with _queue(home, workers, COMMAND) as client:
        before = time.monotonic()
        _finish(client, [client.submit(source, Options()).id])
        return round(time.monotonic() - before, 2)


def _submit(client: JobsClient, drawing: Path, number: int) -> str:
    """Each submission has options of its own, so that none is answered from an earlier one."""
    return client.submit(drawing, Options(storey_height=2.5 + number / 100)).id


def _finish(client: JobsClient, jobs: list[str]) -> None:
    while not all(client.job(job).state.is_final for job in jobs):
        client.poll()
        time.sleep(0.005)
    failed = [client.job(job).failure for job in jobs if client.job(job).state is not JobState.DONE]
    if failed:
        raise SystemExit(f"not converted: {failed}")


if __name__ == "__main__":
    main()
