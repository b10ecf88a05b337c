"""A child that reads a model and crashes, hangs or falls silent at a product whose name says so; run as the real one is."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archdesk.readers.ifc import child, engine


def _misbehave(name: str) -> None:
    if name == "crashes":
        os.abort()
    if name == "hangs":
        time.sleep(60)


def _all_shapes(model: Any, left_out: Any, is_known: Any) -> Iterator[Any]:
    for shape, copy in engine.all_shapes(model, left_out, is_known):
        _misbehave(str(model.by_id(copy.product).Name))
        yield shape, copy


def _one_shape(model: Any, kernel: Any, product: int) -> Any:
    _misbehave(str(model.by_id(product).Name))
    return engine.one_shape(model, kernel, product)


if __name__ == "__main__":
    child.all_shapes, child.one_shape = _all_shapes, _one_shape
    child.main(Path(sys.argv[1]), Path(sys.argv[2]))
