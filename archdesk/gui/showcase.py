"""The job on show: its drawing, building, tree and checks, read off the window's thread."""

from PySide6.QtCore import QObject, Signal, Slot

from archdesk.gui.background import Errand
from archdesk.gui.finding import Finding, read_finding
from archdesk.gui.panels.building import BuildingPanel
from archdesk.gui.panels.checks import ChecksPanel
from archdesk.gui.panels.facts import elements_of, part_facts
from archdesk.gui.panels.properties import PropertiesPanel
from archdesk.gui.parts import Element
from archdesk.gui.stage import Stage
from archdesk.model.floorplan import FloorPlan, Scale
from archdesk.model.job import Job, JobState


class Showcase(QObject):
    """Follows the chosen job, and keeps the selection the same in all panes.

    Signals:
        scale_known(object, bool): the scale of the storey on show or None, and whether there is a building.
    """

    scale_known = Signal(object, bool)

    def __init__(self, stage: Stage, building: BuildingPanel, properties: PropertiesPanel, checks: ChecksPanel) -> None:
        super().__init__(stage)
        self._stage, self._building, self._properties, self._checks = stage, building, properties, checks
        self._job: Job | None = None
        self._finding: Finding | None = None
        self._storey = 0
        self._drawn: object = None
        self._parts: tuple[Element, ...] = ()
        stage.storey_chosen.connect(self.show_storey)
        stage.plan.element_picked.connect(self.select_element)
        stage.model.element_picked.connect(self._select_picked)
        stage.model.parts_known.connect(self._show_parts)
        building.element_chosen.connect(self.select_element)
        building.storey_chosen.connect(self._show_storey_named)
        building.storey_shown.connect(stage.model.set_storey_visible)
        building.kind_shown.connect(stage.model.set_kind_visible)
        checks.element_chosen.connect(self.select_element)

    @property
    def job(self) -> Job | None:
        return self._job

    @property
    def finding(self) -> Finding | None:
        return self._finding

    @Slot(object)
    def show_job(self, job: Job | None) -> None:
        """Show another job, or the same one after it changed."""
        if job is None or self._job is None or job.id != self._job.id:
            self._clear()
        elif job.state is self._job.state and job.progress == self._job.progress and job.outcome == self._job.outcome:
            return
        self._job = job
        self._stage.job_page.show_job(job)
        if job is None or job.state in (JobState.WAITING, JobState.FAILED, JobState.CANCELLED):
            self._finding = self._drawn = None
            self._stage.show_job_page()
        elif not self._has_pages() or job.outcome is not None:
            self._read(job)

    @Slot(int)
    def show_storey(self, place: int) -> None:
        self._storey = place
        self._show_plan()

    @Slot(str)
    def select_element(self, element: str) -> None:
        """Mark an element in every pane; its storey's drawing comes up."""
        place = self._storey_of(element)
        if place is not None and place != self._storey:
            self.show_storey(place)
        for pane in (self._building, self._properties, self._stage.plan, self._stage.model):
            pane.select_element(element)
        if place is None:
            self._tell_part(element)

    def _tell_part(self, element: str) -> None:
        """Say of an element that the plan does not know what the model says."""
        part = next((part for part in self._parts if part.id == element), None)
        if part is not None:
            self._properties.show_facts(part.name, part_facts(part.extras))

    @Slot(object)
    def _show_parts(self, parts: tuple[Element, ...]) -> None:
        self._parts = parts
        self._building.show_parts(parts)

    @Slot(str)
    def _select_picked(self, element: str) -> None:
        self.select_element(element)

    def _read(self, job: Job) -> None:
        errand = Errand(lambda: read_finding(job), self)
        errand.finished.connect(self._take)
        errand.failed.connect(self._lose)
        errand.start()

    @Slot(object)
    def _take(self, finding: Finding) -> None:
        if self._job is None or finding.job != self._job.id:
            return
        self._finding = finding
        if finding.survey is None and not finding.pictures:
            self._stage.show_job_page()
            return
        storeys = finding.survey.storeys if finding.survey else ()
        self._storey = min(range(len(storeys)), key=lambda place: abs(storeys[place].level)) if storeys else 0
        self._building.show_survey(finding.survey)
        self._properties.show_survey(finding.survey)
        self._checks.show_survey(finding.survey)
        self._stage.show_views()
        self._show_plan()
        self._stage.model.show_model(finding.model)

    @Slot(str)
    def _lose(self, reason: str) -> None:
        del reason
        self._stage.show_job_page()

    def _show_plan(self) -> None:
        finding = self._finding
        if finding is None:
            return
        storey = self._current_storey()
        picture = finding.picture_of(storey)
        if (finding.job, picture) != self._drawn:
            self._stage.plan.clear()
            if picture is not None:
                self._stage.plan.show_page(picture.path, picture.to_page)
            self._drawn = (finding.job, picture)
        self._stage.plan.show_storey(storey)
        names = tuple(one.name for one in finding.survey.storeys) if finding.survey else ()
        self._stage.show_storeys(names, self._storey)
        self.scale_known.emit(self._scale(storey), finding.survey is not None)

    def _current_storey(self) -> FloorPlan | None:
        storeys = self._finding.survey.storeys if self._finding and self._finding.survey else ()
        return storeys[self._storey] if self._storey < len(storeys) else None

    def _storey_of(self, element: str) -> int | None:
        survey = self._finding.survey if self._finding else None
        for place, storey in enumerate(survey.storeys if survey else ()):
            if element == f"storey:{storey.level}" or any(one.id == element for one in elements_of(storey)):
                return place
        return None

    @Slot(str)
    def _show_storey_named(self, name: str) -> None:
        storeys = self._finding.survey.storeys if self._finding and self._finding.survey else ()
        place = next((place for place, storey in enumerate(storeys) if storey.name == name), self._storey)
        if place != self._storey:
            self.show_storey(place)

    @staticmethod
    def _scale(storey: FloorPlan | None) -> Scale | None:
        return storey.scale if storey else None

    def _has_pages(self) -> bool:
        return self._finding is not None and bool(self._finding.pictures)

    def _clear(self) -> None:
        self._finding = None
        self._parts = ()
        self._drawn = None
        self._storey = 0
        self._stage.plan.clear()
        self._stage.model.show_model(None)
        self._building.show_survey(None)
        self._properties.show_survey(None)
        self._checks.show_survey(None)
        self._stage.show_storeys((), 0)
        self.scale_known.emit(None, False)  # noqa: FBT003 - a signal's value
