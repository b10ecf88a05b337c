"""Folding doors, and pairs of leaves ajar: even panels on a gap's jambs, told by the stroke of the first."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.evidence import OpeningFind
from archdesk.interpret.offline.pictures.gaps import Gap
from archdesk.interpret.offline.pictures.glazing import FRAME, Glazing, count_lines
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.sampling import values_at
from archdesk.interpret.offline.pictures.strokes import Strokes
from archdesk.interpret.offline.pictures.zigzags import AT_JAMB, Zigzag, zigzags_from
from archdesk.model.floorplan import OpeningKind, Swing

NARROWEST, WIDEST = 0.5, 4.0  # metres of the opening
THINNEST_WALL, THICKEST_WALL = 0.03, 0.4  # metres
PANE_AND_SILL = 2  # lines: the sashes before them are a window's
PANEL = (0.09, 0.85)  # metres of one
STEEPEST, FLATTEST = np.radians(80), np.radians(14)  # of a panel to its opening; a flatter one is shut
SLACK = 0.025  # metres that ink may lie beside a panel
INKED, EACH = 0.9, 0.75  # of all panels, and of each of them
STEPS = np.linspace(0.06, 0.94, 24)[:, None]  # of a panel's length
STROKE_ENDS = 0.15  # metres between a panel's ends and those of its stroke, and
STROKE_SHARE = 0.35  # of its length
BETWEEN = (-0.15, 0.0, 0.15)  # of a panel's rise: where beside its middle the ground is looked at
CLUTTER = 0.3  # of that ground may be inked
BEYOND = 0.1  # metres past a panel's tip, and on to
ACROSS = 0.85  # of its length: there diagonals go on, those of a shower behind its drain
GOES_ON = 0.3  # of that stretch is inked
CONFIDENCE = 0.75

Numbers = NDArray[np.float64]


class Panels:
    """Looks for panels on the jambs of gaps, in working pixels."""

    def __init__(self, strokes: Strokes, glazing: Glazing) -> None:
        self._unit = glazing.unit
        self._strokes = strokes.between(PANEL[0] / self._unit, PANEL[1] / self._unit)
        self._glazing = glazing
        self._thin = glazing.thin
        self._ink = glazing.ink.faint | glazing.walls

    def find(self, gaps: list[Gap]) -> list[OpeningFind]:
        """The doors among the gaps."""
        return [door for gap in gaps if self._may_hold(gap) and (door := self._door(gap))]

    def _may_hold(self, gap: Gap) -> bool:
        """Whether a gap is as wide and its wall as thick as those of doors, and no pane and sill run through it."""
        fits = NARROWEST <= gap.length * self._unit <= WIDEST and THINNEST_WALL <= gap.thickness * self._unit <= THICKEST_WALL
        return fits and count_lines(gap, self._glazing.ink, FRAME / self._unit) < PANE_AND_SILL

    def _door(self, gap: Gap) -> OpeningFind | None:
        near = self._near(gap)
        for zigzag in self._zigzags(near, gap):
            if self._has_strokes(zigzag, near) and self._is_drawn(zigzag, gap):
                first, tip = zigzag.panels[0]
                side = Swing.RIGHT if tip[1] > first[1] else Swing.LEFT  # across the gap is to the right, rows down
                swing = Swing.FOLD if zigzag.folds else side
                return OpeningFind(OpeningKind.DOOR, gap.start, gap.end, gap.thickness, None, swing, 2, CONFIDENCE)
        return None

    def _near(self, gap: Gap) -> Numbers:
        """The strokes around a gap, seen along it and across, as (strokes, 2, 2)."""
        along = np.array(gap.along)
        turn = np.stack((along, (-along[1], along[0])), axis=1)
        ends = np.stack([(ends - gap.start) @ turn for ends in (self._strokes.start, self._strokes.end)], axis=1)
        margin, aside = AT_JAMB / self._unit, gap.thickness / 2 + PANEL[1] / self._unit
        within = (ends[:, :, 0] >= -margin) & (ends[:, :, 0] <= gap.length + margin) & (np.abs(ends[:, :, 1]) <= aside)
        return np.asarray(ends[within.all(axis=1)])

    def _zigzags(self, near: Numbers, gap: Gap) -> Iterator[Zigzag]:
        """What the strokes that stand on a jamb may be the first panels of."""
        margin = AT_JAMB / self._unit
        for is_end in (False, True):
            ends = near * (-1, 1) + (gap.length, 0) if is_end else near
            for first, last in (pair for end in ends for pair in (end, end[::-1])):
                stands = abs(first[0]) <= margin and abs(first[1]) <= gap.thickness / 2 + margin
                slope = np.arctan2(abs(last[1] - first[1]), last[0] - first[0])
                if stands and FLATTEST <= slope <= STEEPEST:
                    for zigzag in zigzags_from(first, last, gap.length, self._unit):
                        # Basins stand between walls across, and sashes in outer walls.
                        if gap.walls if zigzag.folds else self._glazing.is_inner(gap):
                            yield zigzag.mirrored(gap.length) if is_end else zigzag

    def _has_strokes(self, zigzag: Zigzag, near: Numbers) -> bool:
        """Whether two panels at least, and half of all, are strokes; of two leaves one is enough."""
        panels = zigzag.panels[:, None]
        away = [np.hypot(*np.moveaxis(near - panels[:, :, ::way], 3, 0)).max(axis=2) for way in (1, -1)]
        length = np.hypot(*(panels[:, 0, 1] - panels[:, 0, 0]).T)
        drawn = np.minimum(*away).min(axis=1) <= np.minimum(STROKE_ENDS / self._unit, STROKE_SHARE * length)
        return bool(drawn.sum() >= max(2, len(panels) / 2)) if zigzag.folds else bool(drawn.any())

    def _is_drawn(self, zigzag: Zigzag, gap: Gap) -> bool:
        """Whether ink lies along all panels, none between them, and none goes on beyond their tips."""
        panels = zigzag.panels
        ways = panels[:, 1] - panels[:, 0]
        across = np.stack((-ways[:, 1], ways[:, 0]), axis=1) / np.hypot(*ways.T)[:, None]
        asides = self._asides()
        points = panels[:, 0][:, None] + STEPS * ways[:, None]
        inked = self._at(self._ink, points + asides[:, None, None, None] * across[:, None], gap).any(axis=0).mean(axis=1)
        if inked.mean() < INKED or inked.min() < EACH:
            return False
        tips = self._at(self._ink, zigzag.tips + asides[:, None, None] * (0, 1), gap).any(axis=0)
        return bool(tips.size == 0 or tips.mean() >= EACH) and not self._is_crowded(panels, gap)

    def _asides(self) -> Numbers:
        reach = max(2.0, SLACK / self._unit)
        return np.arange(-reach, reach + 0.5)

    def _is_crowded(self, panels: Numbers, gap: Gap) -> bool:
        ways = panels[:, 1] - panels[:, 0]
        middles = panels.mean(axis=1)[:, None] + np.array(BETWEEN)[:, None] * (ways * (0, 1))[:, None]
        sides = np.concatenate([middles + side * (ways * (1, 0))[:, None] for side in (-0.5, 0.5)]).reshape(-1, 2)
        sides = sides[(sides[:, 0] > 0) & (sides[:, 0] < gap.length)]
        if sides.size and self._at(self._thin, sides, gap).mean() > CLUTTER:
            return True
        tips = np.concatenate((panels[::2, 1], panels[1::2, 0]))
        out = np.concatenate((ways[::2], -ways[1::2]))
        first = BEYOND / self._unit / np.hypot(*out.T)[:, None, None]
        steps = first + np.linspace(0, 1, 16)[:, None] * np.maximum(ACROSS - first, first)
        return bool(self._at(self._thin, tips[:, None] + steps * out[:, None], gap).mean() > GOES_ON)

    def _at(self, mask: Mask, places: Numbers, gap: Gap) -> NDArray[np.uint8]:
        along = np.array(gap.along)
        return values_at(mask, gap.start + places[..., :1] * along + places[..., 1:] * np.array((-along[1], along[0])))
