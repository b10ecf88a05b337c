"""The queue as a list model: one row a job, in the queue's order."""

import time
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QImage

from archdesk.gui.queue.thumbnails import Thumbnails
from archdesk.gui.queue.wording import Row, describe, spoken
from archdesk.model.job import Job, JobState

Index = QModelIndex | QPersistentModelIndex
JOB_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_ROLE = Qt.ItemDataRole.UserRole + 2
THUMBNAIL_ROLE = Qt.ItemDataRole.UserRole + 3

_EVERY_SECOND = 1000
_NOWHERE = QModelIndex()


class JobListModel(QAbstractListModel):
    """Jobs by their order; told of changes by ``show_jobs`` (all of them) and ``show_job`` (one)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job] = []
        self._places: dict[str, int] = {}
        self._workers_up = True
        self._is_held = False
        self._thumbnails = Thumbnails(self)
        self._thumbnails.drawn.connect(self._repaint_job)
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY_SECOND)
        self._clock.timeout.connect(self._tick)

    @property
    def jobs(self) -> tuple[Job, ...]:
        return tuple(self._jobs)

    def job(self, job_id: str) -> Job | None:
        row = self._row_of(job_id)
        return None if row is None else self._jobs[row]

    def index_of(self, job_id: str) -> QModelIndex:
        row = self._row_of(job_id)
        return QModelIndex() if row is None else self.index(row)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._jobs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._jobs):
            return None
        job = self._jobs[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return job.name
            case Qt.ItemDataRole.ToolTipRole:
                return f"{job.source}\n{self._row(job).words}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(self._row(job))
            case _ if role == JOB_ROLE:
                return job
            case _ if role == ROW_ROLE:
                return self._row(job)
            case _ if role == THUMBNAIL_ROLE:
                return self._thumbnail(job)
        return None

    @Slot(list)
    def show_jobs(self, jobs: Iterable[Job]) -> None:
        """Take these as the whole queue; rows that stay keep their selection."""
        wanted = sorted(jobs, key=lambda job: (job.order, job.created, job.id))
        keys = {job.id for job in wanted}
        for row in reversed(range(len(self._jobs))):
            if self._jobs[row].id not in keys:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._jobs[row]
                self.endRemoveRows()
        known = {job.id for job in self._jobs}
        self._append([job for job in wanted if job.id not in known])
        self._arrange(wanted)

    @Slot(object)
    def show_job(self, job: Job) -> None:
        row = self._row_of(job.id)
        if row is None:
            self.show_jobs((*self._jobs, job))
            return
        moved = self._jobs[row].order != job.order
        self._jobs[row] = job
        if moved:
            self._arrange(sorted(self._jobs, key=lambda one: (one.order, one.created, one.id)))
        else:
            self._count()
            self.dataChanged.emit(self.index(row), self.index(row))

    def show_workers(self, *, up: bool) -> None:
        if up != self._workers_up:
            self._workers_up = up
            self._repaint()

    def show_held(self, *, held: bool) -> None:
        if held != self._is_held:
            self._is_held = held
            self._repaint()

    def _append(self, new: list[Job]) -> None:
        if not new:
            return
        first = len(self._jobs)
        self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
        self._jobs.extend(new)
        self.endInsertRows()

    def _arrange(self, wanted: list[Job]) -> None:
        """Bring the rows into the wanted order, the same jobs before and after."""
        if [job.id for job in self._jobs] != [job.id for job in wanted]:
            self.layoutAboutToBeChanged.emit()
            before = self.persistentIndexList()
            keys = [self._jobs[index.row()].id for index in before]
            self._jobs = wanted
            rows = {job.id: row for row, job in enumerate(wanted)}
            self.changePersistentIndexList(before, [self.index(rows[key]) for key in keys])
            self.layoutChanged.emit()
        self._jobs = wanted
        self._repaint()

    def _row_of(self, job_id: str) -> int | None:
        return next((row for row, job in enumerate(self._jobs) if job.id == job_id), None)

    def _row(self, job: Job) -> Row:
        return describe(job, self._places.get(job.id, 0), time.time(), workers_up=self._workers_up, is_held=self._is_held)

    def _thumbnail(self, job: Job) -> QImage | None:
        picture = job.outcome.thumbnail if job.outcome else None
        return self._thumbnails.picture(job.id, picture, job.finished or 0.0) if picture else None

    def _count(self) -> None:
        waiting = [job.id for job in self._jobs if job.state is JobState.WAITING]
        self._places = {job_id: place for place, job_id in enumerate(waiting, 1)}
        running = any(job.state is JobState.RUNNING for job in self._jobs)
        if running and not self._clock.isActive():
            self._clock.start()
        elif not running:
            self._clock.stop()

    @Slot()
    def _tick(self) -> None:
        for row, job in enumerate(self._jobs):
            if job.state is JobState.RUNNING:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _repaint(self) -> None:
        self._count()
        if self._jobs:
            self.dataChanged.emit(self.index(0), self.index(len(self._jobs) - 1))

    @Slot(str)
    def _repaint_job(self, job_id: str) -> None:
        index = self.index_of(job_id)
        if index.isValid():
            self.dataChanged.emit(index, index, [THUMBNAIL_ROLE])
