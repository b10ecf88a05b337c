"""Products with their shapes in place: what stands where, in plan axes with z up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from archdesk.readers.ifc.facts import ProductFacts
from archdesk.readers.ifc.kinds import Kind, kind_of
from archdesk.readers.ifc.shapes import Copy, Shape, Shapes

_FARTHEST = 10_000_000.0  # metres; beyond lies no building on Earth
_FAR = 1_000.0  # metres from the origin, beyond which a model is brought back


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A product and its copies of shapes; ``points`` are all their corners and ``faces`` their triangles in the world.

    ``line`` is what a wall follows there, without points where the file tells nothing of it.

    What has parts and no shape of its own has no copies, and the corners and triangles of its parts.
    """

    product: ProductFacts
    kind: Kind
    copies: tuple[Copy, ...]
    points: NDArray[np.float64]
    faces: NDArray[np.int64]
    line: NDArray[np.float64]

    @property
    def has_shape(self) -> bool:
        return len(self.faces) > 0

    @property
    def low(self) -> NDArray[np.float64]:
        return np.asarray(self.points.min(axis=0))

    @property
    def high(self) -> NDArray[np.float64]:
        return np.asarray(self.points.max(axis=0))


def bodies_of(products: Sequence[ProductFacts], shapes: Shapes) -> tuple[Body, ...]:
    """A body for each product, in the order of the file; copies out of all measure are left out."""
    copies: dict[int, list[Copy]] = {}
    for copy in shapes.copies:
        if copy.shape in shapes.shapes and _is_sound(copy.matrix):
            copies.setdefault(copy.product, []).append(copy)
    origin = _origin([copy.matrix @ _middle(shapes.shapes[copy.shape]) for held in copies.values() for copy in held])
    moved = {product: tuple(_moved(copy, origin) for copy in held) for product, held in copies.items()}
    bodies = tuple(_body(product, moved.get(product.id, ()), shapes.shapes, origin) for product in products)
    parts: dict[int, list[Body]] = {}
    for body in bodies:
        if body.product.whole and body.has_shape:
            parts.setdefault(body.product.whole, []).append(body)
    return tuple(_gathered(body, parts.get(body.product.id, ())) for body in bodies)


def _gathered(body: Body, parts: Sequence[Body]) -> Body:
    """A body that has no shape of its own stands where its parts stand."""
    if body.has_shape or not parts:
        return body
    starts = np.cumsum([0] + [len(part.points) for part in parts[:-1]])
    faces = [part.faces + start for part, start in zip(parts, starts, strict=True)]
    return replace(body, points=np.concatenate([part.points for part in parts]), faces=np.concatenate(faces))


def _body(product: ProductFacts, copies: tuple[Copy, ...], shapes: Mapping[str, Shape], origin: NDArray[np.float64]) -> Body:
    points, faces, count = [np.empty((0, 3))], [np.empty((0, 3), np.int64)], 0
    held = []
    for copy in copies:
        shape = shapes[copy.shape]
        placed = shape.points @ copy.matrix[:3, :3].T + copy.matrix[:3, 3]
        sound = _are_sound(placed, shape.triangles)
        if not sound.any():
            continue
        held.append(copy)
        used, numbers = np.unique(shape.triangles[sound], return_inverse=True)
        points.append(placed[used])
        faces.append(numbers.reshape(-1, 3) + count)
        count += len(used)
    line = np.array(product.line, dtype=float).reshape(-1, 2) - origin[:2]
    return Body(product, kind_of(product.classes), tuple(held), np.concatenate(points), np.concatenate(faces), line)


def _are_sound(points: NDArray[np.float64], triangles: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which triangles have three corners that lie somewhere."""
    inside = np.asarray(((triangles >= 0) & (triangles < len(points))).all(axis=1))
    somewhere = np.asarray((np.abs(points) < _FARTHEST).all(axis=1))  # no number is not smaller
    inside[inside] = somewhere[triangles[inside]].all(axis=1)
    return inside


def _is_sound(matrix: NDArray[np.float64]) -> bool:
    return bool(np.isfinite(matrix).all() and np.abs(matrix[:3, 3]).max() < _FARTHEST)


def _middle(shape: Shape) -> NDArray[np.float64]:
    finite = shape.points[np.isfinite(shape.points).all(axis=1)]
    return np.array((*np.median(finite, axis=0), 1.0)) if len(finite) else np.array((0.0, 0.0, 0.0, 1.0))


def _origin(places: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Where the model's own origin is put: whole metres near its middle, if it lies far away (as in a land's coordinates)."""
    if not places:
        return np.zeros(3)
    middle = np.median(np.array(places)[:, :3], axis=0)
    return np.where(np.abs(middle) > _FAR, np.round(middle), 0.0) * (1.0, 1.0, 0.0)


def _moved(copy: Copy, origin: NDArray[np.float64]) -> Copy:
    matrix = copy.matrix.copy()
    matrix[:3, 3] -= origin
    return Copy(copy.product, copy.shape, matrix)
