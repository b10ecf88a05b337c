"""How the window feels: seconds to show it, 200 files to rows, the longest stall, frames a second in orbit; prints JSON.

Needs a display: xvfb-run -a -s '-screen 0 1600x1000x24' python tests/benchmarks/window.py
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
FILES = 200
STARTS = 3
LONGEST = 240.0  # seconds for the whole of one measurement
START = """
import sys, time
from PySide6.QtCore import QTimer
from archdesk.gui import application, main_window

class Noted(main_window.MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        QTimer.singleShot(0, self.noted)

    def noted(self):
        print(time.time(), flush=True)
        QTimer.singleShot(0, self.close)

application.MainWindow = Noted
sys.exit(application.run_window([]))
"""
WORK = """
import json, sys, time
from pathlib import Path
import psutil
from PySide6.QtCore import QTimer
from archdesk.gui import application, main_window

FILES, REST, WATCHED, FRAMES, TICK = sorted(Path(sys.argv[1]).iterdir()), 4000, 15000, 40, 10

class Watched(main_window.MainWindow):
    # The user's own window in the user's own event loop; only a clock of 10 ms looks on.
    def __init__(self, around):
        super().__init__(around)
        self.figures, self.last, self.longest, self.dropped = {}, time.perf_counter(), 0.0, 0.0
        self.clock = QTimer(self)
        self.clock.timeout.connect(self.tick)
        self.clock.start(TICK)
        around.bridge.service_changed.connect(self.watch_service)
        self.is_ready = False

    def tick(self):
        now = time.perf_counter()
        self.longest, self.last = max(self.longest, now - self.last - TICK / 1000), now
        rows = self.jobs.rowCount()
        if rows and self.dropped:
            self.figures.setdefault("first_row_seconds", now - self.dropped)
        if rows == len(FILES):
            self.figures.setdefault("rows_seconds", now - self.dropped)

    def watch_service(self, state):
        if state.workers_wanted and state.workers_ready == state.workers_wanted and not self.is_ready:
            self.is_ready = True
            QTimer.singleShot(REST, self.drop)

    def drop(self):
        self.longest, self.dropped = 0.0, time.perf_counter()
        self.reception.receive(FILES)
        QTimer.singleShot(WATCHED, self.orbit)

    def orbit(self):
        self.figures["longest_stall_seconds"] = self.longest
        self.figures["rows_done_meanwhile"] = sum(job.outcome is not None for job in self.jobs.jobs)
        self.note_memory()
        for job in self.jobs.jobs:
            self._around.bridge.cancel([job.id])
        QTimer.singleShot(REST, self.turn)

    def turn(self):
        self.canvas, self.frames, self.began = self.stage.model.canvas, 0, time.perf_counter()
        self.canvas._plotter.frameSwapped.connect(self.count_frame)
        self.step()

    def step(self):
        self.canvas.look(self.canvas.eye.orbited(0.05, 0.0, self.canvas.eye.focus))

    def count_frame(self):
        self.frames += 1
        if self.frames < FRAMES:
            QTimer.singleShot(0, self.step)
            return
        self.figures["orbit_frames_a_second"] = FRAMES / (time.perf_counter() - self.began)
        print(json.dumps(self.figures), flush=True)
        self.may_close()
        QTimer.singleShot(0, self.close)

    def note_memory(self):
        mib = lambda process: process.memory_info().rss / 2**20
        self.figures["window_memory_mib"] = mib(psutil.Process())
        self.figures["largest_child_memory_mib"] = max(map(mib, psutil.Process().children(recursive=True)), default=0.0)

application.MainWindow = Watched
sys.exit(application.run_window([]))
"""


def run_script(script: str, *arguments: str) -> str:
    """What a script prints, run with a data folder of its own."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "ARCHDESK_HOME": home}
        command = [sys.executable, "-c", script, *arguments]
        return subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, timeout=LONGEST, check=True).stdout


def measure_start() -> list[float]:
    """Seconds from the start of the process to the shown window, which takes part in the event loop."""
    times = []
    for _ in range(STARTS):
        began = time.time()
        times.append(float(run_script(START).split()[0]) - began)
    return times


def measure_work() -> dict[str, float]:
    """Drop 200 drawings at once, watch the event loop for 15 s while two workers convert, then orbit the building shown."""
    drawing = (SAMPLES / "house.dxf").read_text()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(FILES):
            (Path(folder) / f"house {number}.dxf").write_text(drawing.replace("Kitchen", f"Kitchen {number}"))
        return dict(json.loads(run_script(WORK, folder)))


def main() -> None:
    starts = measure_start()
    figures = {"start_seconds": starts, "start_median_seconds": statistics.median(starts), **measure_work()}
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
