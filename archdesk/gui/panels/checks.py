"""The checks panel: the doubts inside a result, one line each."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QLabel, QStackedLayout, QTableView, QWidget

from archdesk.gui.look.icons import draw_icon
from archdesk.model.floorplan import Survey
from archdesk.model.problems import Issue, Severity

_ELEMENT_ROLE = Qt.ItemDataRole.UserRole + 1
_WORDS = {Severity.ERROR: ("failed", "Error"), Severity.WARNING: ("warning", "Check"), Severity.INFO: ("info", "Note")}
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


class ChecksPanel(QWidget):
    """Shows what a person should look at.

    Signals:
        element_chosen(str): a line about an element was double-clicked or entered.
        counted(int): so many lines there are.
    """

    element_chosen = Signal(str)
    counted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._survey: Survey | None = None
        self._lines = QStandardItemModel(self)
        self._table = QTableView(self)
        self._table.setObjectName("checksTable")
        self._table.setAccessibleName("Checks")
        self._table.setModel(self._lines)
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self._table.setShowGrid(False)
        self._table.setAlternatingRowColors(True)
        self._table.verticalHeader().hide()
        self._table.setFrameShape(QTableView.Shape.NoFrame)
        self._table.activated.connect(self._choose)
        self._empty = QLabel("Nothing to check", self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._table)

    @property
    def table(self) -> QTableView:
        return self._table

    def show_survey(self, survey: Survey | None) -> None:
        self._survey = survey
        issues = sorted(survey.issues, key=lambda issue: _ORDER.index(issue.severity)) if survey else []
        self._lines.clear()
        self._lines.setHorizontalHeaderLabels(["Kind", "What", "Where"])
        for issue in issues:
            self._lines.appendRow(_line(issue, survey))
        header = self._table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if issues:
            header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._pages.setCurrentWidget(self._table if issues else self._empty)
        self.counted.emit(len(issues))

    def refresh_icons(self) -> None:
        self.show_survey(self._survey)

    @Slot()
    def next_line(self) -> None:
        self._step(1)

    @Slot()
    def previous_line(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        rows = self._lines.rowCount()
        if not rows:
            return
        current = self._table.currentIndex().row()
        row = (current + by) % rows if current >= 0 else (0 if by > 0 else rows - 1)
        self._table.selectRow(row)
        self._choose(self._lines.index(row, 0))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if element := index.siblingAtColumn(0).data(_ELEMENT_ROLE):
            self.element_chosen.emit(element)


def _line(issue: Issue, survey: Survey | None) -> list[QStandardItem]:
    icon, word = _WORDS[issue.severity]
    first = QStandardItem(draw_icon(icon), word)
    first.setData(issue.element or (f"storey:{issue.storey}" if issue.storey is not None else ""), _ELEMENT_ROLE)
    items = [first, QStandardItem(issue.text), QStandardItem(_where(issue, survey))]
    for item in items:
        item.setEditable(False)
        item.setToolTip(issue.text)
    return items


def _where(issue: Issue, survey: Survey | None) -> str:
    storeys = survey.storeys if survey else ()
    name = next((storey.name for storey in storeys if storey.level == issue.storey), "")
    return " · ".join(part for part in (name, issue.element or "") if part)
