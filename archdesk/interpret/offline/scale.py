"""The scale of a drawing: everything that tells something of it votes."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from archdesk.interpret.offline.clearances import Faces, faces_of, mean_thickness
from archdesk.interpret.offline.dimension_votes import dimension_votes
from archdesk.interpret.offline.dimensions import Measure
from archdesk.interpret.offline.evidence import Segment
from archdesk.interpret.offline.labels import Dimension, Labels
from archdesk.interpret.offline.lines.swings import DrawnArc, drawn_arcs
from archdesk.interpret.offline.paper_votes import customary_scales, file_votes, paper_unit_of, paper_votes
from archdesk.interpret.offline.room_votes import room_votes
from archdesk.interpret.offline.scale_votes import Floats, Vote, weigh_votes
from archdesk.interpret.offline.swing_votes import door_votes, swing_votes
from archdesk.model.document import Page
from archdesk.model.floorplan import Scale, ScaleMethod
from archdesk.model.options import Options
from archdesk.model.shapes import Ring
from archdesk.model.units import Unit

USUAL_EXTENT = 22.0  # metres across a sheet with a house and its margins
MODEL_EXTENT = 32.0  # metres across a model, which often holds more than one view
EXTENT_SPREAD = 1.1  # natural logarithm: a flat and a factory both lie within two of it
USUAL_THICKNESS = 0.2  # metres of a wall, the mean by length in a house of brick; boards have half of it
THICKNESS_SPREAD = 0.5
FLOOR = 0.003  # of a likelihood
ASSUMED_ODDS = 1.0
EARLY_CONFIDENCE = 0.6  # above which the walls are looked for by this scale


def early_scale(
    page: Page, labels: Labels, segments: Sequence[Segment], options: Options, arcs: Sequence[DrawnArc] | None = None
) -> Scale | None:
    """The scale as far as texts and thin lines tell it, before walls are known; None where they do not.

    The arcs are those drawn on the page, where they are known already.
    """
    told = _told(page, options)
    if told is not None:
        return told
    scale = weigh_votes(_votes(page, labels, segments, faces_of(()), options, arcs), _prior(page), customary_scales(page))
    return scale if scale is not None and scale.confidence >= EARLY_CONFIDENCE else None


def vote_scale(
    page: Page,
    labels: Labels,
    segments: Sequence[Segment],
    outlines: Sequence[Ring],
    door_widths: Sequence[float],
    options: Options,
    walls: Sequence[Ring] = (),
    arcs: Sequence[DrawnArc] | None = None,
) -> Scale:
    """The scale with all evidence; outlines of rooms, footprints of walls and door widths are in page units."""
    told = _told(page, options)
    if told is not None:
        return told
    faces = faces_of(walls)
    drawn = _votes(page, labels, segments, faces, options, arcs)
    votes = [*drawn, *room_votes(labels, outlines, faces), *door_votes(door_widths)]
    assumed = _assumed(page)
    scale = weigh_votes([*votes, assumed], _prior(page, mean_thickness(walls)), customary_scales(page))
    return scale if scale is not None else Scale(assumed.metres_per_unit, ScaleMethod.ASSUMED, 0.0, (assumed.sentence,))


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


def _votes(
    page: Page,
    labels: Labels,
    segments: Sequence[Segment],
    walls: Faces,
    options: Options,
    arcs: Sequence[DrawnArc] | None,
) -> list[Vote]:
    dimensions = dimension_votes(_dimensions(labels, options.unit), segments, walls)
    return [
        *dimensions,
        *paper_votes(page, labels),
        *file_votes(page),
        *swing_votes(drawn_arcs(page) if arcs is None else arcs),
    ]


def _prior(page: Page, thickness: float = 0.0) -> Callable[[Floats], Floats]:
    """How likely a scale is before anything speaks: a sheet holds about a house, whose walls are as thick as most."""
    expected = [
        (max(page.width, page.height), _usual_extent(page), EXTENT_SPREAD),
        (thickness, USUAL_THICKNESS, THICKNESS_SPREAD),
    ]
    bells = [(math.log(usual / measured), spread) for measured, usual, spread in expected if measured > 0]
    return lambda places: np.sum([_bell(places, usual, spread) for usual, spread in bells], axis=0) + np.zeros(len(places))


def _usual_extent(page: Page) -> float:
    return MODEL_EXTENT if page.y_up else USUAL_EXTENT


def _bell(places: Floats, usual: float, spread: float) -> Floats:
    """The logarithm of a likelihood that never quite vanishes."""
    return np.asarray(np.log(np.exp(-0.5 * ((places - usual) / spread) ** 2) + FLOOR), float)


def _assumed(page: Page) -> Vote:
    """As if a house of usual size filled the page: heard where hardly anything else speaks."""
    extent = max(page.width, page.height)
    metres = _usual_extent(page) / extent if extent > 0 else 1.0
    sentence = "Nothing on the page tells its scale for certain"
    return Vote(metres, ASSUMED_ODDS, EXTENT_SPREAD, ScaleMethod.ASSUMED, "assumed", sentence)
