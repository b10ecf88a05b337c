"""The page of a job that has nothing to show yet, or has failed."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFont, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from archdesk.gui.look.icons import draw_pixmap
from archdesk.gui.look.palettes import state_colours
from archdesk.model.job import Job, JobState

_ICON = 56
_WIDEST = 560


class JobPage(QWidget):
    """Says what the state of a job means, with the actions that help."""

    def __init__(self, actions: tuple[QAction, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobPage")
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = _centred(self)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        self._words = _centred(self)
        self._words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._buttons = tuple(_button(action, self) for action in actions)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(3)
        layout.addWidget(self._icon)
        layout.addSpacing(10)
        layout.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(14)
        layout.addLayout(row)
        layout.addStretch(4)
        self._job: Job | None = None
        self.show_job(None)

    @property
    def title(self) -> str:
        return self._title.text()

    def show_job(self, job: Job | None) -> None:
        self._job = job
        title, words = job_sentences(job)
        for label, text in ((self._title, title), (self._words, words)):
            label.setText(text)
            label.setMinimumHeight(label.heightForWidth(_WIDEST))
        for button in self._buttons:
            button.setVisible(job is not None and job.state in (JobState.FAILED, JobState.CANCELLED))
        self.refresh_icons()

    def refresh_icons(self) -> None:
        palette = QApplication.palette()
        failed = self._job is not None and self._job.state is JobState.FAILED
        colour = state_colours(palette).error if failed else palette.color(QPalette.ColorRole.PlaceholderText)
        name = _icon_name(self._job)
        self._icon.setPixmap(draw_pixmap(name, _ICON, colour, self.devicePixelRatioF()))


def job_sentences(job: Job | None) -> tuple[str, str]:
    """A title and a sentence for the state of a job."""
    if job is None:
        return "Select a plan", "The drawing and its building appear here."
    match job.state:
        case JobState.FAILED if job.failure is not None:
            return job.failure.summary, f"{job.failure.hint}\n{job.name} · {job.failure.code}"
        case JobState.FAILED:
            return "The conversion ended without a reason.", f"{job.name} · choose Retry to start it again."
        case JobState.CANCELLED:
            return "Stopped", f"{job.name} · choose Retry to start it again."
        case JobState.WAITING:
            return "Waiting", f"{job.name} is converted as soon as a worker is free."
        case JobState.STOPPING:
            return "Stopping…", job.name
        case _:
            return "Working on it", f"The drawing of {job.name} appears here in a moment."


def _icon_name(job: Job | None) -> str:
    if job is None:
        return "plan"
    return {JobState.FAILED: "failed", JobState.CANCELLED: "cancelled", JobState.WAITING: "clock"}.get(job.state, "running")


def _centred(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    label.setFixedWidth(_WIDEST)
    return label


def _button(action: QAction, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setAccessibleName(action.text())
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIconSize(QSize(18, 18))
    button.setMinimumHeight(34)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
