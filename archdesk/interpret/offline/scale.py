"""The scale of a drawing: everything that tells something of it votes."""

import math
import statistics
from collections.abc import Sequence

from archdesk.interpret.offline.dimension_votes import dimension_votes
from archdesk.interpret.offline.dimensions import Measure
from archdesk.interpret.offline.evidence import Segment
from archdesk.interpret.offline.labels import Dimension, Labels
from archdesk.interpret.offline.paper_votes import file_votes, paper_unit_of, paper_votes
from archdesk.interpret.offline.room_votes import USUAL_DOOR, door_votes, room_votes
from archdesk.interpret.offline.scale_votes import Count, Vote, count_votes
from archdesk.interpret.offline.swing_votes import swing_votes
from archdesk.model.document import Page
from archdesk.model.floorplan import Scale, ScaleMethod
from archdesk.model.options import Options
from archdesk.model.shapes import Ring
from archdesk.model.units import Unit

USUAL_EXTENT = 22.0  # metres across a sheet with a house and its margins
EXTENT_SPREAD = 1.1  # natural logarithm: a flat and a factory both lie within two of it
DOOR_DOUBT = 0.35  # natural logarithm; found doors differ less than twice this from the usual one in the middle
LEAST_DOORS = 3
EARLY_SUPPORT = 1.9  # two dimensions that agree, or a printed scale
ASSUMED_WEIGHT = 0.15


def early_scale(page: Page, labels: Labels, segments: Sequence[Segment], options: Options) -> Scale | None:
    """The scale as far as texts and thin lines tell it, before walls are known; None where they do not."""
    told = _told(page, options)
    if told is not None:
        return told
    count = _count(page, _early_votes(page, labels, segments, options), ())
    return count.scale if count is not None and count.support >= EARLY_SUPPORT and count.support > count.rival else None


def vote_scale(
    page: Page,
    labels: Labels,
    segments: Sequence[Segment],
    faces: Sequence[Ring],
    door_widths: Sequence[float],
    options: Options,
) -> Scale:
    """The scale with all evidence; faces and door widths are in page units."""
    told = _told(page, options)
    if told is not None:
        return told
    votes = [*_early_votes(page, labels, segments, options), *room_votes(labels, faces), *door_votes(door_widths)]
    assumed = _assumed(page)
    count = _count(page, [*votes, assumed], door_widths)
    return count.scale if count is not None else Scale(assumed.metres_per_unit, ScaleMethod.ASSUMED, 0.0, (assumed.sentence,))


def _told(page: Page, options: Options) -> Scale | None:
    """What the user said: a unit for drawings in full size, a scale for paper."""
    if options.unit is not None and page.y_up:
        return Scale(options.unit.metres, ScaleMethod.USER, 1.0, (f"You said that the unit is {options.unit.value}",))
    paper = paper_unit_of(page)
    if options.scale is not None and paper is not None:
        return Scale(options.scale * paper, ScaleMethod.USER, 1.0, (f"You said that the scale is 1:{options.scale:g}",))
    return None


def _dimensions(labels: Labels, unit: Unit | None) -> list[Dimension]:
    """The dimensions, bare numbers in the unit that the user named."""
    return [
        Dimension(Measure(each.measure.value * unit.metres, unit, each.measure.decimals), each.text)
        if unit is not None and each.measure.unit is None
        else each
        for each in labels.dimensions
    ]


def _early_votes(page: Page, labels: Labels, segments: Sequence[Segment], options: Options) -> list[Vote]:
    dimensions = _dimensions(labels, options.unit)
    return [*dimension_votes(dimensions, segments), *paper_votes(page, labels), *file_votes(page), *swing_votes(page)]


def _count(page: Page, votes: Sequence[Vote], door_widths: Sequence[float]) -> Count | None:
    extent = max(page.width, page.height)
    door = statistics.median(door_widths) if len(door_widths) >= LEAST_DOORS else None

    def plausibility(metres: float) -> float:
        likely = _likeness(metres * extent / USUAL_EXTENT, EXTENT_SPREAD) if extent > 0 else 1.0
        if door:
            likely *= 0.1 + 0.9 * _likeness(metres * door / USUAL_DOOR, DOOR_DOUBT)
        return 0.02 + 0.98 * likely

    return count_votes(votes, plausibility)


def _likeness(ratio: float, spread: float) -> float:
    return math.exp(-0.5 * (math.log(ratio) / spread) ** 2) if ratio > 0 else 0.0


def _assumed(page: Page) -> Vote:
    """As if a house of usual size filled the page: heard where hardly anything else speaks."""
    extent = max(page.width, page.height)
    metres = USUAL_EXTENT / extent if extent > 0 else 1.0
    return Vote(metres, ASSUMED_WEIGHT, 0.1, ScaleMethod.ASSUMED, "assumed", "Nothing on the page tells its scale for certain")
