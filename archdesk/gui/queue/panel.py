"""The queue panel: a filter and the list of jobs."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QPoint, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from archdesk.gui.look.icons import draw_icon
from archdesk.gui.queue.delegate import JobDelegate
from archdesk.gui.queue.model import JOB_ROLE, ROW_ROLE, JobListModel
from archdesk.gui.queue.wording import Row, state_word
from archdesk.model.job import Job

_EMPTY = "Nothing queued yet.\nDrop plans here or press Ctrl+O."
_NO_MATCH = "No plan matches the filter."


class JobFilter(QSortFilterProxyModel):
    """Rows whose name or words hold the typed text."""

    def __init__(self, jobs: JobListModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self.setSourceModel(jobs)

    def look_for(self, text: str) -> None:
        self._wanted = text.strip().casefold()
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:  # type: ignore[override]
        if not self._wanted:
            return True
        index = self.sourceModel().index(row, 0, parent)
        shown: Row = index.data(ROW_ROLE)
        job: Job = index.data(JOB_ROLE)
        return self._wanted in f"{shown.name} {shown.words} {state_word(job)}".casefold()


class JobList(QListView):
    """The list itself; says what to do while it is empty."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            area = self.viewport().rect().adjusted(16, 0, -16, 0)
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area, int(wrapped), self.accessibleDescription())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))


class QueuePanel(QWidget):
    """Shows the jobs and lets a person choose among them.

    Signals:
        job_chosen(object): the job whose row is current, or None.
        selection_changed(): other rows are selected.
        menu_wanted(QPoint): a menu for the selected jobs, at this place of the screen.
        job_opened(object): a job was double-clicked or entered.
    """

    job_chosen = Signal(object)
    selection_changed = Signal()
    menu_wanted = Signal(QPoint)
    job_opened = Signal(object)

    def __init__(self, jobs: JobListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._filter = JobFilter(jobs, self)
        self._field = self._make_field()
        self._list = self._make_list()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(6)
        layout.addWidget(self._field)
        layout.addWidget(self._list, 1)

    @property
    def list_view(self) -> QListView:
        return self._list

    @property
    def filter_field(self) -> QLineEdit:
        return self._field

    def selected_jobs(self) -> tuple[Job, ...]:
        rows = sorted(self._list.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return tuple(index.data(JOB_ROLE) for index in rows)

    def current_job(self) -> Job | None:
        index = self._list.currentIndex()
        return index.data(JOB_ROLE) if index.isValid() else None

    def select_job(self, job_id: str) -> None:
        index = self._filter.mapFromSource(self._jobs.index_of(job_id))
        if index.isValid():
            self._list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._list.scrollTo(index)

    def refresh_icons(self) -> None:
        self._find.setIcon(draw_icon("search"))

    def _make_field(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName("queueFilter")
        field.setPlaceholderText("Filter plans")
        field.setAccessibleName("Filter plans")
        field.setClearButtonEnabled(True)
        self._find = field.addAction(draw_icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        field.textChanged.connect(self._look_for)
        return field

    def _make_list(self) -> JobList:
        view = JobList(self)
        view.setObjectName("queueList")
        view.setAccessibleName("Plans in the queue")
        view.setAccessibleDescription(_EMPTY)
        view.setModel(self._filter)
        view.setItemDelegate(JobDelegate(view))
        view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        view.setUniformItemSizes(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setMouseTracking(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._ask_for_menu)
        view.activated.connect(self._open)
        view.selectionModel().currentChanged.connect(self._choose)
        view.selectionModel().selectionChanged.connect(self.selection_changed)
        return view

    @Slot(str)
    def _look_for(self, text: str) -> None:
        self._list.setAccessibleDescription(_NO_MATCH if text.strip() and self._jobs.rowCount() else _EMPTY)
        self._filter.look_for(text)
        self._list.viewport().update()

    @Slot(QPoint)
    def _ask_for_menu(self, place: QPoint) -> None:
        if self._list.indexAt(place).isValid():
            self.menu_wanted.emit(self._list.viewport().mapToGlobal(place))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.job_opened.emit(index.data(JOB_ROLE))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.job_chosen.emit(index.data(JOB_ROLE) if index.isValid() else None)
