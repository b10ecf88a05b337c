"""One look at a page: the drafts that its evidence gives at a scale, and the plans among them."""

import logging
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from archdesk.interpret.offline.assembly.checks import has_doors, is_open, is_plausible, shows_use
from archdesk.interpret.offline.assembly.levels import TOP
from archdesk.interpret.offline.assembly.metric import map_evidence
from archdesk.interpret.offline.assembly.naming import Caption
from archdesk.interpret.offline.assembly.plans import Draft, draft_plan, number_plan
from archdesk.interpret.offline.assembly.storeys import are_one_storey, headings, join_parts, split_sheet
from archdesk.interpret.offline.assembly.twins import are_twins
from archdesk.interpret.offline.evidence import Closing, Evidence, OpeningFind, WallPiece
from archdesk.interpret.offline.labels import Labels, StoreyTitle
from archdesk.interpret.offline.sheets import View
from archdesk.model.document import Page
from archdesk.model.floorplan import Scale, Sheet
from archdesk.model.problems import Issue, Severity
from archdesk.model.reading import PagePlan
from archdesk.model.shapes import Affine, Box, Point, Ring, box_around

log = logging.getLogger(__name__)

_Titled = tuple[Draft, StoreyTitle | None]

NEAR = 0.35  # of a plan's size, within which its title stands
AROUND = 8.0  # metres; no room reaches further beyond the ends of its plan's walls
MOST_VIEWS = 6  # of one plan on a sheet: furnished, measured, its floors, its ceilings, its wiring, its pipes
FURTHER = 4.0  # times as far stands a title beneath a row of plans, where the shorter ones have none nearer


class Look:
    """What one look at a page shows at a scale; ``original`` is the page as it lay before it was made flat."""

    def __init__(self, view: View, original: Page, evidence: Evidence, scale: Scale) -> None:
        self._view, self._original, self._scale = view, original, scale
        self._to_metres = _metres(view.page, scale)
        self._captions = _captions(view.labels, self._to_metres)
        titles = [self._to_metres.apply(title.text.centre) for title in _storey_titles(view.labels)]
        parts = split_sheet(map_evidence(evidence, self._to_metres), titles)
        self.evidence = evidence
        self._places = np.array([caption.place for caption in self._captions]).reshape(-1, 2)
        self.drafts = [draft_plan(part, self._captions_at(part)) for part in parts]

    @property
    def has_plans(self) -> bool:
        return any(is_plausible(draft) for draft in self.drafts)

    @property
    def has_open_walls(self) -> bool:
        """Whether walls that are told as such meet, and go around no room."""
        return any(is_open(draft) for draft in self.drafts)

    @property
    def faces(self) -> tuple[Ring, ...]:
        """The rooms' outlines in page units."""
        back = self._to_metres.inverse
        return tuple(back.apply_all(face.ring) for draft in self.drafts for face in draft.faces)

    @property
    def footprints(self) -> tuple[Ring, ...]:
        """The walls' outlines in page units."""
        back = self._to_metres.inverse
        return tuple(back.apply_all(ring) for draft in self.drafts for ring in draft.footprints)

    @property
    def door_widths(self) -> tuple[float, ...]:
        """The widths of doors with one leaf, in page units."""
        return tuple(width / self._scale.metres_per_unit for draft in self.drafts for width in draft.door_widths)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What a person should know of the evidence, and of what the page shows beside its plans or more than once."""
        found = list(self.evidence.issues)
        page = self._original.number + 1
        sections = len(self._titled) - len(self._used)
        if sections:
            what = "a section or an elevation" if sections == 1 else f"{sections} sections or elevations"
            text = f"What looks like {what} beside the plan on page {page} was left out."
            found.append(Issue("view-left-out", text, Severity.INFO))
        twins = len(self._used) - len(self.plans)
        if twins:
            text = f"A plan on page {page} is shown {twins + 1} times, and was taken once."
            several = f"{twins} plans on page {page} show storeys that others show too, and were left out."
            found.append(Issue("plan-repeated", text if len(self.plans) == 1 else several))
        return tuple(found)

    @cached_property
    def plans(self) -> tuple[PagePlan, ...]:
        return tuple(self._plan(draft, title) for draft, title in _without_twins(self._used))

    @cached_property
    def _used(self) -> tuple[_Titled, ...]:
        return _without_sections(self._titled)

    @cached_property
    def _titled(self) -> tuple[_Titled, ...]:
        """The drafts that are plans, each with its title."""
        plausible = self._storeys([draft for draft in self.drafts if is_plausible(draft)])
        titles = _titles([draft.box for draft in plausible], self._view.labels.titles, self._to_metres)
        log.debug("Page %d: %d of %d clusters are plans", self._original.number, len(plausible), len(self.drafts))
        return tuple(zip(plausible, titles, strict=True))

    @property
    def rooms_made_out(self) -> float:
        """How many rooms are right, to be expected."""
        return sum(room.confidence for found in self.plans for room in found.plan.rooms)

    def _storeys(self, drafts: list[Draft]) -> list[Draft]:
        """One draft a storey: houses that stand apart in one storey are brought together."""
        if len(drafts) < 2 or not are_one_storey([draft.box for draft in drafts], len(headings(self._view.labels.titles))):
            return drafts
        return [draft_plan(join_parts([draft.evidence for draft in drafts]), self._captions)]

    def _plan(self, draft: Draft, title: StoreyTitle | None) -> PagePlan:
        original = self._original
        sheet = Sheet(original.number, original.width, original.height, self._to_plan(draft.box))
        plan = number_plan(draft, self._captions_at(draft.evidence), sheet, self._scale)
        if title is None:
            return PagePlan(plan)
        return PagePlan(plan, title.name, TOP if title.level is None else title.level)

    def _captions_at(self, part: Evidence) -> list[Caption]:
        """Those that may stand in a part's rooms; all of a picture's, as they tell by their number what parts its rooms."""
        if not part.is_line_work or not part.walls:
            return self._captions
        drawn: tuple[WallPiece | OpeningFind | Closing, ...] = (*part.walls, *part.openings, *part.closings)
        rings = [*((line.start, line.end) for line in drawn), *part.tints]
        box = box_around(point for ring in rings for point in ring).grown(AROUND)
        inside = ((self._places >= (box.x0, box.y0)) & (self._places <= (box.x1, box.y1))).all(axis=1)
        return [self._captions[row] for row in np.flatnonzero(inside).tolist()]

    def _to_plan(self, box: Box) -> Affine:
        """From the original page to the draft's metres."""
        corners = self._to_metres.inverse.apply_all([(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)])
        return self._view.flatten_near(corners).then(self._to_metres)


def _without_sections(titled: tuple[_Titled, ...]) -> tuple[_Titled, ...]:
    """The plans without views that have neither a title nor a door nor anything else that is used, beside one with doors."""
    if not any(has_doors(draft) for draft, _ in titled):
        return titled
    return tuple((draft, title) for draft, title in titled if title is not None or shows_use(draft))


def _without_twins(titled: Sequence[_Titled]) -> list[_Titled]:
    """The plans without those that show another one once more, unless both are titled as storeys of their own.

    What is there many times is no view of one house but the houses of an estate.
    """
    groups: list[list[_Titled]] = []
    for draft, title in titled:
        own = (group for group in groups if _may_be_one(group[0][1], title) and are_twins(group[0][0], draft))
        group = next(own, None)
        if group is None:
            groups.append([(draft, title)])
        else:
            group.append((draft, title))
    return [one for group in groups for one in (group[:1] if len(group) <= MOST_VIEWS else group)]


def _may_be_one(title: StoreyTitle | None, other: StoreyTitle | None) -> bool:
    """Whether titles do not speak of two storeys."""
    return title is None or other is None or title.level == other.level


def _metres(page: Page, scale: Scale) -> Affine:
    unit = scale.metres_per_unit
    return Affine(a=unit, e=unit if page.y_up else -unit)


def _captions(labels: Labels, to_metres: Affine) -> list[Caption]:
    names = [Caption(to_metres.apply(name.text.centre), name.name, name.use) for name in labels.room_names]
    return names + [Caption(to_metres.apply(area.text.centre), area=area.area) for area in labels.areas]


def _storey_titles(labels: Labels) -> list[StoreyTitle]:
    """One title a storey: the first of those that name the same level."""
    told = {title.name.lower() if title.level is None else title.level: title for title in reversed(labels.titles)}
    return list(told.values())


def _titles(boxes: Sequence[Box], titles: Sequence[StoreyTitle], to_metres: Affine) -> list[StoreyTitle | None]:
    """The title of each plan: the nearest one that is not nearer to another plan."""
    named: list[StoreyTitle | None] = [None] * len(boxes)
    reach = [NEAR * max(box.width, box.height) for box in boxes]
    offers = sorted(
        (_away(box, to_metres.apply(title.text.centre)), i, k) for k, title in enumerate(titles) for i, box in enumerate(boxes)
    )
    used: set[int] = set()
    for further in (1.0, FURTHER):
        for away, i, k in offers:
            if named[i] is None and k not in used and (len(boxes) == 1 or away <= further * reach[i]):
                named[i] = titles[k]
                used.add(k)
    return named


def _away(box: Box, point: Point) -> float:
    across = max(box.x0 - point[0], 0.0, point[0] - box.x1)
    return max(across, box.y0 - point[1], 0.0, point[1] - box.y1)
