"""The status bar: the queue in one line, the scale's state, and the workers."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QProgressBar, QStatusBar, QWidget

from archdesk.gui.bridge import ServiceState
from archdesk.gui.look.icons import draw_pixmap
from archdesk.gui.look.palettes import state_colours
from archdesk.gui.panels.facts import scale_words
from archdesk.gui.queue.wording import summary
from archdesk.model.floorplan import Scale, ScaleMethod
from archdesk.model.job import Job, JobState

_BAR_WIDTH = 120
_ICON = 14


class StatusBar(QStatusBar):
    """Shows; asks nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ServiceState()
        self._queue = QLabel(self)
        self._queue.setObjectName("queueState")
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName("Progress of the queue")
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setMaximumHeight(10)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._scale = QLabel(self)
        self._scale.setObjectName("scaleState")
        self._workers = QLabel(self)
        self._workers.setObjectName("workerState")
        self._light = QLabel(self)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(8, 0, 8, 2)
        self.addPermanentWidget(self._row(self._queue, self._bar), 1)  # no status tip may hide the queue
        self.addPermanentWidget(self._scale)
        self.addPermanentWidget(self._row(self._light, self._workers))
        self.messageChanged.connect(self._silence)
        self.show_jobs(())
        self.show_service(self._state)

    @Slot(str)
    def _silence(self, message: str) -> None:
        """No tip of an action is shown here: between the permanent parts it has no room."""
        if message:
            self.clearMessage()

    def _row(self, *parts: QWidget) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.setSpacing(8)
        for part in parts:
            layout.addWidget(part)
        layout.addStretch(1)
        return row

    def show_jobs(self, jobs: tuple[Job, ...]) -> None:
        self._queue.setText(summary(jobs))
        open_jobs = [job for job in jobs if job.state in (JobState.WAITING, JobState.RUNNING)]
        self._bar.setVisible(bool(open_jobs))
        if open_jobs:
            done = sum(job.progress.fraction for job in open_jobs if job.progress) + len(jobs) - len(open_jobs)
            self._bar.setValue(round(1000 * done / len(jobs)))

    def show_scale(self, scale: Scale | None, *, known: bool) -> None:
        """``known``: a building is shown at all."""
        guessed = scale is None or scale.method is ScaleMethod.ASSUMED
        self._scale.setText(("⚠ " if guessed else "") + scale_words(scale) if known else "")
        self._scale.setToolTip("\n".join(scale.evidence) if scale else "")

    def show_service(self, state: ServiceState) -> None:
        self._state = state
        count = f"{state.workers_ready}/{state.workers_wanted}"
        if state.starting:
            words = "Workers starting"
        elif not state.redis_up:
            words = "Queue not reached"
        else:
            words = f"{'Remote workers' if state.remote else 'Workers'} {count}"
        self._workers.setText(words)
        self.refresh_icons()

    def refresh_icons(self) -> None:
        palette = QApplication.palette()
        colours = state_colours(palette)
        name, colour = "done", colours.ok
        if self._state.starting:
            name, colour = "clock", palette.color(QPalette.ColorRole.PlaceholderText)
        elif self._state.is_down:
            name, colour = "failed", colours.error
        self._light.setPixmap(draw_pixmap(name, _ICON, colour, self.devicePixelRatioF()))
