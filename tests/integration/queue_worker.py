"""A real worker whose conversion does what the document says: misbehaving on purpose, without any drawing."""

import os
import signal
import sys
import time
from pathlib import Path

from archdesk.model.document import Format, Source
from archdesk.model.floorplan import Survey
from archdesk.model.job import Outcome
from archdesk.model.options import Options
from archdesk.model.progress import Progress, Reporter, Stage
from archdesk.readers.base import Encrypted
from archdesk.worker.app import run_worker
from archdesk.worker.conversion import Conversion


def understand(source: Path, folder: Path, options: Options, reporter: Reporter) -> Survey:
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
    (folder / "plan.json").write_text("{}")
    return Survey(Source(source.name, "0" * 64, Format.DXF), (), ())


def build(folder: Path, options: Options, reporter: Reporter) -> Outcome:
    reporter.report(Progress(Stage.BUILDING, 0.9))
    (folder / "model.glb").write_bytes(b"glTF")
    return Outcome(folder, storeys=1, area=10.0, warnings=0, seconds=0.1)


if __name__ == "__main__":
    sys.exit(run_worker(sys.argv[1:], load=lambda: Conversion(understand, build)))
