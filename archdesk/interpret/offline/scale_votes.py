"""Votes on a drawing's scale, and how they are counted."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from archdesk.model.floorplan import Scale, ScaleMethod

NEAR = 0.025  # votes this close, as a share, speak of one scale
MOST_VOTES = 4000  # of the weightiest; more would only cost time
SENTENCES = 4
SUREST = 0.98


@dataclass(frozen=True, slots=True)
class Vote:
    """``spread`` is the vote's own error as a share; votes of one ``voter`` exclude one another."""

    metres_per_unit: float
    weight: float
    spread: float
    method: ScaleMethod
    voter: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Count:
    """The scale that most agree on; ``support`` and ``rival`` are weights, the rival's that of the next best scale."""

    scale: Scale
    support: float
    rival: float


def count_votes(votes: Sequence[Vote], plausibility: Callable[[float], float]) -> Count | None:
    """The densest cluster of the votes, each voter heard once; plausibility (0 to 1) weighs what the votes agree on."""
    votes = sorted((vote for vote in votes if vote.metres_per_unit > 0), key=lambda vote: -vote.weight)[:MOST_VOTES]
    if not votes:
        return None
    places = np.log([vote.metres_per_unit for vote in votes])
    scores = _scores(votes, places) * np.array([plausibility(vote.metres_per_unit) for vote in votes])
    best = int(np.argmax(scores))
    far = np.abs(places - places[best]) > 2 * NEAR
    rival = float(scores[far].max()) if far.any() else 0.0
    return Count(_scale(votes, places, float(places[best]), rival), float(scores[best]), rival)


def _scores(votes: list[Vote], places: np.ndarray) -> np.ndarray:
    """For each vote's place the weight of all voters around it."""
    weights = np.array([vote.weight for vote in votes])
    spreads = np.array([max(vote.spread, 0.003) for vote in votes])
    names = {name: number for number, name in enumerate(dict.fromkeys(vote.voter for vote in votes))}
    voters = np.array([names[vote.voter] for vote in votes])
    order = np.argsort(voters, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(voters[order]) > 0])
    scores = np.empty(len(votes))
    for i, place in enumerate(places):
        heard = weights * np.exp(-0.5 * ((places - place) / spreads).clip(-8, 8) ** 2)
        scores[i] = np.maximum.reduceat(heard[order], starts).sum()
    return scores


def _scale(votes: list[Vote], places: np.ndarray, place: float, rival: float) -> Scale:
    """The weighted middle of the cluster, named after the method that speaks loudest in it."""
    near = [i for i in range(len(votes)) if abs(places[i] - place) <= NEAR]
    heard: dict[str, int] = {}
    for i in sorted(near, key=lambda i: abs(places[i] - place)):
        heard.setdefault(votes[i].voter, i)
    chosen = list(heard.values())
    exactness = np.array([votes[i].weight / max(votes[i].spread, 0.003) ** 2 for i in chosen])
    middle = float((places[chosen] * exactness).sum() / exactness.sum())
    loudness: dict[ScaleMethod, float] = {}
    for i in chosen:
        loudness[votes[i].method] = loudness.get(votes[i].method, 0.0) + votes[i].weight
    method = max(loudness, key=lambda each: loudness[each])
    support = sum(loudness.values())
    ranked = sorted(chosen, key=lambda i: (votes[i].method is not method, -votes[i].weight, votes[i].spread))
    sentences = tuple(dict.fromkeys(votes[i].sentence for i in ranked))
    confidence = min(support / (support + rival + 0.8), SUREST)
    return Scale(math.exp(middle), method, round(confidence, 3), sentences[:SENTENCES])
