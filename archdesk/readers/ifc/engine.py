"""The ifcopenshell library, which has no types: all that the IFC reader asks of it, in a process of its own."""

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import ifcopenshell
import ifcopenshell.geom
import ifcopenshell.util.placement
import ifcopenshell.util.unit
import numpy as np

from archdesk.model.shapes import Point
from archdesk.readers.ifc.shapes import Copy, Shape, Style

Entity = Any
Model = Any
UNKNOWN = (0.8, 0.8, 0.8, 1.0)
_FAULTS = (RuntimeError, ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError)
_KERNELS = ("hybrid-cgal-simple-opencascade", "opencascade")
"""The first is quicker and closes more solids; it asks the second for whatever has curves or needs cutting."""

_Answer = TypeVar("_Answer")


class UnknownSchema(Exception):
    """The library does not know the file's schema."""


def open_model(source: Path) -> Model:
    """The file opened.

    Raises:
        UnknownSchema: the file is of a schema that the library does not know.
        ValueError: it is no whole IFC file.
    """
    try:
        return ifcopenshell.open(str(source))
    except ifcopenshell.SchemaError as error:
        raise UnknownSchema(str(error)) from error
    except (*_FAULTS, ifcopenshell.Error, OSError) as error:
        raise ValueError(str(error)) from error


def asked(question: Callable[[], _Answer], otherwise: _Answer) -> _Answer:
    """What the library answers, or else where a damaged part of a file makes it fail."""
    try:
        return question()
    except (*_FAULTS, ifcopenshell.Error):
        return otherwise


def schema_of(model: Model) -> str:
    return str(model.schema_identifier)


def unit_of(model: Model, kind: str = "LENGTHUNIT") -> float:
    """Metres or square metres in one unit of the file."""
    unit = asked(lambda: float(ifcopenshell.util.unit.calculate_unit_scale(model, kind)), 1.0)
    return unit if math.isfinite(unit) and unit > 0 else 1.0


def height_of(placed: Entity, unit: float) -> float | None:
    """Where something stands in the world, in metres; None where its placement tells nothing."""

    def height() -> float | None:
        if placed.ObjectPlacement is None:
            return None
        found = float(ifcopenshell.util.placement.get_local_placement(placed.ObjectPlacement)[2][3]) * unit
        return found if math.isfinite(found) else None

    return asked(height, None)


def placed_points(placed: Entity, points: Sequence[Point], unit: float) -> tuple[Point, ...]:
    """Points of a product's own ground in the world, in metres; none where its placement tells nothing."""

    def found() -> tuple[Point, ...]:
        matrix = ifcopenshell.util.placement.get_local_placement(placed.ObjectPlacement)
        rows = np.array([(x, y, 0.0, 1.0) for x, y in points]) @ matrix.T * unit
        return tuple((float(x), float(y)) for x, y in rows[:, :2]) if np.isfinite(rows).all() else ()

    return asked(found, ())


def attribute(entity: Entity, name: str) -> object:
    """An attribute's value; None where it has none, or where the class has no such attribute."""
    return asked(lambda: getattr(entity, name), None)


def related(entity: Entity, relation: str) -> Sequence[Entity]:
    """What stands in a relation to an entity, by the relation's inverse name; none where its class has no such one."""
    return asked(lambda: tuple(getattr(entity, relation)), ())


def entities(model: Model, name: str) -> Sequence[Entity]:
    """All entities of a class, in the file's order; none where the schema has no such class."""
    return asked(lambda: tuple(model.by_type(name)), ())


def classes_of(model: Model, names: dict[str, tuple[str, ...]], entity: Entity) -> tuple[str, ...]:
    """The entity's class and those above it; ``names`` keeps what was asked before."""
    name = str(entity.is_a())
    if name not in names:
        found, declared = [], ifcopenshell.schema_by_name(model.schema_identifier).declaration_by_name(name).as_entity()
        while declared is not None:
            found.append(str(declared.name()))
            declared = declared.supertype()
        names[name] = tuple(found)
    return names[name]


def _settings() -> Any:
    settings = ifcopenshell.geom.settings()
    settings.set("weld-vertices", True)  # noqa: FBT003 - the library's own signature
    settings.set("no-normals", True)  # noqa: FBT003
    return settings


def _kernel() -> str:
    return _KERNELS[0] if ifcopenshell.geom.has_geometry_library("cgal-simple") else _KERNELS[1]


def all_shapes(
    model: Model, left_out: Sequence[Entity], is_known: Callable[[str], bool]
) -> Iterator[tuple[Shape | None, Copy]]:
    """The shapes of all products but some, each shape with its first copy; those that fail are missing."""
    # A second thread makes OpenCASCADE slower, not faster: its threads wait for each other's memory.
    arguments = {"exclude": list(left_out)} if left_out else {}
    work = ifcopenshell.geom.iterator(_settings(), model, 1, geometry_library=_kernel(), **arguments)
    is_more = work.initialize()
    while is_more:
        made = work.get()
        yield None if is_known(str(made.geometry.id)) else _shape(model, made), _copy(made, str(made.geometry.id))
        is_more = work.next()


def one_shape(model: Model, kernel: Any, product: int) -> tuple[Shape, Copy] | None:
    """One product's shape, made alone and of its own name; None where it has none that can be made."""

    def made_alone() -> tuple[Shape, Copy]:
        made = kernel.create_shape(model.by_id(product))
        return _shape(model, made), _copy(made, f"alone-{product}")

    return asked(made_alone, None)


def kernel_of(model: Model, *, is_careful: bool) -> Any:
    """The library's kernel for shapes that are made alone; the careful one is slower and sturdier."""
    return ifcopenshell.geom.kernel(_settings(), model, geometry_library=_KERNELS[1] if is_careful else _kernel())


def _copy(made: Any, shape: str) -> Copy:
    matrix = np.array(made.transformation.matrix, dtype=float).reshape(4, 4, order="F")
    return Copy(int(made.id), shape, matrix)


def _shape(model: Model, made: Any) -> Shape:
    geometry = made.geometry
    styles = tuple(_style(model, style) for style in geometry.materials)
    points = np.frombuffer(geometry.verts_buffer, dtype="<f8").reshape(-1, 3)
    triangles = np.frombuffer(geometry.faces_buffer, dtype="<i4").reshape(-1, 3)
    surfaces = np.frombuffer(geometry.material_ids_buffer, dtype="<i4")
    return Shape(points, triangles, surfaces, styles)


def _style(model: Model, style: Any) -> Style:
    opacity = 1.0 - float(style.transparency) if style.has_transparency() and math.isfinite(style.transparency) else 1.0
    colour = (float(style.diffuse.r()), float(style.diffuse.g()), float(style.diffuse.b()), opacity)
    is_sound = all(math.isfinite(part) and 0 <= part <= 1 for part in colour)
    return Style(asked(lambda: _style_name(model, style), "") or str(style.name), colour if is_sound else UNKNOWN)


def _style_name(model: Model, style: Any) -> str:
    """The name that a person gave: the style's own, or that of what holds it."""
    number = int(style.instance_id())
    if not number:
        return ""
    entity = model.by_id(number)
    holders = (entity, *model.get_inverse(entity))
    return next((str(one.Name) for one in holders if one.is_a() in ("IfcSurfaceStyle", "IfcMaterial") and one.Name), "")
