"""How the window feels: seconds to show it, 200 files to rows, the longest stall, frames a second in orbit; prints JSON.

Needs a display: xvfb-run -a python tests/benchmarks/window.py
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
FILES = 200
FRAMES = 40
STARTS = 3
LONGEST = 60.0  # seconds for the whole of one measurement
START = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
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


def measure_start() -> list[float]:
    """Seconds from the start of the process to the shown window, which takes part in the event loop."""
    times = []
    for _ in range(STARTS):
        with tempfile.TemporaryDirectory() as home:
            began = time.time()
            run = subprocess.run(
                [sys.executable, "-c", START],
                env={**os.environ, "ARCHDESK_HOME": home},
                capture_output=True,
                text=True,
                timeout=LONGEST,
                check=True,
            )
            times.append(float(run.stdout.split()[0]) - began)
    return times


def measure_queue(home: Path) -> dict[str, float]:
    """Drop 200 files on a real window with a real queue; seconds to the first and the last row, and the longest stall."""
    from PySide6.QtWidgets import QApplication

    from tests.integration.test_window_real import Desk, Watchdog

    files = [home / f"house {number}.dxf" for number in range(FILES)]
    drawing = (SAMPLES / "house.dxf").read_text()
    for number, file in enumerate(files):
        file.write_text(drawing.replace("Kitchen", f"Kitchen {number}"))
    application = QApplication.instance() or QApplication([])
    desk = Desk(home / "data")
    settle(application, 8.0)
    watchdog, began = Watchdog(), time.perf_counter()
    desk.window.take_over(files)
    first = last = 0.0
    while not last and time.perf_counter() - began < LONGEST:
        application.processEvents()
        time.sleep(0.001)  # the other threads need the interpreter too
        rows = desk.window.jobs.rowCount()
        now = time.perf_counter() - began
        first = first or (now if rows else 0.0)
        last = now if rows == FILES else 0.0
    settle(application, 5.0)
    memory = psutil.Process().memory_info().rss / 2**20
    workers = [child.memory_info().rss / 2**20 for child in psutil.Process().children(recursive=True)]
    desk.close()
    return {
        "first_row_seconds": first,
        "rows_seconds": last,
        "longest_stall_seconds": watchdog.longest,
        "window_memory_mib": memory,
        "largest_child_memory_mib": max(workers, default=0.0),
    }


def measure_orbit(home: Path) -> float:
    """Frames a second while the camera goes round the sample house."""
    from PySide6.QtWidgets import QApplication, QWidget

    from archdesk.gui.preview.model_view import ModelView
    from archdesk.model.options import Options
    from archdesk.model.progress import SilentReporter
    from archdesk.pipeline.build import build
    from archdesk.pipeline.understand import understand

    understand(SAMPLES / "house.dxf", home, Options(), SilentReporter())
    model = build(home, Options(), SilentReporter()).model
    application = QApplication.instance() or QApplication([])
    view = ModelView()
    view.resize(1280, 800)
    view.show()
    view.show_model(model)
    settle(application, 8.0)
    plotter = next(child for child in view.findChildren(QWidget) if hasattr(child, "ren_win"))
    began = time.perf_counter()
    for _ in range(FRAMES):
        plotter.camera.Azimuth(360 / FRAMES)
        plotter.render()
        application.processEvents()
    rate = FRAMES / (time.perf_counter() - began)
    view.close()
    return rate


def settle(application: object, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        application.processEvents()
        time.sleep(0.005)


def main() -> None:
    starts = measure_start()
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        queue = measure_queue(Path(one))
        orbit = measure_orbit(Path(two))
    figures = {
        "start_seconds": starts,
        "start_median_seconds": statistics.median(starts),
        **queue,
        "orbit_frames_a_second": orbit,
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
