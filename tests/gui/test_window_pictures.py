"""Pictures of the window in each of its states, left as artefacts; and no words are cut off in any of them."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from archdesk.gui.bridge import Bridge
from archdesk.gui.dialogs.details import DetailsDialog
from archdesk.gui.dialogs.export import ExportDialog
from archdesk.gui.dialogs.preferences import Preferences, PreferencesDialog
from archdesk.gui.look.theme import Look, Theme
from archdesk.gui.main_window import Around, MainWindow
from archdesk.gui.memory import Memory
from archdesk.gui.plan.plan_view import PlanView
from archdesk.gui.preview.model_view import ModelView
from archdesk.gui.views import Views
from archdesk.model.job import Job, JobState, Outcome
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.pipeline.build import build
from archdesk.pipeline.understand import understand
from tests.gui.fakes_gui import NO_REDIS, READY, FakeQueue, failed_job, make_job, running_job

LOADING = 60_000  # milliseconds; the first use imports the toolkit
SIZES = {"wide": (1500, 920), "small": (1000, 640)}
FEWEST_COLOURS = 12  # in a picture that shows anything


@dataclass
class Room:
    """A window with the real views and a queue that answers at once."""

    window: MainWindow
    queue: FakeQueue
    bridge: Bridge
    theme: Theme


@pytest.fixture(scope="module")
def finished(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Job:
    folder = tmp_path_factory.mktemp("job")
    understand(samples / "house.dxf", folder, Options(), SilentReporter())
    outcome: Outcome = build(folder, Options(), SilentReporter())
    now = time.time()
    return make_job("done", JobState.DONE, name="house.dxf", started=now - 2.4, finished=now, outcome=outcome, folder=folder)


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Room]:
    bridge = Bridge()
    queue = FakeQueue(bridge)
    views = Views(PlanView, ModelView)
    window = MainWindow(Around(bridge, Memory(tmp_path / "window.ini"), theme, views, tmp_path / "pasted", 2))
    window.resize(*SIZES["wide"])
    window.show()
    qtbot.waitExposed(window)
    bridge.service_changed.emit(READY)
    yield Room(window, queue, bridge, theme)
    window.may_close()
    window.close()
    window.deleteLater()
    theme.wear(Look.LIGHT)
    QApplication.processEvents()


def keep(widget: QWidget, target: Path) -> None:
    """Save what the widget looks like, after looking at its words."""
    QApplication.processEvents()
    picture = widget.grab()
    assert picture.save(str(target))
    assert [] == cut_off(widget)
    image = picture.toImage().scaled(200, 200)
    assert FEWEST_COLOURS <= len({image.pixel(x, y) for x in range(0, 200, 2) for y in range(0, 200, 2)})


def cut_off(widget: QWidget) -> list[str]:
    """The words of labels and buttons that are wider than the room they have."""
    shown = [each for kind in (QLabel, QAbstractButton) for each in widget.findChildren(kind) if each.isVisibleTo(widget)]
    narrow = []
    for each in shown:
        is_free = isinstance(each, QLabel) and each.wordWrap()
        is_free = is_free or (isinstance(each, QToolButton) and each.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly)
        words = each.text().replace("&", "") if each.text() and not each.text().startswith("<") else ""
        lines = words.splitlines() or [""]
        wanted = max(each.fontMetrics().horizontalAdvance(line) for line in lines)
        if each.width() and not is_free and wanted > each.contentsRect().width():
            narrow.append(words)
    return narrow


def busy(finished: Job) -> tuple[Job, ...]:
    """A queue at work: each state once, one name longer than its row."""
    long = "A very long name of a drawing that an office may well give, second revision.pdf"
    return (
        finished,
        running_job("r1", 0.35, name="villa.pdf", order=2),
        running_job("r2", 0.8, name="barn.tif", order=3),
        failed_job("f", name="letter.pdf", order=4),
        make_job("c", JobState.CANCELLED, name="stopped.png", order=5),
        *(make_job(f"w{n}", name=long if n == 1 else f"flat {n}.jpg", order=5 + n) for n in range(1, 4)),
    )


def test_the_welcome_page(room: Room, artefacts: Path) -> None:
    keep(room.window, artefacts / "state-welcome.png")


@pytest.mark.parametrize("size", SIZES)
def test_a_finished_plan_beside_its_building(qtbot: QtBot, room: Room, finished: Job, artefacts: Path, size: str) -> None:
    room.window.resize(*SIZES[size])
    with qtbot.waitSignal(room.window.stage.model.model_shown, timeout=LOADING):
        room.queue.put(finished)

    keep(room.window, artefacts / f"state-done-{size}.png")


def test_a_queue_at_work_in_light_and_dark(qtbot: QtBot, room: Room, finished: Job, artefacts: Path) -> None:
    with qtbot.waitSignal(room.window.stage.model.model_shown, timeout=LOADING):
        room.queue.put(*busy(finished))
    room.window.queue.select_job("done")

    for look in (Look.LIGHT, Look.DARK):
        room.theme.wear(look)
        keep(room.window, artefacts / f"state-working-{look.value}.png")


def test_a_plan_that_is_being_read(room: Room, artefacts: Path) -> None:
    room.queue.put(make_job("r", name="villa.pdf"))
    room.queue.change(running_job("r", 0.35, name="villa.pdf"))

    keep(room.window, artefacts / "state-running.png")


def test_a_drag_over_the_window(room: Room, artefacts: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(f"/plans/{name}") for name in ("a.pdf", "b.png", "c.dxf")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    QApplication.sendEvent(room.window, QDragEnterEvent(QPoint(9, 9), copy, mime, left, none))

    QApplication.processEvents()
    room.window.grab().save(str(artefacts / "state-dragging.png"))
    assert "Drop to add 3 plans" == room.window.findChild(QWidget, "dropOverlay").accessibleName()


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_a_failed_plan_while_the_queue_is_down(room: Room, artefacts: Path, look: Look) -> None:
    room.theme.wear(look)
    room.queue.put(failed_job("f", name="letter.pdf"))
    room.bridge.service_changed.emit(NO_REDIS)

    keep(room.window, artefacts / f"state-failed-{look.value}.png")


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_the_dialogs(qtbot: QtBot, theme: Theme, finished: Job, tmp_path: Path, artefacts: Path, look: Look) -> None:
    (tmp_path / "house.glb").write_bytes(b"glTF")
    theme.wear(look)
    dialogs = {
        "export": ExportDialog((finished,), (tmp_path, Path("/home/anna/models")), "{name}"),
        "preferences": PreferencesDialog(Preferences(Look.SYSTEM, 2, "")),
        "details-done": DetailsDialog(finished),
        "details-failed": DetailsDialog(failed_job("f", name="letter.pdf")),
    }
    try:
        for name, dialog in dialogs.items():
            qtbot.addWidget(dialog)
            dialog.show()
            keep(dialog, artefacts / f"dialog-{name}-{look.value}.png")
    finally:
        theme.wear(Look.LIGHT)
