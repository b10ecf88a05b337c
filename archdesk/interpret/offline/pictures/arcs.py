"""Quarter circles beside a gap: where a door's leaf swings."""

from dataclasses import dataclass

import cv2
import numpy as np

from archdesk.interpret.offline.pictures.gaps import Gap
from archdesk.interpret.offline.pictures.ink import Mask
from archdesk.interpret.offline.pictures.nearness import Nearness

SWEEP = np.radians(np.linspace(12, 78, 24))  # the ends of an arc touch leaf and jamb and tell nothing
REACH = (0.88, 0.94, 1.0, 1.06)  # radii tried, in the gap's length
SHIFT = (-0.07, 0.0, 0.07)  # hinges tried beside the jamb, in the gap's length
FACES = (-0.5, 0.0, 0.5)  # hinges tried across the wall, in its thickness
SLACK = 0.03  # of the radius: how far ink may lie beside the arc,
SLACKS = (1.6, 5.0)  # and in pixels at least and at most
INNER = (0.55, 0.75)  # radii at which a door's quarter is empty


@dataclass(frozen=True, slots=True)
class Arc:
    """The best quarter circle at a gap: the inked share, which jamb holds the hinge, which side it opens to.

    ``face`` is where across the wall the hinge lies, in its thickness, positive on the side that the leaf opens to.
    ``left`` is the side to the left seen from the gap's start to its end with y up (the picture's y is down).
    """

    score: float
    at_end: bool
    left: bool
    radius: float
    face: float = 0.0


class ArcFinder:
    """Looks for arcs in the faint ink of a picture that is no wall."""

    def __init__(self, faint: Mask, walls: Mask) -> None:
        grown = np.asarray(cv2.dilate(walls, np.ones((3, 3), np.uint8)), np.uint8)
        self._ink = Nearness(faint & (1 - grown), SLACKS[1])

    def find(self, gap: Gap, share: float = 1.0) -> Arc:
        """The best arc with a radius near ``share`` of the gap's length."""
        return max((self._best(gap, share, at_end=e, left=s) for e in (False, True) for s in (False, True)), key=_score)

    def find_pair(self, gap: Gap) -> Arc:
        """The best pair of arcs that meet in the gap's middle, with the score of its worse half."""
        pairs: list[Arc] = []
        for left in (False, True):
            one, other = (self._best(gap, 0.5, at_end=e, left=left) for e in (False, True))
            pairs.append(min(one, other, key=_score))
        return max(pairs, key=_score)

    def _best(self, gap: Gap, share: float, *, at_end: bool, left: bool) -> Arc:
        along = np.array(gap.along)
        aside = np.array((along[1], -along[0])) * (1 if left else -1)
        hinge = np.array(gap.end if at_end else gap.start)
        inward = -along if at_end else along
        radius = gap.length * share
        faces = np.array(FACES) * gap.thickness
        hinges = (hinge + faces[:, None, None] * aside + np.array(SHIFT)[None, :, None] * gap.length * inward).reshape(-1, 2)
        rays = np.cos(SWEEP)[:, None] * inward + np.sin(SWEEP)[:, None] * aside
        radii = np.array(REACH) * radius
        points = hinges[:, None, None] + radii[None, :, None, None] * rays
        slack = np.clip(SLACK * radius, *SLACKS)
        hits = (self._ink.at(points) <= slack).mean(axis=2)
        row, column = np.unravel_index(int(hits.argmax()), hits.shape)
        inner = hinges[row] + (np.array(INNER) * radii[column])[:, None, None] * rays[3:-3]
        clutter = float((self._ink.at(inner) <= slack).mean())
        score = float(hits[row, column]) - max(0.0, clutter - 0.3)
        return Arc(score, at_end, left, float(radii[column]), FACES[row // len(SHIFT)])


def _score(arc: Arc) -> float:
    return arc.score
