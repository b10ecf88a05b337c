"""The window with a queue that answers at once."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from archdesk.gui.bridge import Bridge
from archdesk.gui.dialogs.export import ExportDialog
from archdesk.gui.dialogs.exporting import Wish
from archdesk.gui.queue.model import ROW_ROLE
from archdesk.model.job import JobState
from archdesk.model.options import Options
from archdesk.records import survey_to_json
from tests.gui.conftest import House
from tests.gui.fakes_gui import NO_REDIS, NO_WORKERS, READY, FakeQueue, done_job, failed_job, make_job, make_survey, running_job

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def drag_over(target: QWidget, mime: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(9, 9), COPY, mime, LEFT, NONE)
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def drop_on(target: QWidget, mime: QMimeData) -> None:
    drag_over(target, mime)
    QApplication.sendEvent(target, QDropEvent(QPointF(9, 9), COPY, mime, LEFT, NONE))


def carry(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


@pytest.fixture
def finished(tmp_path: Path):
    folder = tmp_path / "job"
    (folder / "pages").mkdir(parents=True)
    (folder / "plan.json").write_text(survey_to_json(make_survey()))
    (folder / "pages.json").write_text('[{"page": 0, "picture": "page-0.png", "to_page": [2, 0, 0, 0, 2, 0]}]')
    QImage(50, 40, QImage.Format.Format_RGB32).save(str(folder / "pages" / "page-0.png"))
    (folder / "model.glb").write_bytes(b"glTF")
    return done_job("done", folder, name="villa.pdf")


@pytest.fixture
def shown(qtbot, house: House, finished) -> House:
    house.queue.put(finished)
    qtbot.waitUntil(lambda: house.window.stage.page is house.window.stage.split_page)
    return house


def test_an_empty_queue_shows_the_welcome_page_with_the_focus_on_its_first_button(house: House) -> None:
    assert house.window.stage.page is house.window.stage.welcome
    assert house.window.stage.welcome.focusProxy().accessibleName() == "Add plans…"


def test_files_and_folders_may_be_dropped_on_any_pane(qtbot, house: House, tmp_path: Path) -> None:
    for name in ("a.pdf", "deep/b.dxf", "deep/notes.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(b"x")
    targets = (house.window, house.window.queue.filter_field, house.window.log.viewport())

    for target in targets:
        with qtbot.waitSignal(house.bridge.files_taken_in):
            drop_on(target, carry(tmp_path / "in"))

    assert 3 * [("a.pdf", "b.dxf")] == [
        tuple(path.name for path in wish[1]) for wish in house.queue.wishes if wish[0] == "submit"
    ]
    assert "2 plans added, 1 skipped" == house.window.toast.words


def test_a_drag_is_greeted_with_what_a_drop_would_do(house: House) -> None:
    accepted = drag_over(house.window, carry(Path("a.pdf"), Path("b.png"), Path("c.dxf")))

    assert accepted
    assert house.window.findChild(QWidget, "dropOverlay").accessibleName() == "Drop to add 3 plans"


def test_a_drag_of_words_is_not_ours(house: House) -> None:
    mime = QMimeData()
    mime.setText("hello")

    assert not drag_over(house.window, mime)


def test_a_picture_on_the_clipboard_becomes_a_plan(qtbot, house: House) -> None:
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(picture)

    with qtbot.waitSignal(house.bridge.files_taken_in):
        house.window.actions_["paste"].trigger()

    (path,) = house.queue.wishes[-1][1]
    assert path.name.startswith("Pasted ")
    assert QImage(str(path)).width() == 30


def test_a_drop_without_plans_says_so(qtbot, house: House, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")

    drop_on(house.window, carry(tmp_path / "notes.txt"))

    qtbot.waitUntil(lambda: house.window.toast.words == "No plan was found, 1 skipped")
    assert not house.queue.wishes


def test_a_finished_job_shows_its_drawing_its_building_and_its_parts(shown: House, finished) -> None:
    assert ("model", finished.outcome.model) in shown.model.notes
    assert ("storey", "Ground floor") in shown.plan.notes
    assert shown.window.building.tree.rowCount() == 2
    assert shown.window.docks["issuesDock"].windowTitle() == "Checks (2)"
    assert "Scale from dimensions, 97% sure" == shown.window.status.findChild(QWidget, "scaleState").text()


def test_an_element_picked_in_one_pane_is_selected_in_all(shown: House) -> None:
    shown.model.element_picked.emit("uw1", "wall", {})

    assert ("select", "uw1") in shown.plan.notes
    assert ("select", "uw1") in shown.model.notes
    assert ("storey", "Upper floor") in shown.plan.notes


def test_a_check_leads_to_its_element(shown: House) -> None:
    shown.window.actions_["next_check"].trigger()

    assert ("select", "gd1") in shown.plan.notes


def test_a_kind_is_hidden_in_all_storeys_at_once(shown: House) -> None:
    tree = shown.window.building.tree
    kinds = [tree.item(row).child(1) for row in range(2)]

    kinds[0].setCheckState(Qt.CheckState.Unchecked)

    assert ("kind", "wall", False) in shown.model.notes
    assert kinds[1].checkState() is Qt.CheckState.Unchecked


def test_a_storey_is_hidden_and_shown(shown: House) -> None:
    shown.window.building.tree.item(1).setCheckState(Qt.CheckState.Unchecked)

    assert ("storey", "Upper floor", False) == shown.model.notes[-1]


def test_a_failed_job_gives_its_reason_and_what_helps(house: House) -> None:
    house.queue.put(failed_job("a"))

    assert house.window.stage.page is house.window.stage.job_page
    assert house.window.stage.job_page.title == "No floor plan was found on 4 pages."
    assert house.window.actions_["retry"].isEnabled()


def test_a_damaged_result_is_no_crash(qtbot, house: House, finished) -> None:
    finished.outcome.plan.write_text("{")

    house.queue.put(finished)

    qtbot.wait(100)
    assert house.window.stage.page is house.window.stage.job_page


def test_stopping_retrying_and_removing_are_wishes_for_the_selected(house: House) -> None:
    house.queue.put(running_job("a", order=1), make_job("b", order=2))
    house.window.queue.select_job("a")

    for name in ("cancel", "retry", "move_down", "remove"):
        house.window.actions_[name].trigger()

    assert [("cancel", "a"), ("retry", "a"), ("move", "a", 1), ("remove", "a")] == house.queue.wishes


def test_a_paused_queue_says_so_in_each_waiting_row(house: House) -> None:
    house.queue.put(make_job("a"))

    house.window.actions_["pause"].trigger()
    assert ("hold", True) in house.queue.wishes
    assert house.window.jobs.index(0).data(ROW_ROLE).words == "Paused"

    house.window.actions_["pause"].trigger()
    assert ("hold", False) in house.queue.wishes
    assert house.window.jobs.index(0).data(ROW_ROLE).words == "Waiting, next"


def test_a_removed_job_comes_back_with_undo(house: House) -> None:
    house.queue.put(make_job("a", name="villa.pdf"))
    house.window.actions_["remove"].trigger()
    assert "villa.pdf removed" == house.window.toast.words

    house.window.toast.button.click()

    assert ["a"] == [job.id for job in house.window.jobs.jobs]


def test_actions_follow_what_is_selected(house: House, finished) -> None:
    house.queue.put(finished, make_job("w", order=2))
    house.window.queue.select_job("w")

    can = {name: house.window.actions_[name].isEnabled() for name in ("cancel", "retry", "export", "export_all")}

    assert {"cancel": True, "retry": False, "export": False, "export_all": True} == can


def test_the_banner_offers_to_mend_what_is_down(house: House) -> None:
    house.bridge.service_changed.emit(NO_WORKERS)
    banner = house.window.stage.banner
    assert banner.isVisible()

    banner.findChild(QAbstractButton, "mendButton").click()

    assert [("mend",)] == house.queue.wishes
    house.bridge.service_changed.emit(NO_REDIS)
    assert banner.words.startswith("ArchDesk cannot reach the queue.")
    house.bridge.service_changed.emit(READY)
    assert not banner.isVisible()


def test_the_status_bar_counts_workers_and_jobs(house: House) -> None:
    house.queue.put(running_job("a", order=1), make_job("b", order=2))

    assert "1 running · 1 waiting" == house.window.status.findChild(QWidget, "queueState").text()
    assert "Workers 2/2" == house.window.status.findChild(QWidget, "workerState").text()


def test_the_selection_stays_while_jobs_change(house: House) -> None:
    house.queue.put(make_job("a", order=1), make_job("b", order=2))
    house.window.queue.select_job("b")

    house.queue.change(running_job("b", order=2))
    house.queue.put(make_job("c", order=0))

    assert house.window.queue.current_job().id == "b"


def test_the_layout_is_remembered_and_can_be_reset(house: House) -> None:
    house.window.docks["propsDock"].hide()
    house.memory.save_layout(house.window)
    house.window.docks["propsDock"].show()

    assert house.memory.restore_layout(house.window)
    assert not house.window.docks["propsDock"].isVisible()
    house.window.actions_["reset_layout"].trigger()
    assert house.window.docks["propsDock"].isVisible()


def test_every_control_has_a_name_for_a_screen_reader(shown: House) -> None:
    controls = (QLineEdit, QComboBox, QAbstractButton)
    own = [control for kind in controls for control in shown.window.findChildren(kind)]

    unnamed = [
        control.objectName() or type(control).__name__
        for control in own
        if not (control.accessibleName() or getattr(control, "text", str)() or control.objectName().startswith("qt_"))
        and not isinstance(control.parent(), QComboBox | QLineEdit)
    ]

    assert [] == unnamed


def test_no_shortcut_is_given_twice(house: House) -> None:
    keys = [
        key.toString()
        for action in house.window.findChildren(object)
        if hasattr(action, "shortcuts")
        for key in action.shortcuts()
    ]

    assert sorted(set(keys)) == sorted(keys)


def test_two_hundred_jobs_do_not_stall_the_window(qtbot, house: House) -> None:
    import time

    from PySide6.QtCore import QTimer

    stalls, last = [0.0], [time.thread_time()]

    def tick() -> None:
        now = time.thread_time()  # of this thread alone, however busy the machine is
        stalls.append(now - last[0])
        last[0] = now

    watchdog = QTimer()
    watchdog.timeout.connect(tick)
    watchdog.start(5)
    jobs = [make_job(f"j{number}", name=f"plan {number}.pdf", order=number) for number in range(200)]
    QTimer.singleShot(20, lambda: house.queue.put(*jobs))
    for number in range(0, 200, 10):
        QTimer.singleShot(40 + number, lambda number=number: house.queue.change(running_job(f"j{number}", order=number)))
    qtbot.waitUntil(lambda: house.window.jobs.rowCount() == 200)
    qtbot.wait(350)
    watchdog.stop()

    assert max(stalls) < 0.1


def test_dark_and_light_repaint_the_window(qtbot, house: House) -> None:
    from archdesk.gui.look.theme import Look

    def lightness() -> int:
        return house.window.grab().toImage().pixelColor(700, 720).lightness()

    assert lightness() > 200
    house.theme.wear(Look.DARK)
    qtbot.waitUntil(lambda: lightness() < 80)
    house.theme.wear(Look.LIGHT)
    qtbot.waitUntil(lambda: lightness() > 200)


def test_a_running_job_shows_its_page_before_it_is_done(qtbot, house: House, finished) -> None:
    folder = finished.outcome.folder
    house.queue.put(replace(running_job("a"), folder=folder))

    qtbot.waitUntil(lambda: any(note[0] == "page" for note in house.plan.notes))

    assert ("model", None) == house.model.notes[-1]


def test_a_cancelled_job_can_be_retried(house: House) -> None:
    house.queue.put(make_job("a", JobState.CANCELLED))

    assert house.window.stage.job_page.title == "Stopped"
    assert house.window.actions_["retry"].isEnabled()


def test_what_is_submitted_before_the_queue_is_there_is_not_lost(qapp) -> None:
    bridge = Bridge()
    bridge.submit([Path("early.pdf")], Options())

    queue = FakeQueue(bridge)

    assert [(Path("early.pdf"),)] == [wish[1] for wish in queue.wishes]


def test_a_retried_job_shows_its_page_again(qtbot, shown: House, finished) -> None:
    shown.queue.change(replace(finished, state=JobState.WAITING, outcome=None, folder=finished.outcome.folder))
    assert shown.window.stage.page is shown.window.stage.job_page

    shown.queue.change(replace(running_job("done"), folder=finished.outcome.folder))

    qtbot.waitUntil(lambda: shown.window.stage.page is shown.window.stage.split_page)


def test_an_export_is_summed_up_and_its_folder_remembered(qtbot, shown: House, finished, tmp_path: Path) -> None:
    shown.window.exports.carry_out(Wish((finished,), tmp_path / "out"))

    qtbot.waitUntil(lambda: shown.window.toast.words == "Saved villa.glb · 0.0 MB")
    assert shown.window.toast.button.text() == "Show in folder"
    assert (tmp_path / "out",) == shown.memory.export_folders


def test_the_export_dialog_opens_for_finished_jobs(shown: House) -> None:
    shown.window.actions_["export_all"].trigger()

    dialog = shown.window.findChild(ExportDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_the_views_stand_alone_or_side_by_side(shown: House) -> None:
    shown.window.actions_["show_plan"].trigger()
    alone = (shown.plan.isVisible(), shown.model.isVisible())
    shown.window.actions_["show_both"].trigger()

    assert (True, False) == alone
    assert shown.model.isVisible()
