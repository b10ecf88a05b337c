"""The window: its panes and their places."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Slot
from PySide6.QtGui import QActionGroup, QCloseEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QMainWindow, QMessageBox

from archdesk.gui.actions import Actions
from archdesk.gui.bridge import Bridge, ServiceState
from archdesk.gui.dialogs.about import show_about
from archdesk.gui.dialogs.preferences import PreferencesDialog
from archdesk.gui.docks import Docks
from archdesk.gui.export_desk import ExportDesk
from archdesk.gui.job_desk import JobDesk
from archdesk.gui.job_page import JobPage
from archdesk.gui.look.theme import Theme
from archdesk.gui.memory import Memory
from archdesk.gui.menus import fill_menu_bar, make_row_menu, make_tool_bar
from archdesk.gui.panels.building import BuildingPanel
from archdesk.gui.panels.checks import ChecksPanel
from archdesk.gui.panels.log import LogPanel
from archdesk.gui.panels.properties import PropertiesPanel
from archdesk.gui.queue.drop import DropGuard
from archdesk.gui.queue.model import JobListModel
from archdesk.gui.queue.panel import QueuePanel
from archdesk.gui.queue.wording import plural
from archdesk.gui.reception import Reception
from archdesk.gui.showcase import Showcase
from archdesk.gui.stage import Sides, Stage
from archdesk.gui.status import StatusBar
from archdesk.gui.toast import Toast
from archdesk.gui.views import Views
from archdesk.gui.welcome import WelcomePage
from archdesk.model.floorplan import Scale
from archdesk.model.job import Job, JobState
from archdesk.model.problems import Failure

_SMALLEST = QSize(1024, 640)
_USUAL = QSize(1440, 900)
_SHARE = 0.92  # of the screen, where the usual size does not fit


@dataclass(frozen=True, slots=True)
class Around:
    """What the window is given: the queue's bridge, its memory, its look, its views and where pasted pictures go."""

    bridge: Bridge
    memory: Memory
    theme: Theme
    views: Views
    pasted: Path
    workers: int


class MainWindow(QMainWindow):
    """Connects the panes; it decides nothing itself."""

    _is_complete = False

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self.setObjectName("mainWindow")
        self.setWindowTitle("ArchDesk")
        self.setMinimumSize(_SMALLEST)
        self.actions_ = Actions(self)
        self.jobs = JobListModel(self)
        self.queue = QueuePanel(self.jobs, self)
        self.building, self.properties = BuildingPanel(self), PropertiesPanel(self)
        self.checks, self.log = ChecksPanel(self), LogPanel(self)
        self.stage = self._make_stage()
        self.setCentralWidget(self.stage)
        self.docks = self._make_docks()
        self.status = StatusBar(self)
        self.setStatusBar(self.status)
        self.toast = Toast(self)
        self.showcase = Showcase(self.stage, self.building, self.properties, self.checks)
        self.reception = Reception(self, around.bridge, around.memory, self.toast, around.pasted)
        self.desk = JobDesk(self, self.actions_, around.bridge, self.jobs, self.queue)
        self.desk.tell_by(self.toast)
        self.exports = ExportDesk(self, around.memory, self.jobs, self.queue, self.toast)
        self.drops = DropGuard(self)
        self._may_close = False
        fill_menu_bar(self, self.actions_, self.docks.toggles)
        make_tool_bar(self, self.actions_, self.docks.toggles)
        self._row_menu = make_row_menu(self, self.actions_)
        self._connect_queue()
        self._connect_actions()
        self._place_shortcuts()
        self._take_place()
        self.stage.show_welcome()
        self._is_complete = True

    def may_close(self) -> None:
        """Close without a question from now on."""
        self._may_close = True

    def closeEvent(self, event: QCloseEvent) -> None:
        running = sum(job.state in (JobState.RUNNING, JobState.STOPPING) for job in self.jobs.jobs)
        if running and not self._may_close and not self._agrees_to_stop(running):
            event.ignore()
            return
        self._around.memory.save_layout(self)
        self.stage.close_views()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._is_complete:
            panes = (self.actions_, self.docks, self.queue, self.building, self.checks, self.stage, self.status, self.toast)
            for pane in panes:
                pane.refresh_icons()

    @Slot(list)
    def take_over(self, paths: list[Path]) -> None:
        """Come to the front with what a second start handed over."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()
        if paths:
            self.reception.receive(paths)

    def _make_stage(self) -> Stage:
        welcome = WelcomePage(self.actions_.some("add_plans", "add_folder", "sample"))
        job_page = JobPage(self.actions_.some("retry", "details"))
        return Stage(welcome, job_page, self._around.views, self)

    def _make_docks(self) -> Docks:
        panels = {
            "queueDock": self.queue,
            "buildingDock": self.building,
            "propsDock": self.properties,
            "issuesDock": self.checks,
            "logDock": self.log,
        }
        return Docks(self, panels)

    def _connect_queue(self) -> None:
        bridge = self._around.bridge
        bridge.jobs_changed.connect(self._show_jobs)
        bridge.job_changed.connect(self._show_job)
        bridge.service_changed.connect(self._show_service)
        bridge.refused.connect(self._show_refusal)
        self.stage.banner.mend_wanted.connect(bridge.mend)
        self.queue.job_chosen.connect(self._choose)
        self.queue.menu_wanted.connect(self._open_row_menu)
        self.drops.files_dropped.connect(self.reception.receive)
        self.drops.picture_dropped.connect(self.reception.receive_picture)
        self.checks.counted.connect(self.docks.count_checks)
        self.showcase.scale_known.connect(self._show_scale)

    def _connect_actions(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            "add_plans": self.reception.ask_for_plans,
            "add_folder": self.reception.ask_for_folder,
            "paste": self.reception.paste,
            "sample": self.reception.add_sample,
            "export": self.exports.export_selected,
            "export_all": self.exports.export_all,
            "preferences": self._show_preferences,
            "quit": self.close,
            "filter": self._focus_filter,
            "show_plan": self._show_plan_alone,
            "show_model": self._show_model_alone,
            "show_both": self._show_both,
            "fit": self.stage.fit,
            "view_top": self.stage.model.view_top,
            "view_front": self.stage.model.view_front,
            "view_right": self.stage.model.view_right,
            "view_iso": self.stage.model.view_iso,
            "next_check": self.checks.next_line,
            "previous_check": self.checks.previous_line,
            "reset_layout": self._reset_layout,
            "full_screen": self._toggle_full_screen,
            "about": self._show_about,
        }
        for name, slot in slots.items():
            self.actions_[name].triggered.connect(slot)
        sides = QActionGroup(self)
        for action in self.actions_.some("show_plan", "show_model", "show_both"):
            sides.addAction(action)
        self.actions_["show_both"].setChecked(True)

    def _place_shortcuts(self) -> None:
        """Plain keys work only in the pane they belong to."""
        self.queue.list_view.addAction(self.actions_["remove"])
        views = self.actions_.some("fit", "view_top", "view_front", "view_right", "view_iso")
        self.stage.split_page.addActions(views)
        self.setTabOrder(self.queue.filter_field, self.queue.list_view)

    def _take_place(self) -> None:
        if self._around.memory.restore_layout(self):
            return
        room = QGuiApplication.primaryScreen().availableSize()
        self.resize(_USUAL.boundedTo(room * _SHARE).expandedTo(_SMALLEST))
        self.docks.arrange()

    def _agrees_to_stop(self, running: int) -> bool:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Quit ArchDesk")
        verb = "is" if running == 1 else "are"
        box.setText(f"{plural(running, 'plan')} {verb} still being converted.")
        box.setInformativeText("If you quit now, they go on at the next start.")
        stop = box.addButton("Stop and quit", QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(QMessageBox.StandardButton.Cancel)
        stay.setIcon(QIcon())
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is stop

    @Slot(list)
    def _show_jobs(self, jobs: list[Job]) -> None:
        before = {job.id for job in self.jobs.jobs}
        self.jobs.show_jobs(jobs)
        self._follow_queue(next((job for job in self.jobs.jobs if job.id not in before), None))

    @Slot(object)
    def _show_job(self, job: Job) -> None:
        self.jobs.show_job(job)
        self.status.show_jobs(self.jobs.jobs)
        if self.showcase.job is not None and self.showcase.job.id == job.id:
            self.showcase.show_job(job)

    def _follow_queue(self, newest: Job | None) -> None:
        """Keep what is on show in step with the queue; the first of new plans is shown where none was chosen."""
        self.status.show_jobs(self.jobs.jobs)
        if not self.jobs.jobs:
            self.showcase.show_job(None)
            self.stage.show_welcome()
            return
        shown = self.showcase.job
        if newest is not None and (shown is None or self.queue.current_job() is None):
            self.queue.select_job(newest.id)
        elif shown is not None and (now := self.jobs.job(shown.id)) is not None:
            self.showcase.show_job(now)

    @Slot(object)
    def _choose(self, job: Job | None) -> None:
        if job is not None or not self.jobs.jobs:
            self.showcase.show_job(job)

    @Slot(object)
    def _show_service(self, state: ServiceState) -> None:
        self.status.show_service(state)
        self.stage.banner.show_service(state)
        self.jobs.show_workers(up=not state.is_down)

    @Slot(object)
    def _show_refusal(self, failure: Failure) -> None:
        self.toast.say(f"{failure.summary} {failure.hint}")

    @Slot(object, bool)
    def _show_scale(self, scale: Scale | None, known: bool) -> None:  # noqa: FBT001 - a signal's slot
        self.status.show_scale(scale, known=known)

    @Slot(QPoint)
    def _open_row_menu(self, place: QPoint) -> None:
        self._row_menu.popup(place)

    @Slot()
    def _focus_filter(self) -> None:
        self.docks["queueDock"].show()
        self.queue.filter_field.setFocus()
        self.queue.filter_field.selectAll()

    @Slot()
    def _show_plan_alone(self) -> None:
        self.stage.show_sides(Sides.PLAN)

    @Slot()
    def _show_model_alone(self) -> None:
        self.stage.show_sides(Sides.MODEL)

    @Slot()
    def _show_both(self) -> None:
        self.stage.show_sides(Sides.BOTH)

    @Slot()
    def _reset_layout(self) -> None:
        self.docks.arrange()
        self.actions_["show_both"].trigger()

    @Slot()
    def _toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    @Slot()
    def _show_preferences(self) -> None:
        memory = self._around.memory
        dialog = PreferencesDialog(memory.preferences(self._around.workers), self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            memory.remember_preferences(dialog.preferences)
            self._around.theme.wear(dialog.preferences.look)

    @Slot()
    def _show_about(self) -> None:
        show_about(self)
