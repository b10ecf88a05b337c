"""A whole window in the tests' own process, with a real server and real workers as its children."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from archdesk.gui.bridge import Bridge
from archdesk.gui.look.theme import Theme
from archdesk.gui.main_window import Around, MainWindow
from archdesk.gui.memory import Memory
from archdesk.gui.plan.plan_view import PlanView
from archdesk.gui.preview.model_view import ModelView
from archdesk.gui.serving import Serving
from archdesk.gui.views import Views
from archdesk.model.job import JobState

PATIENCE = 180_000  # milliseconds; a cold worker on a busy machine


class Desk:
    """A whole ArchDesk in this process, but for Redis and the workers, which are real children."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.bridge = Bridge()
        self.theme = Theme(QApplication.instance())
        memory = Memory(home / "window.ini")
        self.window = MainWindow(Around(self.bridge, memory, self.theme, Views(PlanView, ModelView), home / "pasted", 1))
        self.serving = Serving(self.bridge, home, 1, None)
        self.window.show()
        self.window.resize(1500, 920)
        self.serving.start()

    @property
    def states(self) -> list[JobState]:
        return [job.state for job in self.window.jobs.jobs]

    def close(self) -> None:
        self.serving.stop()
        self.window.close()


def wait_until_final(qtbot: QtBot, desk: Desk, count: int) -> None:
    qtbot.waitUntil(lambda: len(desk.states) == count and all(s.is_final for s in desk.states), timeout=PATIENCE)
