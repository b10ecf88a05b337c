"""Votes on a drawing's scale, and the scale that they make likeliest."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archdesk.model.floorplan import Scale, ScaleMethod

Floats = NDArray[np.float64]

STEP = 0.002  # of the logarithm between the scales that are weighed
MARGIN = 1.0  # of the logarithm beyond the outermost votes
CHANCE = 7.0  # natural logarithm of the span over which a wrong vote may fall anywhere
WIDE = 3.5  # spreads of a vote, beyond which it is not heard
NEAREST = 0.003  # least spread of a vote
RIGHT = 0.02  # a scale that errs by less is right
SHARED = {ScaleMethod.DIMENSION_TEXT: 0.005, ScaleMethod.AREA_TEXT: 0.012, ScaleMethod.DOOR_WIDTH: 0.1}
"""What all votes of a method err by together: plaster that areas leave out, the doors of a country and a time."""
EXACT = 0.002  # of the others
TOLD = frozenset((ScaleMethod.SCALE_TEXT, ScaleMethod.FILE_UNIT))
FITS = 0.006  # of the logarithm: dimensions that are printed in whole centimetres measure no finer
WHOLLY_WRONG = {
    ScaleMethod.DIMENSION_TEXT: 0.03,
    ScaleMethod.SCALE_TEXT: 0.1,
    ScaleMethod.AREA_TEXT: 0.1,
    ScaleMethod.SCALE_BAR: 0.05,
    ScaleMethod.FILE_UNIT: 0.2,
    ScaleMethod.DOOR_WIDTH: 0.1,
    ScaleMethod.ASSUMED: 0.5,
}
"""How often all votes of a method mislead: a resized print, a file that lies, another's numbers."""
MANY = frozenset((ScaleMethod.DIMENSION_TEXT, ScaleMethod.AREA_TEXT, ScaleMethod.DOOR_WIDTH))
HEARD = 0.6  # of each vote's say where many have one, for they are not independent of one another
TELLING = 0.7  # natural logarithm; a method that says less has told nothing
SHARP = 0.06  # spread of the votes that are named in sentences
MOST_VOTES = 4000  # of the likeliest; more would only cost time
SENTENCES = 4
SUREST = 0.98
UNTOLD = 0.3  # where nothing on the drawing tells, however well a guess fits


@dataclass(frozen=True, slots=True)
class Vote:
    """``odds`` that this is meant, against chance; ``spread`` its error as a share; a ``voter`` means one of its votes."""

    metres_per_unit: float
    odds: float
    spread: float
    method: ScaleMethod
    voter: str
    sentence: str


def weigh_votes(votes: Sequence[Vote], prior: Callable[[Floats], Floats], customary: Sequence[float] = ()) -> Scale | None:
    """The scale around which most of the likelihood lies, sure by as much; ``prior`` maps logarithms of scales to theirs.

    A scale that was measured is taken for the ``customary`` one that it nearly is.
    """
    heard = sorted((vote for vote in votes if vote.metres_per_unit > 0 and vote.odds > 0), key=lambda vote: -vote.odds)
    if not heard:
        return None
    heard = heard[:MOST_VOTES]
    places = [math.log(vote.metres_per_unit) for vote in heard]
    grid = np.arange(min(places) - MARGIN, max(places) + MARGIN, STEP)
    says = {method: _say(heard, grid, method) for method in dict.fromkeys(vote.method for vote in heard)}
    total = sum(says.values(), start=prior(grid))
    mass = np.exp(total - total.max())
    mass /= mass.sum()
    around = np.convolve(mass, np.ones(2 * round(RIGHT / STEP) + 1), mode="same")
    best = int(np.argmax(around))
    near = np.abs(grid - grid[best]) <= RIGHT + STEP / 2
    place = float((grid[near] * mass[near]).sum() / mass[near].sum())
    method = max(says, key=lambda each: float(says[each][best]))
    if says[method][best] < TELLING:
        method = ScaleMethod.ASSUMED
    surest = UNTOLD if method is ScaleMethod.ASSUMED else SUREST
    confidence = round(min(float(mass[near].sum()), surest), 3)
    return Scale(_exact(heard, place, method, customary), method, confidence, _sentences(heard, place, method))


def _exact(votes: Sequence[Vote], place: float, method: ScaleMethod, customary: Sequence[float]) -> float:
    """The scale at a place: exactly as it was told, or as is customary, where that is near enough."""
    told = [vote.metres_per_unit for vote in votes if vote.method is method and method in TOLD]
    told += [each for each in customary if abs(math.log(each) - place) <= FITS]
    return min(told, key=lambda each: abs(math.log(each) - place), default=math.exp(place))


def _say(votes: Sequence[Vote], grid: Floats, method: ScaleMethod) -> Floats:
    """What the votes of a method make of each scale: the logarithm of its likelihood against chance."""
    likelihoods: dict[str, Floats] = {}
    for vote in votes:
        if vote.method is method:
            mine = likelihoods.setdefault(vote.voter, np.ones(len(grid)))
            _hear(mine, vote, grid)
    share = HEARD if method in MANY else 1.0
    say = share * np.sum([np.log(each) for each in likelihoods.values()], axis=0)
    joint = _blurred(np.exp(say - say.max()), SHARED.get(method, EXACT))
    joint /= joint.mean()
    wrong = WHOLLY_WRONG.get(method, 0.1)
    return np.asarray(np.log((1 - wrong) * joint + wrong), float)


def _hear(likelihood: Floats, vote: Vote, grid: Floats) -> None:
    place, spread = math.log(vote.metres_per_unit), max(vote.spread, NEAREST)
    first = int(max((place - WIDE * spread - grid[0]) / STEP, 0))
    last = int(max((place + WIDE * spread - grid[0]) / STEP, 0)) + 2
    away = (grid[first:last] - place) / spread
    likelihood[first:last] += CHANCE * vote.odds / (spread * math.sqrt(2 * math.pi)) * np.exp(-0.5 * away**2)


def _blurred(likelihood: Floats, spread: float) -> Floats:
    reach = math.ceil(WIDE * spread / STEP)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) * STEP / spread) ** 2)
    padded = np.pad(likelihood, reach, mode="edge")
    return np.asarray(np.convolve(padded, kernel / kernel.sum(), mode="valid"), float)


def _sentences(votes: Sequence[Vote], place: float, method: ScaleMethod) -> tuple[str, ...]:
    """What speaks for the scale, the best first, and who speaks against it."""
    told = [vote for vote in votes if vote.spread <= SHARP or vote.method in (method, ScaleMethod.ASSUMED)]
    supporters = [vote for vote in told if _agrees(vote, place)]
    ranked = sorted(supporters, key=lambda vote: (vote.method is not method, -vote.odds / max(vote.spread, RIGHT)))
    pro = tuple(dict.fromkeys(vote.sentence for vote in ranked))[:SENTENCES]
    heard = {vote.voter for vote in supporters}
    others = [vote for vote in told if vote.voter not in heard and vote.method is not ScaleMethod.ASSUMED]
    against = len({vote.voter for vote in others})
    if not others or method is ScaleMethod.ASSUMED:
        return pro
    loudest = max(others, key=lambda vote: vote.odds)
    return (*pro, f"Against it speaks: {loudest.sentence}" + (f", and {against - 1} more" if against > 1 else ""))


def _agrees(vote: Vote, place: float) -> bool:
    return abs(math.log(vote.metres_per_unit) - place) <= max(RIGHT, 2 * vote.spread)
