"""A real worker whose conversion does what the document says: misbehaving on purpose, without any drawing."""

import os
import signal
import sys
import time
from pathlib import Path

from archdesk.model.document import Format, Page, Source, Text
from archdesk.model.floorplan import Survey
from archdesk.model.job import Outcome
from archdesk.model.options import Options
from archdesk.model.progress import Progress, Reporter, Stage
from archdesk.model.reading import PageReading
from archdesk.pipeline.crew import Crew
from archdesk.readers.base import Encrypted
from archdesk.worker.app import run_worker
from archdesk.worker.conversion import Conversion


def understand(source: Path, folder: Path, options: Options, reporter: Reporter, crew: Crew) -> Survey:
    words = source.read_text().split()
    with (folder / "starts.txt").open("a") as starts:
        starts.write("x")
    reporter.report(Progress(Stage.READING, 0.1))
    match words[0]:
        case "poison":
            os.kill(os.getpid(), signal.SIGKILL)
        case "locked":
            raise Encrypted
        case "bug":
            raise ValueError("not thought of")
        case "heals" if len((folder / "starts.txt").read_text()) < 2:
            raise ConnectionError("lost for a moment")
        case "slow":
            for step in range(int(float(words[1]) / 0.05)):
                reporter.report(Progress(Stage.WALLS, 0.1 + step / 10_000))
                time.sleep(0.05)
        case "deaf":
            time.sleep(float(words[1]))
        case "pages" | "trap":
            blank = Text("a page", (0, 0), 1, 1)
            pages = [Page(number, 10, 10, texts=(blank,)) for number in range(int(words[1]))]
            told = crew.read_pages(pages, lambda page, _: _read(folder, page.number), reporter)
            (folder / "told.txt").write_text(" ".join(f"{reading.page}:{reading.seen}" for reading in told))
    (folder / "plan.json").write_text("{}")
    return Survey(Source(source.name, "0" * 64, Format.DXF), (), ())


def read_page(source: Path, number: int, options: Options, reporter: Reporter) -> PageReading:
    reporter.report(Progress(Stage.WALLS, 0.1))
    if source.read_text().startswith("trap"):
        (source.parents[1] / "trapped.txt").write_text("x")
        os.kill(os.getpid(), signal.SIGKILL)
    return _read(source.parents[1], number)


def _read(folder: Path, number: int) -> PageReading:
    with (folder / "read.txt").open("a") as read:
        read.write(f"{number} {os.getpid()}\n")
    time.sleep(0.3)
    return PageReading(number, seen=f"page {number}")


def build(folder: Path, options: Options, reporter: Reporter) -> Outcome:
    reporter.report(Progress(Stage.BUILDING, 0.9))
    (folder / "model.glb").write_bytes(b"glTF")
    return Outcome(folder, storeys=1, area=10.0, warnings=0, seconds=0.1)


if __name__ == "__main__":
    sys.exit(run_worker(sys.argv[1:], load=lambda: Conversion(understand, build, read_page)))
