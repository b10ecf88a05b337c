"""Solids into meshes and elements: axes of glTF, shared shapes, names and what is known of each."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from archdesk.geometry.solids import Solid
from archdesk.model.floorplan import FloorPlan
from archdesk.model.scene import Json, Material, Mesh, Node
from archdesk.model.shapes import Point, box_around


def mesh_of(name: str, solid: Solid, material: Material) -> Mesh:
    """A solid in plan axes as a mesh with y up."""
    return Mesh(
        name,
        _upright(solid.positions).astype(np.float32),
        _upright(solid.normals).astype(np.float32),
        solid.triangles.astype(np.uint32),
        material,
    )


def _upright(vectors: np.ndarray) -> np.ndarray:
    return np.column_stack((vectors[:, 0], vectors[:, 2], -vectors[:, 1]))


def placed(point: Point, height: float = 0.0) -> tuple[float, float, float]:
    """A point of the plan as the place of a node."""
    return point[0], height, -point[1]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Meshes made once and used again, by what they look like."""

    made: dict[tuple[object, ...], tuple[Mesh, ...]] = field(default_factory=dict)

    def get(self, key: tuple[object, ...], make: Callable[[], tuple[Mesh, ...]]) -> tuple[Mesh, ...]:
        """The meshes under a key; lengths in it are rounded to a tenth of a millimetre by who asks."""
        if key not in self.made:
            self.made[key] = make()
        return self.made[key]


@dataclass(frozen=True, slots=True)
class Register:
    """Writes what is known of an element into the extras of its node."""

    plan: FloorPlan

    def extras(
        self,
        id_: str,
        kind: str,
        measures: Mapping[str, float],
        material: str,
        outline: Iterable[Point] = (),
        confidence: float = 1.0,
        **more: Json,
    ) -> dict[str, Json]:
        """The extras; measures in metres and square metres, the outline in plan metres."""
        known: dict[str, Json] = {
            "id": id_,
            "kind": kind,
            "storey": self.plan.name,
            "measures": {name: round(float(value), 4) for name, value in measures.items()},
            "material": material,
            "confidence": round(float(confidence), 3),
        }
        source = self._source(tuple(outline))
        return {**known, **({"source": source} if source else {}), **more}

    def _source(self, outline: tuple[Point, ...]) -> dict[str, Json] | None:
        """The page and the box on it, in the drawing's own units."""
        sheet = self.plan.sheet
        if sheet is None or not outline or math.isclose(sheet.to_plan.determinant, 0.0, abs_tol=1e-300):
            return None
        box = box_around(sheet.to_plan.inverse.apply_all(outline))
        return {"page": sheet.page, "box": [round(value, 3) for value in (box.x0, box.y0, box.x1, box.y1)]}


def group(name: str, children: Iterable[Node]) -> tuple[Node, ...]:
    """A node that holds others, or nothing where there are none."""
    held = tuple(children)
    return (Node(name, children=held, extras={"kind": "group"}),) if held else ()
