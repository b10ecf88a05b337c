"""The child at work: started, watched, and where a product makes it crash or hang, started again for the rest one by one."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from archdesk.readers.base import Damaged, TooLarge, TooSlow, WrongVersion
from archdesk.readers.ifc.facts import Facts, facts_from_json
from archdesk.readers.ifc.protocol import DAMAGE, FACTS, REFUSAL, SCHEMA, SHAPES, TASK
from archdesk.readers.ifc.shapes import Shapes, read_shapes
from archdesk.readers.processes import Bounds, run_held

_CHILD = "archdesk.readers.ifc.child"
_LONGEST = 150.0  # seconds for a file, all its products together
_SLOWEST = 30.0  # seconds for one product, and for opening the file
_LARGEST = 4 << 30  # bytes of shapes; more do not fit in memory
_MEMORY = 4 << 30  # bytes of address space
_CRASHES = 12  # products that end a process; after so many the file is damaged throughout
_WAY_OUT = "Save the model again in parts, as one file a storey or without its furniture."


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What the child told; ``left`` are products that there was no time for."""

    facts: Facts
    shapes: Shapes
    left: frozenset[int] = frozenset()


class _Stuck(Exception):
    """Nothing new has come for too long."""


def ask(source: Path, folder: Path, look: Callable[[], None]) -> Told:
    """The facts and shapes of a file; ``folder`` is the child's own. ``look`` may raise to stop it.

    Raises:
        ReadError: the file is of an unknown schema, damaged, or needs too long.
    """
    until = time.monotonic() + _LONGEST
    is_slow = _run(source, folder, until, look)
    _check_refusal(folder)
    try:
        facts = facts_from_json((folder / FACTS).read_bytes())
    except (OSError, ValueError) as error:
        if is_slow:
            raise TooSlow(kind="IFC", seen=f"more than {_SLOWEST:.0f} seconds", way_out=_WAY_OUT) from error
        raise Damaged(kind="IFC", seen="the program that reads it fails on it") from error
    shapes = _shapes(folder)
    return Told(facts, shapes) if shapes.is_whole else _rest(source, folder, facts, shapes, until, look)


def _rest(source: Path, folder: Path, facts: Facts, shapes: Shapes, until: float, look: Callable[[], None]) -> Told:
    """What is still missing, one product after the other; each that ends the process is left out."""
    lost = {shapes.begun} - {0}
    for _ in range(_CRASHES):
        left = _missing(facts, shapes) - lost
        if not left or time.monotonic() >= until:
            break
        (folder / TASK).write_text(" ".join(map(str, sorted(left))))
        _run(source, folder, until, look)
        shapes = _shapes(folder)
        if shapes.is_whole:
            break
        if shapes.begun:
            lost.add(shapes.begun)
    shapes = replace(shapes, failed=shapes.failed | lost)
    return Told(facts, shapes, frozenset(_missing(facts, shapes)))


def _missing(facts: Facts, shapes: Shapes) -> set[int]:
    there = {copy.product for copy in shapes.copies}
    return {product.id for product in facts.products if product.is_drawn} - there - shapes.failed


def _shapes(folder: Path) -> Shapes:
    try:
        return read_shapes(folder / SHAPES)
    except FileNotFoundError:
        return Shapes({}, ())
    except ValueError as error:
        raise TooLarge(seen=str(error), way_out=_WAY_OUT) from error


def _run(source: Path, folder: Path, until: float, look: Callable[[], None]) -> bool:
    """Run the child to its end; True where it had to be ended."""
    told = _Ear(folder / SHAPES, folder / FACTS, until)

    def look_and_hear() -> None:
        look()
        told.hear()

    try:
        command = [sys.executable, "-m", _CHILD, str(source), str(folder)]
        return run_held(command, folder, Bounds(_LARGEST, _MEMORY, _LONGEST), look_and_hear) is None
    except _Stuck:
        return True


class _Ear:
    """Hears whether the child still tells something."""

    def __init__(self, shapes: Path, facts: Path, until: float) -> None:
        self._shapes, self._facts, self._until = shapes, facts, until
        self._known: tuple[int, bool] = (-1, False)
        self._last = time.monotonic()

    def hear(self) -> None:
        now = time.monotonic()
        size = self._shapes.stat().st_size if self._shapes.exists() else 0
        state = size, self._facts.exists()
        if state != self._known:
            self._known, self._last = state, now
        if now - self._last > _SLOWEST or now > self._until:
            raise _Stuck


def _check_refusal(folder: Path) -> None:
    refusal = folder / REFUSAL
    if not refusal.exists():
        return
    word, _, detail = refusal.read_text(encoding="utf-8").partition(" ")
    if word == SCHEMA:
        name = detail.rpartition(":")[2].strip() or "an unknown schema"
        way_out = "Save it as IFC2x3, IFC4 or IFC4x3 in the program that made it, and drop that."
        raise WrongVersion(kind="IFC", seen=f"schema {name}", way_out=way_out)
    if word == DAMAGE:
        raise Damaged(kind="IFC", seen="its lines cannot be read as a model")
