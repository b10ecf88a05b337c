"""The building panel: the tree of storeys, kinds and elements."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QHeaderView, QLabel, QStackedLayout, QTreeView, QWidget

from archdesk.gui.look.palettes import is_dark
from archdesk.gui.panels.building_model import ID_ROLE, KIND_ROLE, STOREY_ROLE, add_parts, all_items, fill_tree, find_item
from archdesk.gui.parts import Element
from archdesk.model.floorplan import Survey


class BuildingPanel(QWidget):
    """Shows what a building has.

    Signals:
        element_chosen(str): an element's line became current.
        storey_chosen(str): a storey's line, or a line under it, became current; its name.
        storey_shown(str, bool): a storey is to be shown or hidden in the preview.
        kind_shown(str, bool): a kind is to be shown or hidden in all storeys.
    """

    element_chosen = Signal(str)
    storey_chosen = Signal(str)
    storey_shown = Signal(str, bool)
    kind_shown = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._survey: Survey | None = None
        self._parts: tuple[Element, ...] = ()
        self._tree = QStandardItemModel(self)
        self._view = QTreeView(self)
        self._view.setObjectName("buildingTree")
        self._view.setAccessibleName("Building")
        self._view.setModel(self._tree)
        self._view.setIconSize(QSize(16, 16))
        self._view.setUniformRowHeights(True)
        self._view.setHeaderHidden(True)
        self._view.setFrameShape(QTreeView.Shape.NoFrame)
        self._empty = QLabel("No building yet", self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setEnabled(False)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._view)
        self._outline_boxes()
        self._tree.itemChanged.connect(self._tell_visibility)
        self._view.selectionModel().currentChanged.connect(self._tell_choice)

    @property
    def tree(self) -> QStandardItemModel:
        return self._tree

    def show_survey(self, survey: Survey | None) -> None:
        self._survey, self._parts = survey, ()
        if survey is None or not survey.storeys:
            self._tree.clear()
            self._pages.setCurrentWidget(self._empty)
            return
        fill_tree(self._tree, survey)
        self._view.header().setStretchLastSection(False)
        self._view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._view.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._view.expandToDepth(0)
        self._pages.setCurrentWidget(self._view)

    def show_parts(self, parts: Sequence[Element]) -> None:
        """Add the parts that the building has beside what its plan tells."""
        self._parts = tuple(parts)
        if self._tree.rowCount():
            self._tree.itemChanged.disconnect(self._tell_visibility)
            add_parts(self._tree, self._parts)
            self._tree.itemChanged.connect(self._tell_visibility)

    def refresh_icons(self) -> None:
        parts = self._parts
        self.show_survey(self._survey)
        self.show_parts(parts)
        self._outline_boxes()

    def _outline_boxes(self) -> None:
        """Fusion draws a check box's outline a little darker than the Window role, which the dark look would hide."""
        palette, look = QPalette(), QApplication.palette()
        if is_dark(look):
            palette.setColor(QPalette.ColorRole.Window, look.color(QPalette.ColorRole.PlaceholderText))
        self._view.setPalette(palette)

    @Slot(str)
    def select_element(self, element: str) -> None:
        item = find_item(self._tree, element)
        if item is not None:
            self._view.setCurrentIndex(item.index())
            self._view.scrollTo(item.index())

    @Slot(QStandardItem)
    def _tell_visibility(self, item: QStandardItem) -> None:
        if not item.isCheckable():
            return
        shown = item.checkState() is Qt.CheckState.Checked
        if storey := item.data(STOREY_ROLE):
            self.storey_shown.emit(storey, shown)
        elif kind := item.data(KIND_ROLE):
            self._agree_on_kind(kind, item.checkState())
            self.kind_shown.emit(kind, shown)

    def _agree_on_kind(self, kind: str, state: Qt.CheckState) -> None:
        """The preview hides a kind in all storeys, so all its boxes say the same."""
        self._tree.itemChanged.disconnect(self._tell_visibility)
        for item in all_items(self._tree):
            if item.data(KIND_ROLE) == kind:
                item.setCheckState(state)
        self._tree.itemChanged.connect(self._tell_visibility)

    @Slot(QModelIndex)
    def _tell_choice(self, index: QModelIndex) -> None:
        first = index.siblingAtColumn(0)
        top = first
        while top.parent().isValid():
            top = top.parent()
        if storey := top.data(STOREY_ROLE):
            self.storey_chosen.emit(storey)
        if element := first.data(ID_ROLE):
            self.element_chosen.emit(element)
