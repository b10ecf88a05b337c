"""The plans of one page: looked for, measured, and looked for again where the scale says that more can be seen."""

from collections.abc import Iterator

from archdesk.interpret.offline.evidence import Evidence
from archdesk.interpret.offline.looks import Look
from archdesk.interpret.offline.scale import early_scale, vote_scale
from archdesk.interpret.offline.sheets import FINER_GAIN, View
from archdesk.model.document import Page
from archdesk.model.floorplan import Scale
from archdesk.model.options import Options
from archdesk.model.progress import Progress, Reporter, Stage
from archdesk.model.reading import PageReading
from archdesk.model.shapes import distance

AGREES = 1e-5  # of the scale; a smaller change moves nothing on the largest sheet
GUESSED = 0.2  # of confidence in a scale: less, and a first look that makes more out speaks against it
MADE_OUT = 0.75  # of the rooms that have names; less is poor
FAR_OFF = 0.25  # of the scale by which the finders looked; if they were further off they look again


def read_plans(original: Page, view: View, options: Options, reporter: Reporter) -> PageReading:
    """The plans that the view of a page shows."""
    scale = early_scale(view.page, view.labels, view.segments, options, view.arcs)
    reporter.report(Progress(Stage.WALLS, 0.4))
    evidence = view.find_evidence(scale.metres_per_unit if scale else None)
    reporter.report(Progress(Stage.ROOMS, 0.8))
    first = scale or vote_scale(view.page, view.labels, view.segments, (), _door_widths(evidence), options, arcs=view.arcs)
    look = Look(view, original, evidence, first)
    if scale is None and not look.has_plans:
        look = Look(view, original, view.find_evidence(first.metres_per_unit), first)
    voted = vote_scale(view.page, view.labels, view.segments, look.faces, look.door_widths, options, look.footprints, view.arcs)
    best = max(_looks(look, view, original, first, voted, is_blind=scale is None), key=lambda one: one.rooms_made_out)
    return PageReading(original.number, best.plans, best.issues, is_open=best.has_open_walls)


def _looks(look: Look, view: View, original: Page, first: Scale, voted: Scale, *, is_blind: bool) -> Iterator[Look]:
    """The looks at the scale that is voted now that rooms and doors are known, where the first was not far off, and closer.

    What a blind look had no scale for, and made little of, is looked at again.
    """
    unit = voted.metres_per_unit
    was_far_off = _differ(unit, look.evidence.unit or first.metres_per_unit, FAR_OFF)
    shows_more = view.shows_more(unit)
    if was_far_off and voted.confidence < GUESSED:
        yield look
    if not was_far_off:
        look = look if not _differ(unit, first.metres_per_unit, AGREES) else Look(view, original, look.evidence, voted)
        yield look
        is_poor = look.rooms_made_out < MADE_OUT * len(view.labels.room_names)
        if is_blind and is_poor and voted.confidence >= GUESSED and not shows_more:
            yield Look(view, original, view.find_evidence(unit), voted)
    elif not shows_more:
        yield Look(view, original, view.find_evidence(unit), voted)
    if shows_more:
        yield Look(view, original, view.find_evidence(unit, FINER_GAIN), voted)


def _door_widths(evidence: Evidence) -> tuple[float, ...]:
    """The widths of doors with one leaf, in page units."""
    return tuple(distance(find.start, find.end) for find in evidence.openings if find.has_one_leaf)


def _differ(a: float, b: float, share: float) -> bool:
    return abs(a / b - 1) > share
