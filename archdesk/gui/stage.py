"""The centre of the window: welcome, the state of a job, or drawing and building side by side."""

import enum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from archdesk.gui.banner import Banner
from archdesk.gui.job_page import JobPage
from archdesk.gui.views import ModelPort, PlanPort, Views
from archdesk.gui.welcome import WelcomePage


class Sides(enum.Enum):
    PLAN = "plan"
    MODEL = "model"
    BOTH = "both"


class Stage(QWidget):
    """Shows one of three pages under the banner.

    Signals:
        storey_chosen(int): the storey to show in the plan, by its place in the survey.
    """

    storey_chosen = Signal(int)

    def __init__(self, welcome: WelcomePage, job_page: JobPage, views: Views, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views = views
        self.banner = Banner(self)
        self.welcome, self.job_page = welcome, job_page
        self.plan: PlanPort = views.make_plan()
        self.model: ModelPort = views.make_model()
        self._storeys = QComboBox(self)
        self._storeys.setObjectName("storeyChoice")
        self._storeys.setAccessibleName("Storey")
        self._storeys.activated.connect(self.storey_chosen)
        self._plan_pane = _pane("Drawing", _widget(self.plan), self._storeys)
        self._model_pane = _pane("Building", _widget(self.model))
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setObjectName("splitPage")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._plan_pane)
        self._splitter.addWidget(self._model_pane)
        self._splitter.setSizes([1000, 1000])
        self._pages = QStackedWidget(self)
        for page in (welcome, job_page, self._splitter):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self._pages, 1)

    @property
    def page(self) -> QWidget | None:
        return self._pages.currentWidget()

    @property
    def split_page(self) -> QWidget:
        return self._splitter

    @property
    def model_pane(self) -> QWidget:
        return self._model_pane

    def show_welcome(self) -> None:
        self._pages.setCurrentWidget(self.welcome)
        self.welcome.setFocus()

    def show_job_page(self) -> None:
        self._pages.setCurrentWidget(self.job_page)

    def show_views(self) -> None:
        self._pages.setCurrentWidget(self._splitter)

    def show_sides(self, sides: Sides) -> None:
        self._plan_pane.setVisible(sides is not Sides.MODEL)
        self._model_pane.setVisible(sides is not Sides.PLAN)

    def show_storeys(self, names: tuple[str, ...], current: int) -> None:
        self._storeys.clear()
        self._storeys.addItems(names)
        self._storeys.setVisible(len(names) > 1)
        if names:
            self._storeys.setCurrentIndex(current)

    def close_views(self) -> None:
        """Let the preview give back what it holds of the graphics card, while the window still exists."""
        _widget(self.model).close()

    @Slot()
    def fit(self) -> None:
        self.plan.fit()
        self.model.fit()

    def refresh_icons(self) -> None:
        self.banner.refresh_icons()
        self.job_page.refresh_icons()


def _pane(title: str, view: QWidget, corner: QWidget | None = None) -> QWidget:
    pane = QWidget()
    head = QHBoxLayout()
    head.setContentsMargins(10, 4, 6, 4)
    label = QLabel(title, pane)
    label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    label.setMinimumHeight(24)
    head.addWidget(label)
    head.addStretch(1)
    if corner is not None:
        head.addWidget(corner)
    layout = QVBoxLayout(pane)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addLayout(head)
    layout.addWidget(view, 1)
    return pane


def _widget(view: PlanPort | ModelPort) -> QWidget:
    if not isinstance(view, QWidget):
        raise TypeError("a view is a widget")
    return view
