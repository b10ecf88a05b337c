"""A window with a fake queue and fake views, offscreen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from archdesk.gui.bridge import Bridge
from archdesk.gui.look.theme import Look, Theme
from archdesk.gui.main_window import Around, MainWindow
from archdesk.gui.memory import Memory
from tests.gui.fakes_gui import FAKE_VIEWS, READY, FakeModel, FakePlan, FakeQueue


@dataclass
class House:
    """A window and all around it."""

    window: MainWindow
    queue: FakeQueue
    bridge: Bridge
    memory: Memory
    theme: Theme

    @property
    def plan(self) -> FakePlan:
        return self.window.stage.plan

    @property
    def model(self) -> FakeModel:
        return self.window.stage.model


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme(qapp)
    theme.wear(Look.LIGHT)
    return theme


@pytest.fixture
def house(qtbot, theme: Theme, tmp_path: Path) -> House:
    bridge = Bridge()
    queue = FakeQueue(bridge)
    memory = Memory(tmp_path / "window.ini")
    window = MainWindow(Around(bridge, memory, theme, FAKE_VIEWS, tmp_path / "pasted", 2))
    qtbot.addWidget(window, before_close_func=MainWindow.may_close)
    window.resize(1440, 900)
    window.show()
    bridge.service_changed.emit(READY)
    return House(window, queue, bridge, memory, theme)
