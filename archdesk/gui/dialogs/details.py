"""Job details: everything that is known of one job, to read and to copy."""

import time

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from archdesk.gui.queue.wording import duration
from archdesk.model.job import Job


class DetailsDialog(QDialog):
    """Shows a job; a failure with its reason and what to do."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Details of {job.name}")
        self.setMinimumWidth(560)
        self._text = "\n".join(f"{name}: {value}" for name, value in job_facts(job))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        if job.failure is not None:
            layout.addWidget(_wrapped(f"{job.failure.summary}\n{job.failure.hint}", self))
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        for name, value in job_facts(job):
            form.addRow(name, _wrapped(value, self))
        layout.addLayout(form)
        if job.failure is not None and job.failure.detail:
            layout.addWidget(_plain(job.failure.detail, self))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())  # Qt's own is black in the dark look too
        copy = buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        layout.addStretch(1)
        layout.addWidget(buttons)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)


def job_facts(job: Job) -> tuple[tuple[str, str], ...]:
    facts = [("File", str(job.source)), ("State", job.state.value.capitalize()), ("Added", _moment(job.created))]
    if job.started and job.finished:
        facts.append(("Took", duration(job.finished - job.started)))
    if job.attempts > 1:
        facts.append(("Attempts", str(job.attempts)))
    if job.outcome is not None:
        facts.append(("Found", f"{job.outcome.storeys} storeys, {job.outcome.area:.1f} m², {job.outcome.warnings} to check"))
    if job.failure is not None:
        facts.append(("Code", job.failure.code))
    facts.append(("Job", job.id))
    return tuple(facts)


def _moment(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(seconds))


def _wrapped(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setWordWrap(True)
    label.setTextInteractionFlags(label.textInteractionFlags().TextSelectableByMouse)
    return label


def _plain(words: str, parent: QWidget) -> QPlainTextEdit:
    box = QPlainTextEdit(words, parent)
    box.setReadOnly(True)
    box.setAccessibleName("Technical details")
    return box
