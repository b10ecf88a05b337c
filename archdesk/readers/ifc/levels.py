"""The storeys of a model in their order: levels, elevations and heights."""

from collections.abc import Sequence
from dataclasses import dataclass

from archdesk.model.floorplan import STOREY_HEIGHT
from archdesk.readers.ifc.facts import StoreyFacts

_SAME = 0.01  # metres; storeys of several houses that stand as high are of one level
_LOWEST, _HIGHEST = 1.8, 12.0  # metres from floor to floor; a larger step is to another building or to nothing


@dataclass(frozen=True, slots=True)
class Level:
    """A storey's place; ``bottom`` is where its floor stands in the file's own world, in metres.

    ``clear`` is its height from the floor to the slab above, where that is told.
    """

    id: int
    name: str
    number: int
    bottom: float
    elevation: float
    height: float
    clear: float | None = None


def levels_of(storeys: Sequence[StoreyFacts]) -> tuple[Level, ...]:
    """The storeys from the lowest; the ground floor is the one whose own elevation is nearest to zero.

    Where all are told their levels, these and their own elevations hold.
    """
    ordered = sorted(storeys, key=_bottom)
    steps: list[float] = []
    for storey in ordered:
        if not steps or _bottom(storey) - steps[-1] > _SAME:
            steps.append(_bottom(storey))
    ground = min(ordered, key=_from_ground, default=None)
    zero = _bottom(ground) if ground else 0.0
    at_zero = _step(steps, zero)
    names = _distinct([storey.name or f"Storey {_step(steps, _bottom(storey)) - at_zero}" for storey in ordered])
    is_told = all(storey.level is not None and storey.elevation is not None for storey in ordered)
    levels = []
    for storey, name in zip(ordered, names, strict=True):
        bottom = _bottom(storey)
        number, elevation = _step(steps, bottom) - at_zero, bottom - zero
        if is_told:
            number, elevation = storey.level or 0, storey.elevation or 0.0
        levels.append(Level(storey.id, name, number, bottom, elevation, _height(steps, storey), storey.net))
    return tuple(levels)


def _bottom(storey: StoreyFacts) -> float:
    told = storey.elevation if storey.height is None else storey.height
    return 0.0 if told is None else told


def _from_ground(storey: StoreyFacts) -> tuple[float, float]:
    told = _bottom(storey) if storey.elevation is None else storey.elevation
    return round(abs(told), 2), -told


def _step(steps: Sequence[float], bottom: float) -> int:
    return max((number for number, step in enumerate(steps) if step <= bottom), default=0)


def _height(steps: Sequence[float], storey: StoreyFacts) -> float:
    """As told, or to the next floor above where that is as far as a storey is high."""
    bottom, told = _bottom(storey), storey.gross
    if told is not None and _LOWEST <= told <= _HIGHEST:
        return told
    above = next((step for step in steps if _LOWEST <= step - bottom), None)
    return above - bottom if above is not None and above - bottom <= _HIGHEST else STOREY_HEIGHT


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, numbered where one is used again: programs find a storey by it."""
    used: dict[str, int] = {}
    told = []
    for name in names:
        used[name] = used.get(name, 0) + 1
        told.append(name if used[name] == 1 else f"{name} ({used[name]})")
    return told
