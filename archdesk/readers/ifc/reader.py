"""IFC models of 2x3, 4 and 4x3: storeys for plan.json, and the building from the file's own shapes."""

import importlib.util
import tempfile
from collections.abc import Sequence
from pathlib import Path

from archdesk.model.document import Format
from archdesk.model.floorplan import STOREY_HEIGHT, FloorPlan
from archdesk.model.options import Options
from archdesk.model.problems import Issue, Severity
from archdesk.model.progress import Progress, Reporter, Stage
from archdesk.model.ready import ReadyBuilding
from archdesk.model.scene import Scene
from archdesk.readers.base import Damaged, NothingInside, NotInstalled
from archdesk.readers.ifc.archive import take_out
from archdesk.readers.ifc.bodies import Body, bodies_of
from archdesk.readers.ifc.kinds import GAP
from archdesk.readers.ifc.levels import Level, levels_of
from archdesk.readers.ifc.meshes import Foundry
from archdesk.readers.ifc.plans import plans_of
from archdesk.readers.ifc.reports import count_of, issues_of
from archdesk.readers.ifc.tree import tree_of, with_measures
from archdesk.readers.ifc.work import Told, ask
from archdesk.readers.sources import describe

_TAIL = 65_536  # bytes within which a file says that it ends
_LETTERS = {"wall": "w", "door": "d", "window": "n", "room": "r", "column": "c", "stair": "s", "passage": "p"}
_READ, _SHAPED = 0.05, 0.6  # of the whole conversion


def read_ifc(source: Path, folder: Path, options: Options, reporter: Reporter) -> ReadyBuilding:
    """The building in the file; it has no pages.

    Raises:
        ReadError: the reader's library is missing, or the file is of another schema, damaged, too large, or holds no building.
        Cancelled: the reporter was told to stop.
    """
    del folder
    check_installed()
    with tempfile.TemporaryDirectory(prefix="archdesk-ifc-") as scratch:
        work = Path(scratch)
        model = work / "model.ifc"  # a name that the library can open
        take_out(source, model)
        _check_end(model)
        told = ask(model, work, lambda: reporter.report(Progress(Stage.READING, _READ)))
    reporter.report(Progress(Stage.WALLS, _SHAPED))
    storeys, scene, issues = _understood(told)
    return ReadyBuilding(describe(source, Format.IFC), storeys, scene, (*issues, *_unused(options)))


def _unused(options: Options) -> tuple[Issue, ...]:
    if not (options.scale or options.unit or options.storey_height or options.pages):
        return ()
    text = "A model tells its own scale, unit and heights, and has no pages; what was asked for them was not used."
    return (Issue("options-unused", text, Severity.INFO),)


def check_installed() -> None:
    """See that the library is there.

    Raises:
        NotInstalled: it is not.
    """
    if importlib.util.find_spec("ifcopenshell") is None:
        raise NotInstalled(kind="IFC", extra="ifc")


def _check_end(model: Path) -> None:
    """A model that is cut off would be read without a word."""
    with model.open("rb") as file:
        file.seek(max(0, model.stat().st_size - _TAIL))
        if b"END-ISO-10303-21" not in file.read():
            raise Damaged(kind="IFC", seen="it ends before its data do")


def _understood(told: Told) -> tuple[tuple[FloorPlan, ...], Scene, tuple[Issue, ...]]:
    found = bodies_of(told.facts.products, told.shapes)
    bodies = tuple(body for body in found if body.kind is not GAP)
    if not any(body.has_shape for body in bodies):
        seen = f"it has {count_of(bodies)}, but no shapes" if bodies else "it has no products"
        raise NothingInside(kind="IFC", seen=seen)
    levels = levels_of(told.facts.storeys)
    ids = _ids(found)
    plans = plans_of(levels or (_BUILDING,), found, ids, told.facts.unit)
    scene, flaws = tree_of(levels, bodies, ids, Foundry(told.shapes.shapes))
    return plans.storeys, with_measures(scene, _measures(plans.storeys)), issues_of(told, bodies, plans.untold, flaws)


_BUILDING = Level(0, "Building", 0, 0.0, 0.0, STOREY_HEIGHT)
"""Stands for the storeys of a model that has none."""


def _ids(bodies: Sequence[Body]) -> dict[int, str]:
    """A short id for each product, by kind and in the order of the file."""
    counts: dict[str, int] = {}
    ids = {}
    for body in bodies:
        kind = body.kind.name
        counts[kind] = counts.get(kind, 0) + 1
        ids[body.product.id] = f"{_LETTERS.get(kind, f'{kind}-')}{counts[kind]}"
    return ids


def _measures(plans: Sequence[FloorPlan]) -> dict[str, dict[str, float]]:
    """What the plans measure of walls and rooms."""
    walls = {wall.id: {"length": wall.length, "thickness": wall.thickness} for plan in plans for wall in plan.walls}
    return walls | {room.id: {"area": room.area} for plan in plans for room in plan.rooms}
