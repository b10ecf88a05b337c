"""Shapes as they travel from the process that makes them: a stream of records, whole up to where it ends."""

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

MOST_TRIANGLES = 20_000_000  # of all shapes; they would fill the memory

_DIGITS = 6  # of metres: what differs less looks alike


@dataclass(frozen=True, slots=True)
class Style:
    """A surface of the file; red, green, blue and opacity as a screen shows them, 0 to 1."""

    name: str
    colour: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A mesh in metres, z up; ``surfaces`` gives the style of each triangle, -1 for none."""

    points: NDArray[np.float64]
    triangles: NDArray[np.int32]
    surfaces: NDArray[np.int32]
    styles: tuple[Style, ...]

    @property
    def likeness(self) -> bytes:
        """The same for shapes that look alike."""
        digest = hashlib.sha256(repr(self.styles).encode())
        for part in (np.round(self.points, _DIGITS) + 0.0, self.triangles, self.surfaces):
            digest.update(np.ascontiguousarray(part).tobytes())
        return digest.digest()


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """A shape's place in the world for one product; ``matrix`` (4, 4) maps columns of points."""

    product: int
    shape: str
    matrix: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """``begun`` is the product that was at work where the stream ends, ``failed`` those that gave no shape."""

    shapes: Mapping[str, Shape]
    copies: tuple[Copy, ...]
    failed: frozenset[int] = frozenset()
    begun: int = 0
    is_whole: bool = False


class ShapeWriter:
    """Writes the stream; each record is flushed, so that a crash loses only what was at work."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def begin(self, product: int) -> None:
        self._write({"begin": product})

    def fail(self, product: int) -> None:
        self._write({"fail": product})

    def end(self) -> None:
        self._write({"end": True})

    def shape(self, name: str, shape: Shape) -> None:
        styles = [[style.name, *style.colour] for style in shape.styles]
        counts = {"shape": name, "points": len(shape.points), "triangles": len(shape.triangles), "styles": styles}
        self._write(counts, shape.points.astype("<f8"), shape.triangles.astype("<i4"), shape.surfaces.astype("<i4"))

    def copy(self, copy: Copy) -> None:
        self._write({"copy": copy.product, "shape": copy.shape, "matrix": copy.matrix.ravel().tolist()})

    def _write(self, record: Mapping[str, object], *arrays: NDArray[Any]) -> None:
        self._file.write(json.dumps(record).encode() + b"\n" + b"".join(array.tobytes() for array in arrays))
        self._file.flush()


def read_shapes(path: Path) -> Shapes:
    """All whole records of a stream; what is no record ends it.

    Raises:
        ValueError: there are more triangles than a building can have.
    """
    shapes: dict[str, Shape] = {}
    copies: list[Copy] = []
    failed: set[int] = set()
    begun, is_whole, triangles = 0, False, 0
    with path.open("rb") as file, contextlib.suppress(EOFError):
        for record in _records(file):
            match record:
                case {"begin": int(product)}:
                    begun, is_whole = product, False
                case {"fail": int(product)}:
                    failed.add(product)
                case {"end": True}:
                    is_whole = True
                case {"copy": int(product), "shape": str(name), "matrix": list(matrix)}:
                    copies.append(Copy(product, name, np.array(matrix, dtype=float).reshape(4, 4)))
                case {"shape": str(name), "points": int(), "triangles": int(count), "styles": list()}:
                    triangles += count
                    if triangles > MOST_TRIANGLES:
                        raise ValueError(f"more than {MOST_TRIANGLES:,} triangles")
                    shapes[name] = _shape(file, record)
    return Shapes(shapes, tuple(copies), frozenset(failed), begun, is_whole)


def _records(file: BinaryIO) -> Iterator[dict[str, Any]]:
    try:
        for line in iter(file.readline, b""):
            if not line.endswith(b"\n"):
                return
            yield json.loads(line)
    except ValueError:
        return


def _shape(file: BinaryIO, record: Mapping[str, Any]) -> Shape:
    count, triangles = record["points"], record["triangles"]
    points = _rows(file, count * 3, "<f8").reshape(-1, 3)
    faces = _rows(file, triangles * 3, "<i4").reshape(-1, 3)
    styles = tuple(Style(str(name), (r, g, b, a)) for name, r, g, b, a in record["styles"])
    return Shape(points, faces, _rows(file, triangles, "<i4"), styles)


def _rows(file: BinaryIO, count: int, kind: str) -> NDArray[Any]:
    size = count * np.dtype(kind).itemsize
    data = file.read(size)
    if len(data) < size:
        raise EOFError
    return np.frombuffer(data, kind)
