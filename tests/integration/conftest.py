"""A real window for the tests that drop real files on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.integration.desk import Desk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    one = Desk(tmp_path / "home")
    qtbot.addWidget(one.window)
    yield one
    one.close()
