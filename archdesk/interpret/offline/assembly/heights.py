"""The height of a storey, from the levels that sections and plans are marked with."""

from collections.abc import Sequence

from archdesk.model.problems import Issue, Severity

LOWEST, HIGHEST = 2.3, 6.0  # metres from floor to floor; a door's head lies lower, a ridge may lie higher
SAME = 0.02  # metres


def storey_height(levels: Sequence[float]) -> tuple[float | None, tuple[Issue, ...]]:
    """From floor to floor in metres where the levels tell it, and where they tell it from or do not agree.

    The levels count from the ground floor's; what stands once more above a level, as the next floor does, is a storey.
    """
    steps = _steps(levels)
    if not steps:
        return None, ()
    regular = [step for step in steps if _has(levels, 2 * step)] or steps
    if len(regular) == 1:
        text = f"The storeys are {regular[0]:.2f} m high, as the level +{regular[0]:.2f} in the drawing says."
        return regular[0], (Issue("height-read", text, Severity.INFO),)
    told = ", ".join(f"+{step:.2f}" for step in regular)
    return None, (Issue("height-unsure", f"The levels {told} do not agree on a storey's height; type it if you know it."),)


def _steps(levels: Sequence[float]) -> list[float]:
    """The levels that may be the first floor above the ground floor's zero, each once."""
    if not _has(levels, 0.0):
        return []
    return sorted({round(level, 2) for level in levels if LOWEST <= level <= HIGHEST})


def _has(levels: Sequence[float], wanted: float) -> bool:
    return any(abs(level - wanted) <= SAME for level in levels)
