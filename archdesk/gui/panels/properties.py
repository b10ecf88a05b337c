"""The properties panel: the facts of what is selected."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from archdesk.gui.panels.facts import Fact, element_facts
from archdesk.model.floorplan import Survey

_EMPTY = "Select a wall, door, window, room or storey."


class PropertiesPanel(QScrollArea):
    """Read only: what is known of one element."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("propertiesPanel")
        self.setAccessibleName("Properties")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._survey: Survey | None = None
        self.show_facts("", ())

    def show_survey(self, survey: Survey | None) -> None:
        self._survey = survey
        self.show_facts("", ())

    @Slot(str)
    def select_element(self, element: str) -> None:
        found = element_facts(self._survey, element) if self._survey else None
        if found is not None:
            self.show_facts(*found)

    def show_facts(self, heading: str, facts: Iterable[Fact]) -> None:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(10)
        layout.addWidget(_heading(heading) if heading else _hint())
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        for name, value in facts:
            form.addRow(_name(name), _value(name, value))
        layout.addLayout(form)
        layout.addStretch(1)
        self.setWidget(page)


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    font = label.font()
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    return label


def _hint() -> QLabel:
    label = QLabel(_EMPTY)
    label.setWordWrap(True)
    label.setEnabled(False)
    return label


def _name(words: str) -> QLabel:
    label = QLabel(words)
    label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    return label


def _value(name: str, words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAccessibleName(name)
    return label
