"""Plans come in: dropped, opened, pasted, handed over by a second start; searched off the window's thread."""

import time
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from archdesk.gui.background import Errand
from archdesk.gui.bridge import Bridge, Intaken
from archdesk.gui.look.resources import resource
from archdesk.gui.memory import Memory
from archdesk.gui.queue.drop import carried_files, carried_picture
from archdesk.gui.queue.intake import DIALOG_FILTER, Intake, take_in
from archdesk.gui.queue.wording import plural
from archdesk.gui.toast import Toast
from archdesk.model.options import Options

_SAMPLE = ("samples", "house.pdf")


class Reception(QObject):
    """Hands what is a plan to the queue, and says in one line what became of all."""

    def __init__(self, window: QWidget, bridge: Bridge, memory: Memory, toast: Toast, pasted: Path) -> None:
        super().__init__(window)
        self._window, self._bridge, self._memory, self._toast, self._pasted = window, bridge, memory, toast, pasted
        self._skipped: tuple[Path, ...] = ()
        bridge.files_taken_in.connect(self._say_taken_in)

    @Slot()
    def ask_for_plans(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self._window, "Add plans", self._memory.last_folder, DIALOG_FILTER)
        if names:
            self._memory.remember_folder(Path(names[0]).parent)
            self.receive([Path(name) for name in names])

    @Slot()
    def ask_for_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, "Add folder", self._memory.last_folder)
        if name:
            self._memory.remember_folder(Path(name))
            self.receive([Path(name)])

    @Slot()
    def add_sample(self) -> None:
        sample = resource(*_SAMPLE)
        if sample.is_file():
            self.receive([sample])
        else:
            self._toast.say("The sample house is missing from this installation.")

    @Slot()
    def paste(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if files := carried_files(mime):
            self.receive(files)
        elif (picture := carried_picture(mime)) is not None:
            self.receive_picture(picture)
        else:
            self._toast.say("There is no plan on the clipboard.")

    @Slot(list)
    def receive(self, paths: Iterable[Path]) -> None:
        wanted = tuple(paths)
        errand = Errand(lambda: take_in(wanted), self)
        errand.finished.connect(self._pass_on)
        errand.failed.connect(self._toast.say)
        errand.start()

    @Slot(QImage)
    def receive_picture(self, picture: QImage) -> None:
        """Keep a picture without a file, and add that."""
        target = self._pasted / f"Pasted {time.strftime('%Y-%m-%d %H.%M.%S')}.png"
        errand = Errand(lambda: _save(picture, target), self)
        errand.finished.connect(self._pass_on)
        errand.failed.connect(self._toast.say)
        errand.start()

    @Slot(object)
    def _pass_on(self, intake: Intake) -> None:
        self._skipped = intake.skipped
        if intake.plans:
            self._bridge.submit(intake.plans, Options())
        else:
            self._say("No plan was found", 0)

    @Slot(object)
    def _say_taken_in(self, taken: Intaken) -> None:
        self._say(f"{plural(len(taken.jobs), 'plan')} added", taken.known)

    def _say(self, words: str, known: int) -> None:
        parts = [words]
        if known:
            parts.append(f"{known} of them in the queue before")
        if self._skipped:
            parts.append(f"{len(self._skipped)} skipped")
        line = ", ".join(parts)
        if self._skipped:
            self._toast.say(line, "Show which", self._show_skipped)
        else:
            self._toast.say(line)

    def _show_skipped(self) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle("Skipped files")
        box.setText(f"{plural(len(self._skipped), 'file')} skipped: no floor plan that ArchDesk can read.")
        box.setDetailedText("\n".join(str(path) for path in self._skipped))
        box.open()


def _save(picture: QImage, target: Path) -> Intake:
    target.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(target)):
        raise OSError("The pasted picture could not be kept.")
    return Intake((target,), ())
