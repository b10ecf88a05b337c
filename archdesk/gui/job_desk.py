"""What can be done with the selected jobs, and whether it can be done now."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from archdesk.gui.actions import Actions
from archdesk.gui.bridge import Bridge
from archdesk.gui.dialogs.details import DetailsDialog
from archdesk.gui.dialogs.exporting import exportable
from archdesk.gui.queue.model import JobListModel
from archdesk.gui.queue.panel import QueuePanel
from archdesk.gui.queue.wording import plural
from archdesk.gui.reveal import reveal
from archdesk.gui.toast import Toast
from archdesk.model.job import Job, JobState

_STOPPABLE = (JobState.WAITING, JobState.RUNNING)


class JobDesk(QObject):
    """Turns the queue's actions into wishes."""

    def __init__(self, window: QWidget, actions: Actions, bridge: Bridge, jobs: JobListModel, panel: QueuePanel) -> None:
        super().__init__(window)
        self._window, self._actions, self._bridge, self._jobs, self._panel = window, actions, bridge, jobs, panel
        self._toast: Toast | None = None
        slots: dict[str, Callable[[], None]] = {
            "retry": self.retry,
            "retry_failed": self.retry_failed,
            "cancel": self.cancel,
            "remove": self.remove,
            "clear_finished": self.clear_finished,
            "move_up": self.move_up,
            "move_down": self.move_down,
            "reveal_source": self.reveal_source,
            "reveal_result": self.reveal_result,
            "details": self.show_details,
        }
        for name, slot in slots.items():
            actions[name].triggered.connect(slot)
        actions["pause"].toggled.connect(self.pause)
        panel.selection_changed.connect(self.update_actions)
        for signal in (jobs.dataChanged, jobs.rowsInserted, jobs.rowsRemoved):
            signal.connect(self.update_actions)
        self.update_actions()

    def tell_by(self, toast: Toast) -> None:
        self._toast = toast

    @Slot()
    def update_actions(self) -> None:
        selected, everything = self._panel.selected_jobs(), self._jobs.jobs
        possible = {
            "retry": any(job.state.is_final for job in selected),
            "retry_failed": any(job.state is JobState.FAILED for job in everything),
            "cancel": any(job.state in _STOPPABLE for job in selected),
            "remove": bool(selected),
            "clear_finished": any(job.state.is_final for job in everything),
            "move_up": len(selected) == 1,
            "move_down": len(selected) == 1,
            "reveal_source": len(selected) == 1,
            "reveal_result": len(selected) == 1 and selected[0].outcome is not None,
            "details": len(selected) == 1,
            "export": bool(exportable(selected)),
            "export_all": bool(exportable(everything)),
        }
        for name, can in possible.items():
            self._actions[name].setEnabled(can)

    @Slot(bool)
    def pause(self, held: bool) -> None:  # noqa: FBT001 - a signal's slot
        self._bridge.hold(held=held)
        self._jobs.show_held(held=held)

    @Slot()
    def retry(self) -> None:
        self._bridge.retry(job.id for job in self._panel.selected_jobs() if job.state.is_final)

    @Slot()
    def retry_failed(self) -> None:
        self._bridge.retry(job.id for job in self._jobs.jobs if job.state is JobState.FAILED)

    @Slot()
    def cancel(self) -> None:
        self._bridge.cancel(job.id for job in self._panel.selected_jobs() if job.state in _STOPPABLE)

    @Slot()
    def remove(self) -> None:
        self._remove(self._panel.selected_jobs())

    @Slot()
    def clear_finished(self) -> None:
        self._remove(tuple(job for job in self._jobs.jobs if job.state.is_final))

    @Slot()
    def move_up(self) -> None:
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        self._move(1)

    @Slot()
    def reveal_source(self) -> None:
        for job in self._panel.selected_jobs()[:1]:
            reveal(job.source)

    @Slot()
    def reveal_result(self) -> None:
        for job in self._panel.selected_jobs()[:1]:
            if job.outcome is not None:
                reveal(job.outcome.model)

    @Slot()
    def show_details(self) -> None:
        for job in self._panel.selected_jobs()[:1]:
            DetailsDialog(job, self._window).open()

    def _move(self, steps: int) -> None:
        for job in self._panel.selected_jobs()[:1]:
            self._bridge.move(job.id, steps)

    def _remove(self, jobs: tuple[Job, ...]) -> None:
        if not jobs:
            return
        ids = [job.id for job in jobs]
        self._bridge.remove(ids)
        if self._toast is not None:
            what = jobs[0].name if len(jobs) == 1 else plural(len(jobs), "plan")
            self._toast.say(f"{what} removed", "Undo", lambda: self._bridge.restore(ids))
