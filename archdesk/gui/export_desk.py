"""Export: ask where to, copy off the window's thread, say what became of it."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from archdesk.gui.background import Errand
from archdesk.gui.dialogs.export import ExportDialog
from archdesk.gui.dialogs.exporting import Exported, Wish, export, exportable
from archdesk.gui.memory import Memory
from archdesk.gui.queue.model import JobListModel
from archdesk.gui.queue.panel import QueuePanel
from archdesk.gui.queue.wording import plural
from archdesk.gui.reveal import reveal
from archdesk.gui.toast import Toast
from archdesk.model.job import Job

_MEGABYTE = 1_000_000
_MOST_LINES = 5


class ExportDesk(QObject):
    """Saves models where a person wants them."""

    def __init__(self, window: QWidget, memory: Memory, jobs: JobListModel, panel: QueuePanel, toast: Toast) -> None:
        super().__init__(window)
        self._window, self._memory, self._jobs, self._panel, self._toast = window, memory, jobs, panel, toast
        self._dialog: ExportDialog | None = None

    @Slot()
    def export_selected(self) -> None:
        self._ask(exportable(self._panel.selected_jobs()))

    @Slot()
    def export_all(self) -> None:
        self._ask(exportable(self._jobs.jobs))

    def carry_out(self, wish: Wish) -> None:
        self._memory.remember_export(wish)
        errand = Errand(lambda: export(wish), self)
        errand.finished.connect(self._say)
        errand.failed.connect(self._toast.say)
        errand.start()

    def _ask(self, jobs: tuple[Job, ...]) -> None:
        if not jobs:
            return
        folders = dict.fromkeys((*self._memory.export_folders, jobs[0].source.parent))
        memory = self._memory
        self._dialog = ExportDialog(
            jobs,
            tuple(folders),
            memory.export_pattern,
            memory.export_formats,
            self._window,
            style=memory.export_style,
            print_scale=memory.export_print_scale,
        )
        self._dialog.finished.connect(self._end)
        self._dialog.open()

    @Slot(int)
    def _end(self, result: int) -> None:
        if self._dialog is not None and result == QDialog.DialogCode.Accepted:
            self.carry_out(self._dialog.wish)
        self._dialog = None

    @Slot(object)
    def _say(self, done: Exported) -> None:
        if done.failures:
            text = f"{plural(len(done.failures), 'building')} could not be saved as asked to {done.folder}."
            self._tell(QMessageBox.Icon.Warning, text, done.failures)
        elif done.doubts:
            self._tell(QMessageBox.Icon.Information, f"Saved to {done.folder}, with something to look at.", done.doubts)
        if done.files:
            self._toast.say(_summary(done.files), "Show in folder", lambda: reveal(done.files[0]))

    def _tell(self, icon: QMessageBox.Icon, text: str, lines: tuple[tuple[str, str], ...]) -> None:
        box = QMessageBox(self._window)
        box.setIcon(icon)
        box.setWindowTitle("Export")
        box.setText(text)
        box.setInformativeText("\n".join(f"{name}: {reason}" for name, reason in lines[:_MOST_LINES]))
        box.open()


def _summary(files: tuple[Path, ...]) -> str:
    size = sum(file.stat().st_size for file in files) / _MEGABYTE
    what = files[0].name if len(files) == 1 else plural(len(files), "building")
    return f"Saved {what} · {size:.1f} MB"
