"""The offline interpreter: pages by rules and small networks, without a network connection."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from archdesk.interpret.base import NoFloorPlan, TooCoarse
from archdesk.interpret.offline.assembly.checks import is_plausible
from archdesk.interpret.offline.assembly.heights import storey_height
from archdesk.interpret.offline.assembly.levels import TOP
from archdesk.interpret.offline.assembly.metric import map_evidence
from archdesk.interpret.offline.assembly.naming import Caption
from archdesk.interpret.offline.assembly.plans import Draft, draft_plan, number_plan
from archdesk.interpret.offline.assembly.stacking import stack_storeys
from archdesk.interpret.offline.assembly.storeys import are_one_storey, headings, join_parts, split_sheet
from archdesk.interpret.offline.contents import what_is_there
from archdesk.interpret.offline.evidence import Evidence
from archdesk.interpret.offline.labels import Labels, StoreyTitle
from archdesk.interpret.offline.scale import early_scale, vote_scale
from archdesk.interpret.offline.sheets import FINER_GAIN, View, view_page
from archdesk.model.document import Document, Page
from archdesk.model.floorplan import OpeningKind, Scale, Sheet, Survey
from archdesk.model.options import Options
from archdesk.model.problems import InterpretError, Issue, Severity
from archdesk.model.progress import Progress, Reporter, Stage
from archdesk.model.reading import PagePlan, PageReading
from archdesk.model.shapes import Affine, Box, Point, distance

log = logging.getLogger(__name__)

AGREES = 1e-5  # of the scale; a smaller change moves nothing on the largest sheet
FAR_OFF = 0.25  # of the scale by which the finders looked; if they were further off they look again
NEAR = 0.35  # of a plan's size, within which its title stands
FURTHER = 4.0  # times as far stands a title beneath a row of plans, where the shorter ones have none nearer


class OfflineInterpreter:
    """Makes a survey of a document on this machine alone."""

    def read_page(self, page: Page, options: Options, reporter: Reporter) -> PageReading:
        reporter.report(Progress(Stage.SCALE, 0.0))
        try:
            view = view_page(page)
            reading = PageReading(page.number) if page.is_empty else _reading_of(page, view, options, reporter)
            reading = replace(reading, levels=_floor_levels(view.labels))
            if reading.plans:
                return reading
            view.refuse_coarse()
        except TooCoarse as error:
            return PageReading(page.number, seen=str(error.fields["seen"]), is_too_coarse=True)
        return replace(reading, issues=(), seen=what_is_there(page, view.texts, view.picture))

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


def _refusal(readings: Sequence[PageReading]) -> InterpretError:
    """Why no page of a document holds a plan."""
    coarse = [reading.seen for reading in readings if reading.is_too_coarse]
    if coarse:
        return TooCoarse(seen=coarse[-1])
    seen = Counter(reading.seen for reading in readings).most_common(1)
    return NoFloorPlan(seen=seen[0][0] if seen else "the document has no pages")


def _left_out(reading: PageReading) -> Issue:
    what = "a picture too coarse to read" if reading.is_too_coarse else reading.seen
    return Issue("page-left-out", f"Page {reading.page + 1} was left out: {what}.", Severity.INFO)


def _reading_of(page: Page, view: View, options: Options, reporter: Reporter) -> PageReading:
    original, page = page, view.page
    scale = early_scale(page, view.labels, view.segments, options)
    reporter.report(Progress(Stage.WALLS, 0.4))
    evidence = view.find_evidence(scale.metres_per_unit if scale else None)
    reporter.report(Progress(Stage.ROOMS, 0.8))
    first = scale or vote_scale(page, view.labels, view.segments, (), _door_widths(evidence), options)
    drafts = _drafts(page, evidence, view.labels, first)
    if scale is None and not any(is_plausible(draft) for draft in drafts):
        evidence = view.find_evidence(first.metres_per_unit)
        drafts = _drafts(page, evidence, view.labels, first)
    voted = _vote(view, drafts, first, options)
    is_other = _differ(voted.metres_per_unit, evidence.unit or first.metres_per_unit, FAR_OFF)
    if is_other:
        evidence = view.find_evidence(voted.metres_per_unit)
    if is_other or _differ(voted.metres_per_unit, first.metres_per_unit, AGREES):
        drafts = _drafts(page, evidence, view.labels, voted)
    looks = [_Look(view, original, evidence, drafts, voted)]
    if view.shows_more(voted.metres_per_unit):
        finer = view.find_evidence(voted.metres_per_unit, FINER_GAIN)
        looks.append(_Look(view, original, finer, _drafts(page, finer, view.labels, voted), voted))
    best = max(looks, key=lambda look: look.rooms_made_out)
    return PageReading(original.number, best.plans, best.evidence.issues)


class _Look:
    """What came of one look at a page."""

    def __init__(self, view: View, original: Page, evidence: Evidence, drafts: Sequence[Draft], scale: Scale) -> None:
        self.evidence = evidence
        to_metres = _metres(view.page, scale)
        plausible = _storeys_of([draft for draft in drafts if is_plausible(draft)], view.labels, to_metres)
        titles = _titles(plausible, view.labels.titles, to_metres)
        log.debug("Page %d: %d of %d clusters are plans", view.page.number, len(plausible), len(drafts))
        self.plans = tuple(
            _page_plan(view, original, draft, title, scale) for draft, title in zip(plausible, titles, strict=True)
        )

    @property
    def rooms_made_out(self) -> float:
        """How many rooms are right, to be expected."""
        return sum(room.confidence for found in self.plans for room in found.plan.rooms)


def _floor_levels(labels: Labels) -> tuple[float, ...]:
    """The levels that say that floors lie there; all, where none does."""
    floors = [mark for mark in labels.levels if mark.is_floor]
    return tuple(mark.elevation for mark in floors or labels.levels)


def _differ(a: float, b: float, share: float) -> bool:
    return abs(a / b - 1) > share


def _page_plan(view: View, original: Page, draft: Draft, title: StoreyTitle | None, scale: Scale) -> PagePlan:
    to_metres = _metres(view.page, scale)
    sheet = Sheet(original.number, original.width, original.height, _to_plan(view, draft, to_metres))
    plan = number_plan(draft, _captions(view.labels, to_metres), sheet, scale)
    if title is None:
        return PagePlan(plan)
    return PagePlan(plan, title.name, TOP if title.level is None else title.level)


def _metres(page: Page, scale: Scale) -> Affine:
    unit = scale.metres_per_unit
    return Affine(a=unit, e=unit if page.y_up else -unit)


def _to_plan(view: View, draft: Draft, to_metres: Affine) -> Affine:
    """From the original page to the draft's metres."""
    back, box = to_metres.inverse, draft.box
    corners = back.apply_all([(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)])
    return view.flatten_near(corners).then(to_metres)


def _drafts(page: Page, evidence: Evidence, labels: Labels, scale: Scale) -> list[Draft]:
    to_metres = _metres(page, scale)
    captions = _captions(labels, to_metres)
    titles = [to_metres.apply(title.text.centre) for title in _storey_titles(labels)]
    return [draft_plan(part, captions) for part in split_sheet(map_evidence(evidence, to_metres), titles)]


def _storey_titles(labels: Labels) -> list[StoreyTitle]:
    """One title a storey: the first of those that name the same level."""
    told = {title.name.lower() if title.level is None else title.level: title for title in reversed(labels.titles)}
    return list(told.values())


def _storeys_of(drafts: list[Draft], labels: Labels, to_metres: Affine) -> list[Draft]:
    """One draft a storey: houses that stand apart in one storey are brought together."""
    if len(drafts) < 2 or not are_one_storey([draft.box for draft in drafts], len(headings(labels.titles))):
        return drafts
    return [draft_plan(join_parts([draft.evidence for draft in drafts]), _captions(labels, to_metres))]


def _vote(view: View, drafts: Sequence[Draft], scale: Scale, options: Options) -> Scale:
    """The scale, now that rooms and doors are known."""
    back = _metres(view.page, scale).inverse
    faces = tuple(back.apply_all(face.ring) for draft in drafts for face in draft.faces)
    widths = tuple(width / scale.metres_per_unit for draft in drafts for width in draft.door_widths)
    walls = tuple(back.apply_all(ring) for draft in drafts for ring in draft.footprints)
    return vote_scale(view.page, view.labels, view.segments, faces, widths, options, walls)


def _door_widths(evidence: Evidence) -> tuple[float, ...]:
    """The widths of doors with one leaf, in page units."""
    return tuple(
        distance(find.start, find.end) for find in evidence.openings if find.kind is OpeningKind.DOOR and find.leaves == 1
    )


def _titles(drafts: Sequence[Draft], titles: Sequence[StoreyTitle], to_metres: Affine) -> list[StoreyTitle | None]:
    """The title of each plan: the nearest one that is not nearer to another plan."""
    boxes = [draft.box for draft in drafts]
    named: list[StoreyTitle | None] = [None] * len(drafts)
    reach = [NEAR * max(box.width, box.height) for box in boxes]
    offers = sorted(
        (_away(box, to_metres.apply(title.text.centre)), i, k) for k, title in enumerate(titles) for i, box in enumerate(boxes)
    )
    used: set[int] = set()
    for further in (1.0, FURTHER):
        for away, i, k in offers:
            if named[i] is None and k not in used and (len(drafts) == 1 or away <= further * reach[i]):
                named[i] = titles[k]
                used.add(k)
    return named


def _away(box: Box, point: Point) -> float:
    across = max(box.x0 - point[0], 0.0, point[0] - box.x1)
    return max(across, box.y0 - point[1], 0.0, point[1] - box.y1)


def _captions(labels: Labels, to_metres: Affine) -> list[Caption]:
    names = [Caption(to_metres.apply(name.text.centre), name.name, name.use) for name in labels.room_names]
    return names + [Caption(to_metres.apply(area.text.centre), area=area.area) for area in labels.areas]
