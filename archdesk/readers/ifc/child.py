"""The process that opens an IFC file: its library may crash on a damaged one, so all that it tells is written down at once."""

import ctypes
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from archdesk.readers.ifc.contents import NO_THINGS, facts_of, is_gap
from archdesk.readers.ifc.engine import (
    Model,
    UnknownSchema,
    all_shapes,
    entities,
    kernel_of,
    one_shape,
    open_model,
)
from archdesk.readers.ifc.facts import Facts, circling, facts_to_json
from archdesk.readers.ifc.protocol import DAMAGE, FACTS, REFUSAL, SCHEMA, SHAPES, TASK
from archdesk.readers.ifc.shapes import ShapeWriter

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main(source: Path, folder: Path) -> None:
    """Tell the facts and shapes of a file; where a task is there, the shapes of its products alone, one after the other."""
    try:
        model = open_model(source)
    except UnknownSchema as error:
        (folder / REFUSAL).write_text(f"{SCHEMA} {error}", encoding="utf-8")
        return
    except ValueError as error:
        (folder / REFUSAL).write_text(f"{DAMAGE} {error}", encoding="utf-8")
        return
    task = folder / TASK
    if task.exists():
        with (folder / SHAPES).open("ab") as file:
            writer = ShapeWriter(file)
            _alone(model, [int(word) for word in task.read_text().split()], writer, is_careful=True)
            writer.end()
        return
    facts = facts_of(model)
    aside = folder / f".{FACTS}"
    aside.write_text(facts_to_json(facts), encoding="utf-8")
    aside.replace(folder / FACTS)
    _at_once(model, facts, folder)


def _at_once(model: Model, facts: Facts, folder: Path) -> None:
    """All shapes, the quickest way; what comes out empty is made once more, alone."""
    endless = circling(facts.products)  # the library never comes back from them
    left_out = [entity for name in NO_THINGS for entity in entities(model, name) if not is_gap(entity)]
    left_out += [model.by_id(product) for product in endless]
    known: dict[str, bool] = {}
    full: set[int] = set()
    with (folder / SHAPES).open("ab") as file:
        writer = ShapeWriter(file)
        for shape, copy in all_shapes(model, left_out, known.__contains__):
            if shape is not None:
                known[copy.shape] = len(shape.triangles) > 0
                writer.shape(copy.shape, shape)
            if known[copy.shape]:
                full.add(copy.product)
                writer.copy(copy)
        full |= endless
        for product in sorted(endless):
            writer.fail(product)
        _alone(
            model,
            [product.id for product in facts.products if product.is_drawn and product.id not in full],
            writer,
            is_careful=False,
        )
        writer.end()


def _alone(model: Model, products: Sequence[int], writer: ShapeWriter, *, is_careful: bool) -> None:
    """One shape after the other; each is told before it is begun, for it may be the last."""
    if not products:
        return
    kernel = kernel_of(model, is_careful=is_careful)
    for product in products:
        writer.begin(product)
        made = one_shape(model, kernel, product)
        if made is None or not len(made[0].triangles):
            writer.fail(product)
        else:
            writer.shape(made[1].shape, made[0])
            writer.copy(made[1])


def _die_with_parent() -> None:
    """Linux ends this process when the one that started it ends."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == 1:
            sys.exit(1)


if __name__ == "__main__":
    _die_with_parent()
    main(Path(sys.argv[1]), Path(sys.argv[2]))
    os._exit(0)  # all is told; to let go of a large model bit by bit takes its time
