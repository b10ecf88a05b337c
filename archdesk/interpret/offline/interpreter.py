"""The offline interpreter: pages by rules and small networks, without a network connection."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archdesk.interpret.base import NoFloorPlan, TooCoarse
from archdesk.interpret.offline.assembly.checks import find_doubts, is_plausible
from archdesk.interpret.offline.assembly.levels import TOP, name_of, settle
from archdesk.interpret.offline.assembly.metric import map_evidence
from archdesk.interpret.offline.assembly.naming import Caption
from archdesk.interpret.offline.assembly.plans import Draft, Numbers, draft_plan, number_plan
from archdesk.interpret.offline.assembly.storeys import are_one_storey, join_parts, split_sheet
from archdesk.interpret.offline.contents import what_is_there
from archdesk.interpret.offline.evidence import Evidence
from archdesk.interpret.offline.labels import Labels, StoreyTitle
from archdesk.interpret.offline.scale import early_scale, vote_scale
from archdesk.interpret.offline.sheets import View, view_page
from archdesk.interpret.offline.storey_titles import bare_title
from archdesk.model.document import Document, Page
from archdesk.model.floorplan import FloorPlan, OpeningKind, Scale, Sheet, Survey
from archdesk.model.options import Options
from archdesk.model.problems import Issue, Severity
from archdesk.model.progress import Progress, Reporter, Stage
from archdesk.model.shapes import Affine, Box, Point, distance

log = logging.getLogger(__name__)

FIRST, LAST = 0.15, 0.7  # of the whole conversion: between reading and building
AGREES = 0.005  # of the scale; a smaller change moves nothing
FAR_OFF = 0.25  # of the scale; a larger change lets the finders look again
NEAR = 0.35  # of a plan's size, within which its title stands
FURTHER = 4.0  # times as far stands a title beneath a row of plans, where the shorter ones have none nearer


@dataclass(frozen=True, slots=True)
class _Found:
    """A plan on a page before its level is settled.

    ``to_metres`` maps the units of its labels to the draft's metres, ``to_plan`` those of the original page.
    """

    page: Page
    draft: Draft
    labels: Labels
    scale: Scale
    to_metres: Affine
    to_plan: Affine
    title: StoreyTitle | None
    issues: tuple[Issue, ...]


class OfflineInterpreter:
    """Makes a survey of a document on this machine alone."""

    def interpret(self, document: Document, options: Options, reporter: Reporter) -> Survey:
        found: list[_Found] = []
        seen: list[tuple[Page, str]] = []
        coarse: TooCoarse | None = None
        for place, page in enumerate(document.pages):
            tell = _Teller(reporter, place, len(document.pages))
            tell.tell(Stage.SCALE, 0.0)
            try:
                view = view_page(page)
                plans = [] if page.is_empty else _plans_on(page, view, options, tell)
                if not plans:
                    view.refuse_coarse()
                    seen.append((page, what_is_there(page, view.texts, view.picture)))
            except TooCoarse as error:
                coarse, plans = error, []
                seen.append((page, "a picture too coarse to read"))
            found += plans
        if not found:
            raise coarse or NoFloorPlan(seen=_commonest(seen))
        left_out = tuple(
            Issue("page-left-out", f"Page {page.number + 1} was left out: {what}.", Severity.INFO) for page, what in seen
        )
        storeys, doubts = _storeys(found)
        read = tuple(dict.fromkeys(issue for plan in found for issue in plan.issues))
        return Survey(document.source, storeys, (*document.issues, *left_out, *read, *doubts))


class _Teller:
    """Tells how far one of several pages is."""

    def __init__(self, reporter: Reporter, place: int, count: int) -> None:
        self._reporter, self._place, self._count = reporter, place, count

    def tell(self, stage: Stage, share: float) -> None:
        note = f"Page {self._place + 1} of {self._count}" if self._count > 1 else ""
        self._reporter.report(Progress(stage, FIRST + (LAST - FIRST) * (self._place + share) / self._count, note))


def _plans_on(page: Page, view: View, options: Options, tell: _Teller) -> list[_Found]:
    original, page = page, view.page
    scale = early_scale(page, view.labels, view.segments, options)
    tell.tell(Stage.WALLS, 0.4)
    evidence = view.find_evidence(scale.metres_per_unit if scale else None)
    tell.tell(Stage.ROOMS, 0.8)
    first = scale or vote_scale(page, view.labels, view.segments, (), _door_widths(evidence), options)
    drafts = _drafts(page, evidence, view.labels, first)
    if scale is None and not any(is_plausible(draft) for draft in drafts):
        evidence = view.find_evidence(first.metres_per_unit)
        drafts = _drafts(page, evidence, view.labels, first)
    voted = _vote(view, drafts, first, options)
    change = abs(voted.metres_per_unit / first.metres_per_unit - 1)
    if change > FAR_OFF:
        evidence = view.find_evidence(voted.metres_per_unit)
    if change > AGREES:
        drafts = _drafts(page, evidence, view.labels, voted)
    to_metres = _metres(page, voted)
    plausible = _storeys_of([draft for draft in drafts if is_plausible(draft)], view.labels, to_metres)
    titles = _titles(plausible, view.labels.titles, to_metres)
    log.debug("Page %d: %d of %d clusters are plans", page.number, len(plausible), len(drafts))
    return [
        _Found(original, draft, view.labels, voted, to_metres, _to_plan(view, draft, to_metres), title, evidence.issues)
        for draft, title in zip(plausible, titles, strict=True)
    ]


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
    if len(drafts) < 2 or not are_one_storey([draft.box for draft in drafts], len(labels.titles)):
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


def _storeys(found: Sequence[_Found]) -> tuple[tuple[FloorPlan, ...], tuple[Issue, ...]]:
    """The plans numbered and ordered from the lowest storey up, with their doubts."""
    wanted = [TOP if plan.title and plan.title.level is None else plan.title.level if plan.title else None for plan in found]
    levels, guessed = settle(wanted)
    numbers = Numbers()
    storeys: list[FloorPlan] = []
    issues: list[Issue] = []
    if guessed:
        issues.append(Issue("storey-order-assumed", "Which storey lies above which is not told everywhere; check the order."))
    for level, plan in sorted(zip(levels, found, strict=True), key=lambda pair: pair[0]):
        name = bare_title(plan.title.name) if plan.title else name_of(level)
        sheet = Sheet(plan.page.number, plan.page.width, plan.page.height, plan.to_plan)
        storey = number_plan(plan.draft, _captions(plan.labels, plan.to_metres), sheet, plan.scale, numbers, (name, level))
        storey = replace(storey, elevation=level * storey.height)
        numbers = numbers.after(storey)
        storeys.append(storey)
        issues += find_doubts(storey)
    return tuple(storeys), tuple(issues)


def _captions(labels: Labels, to_metres: Affine) -> list[Caption]:
    names = [Caption(to_metres.apply(name.text.centre), name.name, name.use) for name in labels.room_names]
    return names + [Caption(to_metres.apply(area.text.centre), area=area.area) for area in labels.areas]


def _commonest(seen: Sequence[tuple[Page, str]]) -> str:
    if not seen:
        return "the document has no pages"
    return Counter(what for _, what in seen).most_common(1)[0][0]
