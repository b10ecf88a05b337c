"""The system asks the program to end."""

import os
import signal
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from archdesk.gui.farewell import Farewell
from tests.gui.conftest import House
from tests.gui.fakes_gui import running_job


@pytest.fixture
def farewell(qapp) -> Iterator[Farewell]:
    one = Farewell()
    one.listen()
    yield one
    one.stop()


@pytest.mark.parametrize("wish", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_wish_of_the_system_is_told_to_the_window(qtbot: QtBot, farewell: Farewell, wish: signal.Signals) -> None:
    with qtbot.waitSignal(farewell.asked):
        os.kill(os.getpid(), wish)


def test_no_question_is_asked_when_the_system_ends(qtbot: QtBot, house: House, farewell: Farewell) -> None:
    house.queue.put(running_job("a"))
    farewell.asked.connect(house.window.may_close)
    farewell.asked.connect(house.window.close)

    os.kill(os.getpid(), signal.SIGTERM)

    qtbot.waitUntil(lambda: not house.window.isVisible())
