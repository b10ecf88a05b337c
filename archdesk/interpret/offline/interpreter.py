"""The offline interpreter: pages by rules and small networks, without a network connection."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from archdesk.interpret.base import NoFloorPlan, OpenWalls, TooCoarse
from archdesk.interpret.offline.assembly.heights import storey_height
from archdesk.interpret.offline.assembly.stacking import stack_storeys
from archdesk.interpret.offline.contents import GROUNDED, LINES, PICTURE, plan_title, what_is_there
from archdesk.interpret.offline.labels import Labels
from archdesk.interpret.offline.page_plans import read_plans
from archdesk.interpret.offline.sheets import seen_otherwise, view_page
from archdesk.interpret.offline.view_scales import parted_by_scale
from archdesk.model.document import Document, Page
from archdesk.model.floorplan import FloorPlan, OpeningKind, Survey
from archdesk.model.options import Options
from archdesk.model.problems import InterpretError, Issue, Severity
from archdesk.model.progress import Progress, Reporter, Stage
from archdesk.model.reading import PageReading
from archdesk.model.shapes import distance

log = logging.getLogger(__name__)

ENLARGED = 0.3  # of the largest plan's metres of wall
NAMED = 2  # rooms of a plan that has neither doors nor windows


class OfflineInterpreter:
    """Makes a survey of a document on this machine alone."""

    def read_page(self, page: Page, options: Options, reporter: Reporter) -> PageReading:
        reporter.report(Progress(Stage.SCALE, 0.0))
        reading = _joined([self._read(part, options, reporter) for part in parted_by_scale(page)])
        other = None if reading.plans else seen_otherwise(page)
        if other is None:
            return reading
        second = self._read(other, options, reporter)
        return second if any(_is_used(found.plan) for found in second.plans) else reading

    def _read(self, page: Page, options: Options, reporter: Reporter) -> PageReading:
        try:
            view = view_page(page)
            reading = PageReading(page.number) if page.is_empty else read_plans(page, view, options, reporter)
            reading = replace(reading, levels=_floor_levels(view.labels))
            if reading.plans:
                return replace(reading, issues=(*reading.issues, *_without_elevations(page, view.elevations)))
            view.refuse_coarse()
        except TooCoarse as error:
            return PageReading(page.number, seen=str(error.fields["seen"]), is_too_coarse=True)
        seen = what_is_there(page, view.texts, view.picture)
        title = plan_title(view.texts)
        if seen not in (LINES, PICTURE) and not (title and seen == GROUNDED):
            return replace(reading, issues=(), seen=seen, is_open=False)
        told = f"“{title}” is written there" if title else "their ends stand apart" if reading.is_open else ""
        return replace(reading, issues=(), seen=told or seen, is_open=bool(told))

    def join(self, document: Document, readings: Sequence[PageReading]) -> Survey:
        found = [plan for reading in readings for plan in reading.plans]
        empty = [reading for reading in readings if not reading.plans]
        if not found:
            raise _refusal(empty)
        left_out = tuple(_left_out(reading) for reading in empty)
        read = tuple(dict.fromkeys(issue for reading in readings for issue in reading.issues))
        height, told = storey_height([level for reading in readings for level in reading.levels])
        if height is not None:
            found = [replace(one, plan=replace(one.plan, height=height)) for one in found]
        storeys, doubts = stack_storeys(found)
        return Survey(document.source, storeys, (*document.issues, *left_out, *read, *told, *doubts))


def _joined(readings: Sequence[PageReading]) -> PageReading:
    """The parts of a page as one: plans far smaller than the largest show a part of a storey once more, enlarged."""
    held = [reading for reading in readings if reading.plans]
    if len(held) < 2:
        return held[0] if held else readings[0]
    metres = [sum(distance(wall.start, wall.end) for wall in found.plan.walls) for each in held for found in each.plans]
    plans = [found for each in held for found in each.plans]
    kept = tuple(found for found, long in zip(plans, metres, strict=True) if long >= ENLARGED * max(metres))
    issues = tuple(dict.fromkeys(issue for each in held for issue in each.issues))
    return replace(held[0], plans=kept, issues=issues)


def _is_used(plan: FloorPlan) -> bool:
    """Whether doors, windows or names tell that a plan is no frame and no table beside a picture."""
    seen = any(opening.kind is not OpeningKind.PASSAGE for opening in plan.openings)
    return seen or sum(bool(room.name) for room in plan.rooms) >= NAMED


def _refusal(readings: Sequence[PageReading]) -> InterpretError:
    """Why no page of a document holds a plan."""
    coarse = [reading.seen for reading in readings if reading.is_too_coarse]
    if coarse:
        return TooCoarse(seen=coarse[-1])
    opened = [reading.seen for reading in readings if reading.is_open]
    if opened:
        return OpenWalls(seen=opened[0])
    seen = Counter(reading.seen for reading in readings).most_common(1)
    return NoFloorPlan(seen=seen[0][0] if seen else "the document has no pages")


def _without_elevations(page: Page, count: int) -> tuple[Issue, ...]:
    what = "What looks like an elevation" if count == 1 else f"What looks like {count} elevations"
    where = f"beside the plan on page {page.number + 1}"
    return (Issue("view-left-out", f"{what} {where} was left out.", Severity.INFO),) if count else ()


def _left_out(reading: PageReading) -> Issue:
    what = "a picture too coarse to read" if reading.is_too_coarse else reading.seen
    if reading.is_open:
        what = f"a plan without walls all the way around a room ({reading.seen})"
    return Issue("page-left-out", f"Page {reading.page + 1} was left out: {what}.", Severity.INFO)


def _floor_levels(labels: Labels) -> tuple[float, ...]:
    """The levels that say that floors lie there; all, where none does."""
    floors = [mark for mark in labels.levels if mark.is_floor]
    return tuple(mark.elevation for mark in floors or labels.levels)
